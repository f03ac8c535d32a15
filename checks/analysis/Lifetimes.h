//===- Lifetimes.h - who is gone when a coroutine goes on -----------------===//
//
// Which closure ends while a coroutine that it began is unfinished, and still
// reads its captures? Which temporary or local was given to a task that is
// unfinished when it ends, and still uses it? It takes three answers: the
// coroutine uses what it was lent after a suspension (LaterUse), the lender
// ends (Lender, Keeper), and the task is not done by then (Finish). One of them
// that is not known is silence.
//
// Not known: closures that an object keeps, and who removes them from there.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LIFETIMES_H
#define COROLINT_CHECKS_ANALYSIS_LIFETIMES_H

#include "checks/analysis/Keeper.h"
#include "checks/analysis/Lender.h"
#include "checks/analysis/Meanwhile.h"

namespace corolint {

/// A closure, or another object with a call operator that is a coroutine.
struct DanglingClosure {
  enum Kind {
    Expression, ///< A temporary, called at once; its task is not done.
    LetGo,      ///< Given to a function that lets it go too early.
    Borrowed,   ///< Given to one that borrows it, whose task is not done.
    Scope,      ///< A local, called; its task goes on.
  };
  Kind Ends = Expression;
  const clang::Expr *Closure = nullptr;
  const clang::LambdaExpr *Lambda = nullptr; ///< Null: no lambda, or a local.
  const clang::VarDecl *Local = nullptr;
  const clang::CallExpr *Call = nullptr; ///< Of a temporary: its call.
  const clang::NamedDecl *By = nullptr;  ///< To whom it was given.
  const clang::Stmt *CalledAt = nullptr; ///< Where that one calls it, if seen.
  /// Set: whether this one lets it go is for its definition in another unit to
  /// say, of its parameter of that number.
  const clang::FunctionDecl *Elsewhere = nullptr;
  unsigned Parameter = 0;
  Finish Task;
  UsedLater Use;
  const Body *In = nullptr;
};

/// What was given to a task that needs it for longer.
struct LentTooLong {
  /// As written; the object of a call; the call itself for a default.
  const clang::Expr *Argument = nullptr;
  const clang::FunctionDecl *Callee = nullptr;
  const clang::ParmVarDecl *Parameter = nullptr; ///< Null: the object.
  bool IsDefault = false; ///< The argument is the parameter's default.
  Lender From;
  /// The captured local that ends, if the argument is a lambda.
  const clang::ValueDecl *Captured = nullptr;
  Finish Task;
  bool OnOneWay = false;        ///< Other ways await the task.
  std::optional<UsedLater> Use; ///< None: the body is not here.
  /// It is for the definition of the callee, in another unit, to say whether it
  /// uses it later.
  bool IsOpen = false;
  const Body *In = nullptr;
};

/// Where an object of a class is ended by one who uses it: `deleteLater()`,
/// `delete this`.
struct ObjectEnd {
  const clang::CXXRecordDecl *Class = nullptr;
  const clang::Stmt *At = nullptr;
  const Body *In = nullptr;
  bool IsOwn = false;          ///< It is the object that the function is of.
  llvm::StringRef WeakPointer; ///< That tells of it; empty: there is none.
  bool IsTakenOut = false;     ///< Of what owns it.
};

/// A member coroutine that runs on by itself while nothing keeps its object,
/// which can go at any time: it is shared, or another function ends it.
struct UnkeptObject {
  const clang::Expr *Start = nullptr; ///< The call that lets it run on.
  const clang::Expr *Made = nullptr;  ///< The call or lambda that makes it.
  /// It is no member, but has captured the object; else null.
  const clang::LambdaExpr *Lambda = nullptr;
  const clang::CXXRecordDecl *Class = nullptr;
  const clang::CXXMethodDecl *Member = nullptr; ///< The coroutine.
  /// Gives a pointer that keeps the object, as shared_from_this() does. Null:
  /// it is not shared.
  const clang::CXXMethodDecl *Keeper = nullptr;
  std::optional<ObjectEnd> End; ///< Of an object that is not shared.
  UsedLater Use;                ///< Behind a suspension of it.
  const Body *In = nullptr;
};

/// What nobody can tell, for an audit.
struct Unsure {
  enum Kind {
    Closure,   ///< How long is it kept by whom it is given to?
    Parameter, ///< A coroutine that nobody awaits refers to what it is given.
    Argument,  ///< Given to a task that runs on; when does it end?
  };
  Kind What = Closure;
  clang::SourceRange At;
  const clang::NamedDecl *By = nullptr;   ///< The function it is given to.
  const clang::NamedDecl *Name = nullptr; ///< What is captured; the parameter.
  const clang::Stmt *UsedAt = nullptr;    ///< Behind a suspension.
  const Body *In = nullptr;
};

class Lifetimes {
public:
  Lifetimes(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow,
            const Effects &TuEffects);

  std::vector<DanglingClosure> closures();
  std::vector<LentTooLong> arguments();
  std::vector<UnkeptObject> objects();
  std::vector<Unsure> unsure();

  LaterUses &uses() { return TuUses; }
  const Keepers &keepers() const { return TuKeepers; }

private:
  std::optional<UnkeptObject> unkept(const clang::CXXRecordDecl &Class,
                                     const clang::CXXMethodDecl &M,
                                     const clang::Expr &Made);
  std::optional<UnkeptObject> unkept(const clang::CallExpr &Made);
  std::optional<UnkeptObject> unkeptOwned(const Call &C);
  const clang::LambdaExpr *letGo(const Call &C, const clang::CallExpr &Made,
                                 const FunctionModel *Model);
  bool callsBack(const Body &B) const;
  bool mayWait(const Body &B) const;
  bool isBehindAGate(const Body &B, const clang::CXXRecordDecl &Class) const;
  std::optional<UnkeptObject> unkept(const clang::LambdaExpr &Lambda,
                                     const Body &In);
  std::optional<ObjectEnd> endOf(const clang::CXXRecordDecl &Class,
                                 const Body &Suspended);
  Lender lentTo(clang::QualType Type, const clang::Expr &Given, const Body &In);
  Lender lenderOf(const clang::LambdaCapture &Capture, const Body &In);
  std::optional<LentTooLong> lent(const Call &C, const Lender &From,
                                  const clang::ParmVarDecl *P, unsigned Index,
                                  const clang::FieldDecl *Field = nullptr);
  bool isUsedForSure(const clang::FunctionDecl &F) const;
  bool isOperation(const clang::CallExpr &Made) const;
  const clang::Expr *viewedBy(const clang::Expr &Given) const;
  void captured(const Call &C, unsigned Argument,
                std::vector<LentTooLong> &All);
  void spawned(const Call &C, std::vector<LentTooLong> &All);
  LaterUse laterUseOf(const clang::CXXRecordDecl &Closure);
  std::optional<Unsure> unsure(const Call &C, unsigned Argument);
  std::optional<DanglingClosure> called(const Call &C);
  std::optional<DanglingClosure> given(const Call &C, unsigned Argument);

  const Facts &TuFacts;
  Awaitables &Types;
  Flow &TuFlow;
  const Effects &TuEffects;
  Finishes TuFinishes;
  LaterUses TuUses;
  Keepers TuKeepers;
  Lenders TuLenders;
  std::optional<std::vector<ObjectEnd>> Ends; ///< Looked for when asked.
  std::optional<Meanwhile> Others;            ///< Likewise.
};

} // namespace corolint

#endif

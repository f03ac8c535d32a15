//===- Awaitable.h - what is a task ---------------------------------------===//
//
// Is a value of this type work that somebody has to await, and what happens to
// the work when nobody does? Read from the class itself first: a coroutine
// return type ([dcl.fct.def.coroutine]) that can be awaited ([expr.await]);
// whether it starts by itself from what its promise's initial_suspend returns.
// A model sharpens or overrides what structure shows.
//
// Not known: types that are awaitable only through another coroutine's
// await_transform, unless a model says so.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_AWAITABLE_H
#define COROLINT_CHECKS_FACTS_AWAITABLE_H

#include "checks/models/Model.h"
#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CXXRecordDecl;
class ClassTemplateDecl;
class FunctionDecl;
class NamedDecl;
} // namespace clang

namespace corolint {

class ModelSet;

struct Awaitable {
  Role Is = Role::None;
  std::optional<Start> Begins; ///< Empty: nobody can tell.
  /// What is lost without an await; empty: nobody can tell.
  std::optional<Dropped> WhenDropped;
  /// Must it not be awaited twice? Empty: nobody can tell.
  std::optional<bool> AwaitedOnce;
  bool CanAwait = false;        ///< co_await takes it, whatever its role.
  bool NeedsRvalue = false;     ///< A named one is awaited with std::move.
  bool GivesNothing = false;    ///< Awaiting it has no result.
  clang::QualType Gives;        ///< What an awaiter gives; null: not known.
  bool IsCoroutineType = false; ///< There is a promise type.
  bool EndsWithCode = false;    ///< The class has a destructor of its own.
  bool MustBeUsed = false; ///< The class is declared so: [[nodiscard]], say.
  const TypeModel *Model = nullptr; ///< Null: no model has the class.
  const clang::CXXRecordDecl *Class = nullptr;
  const clang::CXXRecordDecl *Promise = nullptr;
  std::vector<std::string> Evidence; ///< Why this is believed of it, in words.

  /// What is lost with one that is dropped in, or outside of, a coroutine.
  std::optional<Dropped> whenDropped(bool InACoroutine) const {
    return !InACoroutine && Model && Model->WhenDroppedOutside
               ? Model->WhenDroppedOutside
               : WhenDropped;
  }

  /// The first template argument of the class, T of task<T>; null if it has no
  /// such, or that is no type.
  clang::QualType argument() const;

  bool isTask() const { return Is == Role::Task || Is == Role::Operation; }
  bool isLazy() const { return Begins == Start::Lazy; }
};

/// Do they differ in nothing but what they give?
bool ofOneKind(const Awaitable &A, const Awaitable &B);

/// What is lost with a task that nobody awaits.
struct Loss {
  std::optional<Dropped> What; ///< Empty: nobody can tell.
  /// Nobody can tell, but a declaration says that it matters: [[nodiscard]],
  /// say.
  bool IsDeclared = false;
  /// It is to take a lock: kept or not, without the await nothing is held.
  bool IsOfALock = false;
};

class Awaitables {
public:
  Awaitables(clang::ASTContext &Ast, const ModelSet &Models)
      : Ast(Ast), Models(Models) {}

  /// What this type is to a coroutine; null if it is nothing. References and
  /// qualifiers are looked through.
  const Awaitable *of(clang::QualType T);

  /// As `of`; of `task<T>` in a template's pattern, what the pattern of `task`
  /// is.
  const Awaitable *ofTemplate(clang::QualType T);

  /// What this class is to a coroutine; null if it is nothing. Of a template,
  /// as far as its pattern shows.
  const Awaitable *ofClass(const clang::CXXRecordDecl &Class);

  /// The task that an object of this type is, or holds as an element or part:
  /// a container, array, pair, smart pointer, aggregate. Null if it holds none.
  /// Classes that run what they hold, such as scopes, hold none in this sense.
  const Awaitable *heldBy(clang::QualType T);

  /// Where a task comes from.
  struct Origin {
    const clang::FunctionDecl *Maker = nullptr; ///< The function, if one is.
    bool IsConstructed = false;
    bool IsInACoroutine = false;
  };

  /// What is lost if nobody awaits such a `Type`: as the type, or a model of
  /// the function, has it; else the function's attributes tell that something
  /// is. None: nobody has to await it.
  std::optional<Loss> lossOf(const Awaitable &Type, Origin From);

  /// Code that starts such a task on its own from inside a coroutine of its
  /// kind, with "{}" for the task; "" if no model knows. Its header may not be
  /// included yet.
  llvm::StringRef spawnedBy(const Awaitable &Type);

  /// Can a coroutine with this promise co_await a value of `Task`'s class?
  /// "false" also where only overload resolution could know.
  bool accepts(const clang::CXXRecordDecl *Promise, const Awaitable &Task);

private:
  const Awaitable *elementOf(const clang::CXXRecordDecl &R);
  std::unique_ptr<Awaitable> read(const clang::CXXRecordDecl &Class);
  void fromStructure(Awaitable &A);
  void fromAttributes(Awaitable &A);
  void fromModel(Awaitable &A);
  std::optional<Dropped> lossFromStructure(Awaitable &A);
  bool has(const clang::CXXRecordDecl &R, llvm::StringRef Member) const;
  bool isGenerator(const Awaitable &A);
  void fromMakers(Awaitable &A);
  const clang::CXXRecordDecl *promiseOf(const clang::CXXRecordDecl &Class,
                                        std::vector<std::string> &Evidence,
                                        bool &Ambiguous);
  void fromAdaptedTask(Awaitable &A);
  bool startsWhenAwaited(const Awaitable &Type, const clang::FunctionDecl &F);
  bool waitsForALock(const Awaitable &Type, const clang::FunctionDecl &F);
  const clang::ClassTemplateDecl *coroutineTraits();
  bool isAwaitable(const clang::CXXRecordDecl &Class,
                   const clang::CXXRecordDecl *Promise, Awaitable &Out);

  clang::ASTContext &Ast;
  const ModelSet &Models;
  std::optional<const clang::ClassTemplateDecl *> Traits;
  /// Specialised by somebody, in whole or in part.
  std::vector<const clang::ClassTemplateSpecializationDecl *> WrittenTraits;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<Awaitable>> Seen;
  llvm::DenseMap<const clang::CXXRecordDecl *, const Awaitable *> Holders;
  std::vector<const clang::CXXRecordDecl *> Asked; ///< By heldBy, right now.
};

} // namespace corolint

#endif

//===- LostError.cpp - coro-lost-error ------------------------------------===//
//
// Reports a promise that throws away the errors of coroutines which nobody
// awaits: its unhandled_exception does nothing, or keeps the error where
// nothing reads it. Such a coroutine ends in the middle, and nobody hears of
// it. So do what starts a coroutine on its own and tells nobody how it ended,
// if an exception surely can leave that one (option Detached), and who reads
// only some of the results of tasks that were awaited together.
//
//   struct fire_and_forget { struct promise_type {
//     void unhandled_exception() {} // reported
//   …
//
// Page: docs/checks/coro-lost-error.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Effect.h"
#include "checks/analysis/Finish.h"
#include "checks/analysis/Throws.h"
#include "checks/base/Sink.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <functional>
#include <set>

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "coroutines"};

static constexpr CheckOption Options[] = {
    {"Detached", "off",
     "also where a coroutine that throws is started, and nobody is told how it "
     "ended",
     "off|hint|note|warning|error"}};

extern const Check LostError;
const Check LostError = {
    "coro-lost-error", Level::Note, Precision::Medium, Tags, Options, run};

/// The coroutines whose promise this is, if nobody is meant to await them.
static const Awaitable *detachedOf(Tu &T, const CXXRecordDecl &Promise) {
  const Awaitable *Type = nullptr;
  if (const auto *Around = dyn_cast<CXXRecordDecl>(Promise.getDeclContext()))
    Type = T.types().ofClass(*Around);
  else
    for (const NamedDecl *N :
         members(&Promise,
                 &Promise.getASTContext().Idents.get("get_return_object")))
      if (const FunctionDecl *F = functionIn(N))
        Type = T.types().of(F->getReturnType());
  return Type && Type->Is == Role::Detached && Type->Promise &&
                 sameTemplate(Type->Promise, &Promise)
             ? Type
             : nullptr;
}

/// The same for a function that a promise of some coroutine here has from a
/// base.
static const Awaitable *detachedBy(Tu &T, const CXXMethodDecl &M) {
  if (const Awaitable *Own = detachedOf(T, *M.getParent()))
    return Own;
  for (const Body &B : T.facts().Bodies) {
    const CXXRecordDecl *Promise = B.promise();
    if (!Promise || sameTemplate(Promise, M.getParent()))
      continue;
    for (const NamedDecl *N : members(Promise, M.getDeclName()))
      if (const auto *F = dyn_cast_or_null<CXXMethodDecl>(functionIn(N));
          F && sameTemplate(F->getParent(), M.getParent()))
        if (const Awaitable *Type = detachedOf(T, *Promise))
          return Type;
  }
  return nullptr;
}

/// The member that gets the error, if that is all that happens to it.
static const FieldDecl *keptIn(const CompoundStmt &Block) {
  if (Block.size() != 1)
    return nullptr;
  const auto *E = dyn_cast<Expr>(Block.body_front());
  if (const auto *F = dyn_cast_or_null<FullExpr>(E))
    E = F->getSubExpr();
  const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(E);
  const auto *M =
      O && O->getOperator() == OO_Equal
          ? dyn_cast<MemberExpr>(O->getArg(0)->IgnoreParenImpCasts())
          : nullptr;
  return M ? dyn_cast<FieldDecl>(M->getMemberDecl()) : nullptr;
}

static bool isReadIn(Tu &T, const FieldDecl &Field, const Body &Except) {
  return llvm::any_of(T.facts().Bodies, [&](const Body &B) {
    return &B != &Except && B.Root && hasAny(B.Root, [&](const Expr &E) {
      if (const auto *M = dyn_cast<MemberExpr>(&E))
        return M->getMemberDecl()->getDeclName() == Field.getDeclName();
      const auto *D = dyn_cast<CXXDependentScopeMemberExpr>(&E);
      return D && D->getMember() == Field.getDeclName();
    });
  });
}

/// The coroutine that an argument is, or makes.
static const FunctionDecl *coroutineOf(const Expr &Started) {
  const Expr *E = valueOf(&Started);
  if (const auto *L = dyn_cast<LambdaExpr>(E))
    return L->isGenericLambda() ? nullptr : L->getCallOperator();
  return isa<CallExpr>(E) ? definitionOf(*E) : nullptr;
}

static void detached(Tu &T, Sink &To) {
  Level Loud = *parseLevel(T.option(LostError, "Detached"));
  if (Loud == Level::Off)
    return;
  Throws Exceptions(T.facts());
  for (const Call &C : T.facts().Calls) {
    const auto *Starts = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
    const FunctionModel *M = Starts ? T.effects().modelOf(*C.Callee) : nullptr;
    std::vector<const Expr *> Given = M ? C.arguments() : decltype(Given)();
    if (!M || !M->Spawns || *M->Spawns >= Given.size() ||
        !Starts->getType()->isVoidType() || isToldOfTheEnd(C, *M))
      continue;
    const FunctionDecl *F = coroutineOf(*Given[*M->Spawns]);
    const CXXThrowExpr *At = F ? Exceptions.outOf(*F) : nullptr;
    if (!At)
      continue;
    To.report(LostError, Starts->getSourceRange(),
              "an error of what '" + C.Callee->getNameAsString() +
                  "' starts is lost: nobody is told how it ended",
              C.In->name())
        .at(Loud)
        .note(At->getSourceRange(), "this can leave it");
  }
}

namespace {

/// Results of tasks that were awaited together, of which each has its task's
/// error: which of them does nobody read?
class UnreadResults {
  Tu &T;
  Sink &To;

public:
  UnreadResults(Tu &T, Sink &To) : T(T), To(To) {}

  void run() {
    for (const Await &A : T.facts().Awaits) {
      const VarDecl *V = A.In->Root && gatherOf(A) ? keptIn(A) : nullptr;
      if (const auto *Parts = dyn_cast_or_null<DecompositionDecl>(V))
        parts(*A.In, A, *Parts);
      else if (V && !V->hasAttr<UnusedAttr>())
        whole(*A.In, A, *V);
    }
  }

private:
  const NamedDecl *gatherOf(const Await &A) const {
    const auto *C = dyn_cast<CallExpr>(valueOf(A.Expr->getOperand()));
    const NamedDecl *Callee = C ? calleeOf(*C) : nullptr;
    const FunctionModel *M = Callee ? T.effects().modelOf(*Callee) : nullptr;
    return M && M->Gathering && M->Gathering->Code.KeepsErrors ? Callee
                                                               : nullptr;
  }

  /// The variable that the results are in, all of them.
  static const VarDecl *keptIn(const Await &A) {
    const auto *D = dyn_cast_or_null<DeclStmt>(A.Statement);
    const auto *V = D && D->isSingleDecl()
                        ? dyn_cast<VarDecl>(D->getSingleDecl())
                        : nullptr;
    return V && V->hasInit() && valueOf(V->getInit()) == A.Expr ? V : nullptr;
  }

  void report(const Body &B, const Await &A, SourceRange At,
              const std::string &Why) {
    To.report(LostError, At,
              "an error of a task of '" + gatherOf(A)->getNameAsString() +
                  "' is lost: " + Why,
              B.name())
        .at(Level::Note);
  }

  static const CallExpr &callOf(const Await &A) {
    return *cast<CallExpr>(valueOf(A.Expr->getOperand()));
  }

  /// A task without a result is awaited for what it does.
  bool givesNothing(const Await &A, uint64_t Task) const {
    const CallExpr &C = callOf(A);
    const Awaitable *Of = Task < C.getNumArgs()
                              ? T.types().of(C.getArg(Task)->getType())
                              : nullptr;
    return Of && Of->isTask() && Of->GivesNothing;
  }

  /// `auto [first, second] = co_await …;`, and only the first is named again.
  void parts(const Body &B, const Await &A, const DecompositionDecl &Parts) {
    const BindingDecl *Unread = nullptr;
    bool IsAnyRead = false;
    for (auto [I, Part] : llvm::enumerate(Parts.bindings())) {
      if (mentions(B.Root, *Part))
        IsAnyRead = true;
      else if (!Part->getName().starts_with("_") &&
               !Part->hasAttr<UnusedAttr>() && !Parts.hasAttr<UnusedAttr>() &&
               !Unread && !givesNothing(A, I))
        Unread = Part;
    }
    if (IsAnyRead && Unread)
      report(B, A, Unread->getLocation(),
             "nothing reads its result, '" + Unread->getNameAsString() + "'");
  }

  /// The element of `V` that this expression takes out; null: none.
  static const Expr *elementOf(const VarDecl &V, const Stmt &S,
                               const ASTContext &Ast,
                               std::optional<uint64_t> &Number) {
    const auto *C = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (!F)
      return nullptr;
    const Expr *Object = nullptr;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
      if (!F->getIdentifier() || F->getName() != "front")
        return nullptr;
      Object = M->getImplicitObjectArgument();
      Number = 0;
    } else if (C->getNumArgs() == 2 &&
               F->getOverloadedOperator() == OO_Subscript) {
      Object = C->getArg(0);
      if (auto I = integerIn(C->getArg(1), Ast))
        Number = I->getZExtValue();
    } else if (C->getNumArgs() == 1 && F->getIdentifier() &&
               F->getName() == "get" && F->isInStdNamespace()) {
      Object = C->getArg(0);
      const TemplateArgumentList *Arguments =
          F->getTemplateSpecializationArgs();
      if (Arguments && Arguments->size() &&
          (*Arguments)[0].getKind() == TemplateArgument::Integral)
        Number = (*Arguments)[0].getAsIntegral().getZExtValue();
    }
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(valueOf(Object));
    return Ref && Ref->getDecl() == &V && Number ? Ref : nullptr;
  }

  /// `auto all = co_await …;`, and only `all[0]` is named again.
  void whole(const Body &B, const Await &A, const VarDecl &V) {
    llvm::SmallPtrSet<const Stmt *, 8> Taken, Named;
    std::set<uint64_t> Read;
    std::function<void(const Stmt *)> Walk = [&](const Stmt *S) {
      if (!S)
        return;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
          Ref && Ref->getDecl() == &V)
        Named.insert(Ref);
      std::optional<uint64_t> Number;
      if (const Expr *Object =
              elementOf(V, *S, B.Fn->getASTContext(), Number)) {
        Taken.insert(Object);
        Read.insert(*Number);
      }
      if (const auto *L = dyn_cast<LambdaExpr>(S))
        return Walk(L->getBody());
      for (const Stmt *Child : childrenOf(*S))
        Walk(Child);
    };
    Walk(B.Root);
    if (Named.empty() || Named.size() != Taken.size())
      return;
    // Of a range nobody knows how many there are.
    uint64_t Given = callOf(A).getNumArgs();
    bool IsAnyUnread = Given == 1;
    for (uint64_t I = 0; I != Given && !IsAnyUnread; ++I)
      IsAnyUnread = !Read.contains(I) && !givesNothing(A, I);
    if (IsAnyUnread)
      report(B, A, V.getLocation(),
             "of '" + V.getNameAsString() + "' only " +
                 (Read.size() == 1 ? "one result is" : "some results are") +
                 " read");
  }
};

} // namespace

/// Does an empty body say something to whoever reads it? Then it is meant.
static bool hasAComment(Tu &T, const CompoundStmt &Block) {
  std::optional<std::string> Text = T.source().text(Block.getSourceRange());
  return Block.body_empty() && Text && llvm::any_of(*Text, [](char C) {
           return !isWhitespace(C) && C != '{' && C != '}';
         });
}

static void run(Tu &T, Sink &To) {
  detached(T, To);
  UnreadResults(T, To).run();
  for (const Body &B : T.facts().Bodies) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(B.Fn);
    const auto *Block = dyn_cast_or_null<CompoundStmt>(B.Root);
    if (!M || !Block || B.Broken || !M->getIdentifier() ||
        M->getName() != "unhandled_exception")
      continue;
    const FieldDecl *Kept = keptIn(*Block);
    if ((!Block->body_empty() && !Kept) || hasAComment(T, *Block))
      continue;
    const Awaitable *Type = detachedBy(T, *M);
    if (!Type || (Kept && (Kept->getParent() != M->getParent() ||
                           isReadIn(T, *Kept, B))))
      continue;
    To.report(LostError, M->getLocation(),
              "an error in a coroutine of '" + shortName(*Type->Class) +
                  "' is lost: nobody awaits it, and " +
                  (Kept ? "nothing reads '" + Kept->getNameAsString() + "'"
                        : "this drops it"),
              B.name());
  }
}

} // namespace corolint

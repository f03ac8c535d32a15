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
#include "checks/analysis/UnreadResults.h"
#include "checks/base/Sink.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Recipes.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"

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
    "coro-lost-error", Level::Warning, Precision::Medium, Tags, Options, run};

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

/// Does a promise have that function, itself or from a base?
static bool has(const CXXRecordDecl &Promise, const CXXMethodDecl &M) {
  return llvm::any_of(
      members(&Promise, M.getDeclName()), [&](const NamedDecl *N) {
        const auto *F = dyn_cast_or_null<CXXMethodDecl>(functionIn(N));
        return F && sameTemplate(F->getParent(), M.getParent());
      });
}

/// The same for a function that a promise of some coroutine here has from a
/// base.
static const Awaitable *detachedBy(Tu &T, const CXXMethodDecl &M) {
  if (const Awaitable *Own = detachedOf(T, *M.getParent()))
    return Own;
  for (const Body &B : T.facts().Bodies) {
    const CXXRecordDecl *Promise = B.promise();
    if (Promise && !sameTemplate(Promise, M.getParent()) && has(*Promise, M))
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
  const auto *C = dyn_cast<CallExpr>(E);
  const FunctionDecl *Here = C ? definitionOf(*C) : nullptr;
  return Here || !C ? Here : C->getDirectCallee();
}

/// Where it is thrown; of a macro, where that stands.
static SourceRange placeOf(Tu &T, const Stmt &Thrown) {
  return T.source()
      .ast()
      .getSourceManager()
      .getExpansionRange(Thrown.getSourceRange())
      .getAsRange();
}

static void detached(Tu &T, Sink &To) {
  Level Loud = *parseLevel(T.option(LostError, "Detached"));
  if (Loud == Level::Off)
    return;
  Throws Exceptions(T.source().ast(), T.facts(), T.types());
  for (const Call &C : T.facts().Calls) {
    const auto *Starts = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
    const FunctionModel *M = Starts ? T.effects().modelOf(*C.Callee) : nullptr;
    std::vector<const Expr *> Given = M ? C.arguments() : decltype(Given)();
    if (!M || !M->Spawns || *M->Spawns >= Given.size() ||
        !Starts->getType()->isVoidType() || isToldOfTheEnd(C, *M))
      continue;
    const FunctionDecl *F = coroutineOf(*Given[*M->Spawns]);
    if (!F)
      continue;
    const Stmt *At = Exceptions.outOf(*F);
    ThrowCondition If;
    if (!At)
      for (const FunctionDecl *Other : Exceptions.elsewhere(*F))
        If.Of.emplace_back(T.symbols().of(*Other), identifierOf(*Other));
    if (!At && If.Of.empty())
      continue;
    std::string Words = "an error of what '" + C.Callee->getNameAsString() +
                        "' starts is lost: nobody is told how it ended";
    auto Report =
        To.report(LostError, Starts->getSourceRange(), Words, C.In->name());
    // A test that should fail would pass.
    Level Here = C.In->InTests ? std::max(Loud, Level::Warning) : Loud;
    if (At) {
      Report.at(Here).note(placeOf(T, *At), "this can leave it");
    } else {
      If.Severity = Here;
      If.Message = std::move(Words);
      Report.onlyIf(std::move(If));
    }
  }
}

static void unread(Tu &T, Sink &To) {
  for (const UnreadResult &R :
       unreadResults(T.facts(), T.types(), T.effects())) {
    std::string Name = "'" + R.Name->getNameAsString() + "'";
    To.report(LostError, R.Name->getLocation(),
              "an error of a task of '" + R.Gather->getNameAsString() +
                  "' is lost: " +
                  (R.Read == 0 ? "nothing reads its result, " + Name
                               : "of " + Name + " only " +
                                     (R.Read == 1 ? "one result is"
                                                  : "some results are") +
                                     " read"),
              R.At->In->name())
        .at(Level::Note);
  }
}

/// Does an empty body say something to whoever reads it? Then it is meant.
static bool hasAComment(Tu &T, const CompoundStmt &Block) {
  std::optional<std::string> Text = T.source().text(Block.getSourceRange());
  return Block.body_empty() && Text && llvm::any_of(*Text, [](char C) {
           return !isWhitespace(C) && C != '{' && C != '}';
         });
}

/// What leaves a coroutine here that has the function in its promise.
static std::pair<const Body *, const Stmt *>
lostBy(Tu &T, const CXXMethodDecl &Handles, Throws &Exceptions) {
  for (const Body &B : T.facts().Bodies) {
    const CXXRecordDecl *Promise = B.Fn ? B.promise() : nullptr;
    if (Promise && has(*Promise, Handles))
      if (const Stmt *At = Exceptions.outOf(*B.Fn))
        return {&B, At};
  }
  return {};
}

static void run(Tu &T, Sink &To) {
  detached(T, To);
  unread(T, To);
  if (!T.source().ast().getLangOpts().CXXExceptions)
    return;
  std::optional<Throws> Exceptions;
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
    if (!Exceptions)
      Exceptions.emplace(T.source().ast(), T.facts(), T.types());
    auto [In, At] = lostBy(T, *M, *Exceptions);
    auto Report =
        To.report(LostError, M->getLocation(),
                  "an error in a coroutine of '" + shortName(*Type->Class) +
                      "' is lost: nobody awaits it, and " +
                      (Kept ? "nothing reads '" + Kept->getNameAsString() + "'"
                            : "this drops it"),
                  B.name());
    if (At)
      Report.note(placeOf(T, *At),
                  "this can leave '" + shortName(*In->Fn) + "'");
    auto Headers = T.headersFor("std::terminate");
    if (!Kept && Headers)
      Report.fix(including(T.source(),
                           fillBody(T.source(), *Block, "std::terminate()",
                                    "end the program with it"),
                           M->getLocation(), *Headers));
  }
}

} // namespace corolint

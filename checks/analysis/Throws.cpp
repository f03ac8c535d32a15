#include "checks/analysis/Throws.h"
#include "checks/analysis/Footprint.h"
#include "checks/base/Unique.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {

Throws::Throws(const ASTContext &Ast, const Facts &TuFacts, Awaitables &Types)
    : Ast(Ast), Types(Types) {
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root && !B.Initialises && !B.Broken &&
        Number.try_emplace(B.Fn, Bodies.size()).second)
      Bodies.push_back(&B);
  Of.resize(Bodies.size());
  // In the order of the bodies, so that the nearest `throw` counts.
  std::vector<unsigned> Queue;
  for (unsigned I = 0; I != Bodies.size(); ++I) {
    const Body &B = *Bodies[I];
    const auto *Type = B.Fn->getType()->getAs<FunctionProtoType>();
    if (!Type || (!B.Coroutine && Type->isNothrow()))
      continue;
    add(B.Root, B.InTests, Of[I]);
    if (Of[I].Thrown)
      Queue.push_back(I);
  }
  if (Queue.empty())
    return;
  std::vector<llvm::SmallVector<unsigned, 2>> By(Bodies.size());
  for (unsigned I = 0; I != Bodies.size(); ++I)
    for (const FunctionDecl *F : Of[I].Runs)
      By[Number.lookup(F)].push_back(I);
  for (size_t I = 0; I != Queue.size(); ++I)
    for (unsigned Caller : By[Queue[I]])
      if (!Of[Caller].Thrown) {
        Of[Caller].Thrown = Of[Queue[I]].Thrown;
        Queue.push_back(Caller);
      }
}

const Stmt *Throws::outOf(const FunctionDecl &F) const {
  auto It = Number.find(&F);
  return It == Number.end() ? nullptr : Of[It->second].Thrown;
}

/// Can other units define it, and does nothing say that it throws nothing?
static bool isOpen(const FunctionDecl &F) {
  const auto *Type = F.getType()->getAs<FunctionProtoType>();
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  const SourceManager &Sources = F.getASTContext().getSourceManager();
  return Type && !Type->isNothrow() && !F.isDefined() &&
         !(M && M->isVirtual()) && F.isExternallyVisible() &&
         !Sources.isInSystemHeader(F.getLocation());
}

Throws::Functions Throws::elsewhere(const FunctionDecl &F) const {
  Functions Open, Queue;
  if (isOpen(F))
    Open.insert(F.getCanonicalDecl());
  Queue.insert(&F);
  for (size_t I = 0; I != Queue.size(); ++I)
    if (auto It = Number.find(Queue[I]); It != Number.end()) {
      for (const FunctionDecl *Other : Of[It->second].Runs)
        Queue.insert(Other);
      for (const FunctionDecl *Other : Of[It->second].Elsewhere)
        Open.insert(Other);
    }
  return Open;
}

/// `REQUIRE(x == 1)`, of a library for tests: what fails is thrown, by
/// functions that nobody sees.
bool Throws::isARequirement(const Stmt &S) const {
  const SourceManager &Sources = Ast.getSourceManager();
  llvm::StringRef Macro;
  SourceLocation At = S.getBeginLoc();
  if (!At.isMacroID() || !Sources.isInSystemHeader(Sources.getSpellingLoc(At)))
    return false;
  for (; At.isMacroID(); At = Sources.getImmediateExpansionRange(At).getBegin())
    if (!Sources.isMacroArgExpansion(At))
      Macro = Lexer::getImmediateMacroName(At, Sources, Ast.getLangOpts());
  return Macro.contains("REQUIRE");
}

void Throws::add(const Stmt *S, bool InTests, Leaving &To) const {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (isa<CXXThrowExpr>(S) || (InTests && isARequirement(*S)))
    To.Thrown = To.Thrown ? To.Thrown : S;
  if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
      add(Try->getHandler(I)->getHandlerBlock(), InTests, To);
    return;
  }
  for (const Stmt *C : childrenOf(*S))
    add(C, InTests, To);
  // A coroutine that is called and not awaited throws elsewhere.
  const Expr *Runs = dyn_cast<Expr>(S);
  if (const auto *Await = dyn_cast<CoawaitExpr>(S))
    Runs = valueOf(Await->getOperand());
  const auto *Called = dyn_cast_or_null<CallExpr>(Runs);
  if (!Called)
    return;
  bool IsAwaited = isa<CoawaitExpr>(S);
  const FunctionDecl *F = definitionOf(*Called);
  if (auto It = Number.find(F); F && It != Number.end()) {
    if (!Bodies[It->second]->Coroutine || IsAwaited)
      To.Runs.push_back(F);
  } else if (F = F ? nullptr : Called->getDirectCallee();
             F && (IsAwaited || !Types.of(F->getReturnType())) && isOpen(*F)) {
    To.Elsewhere.push_back(F->getCanonicalDecl());
  }
}

void addThrowing(const ASTContext &Ast, const Facts &TuFacts, Awaitables &Types,
                 const Symbols &Ids, UnitSummary &To) {
  Places Where(Ast);
  Throws Exceptions(Ast, TuFacts, Types);
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root && !B.Broken && !B.Initialises && isForOthers(*B.Fn))
      if (const Stmt *At = Exceptions.outOf(*B.Fn))
        if (std::optional<Place> Stands = Where.of(At->getSourceRange()))
          To.Throwing.push_back({Ids.of(*B.Fn->getCanonicalDecl()), *Stands});
  makeUnique(To.Throwing);
}

} // namespace corolint

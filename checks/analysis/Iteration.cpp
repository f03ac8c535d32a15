#include "checks/analysis/Iteration.h"
#include "checks/analysis/Accesses.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Handle.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

bool hasAwait(const Stmt *S) {
  return S && (isa<CoawaitExpr>(S) || llvm::any_of(childrenOf(*S), hasAwait));
}

/// Numbers that are made, not found.
static bool isCounting(const Stmt &S) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    if (const auto *Name = Ref->getDecl()->getIdentifier())
      if (Name->isStr("iota") || Name->isStr("irange"))
        return true;
  return llvm::any_of(childrenOf(S),
                      [](const Stmt *C) { return C && isCounting(*C); });
}

static bool isIncremented(const Stmt &S, const VarDecl &V) {
  auto IsIt = [&](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == &V;
  };
  if (const auto *U = dyn_cast<UnaryOperator>(&S))
    return U->isIncrementOp() && IsIt(U->getSubExpr());
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&S))
    return O->getOperator() == OO_PlusPlus && IsIt(O->getArg(0));
  return llvm::any_of(childrenOf(S),
                      [&](const Stmt *C) { return C && isIncremented(*C, V); });
}

static std::vector<const VarDecl *> variablesIn(const Stmt &S) {
  std::vector<const VarDecl *> Found;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && V->isLocalVarDecl())
      Found.push_back(V);
  for (const Stmt *C : childrenOf(S))
    if (C)
      llvm::append_range(Found, variablesIn(*C));
  return Found;
}

Iteration::Iteration(ASTContext &Ast, Awaitables &Types, const Stmt &Loop)
    : Ast(Ast), Types(Types), Loop(Loop) {
  if (const auto *L = dyn_cast<LambdaExpr>(&Loop))
    callable(*L);
  else if (const auto *L = dyn_cast<CXXForRangeStmt>(&Loop))
    rangeFor(*L);
  else if (const auto *L = dyn_cast<ForStmt>(&Loop))
    countingFor(*L);
  else if (const auto *L = dyn_cast<WhileStmt>(&Loop))
    drainingWhile(*L);
}

void Iteration::callable(const LambdaExpr &L) {
  const CXXMethodDecl *F = L.getCallOperator();
  if (F->getNumParams() != 1 ||
      isOrderedNoun(typeName(F->getParamDecl(0)->getType())))
    return;
  Elements.insert(F->getParamDecl(0));
  Body = L.getBody();
  if (const auto *C = dyn_cast<CoroutineBodyStmt>(Body))
    Body = C->getBody();
}

void Iteration::rangeFor(const CXXForRangeStmt &L) {
  const Expr *Range = L.getRangeInit();
  if (L.getCoawaitLoc().isValid() || !Range || hasOrderedWord(*Range) ||
      isa<InitListExpr, CXXStdInitializerListExpr>(
          Range->IgnoreUnlessSpelledInSource()))
    return;
  // Elements that come when they come.
  const Awaitable *Source = Types.of(Range->getType());
  if (Source && Source->Is == Role::Generator)
    return;
  const VarDecl *Element = L.getLoopVariable();
  if (isOrderedNoun(typeName(Element->getType())))
    return;
  (isCounting(*Range) ? Counters : Elements).insert(Element);
  IsOfASystem = hasSystemWord(*Range);
  addReads(Range, InHeader);
  Body = L.getBody();
}

/// `for (auto it = …; it != …; ++it)`, `for (int i = 0; i < n; ++i)`.
void Iteration::countingFor(const ForStmt &L) {
  const auto *Init = dyn_cast_or_null<DeclStmt>(L.getInit());
  if (!Init || !L.getCond() || !L.getInc() || hasOrderedWord(*Init) ||
      hasOrderedWord(*L.getCond()))
    return;
  const VarDecl *Counter = nullptr;
  for (const Decl *D : Init->decls())
    if (const auto *V = dyn_cast<VarDecl>(D);
        V && isIncremented(*L.getInc(), *V) && mentions(L.getCond(), *V))
      Counter = V;
  if (!Counter || hasAwait(L.getCond()) || hasAwait(L.getInc()))
    return;
  (Counter->getType()->isArithmeticType() ? Counters : Elements)
      .insert(Counter);
  addReads(L.getCond(), InHeader);
  addReads(Init, InHeader);
  IsOfASystem = hasSystemWord(*Init) || hasSystemWord(*L.getCond());
  Body = L.getBody();
}

/// `while (!q.empty()) { … q.pop_front(); }`, `while (it != end) { … ++it; }`.
void Iteration::drainingWhile(const WhileStmt &L) {
  const auto *Block = dyn_cast<CompoundStmt>(L.getBody());
  if (!Block || L.getConditionVariable() || hasAwait(L.getCond()))
    return;
  for (const Stmt *S : Block->body()) {
    const auto *E = dyn_cast<Expr>(S);
    E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
    if (const auto *C = dyn_cast_or_null<CXXMemberCallExpr>(E)) {
      const auto *Ref = dyn_cast<DeclRefExpr>(
          C->getImplicitObjectArgument()->IgnoreParenImpCasts());
      const auto *Method = C->getMethodDecl();
      StringRef Name =
          Method && Method->getIdentifier() ? Method->getName() : "";
      if (Ref && mentions(L.getCond(), *Ref->getDecl()) &&
          (Name == "pop_front" || Name == "pop_back" || Name == "pop") &&
          !hasOrderedWord(*C->getImplicitObjectArgument())) {
        Queue = Ref->getDecl();
        Pop = C;
      }
    } else if (E && !Queue) {
      for (const VarDecl *V : variablesIn(*L.getCond()))
        if (!V->getType()->isArithmeticType() && isIncremented(*E, *V)) {
          Elements.insert(V);
          Pop = E;
        }
    }
  }
  IsOfASystem = hasSystemWord(*L.getCond());
  Body = Pop ? Block : nullptr;
}

bool Iteration::isInTheLoop(const ValueDecl &D) const {
  const SourceManager &Sources = Ast.getSourceManager();
  SourceLocation At = Sources.getFileLoc(D.getLocation());
  SourceRange L = Loop.getSourceRange();
  return !Sources.isBeforeInTranslationUnit(At,
                                            Sources.getFileLoc(L.getBegin())) &&
         Sources.isBeforeInTranslationUnit(At, Sources.getFileLoc(L.getEnd()));
}

/// Is something of the iteration's own mentioned in it?
bool Iteration::mentionsOwn(const Stmt *S) const {
  if (!S)
    return false;
  if (const auto *E = dyn_cast<Expr>(S))
    if (isa<DeclRefExpr>(S) && rootOf(E).Is == Root::Own)
      return true;
  if (isQueueEnd(S))
    return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return mentionsOwn(C); });
}

bool Iteration::mentionsIndex(const Stmt *S) const {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    if (rootOf(Ref).Is == Root::Index)
      return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return mentionsIndex(C); });
}

bool Iteration::isQueueEnd(const Stmt *S) const {
  const auto *C = dyn_cast<CXXMemberCallExpr>(S);
  if (!C || !Queue || !C->getMethodDecl())
    return false;
  const auto *Ref = dyn_cast<DeclRefExpr>(
      C->getImplicitObjectArgument()->IgnoreParenImpCasts());
  std::string Name = shortName(*C->getMethodDecl());
  return Ref && Ref->getDecl() == Queue && (Name == "front" || Name == "back");
}

/// Locals of the body that are followed to their initialisers, one after
/// another. A loop's body has few of them; the limit is for those that name
/// each other in a circle.
static constexpr unsigned MaxInitialisers = 8;

bool Iteration::isOfElement(const Stmt *S, unsigned Depth) const {
  if (!S || Depth > MaxInitialisers)
    return false;
  if (isQueueEnd(S))
    return true;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl());
    const auto *V = dyn_cast_or_null<VarDecl>(Part ? Part->getDecomposedDecl()
                                                   : Ref->getDecl());
    return V && (Elements.contains(V) ||
                 (isInTheLoop(*V) && isOfElement(V->getInit(), Depth + 1)));
  }
  if (const auto *E = dyn_cast<Expr>(S);
      E && isa<CallExpr, ArraySubscriptExpr>(E))
    if (Root R = rootOf(E); R.Is == Root::Own && !R.Of)
      return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return isOfElement(C, Depth); });
}

Root Iteration::rootOf(const ValueDecl &D) const {
  if (const auto *B = dyn_cast<BindingDecl>(&D))
    return B->getDecomposedDecl() ? rootOf(*B->getDecomposedDecl()) : Root{};
  const auto *V = dyn_cast<VarDecl>(&D);
  if (!V || V->isConstexpr())
    return {};
  if (Counters.contains(V))
    return {Root::Index, V};
  if (Elements.contains(V))
    return {Root::Own, V};
  if (!isInTheLoop(*V))
    return {Root::Outside, V};
  const Expr *Init = V->getInit();
  if (!Init || isa<ParmVarDecl>(V))
    return {Root::Own, V};
  // An alias is what it is made of, and what is computed from the number of
  // the iteration is no element.
  if (isHandle(V->getType())) {
    Root R = rootOf(Init);
    return R.Is == Root::Outside ? R : Root{Root::Own, V};
  }
  if (V->getType()->isArithmeticType() && !hasAwait(Init) &&
      mentionsIndex(Init) && !mentionsOwn(Init))
    return {Root::Index, V};
  return {Root::Own, V};
}

/// By the element: `map[key]`, `at(i)`, `sessions.find(id)`.
bool Iteration::isChosen(const Expr *By) const {
  return mentionsOwn(By) || mentionsIndex(By);
}

Root Iteration::rootOf(const Expr *E) const {
  E = valueOf(E);
  if (!E)
    return {};
  if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
    return rootOf(*Ref->getDecl());
  if (isa<CXXThisExpr>(E))
    return {Root::Outside, nullptr};
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    Root R = rootOf(M->getBase());
    if (R.Is == Root::Outside && !R.Of)
      R.Of = M->getMemberDecl();
    return R;
  }
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
    return isChosen(S->getIdx()) ? Root{Root::Own, nullptr}
                                 : rootOf(S->getBase());
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return rootOf(U->getSubExpr());
  if (const auto *C = dyn_cast<ExplicitCastExpr>(E))
    return rootOf(C->getSubExpr());
  if (isQueueEnd(E))
    return {Root::Own, nullptr};
  if (const auto *C = dyn_cast<CallExpr>(E)) {
    if (!isHandle(C->getType()) && !C->isGLValue())
      return {};
    const Expr *From = nullptr;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
      From = M->getImplicitObjectArgument();
    else if (C->getNumArgs() > 0)
      From = C->getArg(0);
    for (const Expr *A : C->arguments())
      if (A != From && isChosen(A))
        return {Root::Own, nullptr};
    return From ? rootOf(From) : Root{};
  }
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(E)) {
    Root R = rootOf(C->getTrueExpr());
    return R.Is == Root::Outside ? R : rootOf(C->getFalseExpr());
  }
  return {};
}

void Iteration::addReads(const Stmt *S, Olders &To) const {
  if (!S)
    return;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    Root R = rootOf(Ref);
    if (R.Is == Root::Outside)
      To.insert(R.Of);
  } else if (const auto *M = dyn_cast<MemberExpr>(S)) {
    Root R = rootOf(M);
    if (R.Is == Root::Outside)
      To.insert(R.Of);
    if (isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts()))
      return;
  }
  for (const Stmt *C : childrenOf(*S))
    addReads(C, To);
}

} // namespace corolint

//===- Collect.cpp - the one walk over the user's code --------------------===//
//
// A RecursiveASTVisitor that keeps the path from the root. Matchers with
// hasParent/hasAncestor would need the parent map of the whole translation
// unit, which costs a second traversal with all system headers in it.
//
//===----------------------------------------------------------------------===//

#include "checks/facts/Facts.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace corolint {

const CXXRecordDecl *Body::promise() const {
  if (!Coroutine || !Coroutine->getPromiseDecl())
    return nullptr;
  return recordOf(Coroutine->getPromiseDecl()->getType());
}

std::vector<const Expr *> Call::arguments() const {
  std::vector<const Expr *> Written;
  auto Take = [&](auto Range, unsigned Skip) {
    for (const Expr *A : Range)
      if (Skip)
        --Skip;
      else if (!isa<CXXDefaultArgExpr>(A))
        Written.push_back(A);
  };
  if (Ends)
    return Written;
  if (const auto *C = dyn_cast<CXXConstructExpr>(At))
    Take(C->arguments(), 0);
  else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(At))
    Take(O->arguments(),
         isa_and_nonnull<CXXMethodDecl>(O->getDirectCallee()) ? 1 : 0);
  else if (const auto *C = dyn_cast<CallExpr>(At))
    Take(C->arguments(), 0);
  return Written;
}

const Expr *Call::object() const {
  if (Ends)
    return nullptr;
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(At))
    return M->getImplicitObjectArgument();
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(At))
    if (isa_and_nonnull<CXXMethodDecl>(O->getDirectCallee()))
      return O->getArg(0);
  return nullptr;
}

bool mentions(const Stmt *S, const ValueDecl &V) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S); Ref && Ref->getDecl() == &V)
    return true;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    if (mentions(Lambda->getBody(), V))
      return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *C) { return mentions(C, V); });
}

const NamedDecl *calleeOf(const CallExpr &C) {
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&C);
      O && O->getOperator() == OO_Call)
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(O->getArg(0)->IgnoreParenImpCasts()))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && V->hasGlobalStorage())
        return V;
  return dyn_cast_or_null<NamedDecl>(C.getCalleeDecl());
}

const Expr *valueOf(const Expr *E) {
  while (E) {
    E = E->IgnoreParenImpCasts();
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      E = M->getSubExpr();
    else if (const auto *F = dyn_cast<FullExpr>(E))
      E = F->getSubExpr();
    else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(E))
      E = B->getSubExpr();
    else if (const auto *C = dyn_cast<CXXConstructExpr>(E);
             C && C->getConstructor()->isCopyOrMoveConstructor() &&
             C->getNumArgs() > 0)
      E = C->getArg(0);
    else if (const auto *C = dyn_cast<CallExpr>(E); C && C->isCallToStdMove())
      E = C->getArg(0);
    else
      return E;
  }
  return E;
}

namespace {

class Walk : public RecursiveASTVisitor<Walk> {
  using Base = RecursiveASTVisitor<Walk>;

  /// One step of the path: a statement, a variable whose initialiser we are in,
  /// or (both null) the edge of a body.
  struct Step {
    const Stmt *S = nullptr;
    const VarDecl *Var = nullptr;
  };

  ASTContext &Ast;
  const SourceManager &Sources;
  Awaitables &Types;
  Facts Found;
  std::vector<Step> Path;
  Body *Current = nullptr;
  /// Locals of enclosing bodies as well: a lambda may mention them.
  llvm::DenseMap<const VarDecl *, size_t> LocalAt;

public:
  Walk(ASTContext &Ast, Awaitables &Types)
      : Ast(Ast), Sources(Ast.getSourceManager()), Types(Types) {}

  Facts run() {
    TraverseAST(Ast);
    auto InBroken = [](const auto &Fact) { return Fact.In->Broken; };
    llvm::erase_if(Found.Tasks, InBroken);
    llvm::erase_if(Found.Locals, InBroken);
    llvm::erase_if(Found.Awaits, InBroken);
    llvm::erase_if(Found.Calls, InBroken);
    return std::move(Found);
  }

  bool shouldVisitTemplateInstantiations() const { return true; }

  // Types and attributes hold no evaluated code.
  template <typename... Ignored> bool TraverseTypeLoc(Ignored &&...) {
    return true;
  }
  template <typename... Ignored> bool TraverseAttr(Ignored &&...) {
    return true;
  }
  template <typename... Ignored>
  bool TraverseConceptRequirement(Ignored &&...) {
    return true;
  }

  bool TraverseDecl(Decl *D) {
    if (!D)
      return true;
    if (!isa<TranslationUnitDecl>(D) &&
        Sources.isInSystemHeader(Sources.getExpansionLoc(D->getLocation())))
      return true;
    // A parameter's default is evaluated by the caller.
    if (isa<ConceptDecl, StaticAssertDecl, ParmVarDecl>(D))
      return true;
    if (auto *F = dyn_cast<FunctionDecl>(D)) {
      if (F->isDefaulted() || F->isImplicit())
        return true;
      if (F->doesThisDeclarationHaveABody())
        return inBody(F, [&] { return Base::TraverseDecl(D); });
    }
    if (auto *V = dyn_cast<VarDecl>(D))
      return inVariable(V);
    return Base::TraverseDecl(D);
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    for (unsigned I = 0; I != L->capture_size(); ++I)
      if (L->capture_begin()[I].isExplicit() &&
          !TraverseStmt(const_cast<Expr *>(L->capture_init_begin()[I])))
        return false;
    CXXMethodDecl *Operator = L->getCallOperator();
    auto Visit = [&](FunctionDecl *F) {
      return !F->getBody() ||
             inBody(F, [&] { return TraverseStmt(F->getBody()); });
    };
    bool Go = Visit(Operator);
    if (FunctionTemplateDecl *Generic =
            Operator->getDescribedFunctionTemplate())
      for (FunctionDecl *F : Generic->specializations())
        Go = Go && Visit(F);
    return Go;
  }

  bool dataTraverseStmtPre(Stmt *S) {
    // Unevaluated operands.
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr,
            RequiresExpr, ConceptSpecializationExpr, TypeTraitExpr>(S))
      return false;
    if (const auto *E = dyn_cast<Expr>(S))
      expression(*E);
    Path.push_back({S, nullptr});
    return true;
  }

  bool dataTraverseStmtPost(Stmt *) {
    Path.pop_back();
    return true;
  }

private:
  bool inBody(FunctionDecl *F, llvm::function_ref<bool()> Visit) {
    Body &B = Found.Bodies.emplace_back();
    B.Fn = F;
    B.Root = F->getBody();
    B.Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(B.Root);
    if (B.Coroutine)
      B.Root = B.Coroutine->getBody();
    B.Outer = Current;
    B.Instantiated =
        F->isTemplateInstantiation() || (Current && Current->Instantiated);
    for (const DeclContext *C = F->getParent(); C && !B.Instantiated;
         C = C->getParent())
      if (isa<ClassTemplateSpecializationDecl>(C))
        B.Instantiated = true;
    B.Broken = F->isInvalidDecl();
    Body *Outer = Current;
    Current = &B;
    Path.push_back({});
    bool Go = Visit();
    Path.pop_back();
    Current = Outer;
    return Go;
  }

  bool inVariable(VarDecl *V) {
    if (Current && V->isLocalVarDecl() && !V->isStaticLocal()) {
      if (const Awaitable *Type = Types.of(V->getType());
          Type && Type->isTask() && V->hasInit()) {
        LocalAt[V] = Found.Locals.size();
        Found.Locals.push_back({V, Type, Current, {}, false});
      }
      if (const CXXRecordDecl *R = V->getType()->getAsCXXRecordDecl())
        if (R->hasDefinition())
          if (const CXXDestructorDecl *End = R->getDestructor())
            if (!Path.empty() && Path.back().S)
              Found.Calls.push_back({Path.back().S, End, V, Current, {}});
    }
    Path.push_back({nullptr, V});
    bool Go = Base::TraverseDecl(V);
    Path.pop_back();
    return Go;
  }

  void expression(const Expr &E) {
    if (!Current)
      return;
    if (E.containsErrors()) {
      for (const Body *B = Current; B; B = B->Outer)
        const_cast<Body *>(B)->Broken = true;
      return;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&E))
      mention(*Ref);
    // Some expressions of a template's pattern have no type at all.
    if (E.getType().isNull() || E.isTypeDependent() ||
        E.getType()->isDependentType())
      return;
    if (const auto *C = dyn_cast<CallExpr>(&E))
      call(E, calleeOf(*C));
    else if (const auto *C = dyn_cast<CXXConstructExpr>(&E))
      call(E, C->getConstructor());
    else if (const auto *A = dyn_cast<CoawaitExpr>(&E))
      await(*A);
    if ((isa<CallExpr>(E) || isa<CoawaitExpr>(E)) && E.isPRValue())
      if (const Awaitable *Type = Types.of(E.getType()); Type && Type->isTask())
        Found.Tasks.push_back({&E, Type, Current, usage(E), expectsThrow(E)});
  }

  /// In `assert_throws([] { E; })`, in a macro of such a name, or in
  /// `try { E; fail(); } catch …` where failing never returns.
  bool expectsThrow(const Expr &E) const {
    auto SpeaksOfIt = [](StringRef Name) {
      return Name.contains_insensitive("throw");
    };
    for (SourceLocation L = E.getBeginLoc(); L.isMacroID();
         L = Sources.getImmediateMacroCallerLoc(L))
      if (SpeaksOfIt(
              Lexer::getImmediateMacroName(L, Sources, Ast.getLangOpts())))
        return true;
    const Stmt *Child = &E;
    bool InLambda = false;
    for (size_t I = Path.size(); I-- > 0;) {
      const Stmt *S = Path[I].S;
      if (!S) { // A body's edge: a lambda may be what is passed on.
        if (InLambda || I == 0 || !isa_and_nonnull<LambdaExpr>(Path[I - 1].S))
          return false;
        InLambda = true;
        continue;
      }
      if (InLambda) {
        if (const auto *C = dyn_cast<CallExpr>(S))
          if (const auto *Callee =
                  dyn_cast_or_null<NamedDecl>(C->getCalleeDecl()))
            return SpeaksOfIt(Callee->getNameAsString());
        if (!isa<Expr>(S))
          return false;
      } else if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
        if (I && isa_and_nonnull<CXXTryStmt>(Path[I - 1].S)) {
          const auto *At = llvm::find(Block->body(), Child);
          if (At == Block->body_end() || At + 1 == Block->body_end())
            return false;
          const auto *Next = dyn_cast<Expr>(*(At + 1));
          const auto *Call = dyn_cast_or_null<CallExpr>(
              Next ? Next->IgnoreUnlessSpelledInSource() : nullptr);
          const FunctionDecl *Fails = Call ? Call->getDirectCallee() : nullptr;
          return isa_and_nonnull<CXXThrowExpr>(Next) ||
                 (Fails && Fails->isNoReturn());
        }
      } else if (!isa<Expr, CoroutineBodyStmt>(S)) {
        return false;
      }
      Child = S;
    }
    return false;
  }

  void call(const Expr &E, const NamedDecl *Callee) {
    if (Callee)
      Found.Calls.push_back({&E, Callee, nullptr, Current, usage(E)});
  }

  void mention(const DeclRefExpr &Ref) {
    const auto *V = dyn_cast<VarDecl>(Ref.getDecl());
    auto It = V ? LocalAt.find(V) : LocalAt.end();
    if (It == LocalAt.end())
      return;
    TaskLocal &L = Found.Locals[It->second];
    if (leavesItAsItIs(Ref, L.Type->isLazy())) {
      L.IsLookedAt = true;
      return;
    }
    const Expr *At = &Ref;
    // From inside a lambda: the outermost one that stands in L's body.
    if (Current != L.In)
      for (auto [Index, Inside] = std::pair(Path.size(), Current);
           Index-- > 0;) {
        if (Path[Index].S || Path[Index].Var)
          continue;
        Inside = const_cast<Body *>(Inside->Outer);
        if (Inside != L.In)
          continue;
        if (const auto *Lambda =
                Index ? dyn_cast_or_null<Expr>(Path[Index - 1].S) : nullptr)
          At = Lambda;
        break;
      }
    if (L.Mentions.empty() || L.Mentions.back() != At)
      L.Mentions.push_back(At);
  }

  /// `if (task)`, `!task`, `task == other`, and `(void)task` of a lazy one: the
  /// work is where it was.
  bool leavesItAsItIs(const DeclRefExpr &Ref, bool IsLazy) const {
    for (const Step &Up : llvm::reverse(Path)) {
      if (!Up.S)
        return false;
      if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Up.S))
        return Cast->getType()->isVoidType() ? IsLazy
                                             : Cast->getType()->isBooleanType();
      if (const auto *Call = dyn_cast<CXXMemberCallExpr>(Up.S)) {
        const auto *To =
            dyn_cast_or_null<CXXConversionDecl>(Call->getMethodDecl());
        return To && To->getConversionType()->isBooleanType();
      }
      if (const auto *Compare = dyn_cast<CXXOperatorCallExpr>(Up.S))
        return Compare->isComparisonOp() ||
               Compare->getOperator() == OO_Exclaim;
      if (!isa<ParenExpr, ImplicitCastExpr, MemberExpr>(Up.S))
        return false;
    }
    return false;
  }

  void await(const CoawaitExpr &E) {
    Await A;
    A.Expr = &E;
    A.In = Current;
    A.Used = usage(E);
    for (const Step &Up : llvm::reverse(Path)) {
      if (!Up.S && !Up.Var)
        break;
      A.InLoop |=
          isa_and_nonnull<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(Up.S);
    }
    const Stmt *Child = &E;
    for (const Step &Up : llvm::reverse(Path)) {
      if (!Up.S && !Up.Var)
        break;
      if (!Up.S)
        continue;
      if (const auto *Block = dyn_cast<CompoundStmt>(Up.S)) {
        A.Statement = Child;
        A.Block = Block;
        break;
      }
      // Whatever branches, loops or hands its statement on is no straight line.
      if (!isa<Expr, DeclStmt, CoreturnStmt, ReturnStmt>(Up.S) ||
          isa<AbstractConditionalOperator, StmtExpr, LambdaExpr>(Up.S))
        break;
      if (const auto *B = dyn_cast<BinaryOperator>(Up.S); B && B->isLogicalOp())
        break;
      Child = Up.S;
    }
    Found.Awaits.push_back(A);
  }

  Usage usage(const Expr &E) const {
    const Stmt *Child = &E;
    for (size_t I = Path.size(); I-- > 0;) {
      const Step &Up = Path[I];
      if (Up.Var) {
        const CXXRecordDecl *Kept = recordOf(Up.Var->getType());
        bool SameObject = Kept && sameTemplate(Kept, recordOf(E.getType()));
        if (Up.Var->isLocalVarDecl() && !Up.Var->isStaticLocal() && SameObject)
          return {Use::Local, nullptr, Up.Var};
        return {Use::Stored, nullptr, Up.Var};
      }
      const Stmt *S = Up.S;
      if (!S) // The body's edge: a constructor's initialiser, say.
        return {isa<CompoundStmt>(Child) ? Use::Other : Use::Stored, nullptr};
      if (isa<ParenExpr, FullExpr, MaterializeTemporaryExpr,
              CXXBindTemporaryExpr, ImplicitCastExpr>(S)) {
        Child = S;
        continue;
      }
      if (const auto *C = dyn_cast<ExplicitCastExpr>(S)) {
        if (C->getType()->isVoidType())
          return {Use::Voided, S};
        return {Use::Stored, S};
      }
      if (const auto *C = dyn_cast<CXXConstructExpr>(S)) {
        if (C->getConstructor()->isCopyOrMoveConstructor()) {
          Child = S;
          continue;
        }
        return {Use::Argument, S};
      }
      if (const auto *B = dyn_cast<BinaryOperator>(S)) {
        if (B->getOpcode() != BO_Comma)
          return {Use::Other, S};
        if (B->getLHS() == Child)
          return {Use::Discarded, S};
        Child = S;
        continue;
      }
      if (const auto *C = dyn_cast<AbstractConditionalOperator>(S)) {
        if (C->getCond() == Child)
          return {Use::Other, S};
        Child = S;
        continue;
      }
      if (isa<CoawaitExpr>(S))
        return {Use::Awaited, S};
      if (isa<ReturnStmt, CoreturnStmt, CoyieldExpr>(S))
        return {Use::Returned, S};
      if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S);
          O && O->getOperator() == OO_Equal)
        if (const auto *To =
                dyn_cast<DeclRefExpr>(O->getArg(0)->IgnoreParenImpCasts()))
          if (qualifiedName(*To->getDecl()) == "std::ignore")
            return {Use::Voided, S};
      if (const auto *C = dyn_cast<CallExpr>(S))
        return {C->getCallee() == Child ? Use::Object : Use::Argument, S};
      if (isa<MemberExpr>(S))
        return {Use::Object, I ? Path[I - 1].S : nullptr};
      if (isa<Expr>(S))
        return {Use::Stored, S};
      return {isStatementOf(*S, Child, I) ? Use::Discarded : Use::Other, S};
    }
    return {};
  }

  /// Is `Child` a statement of `S` rather than its condition or range?
  bool isStatementOf(const Stmt &S, const Stmt *Child, size_t Index) const {
    if (const auto *Block = dyn_cast<CompoundStmt>(&S))
      // The last statement of ({ … }) is its value.
      return !(Index && isa_and_nonnull<StmtExpr>(Path[Index - 1].S) &&
               Block->body_back() == Child);
    if (const auto *If = dyn_cast<IfStmt>(&S))
      return Child == If->getThen() || Child == If->getElse();
    if (const auto *While = dyn_cast<WhileStmt>(&S))
      return Child == While->getBody();
    if (const auto *Do = dyn_cast<DoStmt>(&S))
      return Child == Do->getBody();
    if (const auto *For = dyn_cast<ForStmt>(&S))
      return Child == For->getBody() || Child == For->getInc() ||
             Child == For->getInit();
    if (const auto *For = dyn_cast<CXXForRangeStmt>(&S))
      return Child == For->getBody();
    return isa<LabelStmt, SwitchCase, AttributedStmt>(&S);
  }
};

} // namespace

Facts collectFacts(ASTContext &Ast, Awaitables &Types) {
  return Walk(Ast, Types).run();
}

} // namespace corolint

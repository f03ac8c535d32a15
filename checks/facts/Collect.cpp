//===- Collect.cpp - the one walk over the user's code --------------------===//
//
// A RecursiveASTVisitor that keeps the path from the root. Matchers with
// hasParent/hasAncestor would need the parent map of the whole translation
// unit, which costs a second traversal with all system headers in it.
//
//===----------------------------------------------------------------------===//

#include "checks/facts/Ancestors.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Facts.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "checks/facts/Suspending.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallString.h"

using namespace clang;

namespace corolint {

static const Stmt *bodyOf(const Stmt &Loop) {
  if (const auto *L = dyn_cast<ForStmt>(&Loop))
    return L->getBody();
  if (const auto *L = dyn_cast<WhileStmt>(&Loop))
    return L->getBody();
  if (const auto *L = dyn_cast<DoStmt>(&Loop))
    return L->getBody();
  if (const auto *L = dyn_cast<CXXForRangeStmt>(&Loop))
    return L->getBody();
  return nullptr;
}

namespace {

class Walk : public RecursiveASTVisitor<Walk> {
  using Base = RecursiveASTVisitor<Walk>;

  ASTContext &Ast;
  const SourceManager &Sources;
  Awaitables &Types;
  Facts Found;
  Ancestors Way;
  Body *Current = nullptr;
  /// Locals of enclosing bodies as well: a lambda may mention them.
  llvm::DenseMap<const ValueDecl *, size_t> LocalAt;
  llvm::DenseMap<const FieldDecl *, size_t> MemberAt;
  llvm::DenseSet<FileID> TestFiles;

  /// `static_assert(sender<decltype(made)>)`: what is asked is its type.
  class LocalsOfAnAssertion : public RecursiveASTVisitor<LocalsOfAnAssertion> {
    Walk &Outer;

  public:
    explicit LocalsOfAnAssertion(Walk &Outer) : Outer(Outer) {}
    bool VisitDeclRefExpr(DeclRefExpr *Ref) {
      if (auto It = Outer.LocalAt.find(Ref->getDecl());
          It != Outer.LocalAt.end())
        Outer.Found.Locals[It->second].IsTested = true;
      return true;
    }
  };

public:
  Walk(ASTContext &Ast, Awaitables &Types)
      : Ast(Ast), Sources(Ast.getSourceManager()), Types(Types),
        Way(Ast, Types) {}

  Facts run() {
    TraverseAST(Ast);
    for (Body &B : Found.Bodies) {
      const Decl *Written = B.Fn ? static_cast<const Decl *>(B.Fn)
                                 : static_cast<const Decl *>(B.Initialises);
      B.InTests = TestFiles.contains(fileOf(Written->getLocation()));
    }
    auto InBroken = [](const auto &Fact) { return Fact.In->Broken; };
    llvm::erase_if(Found.Tasks, InBroken);
    llvm::erase_if(Found.Locals, InBroken);
    llvm::erase_if(Found.Awaits, InBroken);
    llvm::erase_if(Found.Calls, InBroken);
    llvm::erase_if(Found.Suspensions, InBroken);
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
    if (isa<ConceptDecl>(D))
      return true;
    if (auto *Asserts = dyn_cast<StaticAssertDecl>(D)) {
      if (Current)
        LocalsOfAnAssertion(*this).TraverseStmt(Asserts->getAssertExpr());
      return true;
    }
    if (isa<ParmVarDecl>(D))
      return true;
    if (auto *F = dyn_cast<FieldDecl>(D)) {
      if (F->hasInClassInitializer() && F->getInClassInitializer())
        return inInitialiser(nullptr, F, nullptr);
      return true;
    }
    if (auto *F = dyn_cast<FunctionDecl>(D)) {
      if (F->isDefaulted() || F->isImplicit())
        return true;
      if (isNamedByATestMacro(*F))
        TestFiles.insert(fileOf(F->getLocation()));
      for (ParmVarDecl *P : F->parameters())
        if (P->hasDefaultArg() && !P->hasUnparsedDefaultArg() &&
            !P->hasUninstantiatedDefaultArg() && !P->hasInheritedDefaultArg())
          inInitialiser(F, nullptr, P);
      if (F->doesThisDeclarationHaveABody())
        return inBody(F, [&] { return Base::TraverseDecl(D); });
    }
    if (auto *V = dyn_cast<VarDecl>(D))
      return inVariable(V);
    return Base::TraverseDecl(D);
  }

  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    if (!Init->getAnyMember())
      return Base::TraverseConstructorInitializer(Init);
    Way.push({nullptr, nullptr, Init->getAnyMember()});
    bool Go = Base::TraverseConstructorInitializer(Init);
    Way.pop();
    return Go;
  }

  /// The form that has the conversions in it.
  bool TraverseInitListExpr(InitListExpr *L) {
    const InitListExpr *Full = L->isSemanticForm() ? L : L->getSemanticForm();
    for (const Stmt *S : (Full ? Full : L)->children())
      if (!TraverseStmt(const_cast<Stmt *>(S)))
        return false;
    return true;
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
    else if (const auto *Loop = dyn_cast<CXXForRangeStmt>(S))
      iteration(*Loop);
    if (isLoop(*S) && Current && Current->Coroutine)
      Found.Loops.push_back({S, Current});
    Way.push({S, nullptr, nullptr});
    return true;
  }

  bool dataTraverseStmtPost(Stmt *) {
    Way.pop();
    return true;
  }

private:
  FileID fileOf(SourceLocation L) const {
    return Sources.getFileID(Sources.getExpansionLoc(L));
  }

  /// `TEST(Session, closes) { … }`, `TEST_CASE("closes") { … }`: the macro
  /// makes a function, and is called after what it is for.
  bool isNamedByATestMacro(const FunctionDecl &F) const {
    SourceLocation L = F.getLocation();
    if (!L.isMacroID())
      return false;
    llvm::SmallString<32> Buffer;
    StringRef Macro = Lexer::getSpelling(Sources.getExpansionLoc(L), Buffer,
                                         Sources, Ast.getLangOpts());
    return Macro.contains_insensitive("test");
  }

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
    for (const ParmVarDecl *P : F->parameters())
      keep(*P);
    Way.push({});
    bool Go = Visit();
    Way.pop();
    Current = Outer;
    return Go;
  }

  /// What is evaluated where no body is: a parameter of `F` by default, or
  /// `Into` in the constructors.
  bool inInitialiser(FunctionDecl *F, FieldDecl *Into, ParmVarDecl *P) {
    Body &B = Found.Bodies.emplace_back();
    Expr *E = P ? P->getDefaultArg() : Into->getInClassInitializer();
    B.Initialises = Into;
    if (P)
      B.Initialises =
          F->getCanonicalDecl()->getParamDecl(P->getFunctionScopeIndex());
    B.Fn = F;
    B.Outer = Current;
    Body *Outer = Current;
    Current = &B;
    Way.push({});
    if (Into)
      Way.push({nullptr, nullptr, Into});
    bool Go = TraverseStmt(E);
    if (Into)
      Way.pop();
    Way.pop();
    Current = Outer;
    return Go;
  }

  /// Watches what becomes of the tasks in this variable.
  void keep(const ValueDecl &V) {
    QualType T = V.getType();
    const CXXRecordDecl *R = recordOf(T);
    const Awaitable *Held = Types.heldBy(T);
    if (!Held && !(R && R->isLambda() && !T->isReferenceType()))
      return;
    LocalAt[&V] = Found.Locals.size();
    Found.Locals.push_back(
        {&V, Held, Current, Held && Types.of(T), false, false, {}, {}, {}});
  }

  bool inVariable(VarDecl *V) {
    if (Current && V->isLocalVarDecl() && !V->isStaticLocal()) {
      if (V->hasInit()) {
        keep(*V);
        if (LocalAt.contains(V))
          Found.Locals.back().IsScoped = Way.isInABareBlock();
      }
      if (const auto *Parts = dyn_cast<DecompositionDecl>(V))
        if (!V->getType()->isLValueReferenceType() && !V->isCXXForRangeDecl())
          for (const BindingDecl *Part : Parts->bindings())
            if (!Part->getType().isNull() &&
                !Part->getType()->isDependentType())
              keep(*Part);
      if (const CXXRecordDecl *R = V->getType()->getAsCXXRecordDecl())
        if (R->hasDefinition())
          if (const CXXDestructorDecl *End = R->getDestructor())
            if (!Way.steps().empty() && Way.steps().back().S)
              Found.Calls.push_back(
                  {Way.steps().back().S, End, V, Current, {}});
    }
    // Outside of functions: it is evaluated before main.
    Body *Outer = Current;
    if (!Current && V->hasInit()) {
      Current = &Found.Bodies.emplace_back();
      Current->Initialises = V;
      Way.push({});
    }
    Way.push({nullptr, V, nullptr});
    bool Go = Base::TraverseDecl(V);
    Way.pop();
    if (Current != Outer)
      Way.pop();
    Current = Outer;
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
    else if (const auto *Named = dyn_cast<MemberExpr>(&E))
      mention(*Named);
    if (const auto *D = dyn_cast<DependentCoawaitExpr>(&E);
        D && Current->Coroutine && !isUndecided())
      Found.Suspensions.push_back({D, D->getOperand(), D->getKeywordLoc(),
                                   Current, /*IsYield=*/false,
                                   /*IsInPattern=*/true});
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
    if (const auto *S = dyn_cast<CoroutineSuspendExpr>(&E);
        S && Current->Coroutine && !isUndecided())
      Found.Suspensions.push_back({S, S->getOperand(), S->getKeywordLoc(),
                                   Current, isa<CoyieldExpr>(S),
                                   /*IsInPattern=*/false, maySuspend(*S)});
    task(E);
  }

  /// Did a library's macro write all of it? An argument is its user's, and so
  /// is a call of what is but another name.
  bool isOfALibrary(const Expr &E, SourceLocation Begin) const {
    return Sources.isInSystemMacro(Begin) &&
           Sources.isInSystemMacro(E.getEndLoc());
  }

  /// Of a.b().c() clang finds the beginning anew for each call, down from it.
  SourceLocation beginOf(const Expr &E) const {
    const Expr *First = nullptr;
    const Stmt *Outer = Found.Calls.empty() ? nullptr : Found.Calls.back().At;
    if (const auto *M = dyn_cast_or_null<CXXMemberCallExpr>(Outer))
      First = M->getImplicitObjectArgument();
    else if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Outer);
             O && O->isInfixBinaryOp())
      First = O->getArg(0);
    if (!First || First->IgnoreImplicit() != &E)
      return E.getBeginLoc();
    return Found.Calls.back().Begin;
  }

  /// `do { … } while (0)` makes one statement of what a library's macro does,
  /// and a condition may be there for other compilers' sake.
  bool isLoop(const Stmt &S) const {
    const auto *Do = dyn_cast<DoStmt>(&S);
    return bodyOf(S) && !(Do && Sources.isInSystemMacro(Do->getDoLoc()));
  }

  void call(const Expr &E, const NamedDecl *Callee) {
    if (!Callee)
      return;
    SourceLocation Begin = beginOf(E);
    if (!isOfALibrary(E, Begin))
      Found.Calls.push_back({&E, Callee, nullptr, Current, Way.usage(E), Begin,
                             runsOnce(), isUndecided()});
  }

  /// Does an argument of the template that we are in decide whether it is here?
  bool isUndecided() const {
    return Current->Fn && Current->Fn->isTemplated() &&
           llvm::any_of(Way.steps(), [](const Ancestors::Step &Up) {
             const auto *If = dyn_cast_or_null<IfStmt>(Up.S);
             return If && If->isConstexpr() && If->getCond() &&
                    If->getCond()->isInstantiationDependent();
           });
  }

  /// Is it part of what a static local begins with?
  bool runsOnce() const {
    for (const Ancestors::Step &Up : llvm::reverse(Way.steps())) {
      if (Up.isEdge())
        return false;
      if (Up.Var)
        return Up.Var->isStaticLocal();
    }
    return false;
  }

  /// What `for (x : range)` calls without saying so.
  void iteration(const CXXForRangeStmt &Loop) {
    if (!Current)
      return;
    auto Look = [&](auto &Self, const Stmt *S) -> void {
      if (!S)
        return;
      if (const auto *C = dyn_cast<CallExpr>(S);
          C && !C->isTypeDependent() && calleeOf(*C))
        Found.Calls.push_back(
            {C, calleeOf(*C), nullptr, Current, {}, C->getBeginLoc()});
      for (const Stmt *Child : childrenOf(*S))
        Self(Self, Child);
    };
    for (const Stmt *S : {static_cast<const Stmt *>(Loop.getBeginStmt()),
                          static_cast<const Stmt *>(Loop.getEndStmt()),
                          static_cast<const Stmt *>(Loop.getCond()),
                          static_cast<const Stmt *>(Loop.getInc())})
      Look(Look, S);
    if (Loop.getLoopVariable())
      Look(Look, Loop.getLoopVariable()->getInit());
  }

  void task(const Expr &E) {
    const auto *Call = dyn_cast<CallExpr>(&E);
    bool Constructed = isa<CXXTemporaryObjectExpr, CXXFunctionalCastExpr>(E);
    if (!Call && !Constructed && !isa<CoawaitExpr>(E))
      return;
    if (!E.isPRValue() && !(Call && givesItsObjectOn(*Call)))
      return;
    const Awaitable *Type = Types.of(E.getType());
    if (!Type)
      return;
    std::optional<Loss> Lost =
        Types.lossOf(*Type, {Call ? Call->getDirectCallee() : nullptr,
                             Constructed, Current->Coroutine != nullptr});
    if (!Lost)
      return;
    TaskExpr Made{&E, Type, Current, {}, *Lost};
    Made.Used = Way.usage(E);
    Made.Handler = handlerAround(E);
    Made.ExpectedToThrow = Way.expectsThrow(E);
    Found.Tasks.push_back(Made);
  }

  /// Is it in a `catch` block, and the last of it?
  decltype(TaskExpr::Handler) handlerAround(const Expr &E) const {
    const Stmt *Child = &E;
    bool IsLast = true;
    for (const Ancestors::Step &Up : llvm::reverse(Way.steps())) {
      if (Up.isEdge())
        break;
      if (!Up.S)
        continue;
      if (isa<CXXCatchStmt>(Up.S))
        return IsLast ? TaskExpr::EndsAHandler : TaskExpr::InAHandler;
      if (const auto *Block = dyn_cast<CompoundStmt>(Up.S))
        IsLast &= Block->body_back() == Child;
      Child = Up.S;
    }
    return TaskExpr::NotInAHandler;
  }

  /// `make(x).on(executor)` whose result is the object itself, by reference.
  static bool givesItsObjectOn(const CallExpr &Call) {
    const auto *M = dyn_cast<CXXMemberCallExpr>(&Call);
    const Expr *Object = M ? valueOf(M->getImplicitObjectArgument()) : nullptr;
    return Object && Call.isXValue() &&
           isa<CallExpr, CXXConstructExpr, CXXFunctionalCastExpr>(Object) &&
           sameTemplate(recordOf(Object->getType()), recordOf(Call.getType()));
  }

  void mention(const DeclRefExpr &Ref) {
    auto It = LocalAt.find(Ref.getDecl());
    if (It == LocalAt.end())
      return;
    TaskLocal &L = Found.Locals[It->second];
    if (Current != L.In)
      return mentionInALambda(L);
    if (L.Type && Way.isALook(Ref, *L.Type)) {
      L.IsTested |= Way.isAsserted(Ref);
      L.Looks.push_back({&Ref, Way.usage(Ref)});
      return;
    }
    if (Way.isOverwritten(Ref)) {
      L.Overwrites.push_back(Way.steps().back().S);
      return;
    }
    Usage Used = Way.usage(Ref);
    // `std::move(t);` moves nothing.
    bool Stays = Used.How == Use::Discarded ||
                 (Used.How == Use::Local && Used.Local == L.Var);
    (Stays ? L.Looks : L.Mentions).push_back({&Ref, Used});
  }

  /// The outermost lambda that stands in L's own body is what mentions it.
  void mentionInALambda(TaskLocal &L) {
    const std::vector<Ancestors::Step> &Steps = Way.steps();
    const Body *Inside = Current;
    for (size_t I = Steps.size(); I-- > 0;) {
      if (!Steps[I].isEdge())
        continue;
      Inside = Inside->Outer;
      if (Inside != L.In)
        continue;
      const auto *Lambda =
          I ? dyn_cast_or_null<LambdaExpr>(Steps[I - 1].S) : nullptr;
      if (!Lambda)
        break;
      if (L.Mentions.empty() || L.Mentions.back().At != Lambda)
        L.Mentions.push_back({Lambda, Way.usage(*Lambda, I - 1)});
      return;
    }
    // A local class, say.
    L.Mentions.push_back({nullptr, {}});
  }

  void mention(const MemberExpr &Named) {
    const auto *F = dyn_cast<FieldDecl>(Named.getMemberDecl());
    const Awaitable *Type = F ? Types.heldBy(F->getType()) : nullptr;
    if (!Type)
      return;
    auto [It, New] = MemberAt.try_emplace(F, Found.Members.size());
    if (New)
      Found.Members.push_back({F, false});
    if (!Way.isALook(Named, *Type) && !Way.isOverwritten(Named))
      Found.Members[It->second].IsUsed = true;
  }

  void await(const CoawaitExpr &E) {
    if (!Current->Root)
      return;
    Await A;
    A.Expr = &E;
    A.In = Current;
    A.Used = Way.usage(E);
    const Stmt *Part = &E;
    for (const Ancestors::Step &Up : llvm::reverse(Way.steps())) {
      if (Up.isEdge())
        break;
      if (!Up.S)
        continue;
      A.InLoop |= isLoop(*Up.S);
      if (!A.Loop && isLoop(*Up.S) && bodyOf(*Up.S) == Part)
        A.Loop = Up.S;
      Part = Up.S;
    }
    const Stmt *Child = &E;
    for (const Ancestors::Step &Up : llvm::reverse(Way.steps())) {
      if (Up.isEdge())
        break;
      if (!Up.S)
        continue;
      if (const auto *Block = dyn_cast<CompoundStmt>(Up.S)) {
        if (!A.Tests) {
          A.Statement = Child;
          A.Block = Block;
        }
        break;
      }
      if (A.Tests) { // It stands in no block: `else if`.
        A.Tests = nullptr;
        break;
      }
      if (const auto *If = dyn_cast<IfStmt>(Up.S);
          If && If->getCond() == Child && !If->hasInitStorage() &&
          !If->hasVarStorage()) {
        A.Tests = If;
        continue;
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
};

} // namespace

Facts collectFacts(ASTContext &Ast, Awaitables &Types) {
  return Walk(Ast, Types).run();
}

} // namespace corolint

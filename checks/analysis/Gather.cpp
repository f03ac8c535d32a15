#include "checks/analysis/Gather.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Handle.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace corolint {

Gatherings::Gatherings(ASTContext &Ast, const ModelSet &Models,
                       const Facts &TuFacts, Awaitables &Types,
                       Accesses &TuAccesses, bool AlsoLikely)
    : Ast(Ast), Sources(Ast.getSourceManager()), Models(Models), Types(Types),
      TuAccesses(TuAccesses) {
  // What is certain first; what is left may still be.
  Passes = {GatherGroup::Proven, GatherGroup::Asking, GatherGroup::Open};
  if (AlsoLikely)
    Passes.insert(Passes.begin() + 2, GatherGroup::Likely);
  for (const TaskLocal &L : TuFacts.Locals)
    if (const auto *V = dyn_cast<VarDecl>(L.Var);
        V && L.IsTask && V->isLocalVarDecl())
      Locals[V] = &L;
  llvm::MapVector<const CompoundStmt *, std::vector<const Await *>> Blocks;
  for (const Await &A : TuFacts.Awaits)
    if (A.Block && A.In->Coroutine)
      Blocks[A.Block].push_back(&A);
  llvm::MapVector<const IfStmt *, std::vector<const Await *>> Tests;
  for (const Await &A : TuFacts.Awaits)
    if (A.Tests && A.In->Coroutine)
      Tests[A.Tests].push_back(&A);
  for (const auto &[If, Awaits] : Tests)
    if (Awaits.size() > 1)
      inOneExpression(Awaits, *If->getCond());
  for (const auto &[Block, Awaits] : Blocks)
    if (Awaits.size() > 1)
      readBlock(*Block, Awaits);
  llvm::sort(Groups, [&](const GatherGroup &A, const GatherGroup &B) {
    return Sources.isBeforeInTranslationUnit(
        A.Awaits.front().A->Expr->getBeginLoc(),
        B.Awaits.front().A->Expr->getBeginLoc());
  });
  tidyRefusals();
}

std::nullopt_t Gatherings::refuse(const Await &A, std::string Why,
                                  const Await *Earlier) {
  Refusals.push_back({&A, Earlier, std::move(Why)});
  return std::nullopt;
}

/// Each once, and none that a later pass did away with.
void Gatherings::tidyRefusals() {
  llvm::DenseMap<const Await *, const GatherGroup *> GroupOf;
  for (const GatherGroup &G : Groups)
    for (const GatherMember &M : G.Awaits)
      GroupOf[M.A] = &G;
  llvm::erase_if(Refusals, [&](const GatherRefusal &R) {
    const GatherGroup *G = GroupOf.lookup(R.A);
    return G && (!R.Earlier || GroupOf.lookup(R.Earlier) == G);
  });
  // The awaits stand in one vector, in source order.
  auto Key = [](const GatherRefusal &R) {
    return std::tie(R.A, R.Earlier, R.Why);
  };
  llvm::sort(Refusals, [&](const GatherRefusal &L, const GatherRefusal &R) {
    return Key(L) < Key(R);
  });
  Refusals.erase(
      std::unique(Refusals.begin(), Refusals.end(),
                  [&](const GatherRefusal &L, const GatherRefusal &R) {
                    return Key(L) == Key(R);
                  }),
      Refusals.end());
}

const Gathers *Gatherings::gathererOf(const Awaitable &Type) const {
  static const Gathers StartingFirst = [] {
    Gathers G;
    G.OnError = "those after it run on, and nobody sees how they end";
    G.Code.Shape = Together::InTurn;
    return G;
  }();
  if (!Type.Model || Type.Model->GatheredBy.empty())
    // What starts by itself runs beside what is started before it is awaited.
    return Type.Begins == Start::Eager ? &StartingFirst : nullptr;
  if (Type.Model->GatheredBy == "starting-first")
    return Type.Begins == Start::Eager ? &StartingFirst : nullptr;
  const FunctionModel *M = Models.function(Type.Model->GatheredBy);
  return M && M->Gathering ? &*M->Gathering : nullptr;
}

static bool hasTemporary(const Stmt &S) {
  return isa<MaterializeTemporaryExpr>(S) ||
         (!isa<LambdaExpr>(S) && llvm::any_of(childrenOf(S), [](const Stmt *C) {
           return C && hasTemporary(*C);
         }));
}

static GatherMember::Loan loanOf(const CallExpr &Call) {
  if (hasTemporary(Call))
    return GatherMember::Temporary;
  const FunctionDecl *F = Call.getDirectCallee();
  if (!F || isa<CXXMethodDecl>(F) ||
      llvm::any_of(F->parameters(),
                   [](const ParmVarDecl *P) { return isHandle(P->getType()); }))
    return GatherMember::Reference;
  return GatherMember::Nothing;
}

std::optional<GatherMember> Gatherings::member(const Await &A) {
  GatherMember C;
  C.A = &A;
  const Expr *Operand = valueOf(A.Expr->getOperand());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Operand)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    const TaskLocal *L = V ? Locals.lookup(V) : nullptr;
    // Awaited here and nowhere else, and not yet on its way.
    if (!L || L->In != A.In || L->Mentions.size() != 1 || !L->Type->isLazy())
      return refuse(A, "its task is used elsewhere, or runs already");
    C.Kept = V;
    C.Type = L->Type;
    Operand = valueOf(V->getInit());
  }
  C.Makes = dyn_cast_or_null<CallExpr>(Operand);
  if (!C.Makes)
    return refuse(A, "what it awaits is not made by a call here");
  if (!C.Type)
    C.Type = Types.of(C.Makes->getType());
  if (!C.Type || C.Type->Is != Role::Task || !C.Type->Begins ||
      !gathererOf(*C.Type))
    return refuse(A, "what it awaits is no task that a model can gather");
  // What is started and stopped stands in the order of its dependencies, which
  // no body shows. Tasks that were made before are meant to overlap.
  const FunctionDecl *Callee = C.Makes->getDirectCallee();
  QualType Gives = A.Expr->getType();
  if (Callee && !C.Kept && (Gives->isVoidType() || Gives->isBooleanType()) &&
      (isLifecycle(shortName(*Callee)) || isOrderedVerb(shortName(*Callee))))
    return refuse(A, "its name speaks of an order");
  C.Borrows = loanOf(*C.Makes);
  C.What = TuAccesses.of(*C.Makes);
  C.IsOpen = !C.What.Elsewhere.empty() && TuAccesses.seen(*C.Makes).isKnown();
  C.Asks = asks(C);
  // Without a suspension there is nothing to overlap.
  if (C.What.isKnown() && !C.What.Suspends)
    return refuse(A, "it never suspends");
  // A task without trace and without result paces what comes after it, or
  // guards it.
  if (A.Expr->getType()->isVoidType() && C.What.LeavesNoTrace &&
      C.What.isKnown())
    return refuse(A, "it leaves neither trace nor result: it paces, or guards");
  return C;
}

/// Does a result come of a call that can write to nothing it is given?
bool Gatherings::asks(const GatherMember &M) const {
  const FunctionDecl *F = M.Makes->getDirectCallee();
  if (!F || M.Kept || M.A->Expr->getType()->isVoidType() ||
      isOrderedVerb(shortName(*F)) || isLifecycle(shortName(*F)))
    return false;
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  if (!Method || Method->isStatic() || !Method->isConst() ||
      isa<CXXOperatorCallExpr>(M.Makes))
    return false;
  return llvm::all_of(F->parameters(), [](const ParmVarDecl *P) {
    QualType T = P->getType();
    if (T->isReferenceType() || T->isAnyPointerType())
      return T->getPointeeType().isConstQualified();
    return true;
  });
}

/// Does `S` name what the result of `M` went into, or what may read that?
static bool usesResult(const Stmt *S, const GatherMember &M) {
  if (M.Result)
    return mentions(S, *M.Result);
  if (!S || !M.Field)
    return false;
  if (const auto *Part = dyn_cast<MemberExpr>(S))
    if (isa<FieldDecl>(Part->getMemberDecl()) &&
        isa<CXXThisExpr>(Part->getBase()->IgnoreParenImpCasts()))
      return Part->getMemberDecl() == M.Field;
  return isa<CXXThisExpr>(S) ||
         llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return usesResult(C, M); });
}

/// What takes the result. False: the await is not all that its statement does.
bool Gatherings::findResult(GatherMember &M) const {
  const Stmt *S = M.A->Statement;
  if (const auto *D = dyn_cast<DeclStmt>(S)) {
    M.Result =
        D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
    return M.Result && M.Result->hasInit() &&
           valueOf(M.Result->getInit()) == M.A->Expr;
  }
  const auto *E = dyn_cast<Expr>(S);
  if (const auto *C = dyn_cast_or_null<ExplicitCastExpr>(
          E ? E->IgnoreParenImpCasts() : nullptr);
      C && C->getType()->isVoidType())
    E = C->getSubExpr();
  if (!E || valueOf(E) == M.A->Expr)
    return E;
  const Expr *To = nullptr, *From = nullptr;
  E = E->IgnoreUnlessSpelledInSource();
  if (const auto *B = dyn_cast<BinaryOperator>(E);
      B && (B->getOpcode() == BO_Assign || B->getOpcode() == BO_AddAssign)) {
    To = B->getLHS(), From = B->getRHS();
    M.IsAdded = B->getOpcode() == BO_AddAssign;
  } else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
             O && O->getOperator() == OO_Equal)
    To = O->getArg(0), From = O->getArg(1);
  if (const auto *Part = dyn_cast_or_null<MemberExpr>(To)) {
    M.Field = dyn_cast<FieldDecl>(Part->getMemberDecl());
    To = Part->getBase()->IgnoreParenImpCasts();
    if (M.Field && isa<CXXThisExpr>(To) &&
        !M.Field->getType()->isReferenceType()) {
      M.IsAssigned = true;
      return valueOf(From) == M.A->Expr;
    }
    if (!M.Field || Part->isArrow())
      return false;
  }
  const auto *Ref = To ? dyn_cast<DeclRefExpr>(To) : nullptr;
  M.Result = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  M.IsAssigned = true;
  return M.Result && M.Result->hasLocalStorage() &&
         !M.Result->getType()->isReferenceType() && valueOf(From) == M.A->Expr;
}

std::optional<GatherGroup::Certainty>
Gatherings::independent(const GatherMember &Later,
                        ArrayRef<GatherMember> Earlier) {
  Certainty Weakest = GatherGroup::Proven;
  for (const GatherMember &First : Earlier) {
    if (First.Type != Later.Type &&
        gathererOf(*First.Type) != gathererOf(*Later.Type))
      return refuse(*Later.A, "nothing awaits both together", First.A);
    if (usesResult(Later.Makes, First) ||
        (Later.IsAdded && usesResult(First.Makes, Later)))
      return refuse(*Later.A, "it needs the result of the earlier one",
                    First.A);
    if (First.Asks && Later.Asks && First.What.Is != CallAccesses::Ordered &&
        Later.What.Is != CallAccesses::Ordered &&
        !(First.What.isKnown() && Later.What.isKnown())) {
      Weakest = std::min(Weakest, GatherGroup::Asking);
      continue;
    }
    for (const GatherMember *M : {&First, &Later})
      if (M->What.Is == CallAccesses::Ordered)
        return refuse(*Later.A, "their order may be seen: " + M->What.Why,
                      First.A);
    // What is not seen may turn out to be harmless.
    bool MaySettle = (First.IsOpen || First.What.isKnown()) &&
                     (Later.IsOpen || Later.What.isKnown()) &&
                     (First.IsOpen || Later.IsOpen);
    if (Accesses::conflict(First.What, Later.What)) {
      if (!MaySettle)
        return refuse(*Later.A, "one may write what the other touches",
                      First.A);
      Weakest = GatherGroup::Open;
    }
    // What changes something waits for what may refuse.
    if (First.What.Throws && !Later.What.LeavesNoTrace && !Later.IsOpen)
      return refuse(*Later.A,
                    "it changes something, which the earlier one may "
                    "refuse",
                    First.A);
    // Tasks that were made beforehand can't wait for each other's results, and
    // who makes them first wants them to overlap: only a known conflict stands
    // against it.
    bool MadeBefore =
        First.Kept && Later.Kept &&
        Sources.isBeforeInTranslationUnit(Later.Kept->getLocation(),
                                          First.A->Expr->getBeginLoc());
    if (!MadeBefore && !Accesses::disjoint(First.What, Later.What))
      Weakest = std::min(Weakest, GatherGroup::Likely);
    if (First.What.TalksOnItsOwn || Later.What.TalksOnItsOwn) {
      bool GivesNothing = First.A->Expr->getType()->isVoidType() ||
                          Later.A->Expr->getType()->isVoidType();
      Weakest = std::min(Weakest, GivesNothing ? GatherGroup::Likely
                                               : GatherGroup::Asking);
    }
  }
  return Weakest;
}

/// A declaration that computes nothing but its own value.
bool Gatherings::isNeutral(const Stmt &S, const Group &G) const {
  if (isa<NullStmt>(S))
    return true;
  const auto *D = dyn_cast<DeclStmt>(&S);
  if (!D)
    return false;
  for (const Decl *One : D->decls()) {
    const auto *V = dyn_cast<VarDecl>(One);
    if (!V) {
      if (isa<TypedefNameDecl, StaticAssertDecl, UsingDecl, UsingDirectiveDecl>(
              One))
        continue;
      return false;
    }
    const Expr *Init = V->getInit();
    // Made here, awaited later in the group, perhaps.
    bool MakesTask = Locals.count(V);
    if (Init && !MakesTask &&
        (isa<ExprWithCleanups>(Init) || Init->HasSideEffects(Ast)))
      return false;
    if (Init)
      for (const GatherMember &M : G.Members) {
        if (usesResult(Init, M))
          return false;
        // What it reads may be what the await before it wrote.
        for (const Access &T : M.What.Objects)
          if (T.Writes && T.Object && mentions(Init, *T.Object))
            return false;
      }
  }
  return true;
}

/// `throw`, `co_return`, or a block that ends so.
static bool leaves(const Stmt *S) {
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(S))
    S = Block->body_empty() ? nullptr : Block->body_back();
  const auto *E = dyn_cast_or_null<Expr>(S);
  return isa_and_nonnull<CoreturnStmt, ContinueStmt, BreakStmt>(S) ||
         (E && isa<CXXThrowExpr>(E->IgnoreUnlessSpelledInSource()));
}

/// What `S` names and may write to, or through.
static void addTouched(const Stmt *S, bool IsRead,
                       llvm::SmallPtrSetImpl<const ValueDecl *> &To) {
  if (!S)
    return;
  if (const auto *Cast = dyn_cast<ImplicitCastExpr>(S))
    IsRead =
        Cast->getCastKind() == CK_LValueToRValue ||
        (IsRead && Cast->getCastKind() == CK_NoOp) ||
        (Cast->getCastKind() == CK_NoOp && Cast->getType().isConstQualified());
  else if (!isa<ParenExpr, MemberExpr>(S))
    IsRead = false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
    QualType T = Ref->getDecl()->getType();
    if (!isa<FunctionDecl>(Ref->getDecl()) &&
        !T.getNonReferenceType().isConstQualified() && (!IsRead || isHandle(T)))
      To.insert(Ref->getDecl());
  } else if (const auto *M = dyn_cast<MemberExpr>(S)) {
    if (isa<FieldDecl>(M->getMemberDecl()) &&
        (!IsRead || isHandle(M->getMemberDecl()->getType())))
      To.insert(M->getMemberDecl());
    if (isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts())) {
      const auto *Method = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
      if (Method && !Method->isConst())
        To.insert(nullptr);
      return;
    }
  } else if (isa<CXXThisExpr>(S)) {
    To.insert(nullptr);
  }
  for (const Stmt *C : childrenOf(*S))
    addTouched(C, IsRead, To);
}

static bool hasAwaitIn(const Stmt *S) {
  return S && (isa<CoawaitExpr, CoyieldExpr>(S) ||
               llvm::any_of(childrenOf(*S), hasAwaitIn));
}

/// Does `S` look at the clock? Then the awaits around it are timed, each alone.
static bool looksAtTheClock(const Stmt *S) {
  bool Looks = false;
  forEachIn(S, [&](const Stmt &Part) {
    const auto *C = dyn_cast<CallExpr>(&Part);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    Looks |= F && tellsTime(shortName(*F));
  });
  return Looks;
}

/// Does the call name what was touched, or its receiver or a field of it?
static bool namesAny(const Stmt *S,
                     const llvm::SmallPtrSetImpl<const ValueDecl *> &Touched) {
  if (!S)
    return false;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S);
      Ref && Touched.contains(Ref->getDecl()))
    return true;
  if (const auto *M = dyn_cast<MemberExpr>(S);
      M && Touched.contains(M->getMemberDecl()))
    return true;
  if (isa<CXXThisExpr>(S) && Touched.contains(nullptr))
    return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return namesAny(C, Touched); });
}

/// A look at a result, with a way out if it will not do: the next question can
/// be asked before. What else is done there must not be what that needs.
bool Gatherings::mayStandBetween(const Stmt &S, Group &G) const {
  if (G.Needed != GatherGroup::Asking || G.Members.empty() || hasAwaitIn(&S) ||
      looksAtTheClock(&S) ||
      !llvm::all_of(G.Members, [](const GatherMember &M) { return M.Asks; }))
    return false;
  if (const auto *If = dyn_cast<IfStmt>(&S)) {
    if (If->getElse() || !leaves(If->getThen()))
      return false;
  } else if (!isa<Expr, DeclStmt, CXXForRangeStmt>(&S)) {
    return false;
  }
  addTouched(&S, false, G.Touched);
  G.HasBetween = true;
  return true;
}

void Gatherings::readBlock(const CompoundStmt &Block,
                           ArrayRef<const Await *> Awaits) {
  llvm::MapVector<const Stmt *, std::vector<const Await *>> ByStatement;
  for (const Await *A : Awaits)
    ByStatement[A->Statement].push_back(A);
  for (Certainty Needed : Passes) {
    Group G{Needed, {}, {}, false, nullptr};
    for (const Stmt *S : Block.body()) {
      auto It = ByStatement.find(S);
      if (It == ByStatement.end()) {
        if (!isNeutral(*S, G) && !mayStandBetween(*S, G)) {
          if (!G.Members.empty())
            G.CutAfter = G.Members.back().A;
          close(G);
        }
      } else if (It->second.size() > 1) {
        close(G);
        if (Needed == GatherGroup::Proven)
          inOneExpression(It->second, *S);
      } else {
        add(G, *It->second.front());
      }
    }
    close(G);
  }
}

/// What is not known of the first of them that anything is not known of.
static std::string unknownOf(const GatherMember &M,
                             ArrayRef<GatherMember> Others) {
  if (!M.What.isKnown())
    return "it is not known what it touches: " + M.What.Why;
  for (const GatherMember &Other : Others)
    if (!Other.What.isKnown())
      return "it is not known what the earlier one touches: " + Other.What.Why;
  return "";
}

void Gatherings::add(Group &G, const Await &A) {
  std::optional<GatherMember> M;
  if (!Grouped.contains(&A))
    M = member(A);
  const Await *CutAfter = std::exchange(G.CutAfter, nullptr);
  if (!M)
    return close(G);
  if (!findResult(*M)) {
    refuse(A, "its statement does more than keep its result");
    return close(G);
  }
  if (CutAfter)
    refuse(A, "what stands between them may need the order", CutAfter);
  // Sums are the same in any order.
  if (M->IsAssigned && !M->IsAdded)
    M->What.Objects.push_back({M->Result, M->Field, true, false});
  // In the end nothing but a body may be missing.
  bool IsOpenPass = G.Needed == GatherGroup::Open;
  if (IsOpenPass && !M->IsOpen && !M->What.isKnown()) {
    refuse(A, unknownOf(*M, {}));
    return close(G);
  }
  if (G.HasBetween && (!M->Asks || namesAny(M->Makes, G.Touched)))
    close(G);
  std::optional<Certainty> Found = independent(*M, G.Members);
  if (Found && *Found < G.Needed)
    refuse(A, unknownOf(*M, G.Members), G.Members.back().A);
  if (!Found || *Found < G.Needed)
    close(G);
  G.Members.push_back(std::move(*M));
}

void Gatherings::close(Group &G) {
  if (G.Members.size() > 1) {
    bool AllKept = llvm::all_of(
        G.Members, [](const GatherMember &M) { return M.Kept != nullptr; });
    for (const GatherMember &M : G.Members)
      Grouped.insert(M.A);
    const Gathers *With = gathererOf(*G.Members.front().Type);
    Groups.push_back({AllKept ? GatherGroup::KeptInLocals : GatherGroup::InARow,
                      std::move(G.Members), With, !G.HasBetween, G.Needed});
  }
  G.Members.clear();
  G.Touched.clear();
  G.HasBetween = false;
}

/// Is there nothing beside the awaits that could notice when they are done?
static bool nothingElse(const Stmt &S, ArrayRef<const Await *> Awaits,
                        const ASTContext &Ast) {
  // Made when the call is, behind the awaits.
  if (isa<CXXDefaultArgExpr>(S))
    return true;
  if (const auto *E = dyn_cast<Expr>(&S)) {
    for (const Await *A : Awaits)
      if (E == A->Expr)
        return true;
    bool HasAwait = llvm::any_of(Awaits, [&](const Await *A) {
      return E->getSourceRange().fullyContains(A->Expr->getSourceRange());
    });
    if (!HasAwait)
      return !E->HasSideEffects(Ast);
  }
  if (const auto *D = dyn_cast<DeclStmt>(&S); D && !D->isSingleDecl())
    return false;
  return llvm::all_of(childrenOf(S), [&](const Stmt *C) {
    return !C || nothingElse(*C, Awaits, Ast);
  });
}

void Gatherings::inOneExpression(ArrayRef<const Await *> Awaits,
                                 const Stmt &Whole) {
  std::vector<GatherMember> Members;
  Certainty Weakest = GatherGroup::Proven;
  bool MaySettle = true;
  for (const Await *A : Awaits) {
    auto M = member(*A);
    std::optional<Certainty> Found =
        M ? independent(*M, Members) : std::nullopt;
    if (!Found)
      return;
    Weakest = std::min(Weakest, *Found);
    MaySettle &= M->IsOpen || M->What.isKnown();
    // One that is part of another's operand comes first by nature.
    for (const Await *Other : Awaits)
      if (Other != A && Other->Expr->getSourceRange().fullyContains(
                            A->Expr->getSourceRange())) {
        refuse(*A, "another await needs its result", nullptr);
        return;
      }
    Members.push_back(std::move(*M));
  }
  bool IsWanted = llvm::is_contained(Passes, Weakest);
  if (Weakest == GatherGroup::Likely && !IsWanted && MaySettle)
    Weakest = GatherGroup::Open;
  else if (!IsWanted || (Weakest == GatherGroup::Open && !MaySettle)) {
    const GatherMember &Last = Members.back();
    refuse(*Last.A, unknownOf(Last, Members), Members.front().A);
    return;
  }
  const Gathers *With = gathererOf(*Members.front().Type);
  Groups.push_back({GatherGroup::InOneExpression, std::move(Members), With,
                    nothingElse(Whole, Awaits, Ast), Weakest});
}

} // namespace corolint

#include "checks/analysis/Gather.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;

namespace corolint {

Gatherings::Gatherings(ASTContext &Ast, const ModelSet &Models,
                       const Facts &All, Awaitables &Types, Effects &Calls)
    : Sources(Ast.getSourceManager()), Models(Models), Types(Types),
      Touched(Ast, Calls) {
  for (const TaskLocal &L : All.Locals)
    if (const auto *V = dyn_cast<VarDecl>(L.Var);
        V && L.IsTask && V->isLocalVarDecl())
      Locals[V] = &L;
  llvm::MapVector<const CompoundStmt *, std::vector<const Await *>> Blocks;
  for (const Await &A : All.Awaits)
    if (A.Block && A.In->Coroutine)
      Blocks[A.Block].push_back(&A);
  for (const auto &[Block, Awaits] : Blocks)
    if (Awaits.size() > 1)
      readBlock(*Block, Awaits);
}

const Gathers *Gatherings::gathererOf(const Awaitable &Type) const {
  if (!Type.Model || Type.Model->GatheredBy.empty())
    return nullptr;
  const FunctionModel *M = Models.function(Type.Model->GatheredBy);
  return M && M->Gathering ? &*M->Gathering : nullptr;
}

std::optional<Gatherings::Candidate> Gatherings::candidate(const Await &A) {
  Candidate C;
  C.A = &A;
  const Expr *Operand = valueOf(A.Expr->getOperand());
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Operand)) {
    const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
    const TaskLocal *L = V ? Locals.lookup(V) : nullptr;
    // Awaited here and nowhere else, and not yet on its way.
    if (!L || L->In != A.In || L->Mentions.size() != 1 || !L->Type->isLazy())
      return std::nullopt;
    C.Kept = V;
    C.Type = L->Type;
    Operand = valueOf(V->getInit());
  }
  C.Makes = dyn_cast<CallExpr>(Operand);
  if (!C.Makes)
    return std::nullopt;
  if (!C.Type)
    C.Type = Types.of(C.Makes->getType());
  if (!C.Type || C.Type->Is != Role::Task || !C.Type->isLazy() ||
      !gathererOf(*C.Type))
    return std::nullopt;
  C.What = Touched.of(*C.Makes);
  // Without a suspension there is nothing to overlap.
  if (C.What.Unknown.empty() && !C.What.Suspends)
    return std::nullopt;
  // A task without trace and without result is a delay: it paces the code.
  if (A.Expr->getType()->isVoidType() && C.What.LeavesNoTrace &&
      C.What.Unknown.empty())
    return std::nullopt;
  return C;
}

/// The variable that takes the result, if `A` is all that its statement does.
const VarDecl *Gatherings::resultOf(const Await &A, bool &Whole) const {
  const Stmt *S = A.Statement;
  Whole = false;
  if (const auto *D = dyn_cast<DeclStmt>(S)) {
    const auto *V =
        D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
    Whole = V && V->hasInit() && valueOf(V->getInit()) == A.Expr;
    return V;
  }
  const auto *E = dyn_cast<Expr>(S);
  Whole = E && valueOf(E) == A.Expr;
  return nullptr;
}

bool Gatherings::independent(const Candidate &Later,
                             const std::vector<Candidate> &Earlier) const {
  for (const Candidate &First : Earlier) {
    if (First.Type != Later.Type &&
        gathererOf(*First.Type) != gathererOf(*Later.Type))
      return false;
    if (First.Result && mentions(Later.Makes, *First.Result))
      return false;
    if (First.What.Ordered || Later.What.Ordered)
      return false;
    // Tasks that were made beforehand can't wait for each other's results, and
    // who makes them first wants them to overlap: only a known conflict stands
    // against it.
    bool MadeBefore =
        First.Kept && Later.Kept &&
        Sources.isBeforeInTranslationUnit(Later.Kept->getLocation(),
                                          First.A->Expr->getBeginLoc());
    if (MadeBefore ? TouchRoom::conflict(First.What, Later.What)
                   : !TouchRoom::disjoint(First.What, Later.What))
      return false;
  }
  return true;
}

/// A declaration that computes nothing but its own value.
bool Gatherings::isNeutral(const Stmt &S,
                           const std::vector<Candidate> &Group) const {
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
    // Made here, awaited later in the group, perhaps.
    bool MakesTask = Locals.count(V);
    if (V->hasInit() && !MakesTask && !isa<ExprWithCleanups>(V->getInit()) &&
        V->getInit()->HasSideEffects(V->getASTContext()))
      return false;
    if (V->hasInit() && !MakesTask && isa<ExprWithCleanups>(V->getInit()))
      return false;
    if (V->hasInit())
      for (const Candidate &C : Group)
        if (C.Result && mentions(V->getInit(), *C.Result))
          return false;
  }
  return true;
}

void Gatherings::readBlock(const CompoundStmt &Block,
                           ArrayRef<const Await *> Awaits) {
  llvm::MapVector<const Stmt *, std::vector<const Await *>> ByStatement;
  for (const Await *A : Awaits)
    ByStatement[A->Statement].push_back(A);
  std::vector<Candidate> Group;
  for (const Stmt *S : Block.body()) {
    auto It = ByStatement.find(S);
    if (It == ByStatement.end()) {
      if (!isNeutral(*S, Group))
        close(Group);
      continue;
    }
    if (It->second.size() > 1) {
      close(Group);
      inOneExpression(It->second);
      continue;
    }
    bool Whole;
    const VarDecl *Result = resultOf(*It->second.front(), Whole);
    std::optional<Candidate> C;
    if (Whole)
      C = candidate(*It->second.front());
    if (!C) {
      close(Group);
      continue;
    }
    C->Result = Result;
    if (!independent(*C, Group))
      close(Group);
    Group.push_back(std::move(*C));
  }
  close(Group);
}

void Gatherings::close(std::vector<Candidate> &Group) {
  if (Group.size() > 1) {
    GatherGroup G;
    G.Why = llvm::all_of(Group, [](const Candidate &C) { return C.Kept; })
                ? GatherGroup::KeptInLocals
                : GatherGroup::Independent;
    for (const Candidate &C : Group)
      G.Awaits.push_back(C.A);
    G.With = gathererOf(*Group.front().Type);
    Groups.push_back(std::move(G));
  }
  Group.clear();
}

void Gatherings::inOneExpression(ArrayRef<const Await *> Awaits) {
  std::vector<Candidate> Group;
  for (const Await *A : Awaits) {
    auto C = candidate(*A);
    if (!C || !independent(*C, Group))
      return;
    // One that is part of another's operand comes first by nature.
    for (const Await *Other : Awaits)
      if (Other != A) {
        SourceRange Outer = Other->Expr->getSourceRange();
        if (Outer.fullyContains(A->Expr->getSourceRange()))
          return;
      }
    Group.push_back(std::move(*C));
  }
  GatherGroup G{GatherGroup::InOneExpression, {}, nullptr};
  for (const Candidate &C : Group)
    G.Awaits.push_back(C.A);
  G.With = gathererOf(*Group.front().Type);
  Groups.push_back(std::move(G));
}

} // namespace corolint

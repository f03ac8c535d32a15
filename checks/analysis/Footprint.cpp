#include "checks/analysis/Footprint.h"
#include "checks/base/Unique.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

static void addSought(ArrayRef<const FunctionDecl *> Bodies, const Symbols &Ids,
                      UnitSummary &To) {
  for (const FunctionDecl *F : Bodies)
    To.Sought.emplace_back(Ids.of(*F->getCanonicalDecl()), identifierOf(*F));
}

static std::vector<Symbol> namesOf(ArrayRef<const FunctionDecl *> Functions,
                                   const Symbols &Ids) {
  std::vector<Symbol> Names;
  for (const FunctionDecl *F : Functions)
    Names.push_back(Ids.of(*F->getCanonicalDecl()));
  makeUnique(Names);
  return Names;
}

static SummaryAccess asSummary(const Access &T, const Symbols &Ids) {
  SummaryAccess Out;
  Out.Writes = T.Writes;
  Out.MayAlias = T.MayAlias;
  if (T.Field)
    Out.Field = Ids.of(*T.Field);
  if (T.Object) {
    Out.Of = SummaryAccess::Variable;
    Out.Object = Ids.of(*T.Object->getCanonicalDecl());
  }
  return Out;
}

static std::vector<SummaryAccess> asSummaries(ArrayRef<Access> Objects,
                                              const Symbols &Ids) {
  std::vector<SummaryAccess> Accesses;
  for (const Access &T : Objects)
    Accesses.push_back(asSummary(T, Ids));
  makeUnique(Accesses);
  return Accesses;
}

bool isForOthers(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return F.isExternallyVisible() && !F.isDependentContext() && !F.isInlined() &&
         F.getTemplateSpecializationKind() != TSK_ImplicitInstantiation &&
         !(M && M->getParent()->isLambda());
}

static Footprint footprintOf(const FunctionDecl &F, CallAccesses T,
                             const Symbols &Ids) {
  Footprint Out;
  Out.Of = Ids.of(*F.getCanonicalDecl());
  // The world may see the order of those that talk to it.
  Out.IsKnown = T.isKnown() && !T.TalksOnItsOwn;
  if (!Out.IsKnown)
    return Out;
  Out.Suspends = T.Suspends;
  Out.Throws = T.Throws;
  Out.Calls = namesOf(T.Elsewhere, Ids);
  for (const Access &One : T.Objects) {
    SummaryAccess &To = Out.Accesses.emplace_back(asSummary(One, Ids));
    if (const auto *P = dyn_cast_or_null<ParmVarDecl>(One.Object)) {
      To.Of = SummaryAccess::Parameter;
      To.Object = P->getFunctionScopeIndex();
    }
  }
  makeUnique(Out.Accesses);
  return Out;
}

void addFootprints(ASTContext &Ast, const Facts &TuFacts, Accesses &TuAccesses,
                   const Symbols &Ids, UnitSummary &To) {
  Places Where(Ast);
  for (const Body &B : TuFacts.Bodies) {
    if (!B.Fn || B.Initialises || !isForOthers(*B.Fn))
      continue;
    CallAccesses T = TuAccesses.ofBody(*B.Fn);
    Footprint &F = To.Footprints.emplace_back(footprintOf(*B.Fn, T, Ids));
    if (std::optional<Place> At = Where.of(B.Fn->getLocation()))
      F.File = At->File;
    if (F.IsKnown)
      addSought(T.Elsewhere, Ids, To);
  }
  makeUnique(To.Footprints);
  makeUnique(To.Sought);
}

void addSought(const Gatherings &Gathered, Accesses &TuAccesses,
               const Symbols &Ids, UnitSummary &To) {
  for (const GatherGroup &G : Gathered.groups())
    for (const GatherMember &M : G.Awaits)
      addSought(TuAccesses.seen(*M.Makes).Elsewhere, Ids, To);
  makeUnique(To.Sought);
}

std::optional<IndependenceCondition::Member>
openMember(const GatherMember &G, Accesses &TuAccesses, const Symbols &Ids) {
  CallAccesses T = TuAccesses.seen(*G.Makes);
  if (!T.isKnown())
    return std::nullopt;
  IndependenceCondition::Member M;
  if (T.Is == CallAccesses::Unseen) {
    const FunctionDecl *Callee = G.Makes->getDirectCallee()->getCanonicalDecl();
    M.To = Ids.of(*Callee);
    llvm::erase_if(T.Elsewhere, [&](const FunctionDecl *F) {
      return F->getCanonicalDecl() == Callee;
    });
    for (const ArgumentBinding &L : T.Bindings) {
      IndependenceCondition::Binding &To = M.Bindings.emplace_back();
      if (L.To != ArgumentBinding::Receiver) {
        To.As.Of = SummaryAccess::Parameter;
        To.As.Object = L.To;
      }
      To.IsMoved = L.IsMoved;
      To.IsThis = L.IsThis;
      To.What = asSummaries(L.Objects, Ids);
    }
  } else {
    M.Accesses = asSummaries(T.Objects, Ids);
    M.Suspends = T.Suspends;
    M.Throws = T.Throws;
    M.LeavesNoTrace = T.LeavesNoTrace;
  }
  if (G.IsAssigned)
    M.Accesses.push_back(asSummary({G.Result, nullptr, true, false}, Ids));
  M.Calls = namesOf(T.Elsewhere, Ids);
  M.GivesNothing = G.A->Expr->getType()->isVoidType();
  return M;
}

} // namespace corolint

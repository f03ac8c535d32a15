#include "checks/analysis/LentUses.h"
#include "checks/analysis/Callable.h"
#include "checks/analysis/Footprint.h"
#include "checks/base/Unique.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace corolint {

static bool isCallable(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  return R && R->hasDefinition() && callOperator(*R);
}

void addLentUses(const ASTContext &Ast, const Facts &TuFacts, Awaitables &Types,
                 LaterUses &Uses, const Keepers &TuKeepers, const Symbols &Ids,
                 UnitSummary &To) {
  Places Where(Ast);
  auto Add = [&](const FunctionDecl &F, unsigned Parameter,
                 const LaterUse &Use) -> LentUse & {
    LentUse &U = To.LentUses.emplace_back();
    U.Of = Ids.of(*F.getCanonicalDecl());
    U.Name = identifierOf(F);
    U.Parameter = Parameter;
    const auto *Later = std::get_if<UsedLater>(&Use);
    if (!Later || !Later->Since)
      return U;
    U.IsUsed = true;
    U.Since = Where.of(Later->Since->getSourceRange()).value_or(Place{});
    U.SinceWhy = Later->SinceWhy.str();
    U.At = Where.of(Later->At->getSourceRange()).value_or(Place{});
    return U;
  };
  for (const Body &B : TuFacts.Bodies) {
    if (!B.Fn || !B.Root || B.Broken || B.Outer || B.Initialises ||
        !isForOthers(*B.Fn))
      continue;
    const auto *M = dyn_cast<CXXMethodDecl>(B.Fn);
    if (M && M->isVirtual())
      continue;
    const Awaitable *Type = Types.of(B.Fn->getReturnType());
    if (Type && B.Coroutine && M && M->isInstance())
      Add(*M, LentUse::TheObject, Uses.ofObject(*M));
    bool SaysSo = Type && Type->IsCoroutineType && Type->isLazy();
    for (const ParmVarDecl *P : B.Fn->parameters()) {
      QualType Is = P->getType();
      bool Calls = isCallable(Is);
      bool Refers =
          Type && refersOn(Is) && (!SaysSo || Is->isRValueReferenceType());
      if (!Calls && !Refers)
        continue;
      unsigned I = P->getFunctionScopeIndex();
      LentUse &U = Add(*B.Fn, I, Uses.ofParameter(*B.Fn, I));
      Kept K = Calls ? TuKeepers.ofParameter(*B.Fn, I) : Kept();
      if (K.For == Keeps::UntilItReturns && K.At) {
        U.LetsGo = true;
        U.CalledAt = Where.of(K.At->getSourceRange()).value_or(Place{});
      }
      for (const HandedOn &H : Uses.handedOn(*B.Fn, I))
        if (!U.IsUsed && !U.To && !H.To->isDefined()) {
          U.To = Ids.of(*H.To->getCanonicalDecl());
          U.ToParameter = H.Parameter;
          U.ToName = identifierOf(*H.To);
        }
    }
  }
  makeUnique(To.LentUses);
}

} // namespace corolint

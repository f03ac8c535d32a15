#include "checks/analysis/Summarise.h"
#include "checks/base/Unique.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

// The part of Summaries that tells what a function does by a constant argument.

namespace corolint {

/// The constant that a call gives a parameter of type bool.
static std::optional<bool> constantFor(const Stmt &Call, unsigned Parameter) {
  const Expr *A = nullptr;
  if (const auto *C = dyn_cast<CXXConstructExpr>(&Call)) {
    if (Parameter < C->getNumArgs())
      A = C->getArg(Parameter);
  } else if (const auto *C = dyn_cast<CallExpr>(&Call);
             C && !isa<CXXOperatorCallExpr>(C) && Parameter < C->getNumArgs()) {
    A = C->getArg(Parameter);
  }
  if (const auto *Default = dyn_cast_or_null<CXXDefaultArgExpr>(A))
    A = Default->getExpr();
  const auto *Literal =
      A ? dyn_cast<CXXBoolLiteralExpr>(A->IgnoreParenImpCasts()) : nullptr;
  return Literal ? std::optional(Literal->getValue()) : std::nullopt;
}

/// `void collect(bool all)`: what the function does if the parameter is true,
/// and if it is false. Calls that say which run that variant of it.
void Summaries::addVariants(Flow &TuFlow) {
  struct Variant {
    unsigned Parameter;
    Symbol Id[2];
  };
  llvm::DenseMap<const FunctionDecl *, Variant> Variants;
  for (const Body &B : TuFacts.Bodies) {
    auto It = Doing.find(&B);
    if (It == Doing.end() || !B.Fn || B.Initialises || B.Coroutine || !B.Root)
      continue;
    for (const ParmVarDecl *P : B.Fn->parameters()) {
      if (!P->getType()->isBooleanType())
        continue;
      FunctionSummary Made[2];
      bool Differs = false;
      for (bool Value : {false, true}) {
        auto Skipped = TuFlow.skipped(B, [&](const Expr &E) {
          const auto *Ref = dyn_cast<DeclRefExpr>(&E);
          return Ref && Ref->getDecl() == P ? std::optional(Value)
                                            : std::nullopt;
        });
        FunctionSummary &S = Made[Value];
        for (const Call *C : It->second) {
          if (!C->Ends && Skipped.contains(C->At)) {
            Differs = true;
            continue;
          }
          addCalls(*C, S.Calls);
          addDirectEffect(*C, S);
        }
      }
      if (!Differs)
        continue;
      Variant &V = Variants[B.Fn->getCanonicalDecl()];
      V.Parameter = P->getFunctionScopeIndex();
      for (bool Value : {false, true}) {
        FunctionSummary &S = Made[Value];
        const FunctionSummary &Whole = summaryOf(B);
        const std::uint64_t Key[] = {Whole.Id, V.Parameter, Value};
        S.Id = V.Id[Value] =
            llvm::xxh3_64bits(
                {reinterpret_cast<const std::uint8_t *>(Key), sizeof(Key)}) >>
            1;
        S.CallsParameters = Whole.CallsParameters;
        Bodies.push_back(&B);
        Unit.Functions.push_back(std::move(S));
      }
      break;
    }
  }
  if (Variants.empty())
    return;
  for (const Call &C : TuFacts.Calls) {
    const FunctionDecl *F = C.Ends ? nullptr : definitionOf(*C.At);
    auto It = F ? Variants.find(F->getCanonicalDecl()) : Variants.end();
    if (It == Variants.end() || !At.contains(functionOf(*C.In)))
      continue;
    std::optional<bool> Value = constantFor(*C.At, It->second.Parameter);
    if (!Value)
      continue;
    Symbol Whole = symbolOf(F->getCanonicalDecl());
    std::optional<Place> Here = Where.of(placeOf(C));
    for (CallSite &Site : summaryOf(*C.In).Calls)
      if (Here && Site.At == *Here && Site.To == Whole)
        Site.To = It->second.Id[*Value];
  }
}

} // namespace corolint

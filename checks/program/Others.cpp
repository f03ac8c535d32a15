#include "checks/program/Others.h"
#include "llvm/ADT/STLExtras.h"

using namespace corolint;

UnitSummary corolint::withoutFile(UnitSummary Unit, llvm::StringRef File) {
  llvm::erase_if(Unit.Functions,
                 [&](const FunctionSummary &F) { return F.At.File == File; });
  llvm::erase_if(Unit.Footprints,
                 [&](const Footprint &F) { return F.File == File; });
  llvm::erase_if(Unit.Changes,
                 [&](const ContainerChange &C) { return C.At.File == File; });
  llvm::erase_if(Unit.Throwing,
                 [&](const ThrowingFunction &F) { return F.At.File == File; });
  return Unit;
}

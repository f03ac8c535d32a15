#include "driver/report/Emit.h"

using namespace corolint;

void corolint::emit(Format F, const Outcome &O, Sources &Texts,
                    llvm::raw_ostream &Out) {
  switch (F) {
#define FORMAT(Id, Name, Shows)                                                \
  case Format::Id:                                                             \
    return emit##Id(O, Texts, Out);
#include "driver/options/Formats.def"
  }
}

std::vector<const Finding *> corolint::unfixedFindings(const Outcome &O) {
  std::vector<const Finding *> Unfixed;
  for (const Alert &A : O.Alerts)
    if (!A.isQuiet() && !A.AppliedFix)
      Unfixed.push_back(&A.What);
  return Unfixed;
}

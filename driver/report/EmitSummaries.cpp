#include "checks/program/Program.h"
#include "checks/program/SummaryJson.h"
#include "driver/report/Emit.h"
#include "driver/unit/Reports.h"

using namespace corolint;

void corolint::emitSummaries(const Outcome &O, Sources &,
                             llvm::raw_ostream &Out) {
  Out << printHeader(O.Root)
      << printEffects(O.ClosedProgram->effects(), O.Root);
}

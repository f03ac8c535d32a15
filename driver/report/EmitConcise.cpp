#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/report/Emit.h"

using namespace corolint;

void corolint::emitConcise(const Outcome &O, Sources &,
                           llvm::raw_ostream &Out) {
  std::string Here = workingDirectory();
  for (const Alert &A : O.Alerts) {
    const Finding &F = A.What;
    Out << printablePath(pathBelow(Here, F.At.File)) << ':' << F.At.Line << ':'
        << F.At.Column << ": " << spell(F.Severity) << ": "
        << printable(F.Message) << " [" << F.Check << ']'
        << (A.AppliedFix   ? " (fixed)"
            : A.SilencedBy ? " (silenced)"
            : A.IsKnown    ? " (in the baseline)"
                           : "")
        << '\n';
  }
}

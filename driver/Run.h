//===- Run.h - from the command line to the exit code ---------------------===//
//
// The normal role of the driver: analyses what was asked for, shows the result,
// fixes what may be fixed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_H
#define COROLINT_DRIVER_RUN_H

#include "llvm/Support/Error.h"

namespace corolint {

struct Options;

enum ExitCode {
  Clean = 0,
  HasFindings = 1, ///< At or above --fail-on.
  BadUsage = 2,    ///< Options, configuration, models, output.
  Incomplete = 3,  ///< A file could not be analysed.
  Interrupted = 130,
};

llvm::Expected<int> run(const Options &O);

} // namespace corolint

#endif

//===- ExitCode.h - how the command ends --------------------------------===//
//
// What does each exit code of corolint tell the caller?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_EXITCODE_H
#define COROLINT_DRIVER_BASE_EXITCODE_H

namespace corolint {

enum ExitCode {
  Clean = 0,
  HasFindings = 1, ///< At or above --fail-on.
  BadUsage = 2,    ///< Options, configuration, models, output.
  Incomplete = 3,  ///< A file could not be analysed.
  Interrupted = 130,
};

} // namespace corolint

#endif

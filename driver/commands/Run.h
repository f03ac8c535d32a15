//===- Run.h - from the command line to the exit code ---------------------===//
//
// The normal role of the driver: analyses what was asked for, shows the result,
// fixes what may be fixed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_COMMANDS_RUN_H
#define COROLINT_DRIVER_COMMANDS_RUN_H

#include "driver/base/ExitCode.h"
#include "llvm/Support/Error.h"

namespace corolint {

struct Options;

llvm::Expected<int> run(const Options &O);

/// Analyses units and writes what came out, for `link`. Findings are no reason
/// for another exit code than 0: they are not told yet.
llvm::Expected<int> summarize(const Options &O);

/// Reads what `summarize` wrote and does the rest of a run.
llvm::Expected<int> link(const Options &O);

/// Draws what coroutines await and come to. Takes what `run` or `link` takes.
llvm::Expected<int> graph(const Options &O);

} // namespace corolint

#endif

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

/// Analyses files, reports and fixes; what `corolint` does without a verb.
llvm::Expected<int> lintProject(const Options &O);

/// Analyses units and writes what came out, for `link`. Findings do not change
/// the exit code: they are reported by `link`.
llvm::Expected<int> summarizeUnits(const Options &O);

/// Reads what `summarize` wrote and reports the findings of all units.
llvm::Expected<int> linkSummaries(const Options &O);

/// Draws what coroutines await and which effects they reach. Takes source
/// files, or what `summarize` wrote.
llvm::Expected<int> drawGraph(const Options &O);

/// Prints a model file to be filled in: what coroutines call that nobody knows
/// anything of, the most called first.
llvm::Expected<int> suggestModels(const Options &O);

/// Prints which entries of the user's models mean nothing in any file.
llvm::Expected<int> listUnusedModels(const Options &O);

} // namespace corolint

#endif

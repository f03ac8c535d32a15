//===- Finish.h - from the reports of all units to the exit code ----------===//
//
// Decides which findings hold, reports them, and applies fixes.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_COMMANDS_FINISH_H
#define COROLINT_DRIVER_COMMANDS_FINISH_H

#include "driver/unit/TuReport.h"
#include "llvm/Support/Error.h"

namespace corolint {

class Changes;
class Program;
struct Options;

/// Can the baseline be read, and the results be written? An error before the
/// analysis, which may take long.
llvm::Error checkFiles(const Options &O);

/// Writes a result. A file of the name "" or "-" is standard output.
llvm::Error writeOutput(const std::string &File, llvm::StringRef Text);

/// The exit code of the run. `All` is closed, and knows the units' functions.
/// `Only`: report what concerns these lines; null: everything.
llvm::Expected<int> finish(std::vector<TuReport> Units, const Program &All,
                           const Changes *Only, const Options &O);

} // namespace corolint

#endif

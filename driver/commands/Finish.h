//===- Finish.h - from the reports of all units to the exit code ----------===//
//
// Settles what the units left open, shows the result, fixes what may be fixed.
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

/// What is wrong with the files that are read and written in the end; told
/// before the analysis, which may take long.
llvm::Error checkFiles(const Options &O);

/// "" and "-" are standard output.
llvm::Error writeTo(const std::string &File, llvm::StringRef Text);

/// The answer is the exit code. `All` is closed. `Only`: what concerns these
/// lines; null: everything.
llvm::Expected<int> finish(std::vector<TuReport> Units, const Program &All,
                           const Changes *Only, const Options &O);

} // namespace corolint

#endif

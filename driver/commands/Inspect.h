//===- Inspect.h - answers without a run ----------------------------------===//
//
// Which checks are there, how are they configured, what does one report, is a
// model file valid, what does the analysis know of one file or class, what
// would a worker report?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_COMMANDS_INSPECT_H
#define COROLINT_DRIVER_COMMANDS_INSPECT_H

#include "llvm/Support/Error.h"

namespace corolint {

struct Options;

llvm::Expected<int> listChecks(const Options &O);
/// What is configured for a file, or for the working directory.
llvm::Expected<int> showConfig(const Options &O);
llvm::Expected<int> explainCheck(const Options &O);
llvm::Expected<int> explainModel(const Options &O);
llvm::Expected<int> explainType(const Options &O);
/// What is believed of a place in a file, and why nothing is said of it.
llvm::Expected<int> explainPlace(const Options &O);
llvm::Expected<int> checkModels(const Options &O);
llvm::Expected<int> dumpRoom(const Options &O);
llvm::Expected<int> runWorker(const Options &O);
int printVersion();

/// Writes a .clang-tidy for a project, unless it has one, and says what to do
/// next.
llvm::Expected<int> initProject(const Options &O);

} // namespace corolint

#endif

//===- Inspect.h - answers without a run ----------------------------------===//
//
// Which checks are there, what does one report, what does the analysis know of
// one file, what would a worker say?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INSPECT_H
#define COROLINT_DRIVER_INSPECT_H

#include "llvm/Support/Error.h"

namespace corolint {

struct Options;

int listChecks(const Options &O);
llvm::Expected<int> explain(const Options &O);
llvm::Expected<int> dumpRoom(const Options &O);
llvm::Expected<int> work(const Options &O);
int printVersion();

} // namespace corolint

#endif

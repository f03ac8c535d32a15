//===- Headers.h - through which unit a header is looked at ---------------===//
//
// A file was named that the database has no command for: a header, a piece of a
// file. Which unit shows it as its program sees it? One that includes it, the
// nearest first; if there is none, it is read by itself, with the flags that
// the database guessed for it.
//
// Not known: what a unit includes if one of its headers is missing.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_HEADERS_H
#define COROLINT_DRIVER_RUN_HEADERS_H

#include "driver/input/Command.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace corolint {

struct Options;

/// Puts the unit's command in the place of the one that was guessed, and says
/// so. Of that unit only what is in the files that were named is asked for
/// then.
llvm::Error lookThroughUnits(std::vector<Command> &Commands, const Options &O);

} // namespace corolint

#endif

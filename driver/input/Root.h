//===- Root.h - the directory a project stands below --------------------===//
//
// Which directory is the root of what is analysed? Paths below it are written
// relative to it, headers outside of it belong to libraries.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_ROOT_H
#define COROLINT_DRIVER_INPUT_ROOT_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

struct Options;

/// --root; else the repository that holds the working directory; else that
/// directory itself.
std::string rootOf(const Options &O);

} // namespace corolint

#endif

//===- Confine.h - what a process may no longer do ------------------------===//
//
// What can code that is looked at make us do? A child reads a repository that
// may be anybody's, with flags that come with it. It may start no program and
// write below a few directories only, so that a flag nobody has heard of is
// harmless as well. Linux only (Landlock); elsewhere, and where the kernel has
// no Landlock, nothing is taken away.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_CONFINE_H
#define COROLINT_DRIVER_BASE_CONFINE_H

#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace corolint {

/// Takes from this process, for good, the right to start programs and to write,
/// make or remove files that are not below these directories. What is open
/// stays so. False: it could not be done.
bool confine(llvm::ArrayRef<std::string> Writable);

} // namespace corolint

#endif

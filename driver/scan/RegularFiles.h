//===- RegularFiles.h - a file system without pipes and devices ----------===//
//
// Which files may code include? Those that lie on the disk. A pipe would be
// waited for, and a device may have no end: they are not found.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_REGULARFILES_H
#define COROLINT_DRIVER_SCAN_REGULARFILES_H

#include "llvm/Support/VirtualFileSystem.h"

namespace corolint {

/// The machine's, with a working directory of its own.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> regularFiles();

} // namespace corolint

#endif

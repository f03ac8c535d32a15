//===- CarriedHeaders.h - clang's headers inside the program --------------===//
//
// Where do clang's own headers (<stddef.h> and the like) come from? A program
// that is linked statically carries them: it is one file, and needs no
// installation of clang. One that loads libclang-cpp.so carries none.
//
// They are seen by clang, below a directory that need not exist, and by nobody
// else: a file that is read by other means has to be asked for here.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_CARRIEDHEADERS_H
#define COROLINT_DRIVER_INPUT_CARRIEDHEADERS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>

namespace corolint {

/// What -resource-dir= may name; "": the program carries no headers.
llvm::StringRef carriedResourceDir();

/// The text of a header that the program carries.
std::optional<llvm::StringRef> carriedHeader(llvm::StringRef Path);

/// The disk, with the headers that the program carries, and with the texts that
/// an editor shows. Each has a working directory of its own.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
diskWithHeaders(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk);

} // namespace corolint

#endif

//===- FilesAsked.h - what clang has asked the disk for -------------------===//
//
// Which files were read, which were only found, and which were asked for where
// there is none? All three are inputs: what #embed reads is no file of the AST,
// __has_include answers otherwise once there is such a file, and a header that
// comes to be where none was is read instead of another.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_FILESASKED_H
#define COROLINT_DRIVER_SCAN_FILESASKED_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <string>
#include <vector>

namespace corolint {

class FilesAsked {
public:
  /// The disk as before. What is asked of it is noted from begin() on.
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
  on(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk);

  void begin() { IsBegun = true; }

  /// Absolute, sorted. If there is no directory for them, that is named.
  std::vector<std::string> missing() const;

  /// By their path without links: the hash of what was read; "": it was found,
  /// and nobody has looked into it.
  const llvm::StringMap<std::string> &found() const { return Found; }

private:
  class Disk;
  class OpenFile;

  bool IsBegun = false;
  llvm::StringSet<> Missing;
  llvm::StringMap<std::string> Found;
};

} // namespace corolint

#endif

//===- Toolchain.h - where a compiler keeps its headers -------------------===//
//
// Which GCC installation does this compiler use, and where are clang's own
// headers? Asking means running the compiler: only done for names that look
// like g++, c++ or clang++, once for each.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_TOOLCHAIN_H
#define COROLINT_DRIVER_INPUT_TOOLCHAIN_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// Registers clang's targets. Needed before clang interprets a command; further
/// calls do nothing.
void knowAllTargets();

class Toolchains {
public:
  /// The directory of libgcc.a that `Compiler` links, or "" if clang finds the
  /// right one by the compiler's path, or nobody can tell.
  llvm::StringRef gccInstallDir(llvm::StringRef Compiler);

  /// clang's <stddef.h> and the like, or "" if they are nowhere to be found.
  llvm::StringRef resourceDir();

private:
  llvm::StringMap<std::string> InstallDirs;
  std::string ResourceDir;
  bool IsResourceDirKnown = false;
};

} // namespace corolint

#endif

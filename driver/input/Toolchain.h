//===- Toolchain.h - where a compiler keeps its headers -------------------===//
//
// Which GCC installation does this compiler use, and where are clang's own
// headers? Asking means running the compiler, and the name of the compiler
// comes with the repository: only one that lies outside of it, in a directory
// of the system or of $PATH, or that the user named, is ever run. Another one
// of its family answers for the rest.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_TOOLCHAIN_H
#define COROLINT_DRIVER_INPUT_TOOLCHAIN_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

/// Registers clang's targets. Needed before clang interprets a command; further
/// calls do nothing.
void knowAllTargets();

class Toolchains {
public:
  Toolchains() = default; ///< Of no repository.
  /// These programs may be run wherever they lie.
  Toolchains(std::string Root, llvm::ArrayRef<std::string> Trusted);

  /// Does it, or what it is a link to, lie in the repository?
  bool isOfRepository(llvm::StringRef Compiler) const;

  struct Home {
    /// The directory of the libgcc.a that is linked; "" if clang finds the
    /// right one by the compiler's path, or nobody can tell.
    std::string InstallDir;
    /// Who was asked, if not the compiler itself.
    std::string StandIn;
    /// Was asked, and said nothing: it hangs, fails or can't be started.
    bool IsMute = false;
  };
  const Home &homeOf(llvm::StringRef Compiler);

  /// clang's <stddef.h> and the like, or "" if they are nowhere to be found.
  llvm::StringRef resourceDir();

private:
  bool mayRun(llvm::StringRef Program) const;
  /// A program of that name that may be run, or "".
  std::string found(llvm::StringRef Name) const;
  std::string standInFor(llvm::StringRef Compiler) const;

  std::string Root = "/";
  std::vector<std::string> Trusted; ///< Programs, links resolved.
  llvm::StringMap<Home> Homes;
  std::string ResourceDir;
  bool IsResourceDirKnown = false;
};

} // namespace corolint

#endif

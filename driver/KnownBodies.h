//===- KnownBodies.h - bodies that another unit has read ------------------===//
//
// Which bodies in the project's headers need not be parsed, since a unit that
// did so tells what is in them? That holds for a unit that reads the same:
// after preprocessing, the headers that these bodies and what they call stand
// in have the same tokens ([basic.def.odr]/15 then wants the same meaning).
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_KNOWNBODIES_H
#define COROLINT_DRIVER_KNOWNBODIES_H

#include "checks/analysis/LeftOut.h"
#include "driver/input/Libraries.h"
#include "driver/unit/TuReport.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
}

namespace corolint {

/// Watches what a preprocessor makes of the project's headers.
class HeaderWatch {
public:
  void watch(clang::Preprocessor &P, const Libraries &Others);

  std::vector<Digest::Reading> read() const;

private:
  class Listener;
  llvm::StringMap<std::uint64_t> Tokens;
};

/// The bodies that other units know, while one is parsed.
class KnownBodies {
public:
  /// `Main`: the text of the unit's main file. What may depend on a function
  /// that it defines is not known.
  KnownBodies(llvm::ArrayRef<const Digest *> From, llvm::StringRef Main);

  /// Remembers what it answers. `F` is being defined.
  bool has(const clang::FunctionDecl &F);

  /// What was asked for and known.
  const LeftOutBodies &found() const { return Found; }

  /// Did the units that they are from read the same of the files that they and
  /// what they call stand in?
  bool holdFor(llvm::ArrayRef<Digest::Reading> Read) const;

private:
  llvm::ArrayRef<const Digest *> From;
  /// Several at one place if a macro makes them.
  llvm::StringMap<llvm::DenseMap<unsigned, llvm::SmallVector<LeftOutBody, 1>>>
      ByFile;
  std::optional<Places> Where;
  LeftOutBodies Found;
};

} // namespace corolint

#endif

//===- Scan.h - which files a compile command reads -----------------------===//
//
// Which files does each of many commands read, and what do the project's own
// macros do to the headers of libraries? Preprocesses directives only (clang's
// dependency directives), each file once. Modules are not followed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_SCAN_H
#define COROLINT_DRIVER_SCAN_SCAN_H

#include "driver/base/Pool.h"
#include "driver/scan/UnitInclusions.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct Command;

/// Filled as it is asked; a command is followed once.
class Inclusions {
public:
  std::vector<std::string> Files; ///< Absolute, links resolved.
  /// Which files each file includes, guarded or not.
  std::vector<std::vector<unsigned>> Edges;
  /// Names of files, or of directories for them, that are not there.
  std::vector<std::string> Missing;

  /// Null: a file is missing, or nobody could tell.
  const UnitInclusions *of(const Command &C) const;

  /// Those that took too long, or crashed.
  llvm::ArrayRef<const Command *> unfollowed() const { return Unfollowed; }

  /// Follows those that were not followed before, in a process of its own. One
  /// that cannot be followed costs none of the others.
  llvm::Error follow(llvm::ArrayRef<const Command *> Commands,
                     PoolLimits Limits);

private:
  void take(llvm::StringRef Text, llvm::ArrayRef<const Command *> Commands);
  unsigned numberOf(const std::string &File);

  llvm::StringMap<unsigned> Numbers;
  llvm::DenseMap<const Command *, std::optional<UnitInclusions>> Of;
  std::vector<const Command *> Unfollowed;
};

} // namespace corolint

#endif

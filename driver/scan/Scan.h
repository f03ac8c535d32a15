//===- Scan.h - which files a compile command reads -----------------------===//
//
// Follows the #includes of many commands without parsing them (clang's
// dependency scanner), each file once. Modules are not followed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_SCAN_H
#define COROLINT_DRIVER_SCAN_SCAN_H

#include "driver/base/Pool.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>
#include <vector>

namespace corolint {

struct Command;

struct Inclusions {
  std::vector<std::string> Files; ///< Absolute, links resolved.
  /// Of each command: indices of Files, its own file among them. None: a file
  /// is missing, or nobody could tell.
  std::vector<std::optional<std::vector<unsigned>>> Of;
};

/// In a process of its own: if that ends badly, nothing is known.
llvm::Expected<Inclusions> scan(llvm::ArrayRef<const Command *> Commands,
                                PoolLimits Limits);

} // namespace corolint

#endif

//===- SearchDirectories.h - whose directories a command names ----------===//
//
// Is a file that a unit reads the project's own, or a library's? Decided by the
// nearest directory that the command names, before anything is parsed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_SEARCHDIRECTORIES_H
#define COROLINT_DRIVER_SCAN_SEARCHDIRECTORIES_H

#include "driver/input/Command.h"
#include "driver/scan/Identifiers.h"
#include "llvm/ADT/ArrayRef.h"

namespace corolint {

class SearchDirectories {
public:
  explicit SearchDirectories(const Command &C);

  bool isOwn(llvm::StringRef File) const;

  /// All that the command names, whoever owns them.
  llvm::ArrayRef<std::string> named() const { return Named; }

  std::vector<std::string> Forced; ///< What it has included before all else.
  llvm::DenseSet<IdentifierHash>
      Macros; ///< Words that the command puts into the text.

private:
  Libraries Others;
  std::string Home;
  std::vector<std::string> Own, System, Named;
};

} // namespace corolint

#endif

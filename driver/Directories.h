//===- Directories.h - whose directories a command names ------------------===//
//
// Is a file that a unit reads the project's own, or a library's? Decided by the
// nearest directory that the command names, before anything is parsed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_DIRECTORIES_H
#define COROLINT_DRIVER_DIRECTORIES_H

#include "driver/Command.h"
#include "driver/Words.h"

namespace corolint {

class Directories {
public:
  explicit Directories(const Command &C);

  bool isOwn(llvm::StringRef File) const;

  llvm::DenseSet<Word> Macros; ///< Words that the command puts into the text.

private:
  const Libraries &Others;
  std::string Home;
  std::vector<std::string> Own, System;
};

} // namespace corolint

#endif

//===- Extent.h - in which files a function stands ------------------------===//
//
// Which files of the project have a part in what running this function does:
// its own, and those of all that it may run as far as this unit shows? Knows of
// those whose touches were asked for before.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_EXTENT_H
#define COROLINT_CHECKS_ANALYSIS_EXTENT_H

#include "checks/analysis/Share.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/StringMap.h"

namespace corolint {

class Extents {
public:
  static constexpr unsigned MainFile = 0;

  Extents(const Sharer &By, const Places &Where);

  /// Files by their numbers.
  llvm::BitVector of(Symbol S) const;

  const std::string &name(unsigned File) const { return Names[File]; }

private:
  void close(const Sharer &By);
  unsigned index(const std::string &File);
  void add(Symbol S, unsigned File);

  llvm::StringMap<unsigned> Index;
  std::vector<std::string> Names;
  llvm::DenseMap<Symbol, llvm::BitVector> Of;
};

} // namespace corolint

#endif

//===- Suppress.h - NOLINT comments ---------------------------------------===//
//
// Does a comment ask for silence at this place? Same rules as clang-tidy's:
// NOLINT on the line, NOLINTNEXTLINE on the line before, NOLINTBEGIN …
// NOLINTEND around; with a list of globs or for all checks. Blocks that are not
// closed, or not opened, do nothing.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SUPPRESS_H
#define COROLINT_CHECKS_BASE_SUPPRESS_H

#include "checks/base/Summary.h"
#include "llvm/ADT/StringMap.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class Sources;

class Suppressions {
public:
  explicit Suppressions(Sources &Texts);
  ~Suppressions();

  /// The comment's place, if there is one that silences `Check` there.
  std::optional<Place> find(const Place &At, llvm::StringRef Check);

  /// What a function does there is not told to those who call it.
  void silence(UnitSummary &Unit);

private:
  struct Directive;
  struct Block;
  struct OfFile {
    std::vector<Directive> Directives;
    std::vector<Block> Blocks;
  };
  OfFile &of(llvm::StringRef File);
  Place placeOf(llvm::StringRef File, const Directive &D);

  Sources &Texts;
  llvm::StringMap<OfFile> Known;
};

} // namespace corolint

#endif

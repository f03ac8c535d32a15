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
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include <compare>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class Sources;

/// A comment that asks for silence.
struct Silencer {
  Place At;
  std::string Reason; ///< What stands behind it on the line; or "".
};

/// What a comment silenced.
struct Silenced {
  Place At;
  std::string Check;

  auto operator<=>(const Silenced &) const = default;
};

/// What to insert into a text, so that `Check` is silent in the line of `At`.
struct SilencingComment {
  unsigned Offset;
  std::string Text;
};
/// A comment in a line of its own above, or an entry in the list that is there
/// already. None: the line goes on from the one before, and a comment would cut
/// it.
std::optional<SilencingComment> silencing(llvm::StringRef Text, unsigned At,
                                          llvm::StringRef Check);

class Suppressions {
public:
  explicit Suppressions(Sources &Texts);
  ~Suppressions();

  /// The comment that silences `Check` there, if there is one.
  std::optional<Silencer> find(const Place &At, llvm::StringRef Check);

  /// Takes out what functions do where a comment asks for silence, so that it
  /// is not reported to their callers. Returns what that silenced.
  std::vector<Silenced> silence(UnitSummary &Unit);

  /// A check's name, or a glob, in a comment that silenced nothing so far.
  struct Unused {
    Place At; ///< Where the comment stands.
    std::string Name;
    bool IsStray = false; ///< No check has that name.
  };
  /// The names of our checks in comments of this file that silenced nothing,
  /// without those in `Off`, which had nothing to say. A comment for all checks
  /// may silence somebody else's.
  std::vector<Unused> unused(llvm::StringRef File,
                             llvm::ArrayRef<std::string> Off);

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

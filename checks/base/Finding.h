//===- Finding.h - what a check has to say, as plain data -----------------===//
//
// A finding is a check's answer after it left the AST: which check, where, in
// which words, with which notes and fixes. It knows nothing of clang, can be
// written to disk, compared, sorted, and merged with its twin out of another
// translation unit that includes the same header.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_FINDING_H
#define COROLINT_CHECKS_BASE_FINDING_H

#include "fixes/Fix.h"
#include "llvm/ADT/StringRef.h"
#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// How loud a finding is. The order is the order of `--fail-on`.
enum class Level { Off, Hint, Note, Warning, Error };

llvm::StringRef spell(Level L); ///< "off", "hint", "note", …
std::optional<Level> parseLevel(llvm::StringRef Word);

/// A region on one line of one file: [Column, EndColumn). Lines and columns
/// count from 1, columns and the offset count bytes. `File` is absolute.
struct Place {
  std::string File;
  unsigned Line = 0;
  unsigned Column = 0;
  unsigned EndColumn = 0;
  unsigned Offset = 0; ///< Of the region's first byte.

  auto operator<=>(const Place &) const = default;
};

/// A second place that explains the first.
struct Note {
  Place At;
  std::string Message;
  bool IsStep = false; ///< Of the way to what the finding is about, in order.
  /// Without what stands there it would be no mistake, so that a change there
  /// may have made it one.
  bool IsCause = false;

  auto operator<=>(const Note &) const = default;
};

struct Finding {
  Place At;          ///< First member: findings sort by place.
  std::string Check; ///< "coro-unawaited-task"
  Level Severity = Level::Warning;
  std::string Message;  ///< Lower case, no full stop.
  std::string Function; ///< The coroutine or function it is in; may be empty.
  std::vector<Note> Notes;
  std::vector<Fix> Fixes;
  /// Where a macro spells the code, if the finding came out of one: a NOLINT
  /// there counts as well.
  std::vector<Place> SpelledAt;

  auto operator<=>(const Finding &) const = default;
};

} // namespace corolint

#endif

//===- Changes.h - which lines have been changed --------------------------===//
//
// Which lines of which files does a diff add or change? From git (--since), or
// from a unified diff that somebody made (--diff).
//
// Removed lines are not known: there is nothing to point at.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_CHANGES_H
#define COROLINT_DRIVER_INPUT_CHANGES_H

#include "checks/base/Finding.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct Options;

class Changes {
public:
  /// What --since or --diff says. None: neither was given, so all lines count.
  static llvm::Expected<std::optional<Changes>> of(const Options &O);

  /// Of a unified diff. Names are below `Root`, with or without "b/" before
  /// them. An error says which line is no diff's.
  static llvm::Expected<Changes>
  parse(llvm::StringRef Diff, llvm::StringRef Root, llvm::StringRef Name);

  /// Is the finding, a step of its way, or its cause on a changed line?
  bool concern(const Finding &F) const;

  /// Says which of the notes is the reason why it is reported, if the finding
  /// itself is on no changed line.
  void explain(Finding &F) const;

  /// Was any line of this file changed?
  bool has(llvm::StringRef File) const { return Lines.contains(File); }

  /// Was its line changed?
  bool has(const Place &P) const;

private:
  struct Range {
    unsigned First, Last;
  };

  llvm::StringMap<std::vector<Range>> Lines; ///< By absolute names.
};

/// The commit that is checked out, and its day, like 2025-03-01; empty where
/// there is none. SOURCE_DATE_EPOCH is the day, if it is set.
struct Revision {
  std::string Name, Day;

  static Revision of(const Options &O);
};

} // namespace corolint

#endif

//===- Apply.h - which fixes fit together, and the files after them -------===//
//
// Which of these fixes can be made at once, and how do the files look then? A
// fix goes in with all its edits or not at all; the first of two that overlap
// wins. Doesn't know whether the result compiles.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_APPLY_H
#define COROLINT_FIXES_APPLY_H

#include "fixes/Fix.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace corolint {

/// File → fingerprint of the text that a fix's offsets count in.
using Stamps = std::map<std::string, uint64_t>;

uint64_t stampOf(llvm::StringRef Text);

/// Of functions none of which is within another, sorted: the one whose braces
/// these bytes are between. Null: none.
const FunctionExtent *functionAround(const std::vector<FunctionExtent> &Sorted,
                                     const std::string &File, unsigned Begin,
                                     unsigned End);

struct FixPlan {
  std::vector<bool> Taken;          ///< One for every fix asked for.
  unsigned Overlapping = 0;         ///< Fixes left out for an earlier one.
  std::vector<std::string> Changed; ///< Files not as they were parsed.
  std::map<std::string, std::string> Texts; ///< File → its text with the fixes.
  /// File → what makes that text of the old one.
  std::map<std::string, clang::tooling::Replacements> Edits;
};

/// Reads the files, writes none.
FixPlan planFixes(llvm::ArrayRef<const Fix *> Asked, const Stamps &Parsed);

/// Writes every text of the plan.
llvm::Error applyFixes(const FixPlan &Plan);

/// What `diff -u` prints for the file and its new text. `Name` is the file's
/// name in the diff.
llvm::Expected<std::string> diffOf(llvm::StringRef File, llvm::StringRef Text,
                                   const std::string &Name);

/// Writes a file whole or not at all: a reader never sees half of it, when the
/// disk is full the old file stays, and nothing is left beside it if the
/// process is killed. Keeps the file's owner, mode and attributes; follows
/// links. A file that has other names, or would not be the same without its
/// owner, is written over in place. Devices are written directly.
llvm::Error replaceFile(llvm::StringRef Path, llvm::StringRef Text);

} // namespace corolint

#endif

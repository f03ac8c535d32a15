//===- TidyHost.h - what a program makes of the checks linked into it -----===//
//
// A clang-tidy that loads the plugin gets the plain checks. A program that has
// them linked in, for an editor, may ask for more. To be set before the first
// check is made.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_TIDYHOST_H
#define COROLINT_CHECKS_TIDYHOST_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

struct TidyHost {
  /// Where the summaries of a file's program are if no option names them; "":
  /// nowhere.
  std::string (*SummariesOf)(llvm::StringRef File) = nullptr;

  /// Has each finding come with a NOLINT comment to insert. In clangd that is
  /// one more quick fix, on a terminal it would be one more note.
  bool OffersToSilence = false;

  /// clangd takes a remark for a note on the diagnostic before it.
  bool HasNoRemarks = false;

  /// Hears the title of each fix that is suggested only.
  void (*HearsSuggestion)(llvm::StringRef Title) = nullptr;
};

TidyHost &tidyHost();

} // namespace corolint

#endif

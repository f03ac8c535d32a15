//===- TextIncludes.h - which files a text includes, without a preprocessor
//===//
//
// Which directives stand in a text, and which of the project's own files may a
// command read? What stands behind #if counts, and of several files that a name
// may lead to, all. Where only the preprocessor could tell (#include MACRO),
// that is said. An include in a library's header is not followed: one that
// leads back into the project is not seen.
//
// For where following the includes properly (Scan) costs more than it saves.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_TEXTINCLUDES_H
#define COROLINT_DRIVER_SCAN_TEXTINCLUDES_H

#include "driver/input/Command.h"
#include "driver/scan/Identifiers.h"
#include "driver/scan/SearchDirectories.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// What matters of a text's directives, in their order.
struct Directives {
  struct Include {
    std::string Name; ///< As written between <> or "".
    bool IsQuoted;
  };
  std::vector<Include> Includes;
  std::vector<IdentifierHash> Macros; ///< What the text defines or undefines,
  size_t BeforeIncludes = 0; ///< and how many before its last #include.
  bool HasOthers = false;    ///< Includes that are not written out.
};

Directives directivesIn(llvm::StringRef Text);

class TextIncludes {
public:
  struct Reach {
    std::vector<std::string> Own; ///< Its own file first. Links resolved.
    bool IsAll = true;
    llvm::DenseSet<IdentifierHash>
        Macros; ///< Words that the command puts into the text.
  };
  Reach of(const Command &C);

private:
  /// What a name leads to depends on the flags and on where the unit stands.
  struct Search {
    SearchDirectories Where;
    llvm::StringMap<std::vector<std::string>> Found;
  };
  Search &searchOf(const Command &C);
  const std::vector<std::string> &
  found(Search &In, const Directives::Include &I, llvm::StringRef From);
  const Directives &directivesOf(const std::string &File);
  /// "": no such file.
  std::string real(llvm::StringRef File);

  std::map<std::vector<std::string>, Search> Searches;
  llvm::StringMap<Directives> Known;
  llvm::StringMap<std::string> RealDirectories;
};

} // namespace corolint

#endif

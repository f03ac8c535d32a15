//===- TextIncludes.h - the files that a text includes --------------------===//
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

/// The #include lines of a text, in their order.
struct Directives {
  struct Include {
    std::string Name; ///< As written between <> or "".
    bool IsQuoted;
  };
  std::vector<Include> Includes;
  bool HasOthers = false; ///< There are includes like #include MACRO.
};

/// `Text` ends with a null character behind its last.
Directives directivesIn(llvm::StringRef Text);

class TextIncludes {
public:
  struct Reach {
    std::vector<std::string> Own; ///< The source file first. Links resolved.
    bool IsAll = true; ///< No include of them is known only to clang.
    llvm::DenseSet<IdentifierHash>
        Macros; ///< What -D flags define and contain.
  };
  /// The project's own files that the command may read.
  Reach of(const Command &C);

private:
  /// What a name leads to depends on the flags and on where the unit stands.
  struct NameLookup {
    SearchDirectories Directories;
    llvm::StringMap<std::vector<std::string>> Found;
  };
  NameLookup &lookupOf(const Command &C);
  const std::vector<std::string> &
  found(NameLookup &In, const Directives::Include &I, llvm::StringRef From);
  const Directives &directivesOf(const std::string &File);
  /// The path without links; "": there is no such file.
  std::string real(llvm::StringRef File);

  std::map<std::vector<std::string>, NameLookup> Lookups; ///< By flags.
  llvm::StringMap<Directives> Known;
  llvm::StringMap<std::string> RealDirectories;
};

} // namespace corolint

#endif

//===- Follower.h - one compile command, preprocessed ---------------------===//
//
// Which files does this command enter, in which order, and which macros stand
// between them? Lexes the directives of libraries, and the project's own files
// whole.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_FOLLOWER_H
#define COROLINT_DRIVER_SCAN_FOLLOWER_H

#include "driver/scan/UnitInclusions.h"
#include <optional>
#include <set>

namespace clang::dependencies {
class DependencyScanningFilesystemSharedCache;
}

namespace corolint {

struct Command;

/// What one command reads, by names.
struct Found {
  std::vector<std::string> Files; ///< In the order in which they are entered.
  std::vector<bool> IsOwn;
  struct Include {
    std::string Name, File;
    bool IsGuarded, IsSearched;
  };
  std::vector<Include> Includes;
  std::vector<UnitInclusions::Macro> Macros; ///< Files by their order here.
  std::vector<UnitInclusions::Question> Questions;
  std::set<std::pair<unsigned, unsigned>> Uses;
  std::vector<UnitInclusions::Part> Parts;
  std::vector<size_t> PartOf;
  std::vector<std::pair<std::string, std::string>> Edges;
  std::vector<std::string> Missing; ///< See FilesAsked.
};

/// None: a file is missing, or nobody could tell.
std::optional<Found>
follow(const Command &C,
       clang::dependencies::DependencyScanningFilesystemSharedCache &Shared);

} // namespace corolint

#endif

//===- Hunk.h - lines before and after a fix ------------------------------===//
//
// Which lines does a fix replace, and by which? What is near each other is one
// hunk; lines that stay are in none.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_HUNK_H
#define COROLINT_DRIVER_REPORT_HUNK_H

#include "fixes/Fix.h"
#include <string>
#include <vector>

namespace corolint {

class Sources;

struct Hunk {
  std::string File;
  unsigned First = 1; ///< The number of the first old line, or of the line that
                      ///< new ones are put before.
  std::vector<std::string> Old, New; ///< Without their ends.

  unsigned last() const { return First + Old.size() - !Old.empty(); }
  bool holds(unsigned Line) const {
    return !Old.empty() && First <= Line && Line <= last();
  }
  /// Does it only add includes?
  bool addsIncludes() const;
};

/// By file and line. Empty: the files are no longer those that were parsed.
std::vector<Hunk> hunksOf(const Fix &X, Sources &Texts);

} // namespace corolint

#endif

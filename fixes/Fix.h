//===- Fix.h - a titled list of text edits --------------------------------===//
//
// What should be changed where, as plain data. Offsets and lengths are bytes
// into the file as it stood when it was parsed. Says nothing about whether the
// edits still fit: `Apply` finds that out.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_FIX_H
#define COROLINT_FIXES_FIX_H

#include <compare>
#include <string>
#include <vector>

namespace corolint {

/// Replace `Length` bytes at `Offset` of `File` by `Text`.
struct Edit {
  std::string File;
  unsigned Offset = 0;
  unsigned Length = 0;
  std::string Text;

  auto operator<=>(const Edit &) const = default;
};

enum class Safety {
  Safe,      ///< Same behaviour, or the only sensible reading of the code.
  Suggested, ///< Changes what runs when; a person should look at it.
};

/// One way to mend a finding. Its edits belong together: all or none.
struct Fix {
  std::string Title; ///< An imperative: "await it".
  corolint::Safety Safety = Safety::Suggested;
  std::vector<Edit> Edits;

  auto operator<=>(const Fix &) const = default;
};

/// A function in its file: its name, and what stands between its braces. Bytes.
struct FunctionExtent {
  std::string File;
  unsigned Name = 0;
  unsigned Begin = 0, End = 0;

  auto operator<=>(const FunctionExtent &) const = default;
};

} // namespace corolint

#endif

//===- PlainBody.h - a function that no check has a question about --------===//
//
// What a unit that parsed the body of a function in one of the project's
// headers has to tell another, which then need not parse it again. Plain data:
// goes from process to process.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_PLAINBODY_H
#define COROLINT_CHECKS_BASE_PLAINBODY_H

#include <compare>
#include <string>
#include <utility>
#include <vector>

namespace corolint {

struct PlainBody {
  std::string File;    ///< Absolute, links resolved.
  unsigned Offset = 0; ///< Of its name, in bytes.
  std::string Name;    ///< Qualified, with its type.
  /// Why nobody can tell what it touches; empty: what it is given, at most.
  std::string Unknown;
  bool Ordered = false; ///< The outside world sees the order of its calls.
  bool Throws = false;
  bool UsesReceiver = false;

  auto operator<=>(const PlainBody &) const = default;
};

struct PlainBodies {
  std::vector<PlainBody> Bodies; ///< Sorted.
  /// The classes, without template arguments, that something in them is of.
  /// None of them is a task to the unit that read them.
  std::vector<std::string> Classes;
  /// Bodies in the first file call bodies in the second: what is said of those
  /// depends on these.
  std::vector<std::pair<std::string, std::string>> Calls;
};

} // namespace corolint

#endif

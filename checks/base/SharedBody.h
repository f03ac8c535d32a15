//===- SharedBody.h - what one unit tells others of a header's bodies -----===//
//
// What has a unit that parsed the body of a function in one of the project's
// headers to tell another, which then need not parse it again? What it touches
// and what it does to its thread, in words that both units know. Plain data:
// goes from process to process.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SHAREDBODY_H
#define COROLINT_CHECKS_BASE_SHAREDBODY_H

#include "checks/base/Summary.h"
#include <compare>
#include <string>
#include <utility>
#include <vector>

namespace corolint {

struct SharedBody {
  std::string File;    ///< Absolute, links resolved.
  unsigned Offset = 0; ///< Of its name, in bytes.
  std::string Name;    ///< Qualified, with its type if there may be others.
  Symbol Id = 0;
  /// Why nobody can tell what it touches; empty: `Touches` and what `Calls`
  /// touch.
  std::string Unknown;
  bool Ordered = false; ///< The outside world sees the order of its calls.
  bool Throws = false;
  std::vector<Trace> Touches; ///< Fields only of variables.
  /// Bodies that were not seen, in the order in which they are called. What
  /// makes it unknown comes after them.
  std::vector<Symbol> Calls;
  /// The members whose own initialisers a constructor leaves as they are.
  std::vector<Symbol> Initialises;
  /// In SharedBodies::Files: where it and all that it calls stands.
  std::vector<unsigned> StandsIn;

  auto operator<=>(const SharedBody &) const = default;
};

struct SharedBodies {
  /// By which another unit finds what a body names.
  struct Name {
    Symbol Of = 0;
    std::string In; ///< The class or namespace, qualified; "": the global one.
    std::string Own;

    auto operator<=>(const Name &) const = default;
  };

  std::vector<SharedBody> Bodies; ///< Sorted.
  std::vector<std::string> Files; ///< Sorted.
  std::vector<Name> Names;        ///< Sorted.
  /// What the bodies do to their thread, with the functions that only they may
  /// bring into a unit (lambdas, instantiations).
  UnitSummary Does;
  /// The classes, without template arguments, that something in them is of.
  /// None of them is a task to the unit that read them.
  std::vector<std::string> Classes;
};

} // namespace corolint

#endif

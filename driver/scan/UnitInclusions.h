//===- UnitInclusions.h - what one command reads --------------------------===//
//
// Which files does one compile command enter, in which order, and what do
// macros of the project's own and of libraries have to do with each other on
// the way? Files are numbers that Inclusions gives them.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_UNITINCLUSIONS_H
#define COROLINT_DRIVER_SCAN_UNITINCLUSIONS_H

#include <string>
#include <utility>
#include <vector>

namespace corolint {

inline constexpr size_t NoPart = ~size_t(0);

/// What one command reads. Files are indices of Inclusions::Files.
struct UnitInclusions {
  /// Its own file first, then in the order in which they are entered.
  std::vector<unsigned> Files;
  std::vector<bool> IsOwn; ///< Of each of Files: it is the project's.

  /// A directive of an own file that leads to a library's header.
  struct Include {
    std::string Name; ///< As written.
    unsigned File = 0;
    /// Including it once more gives nothing: it has a guard.
    bool IsGuarded = false;
    /// The name leads there from other directories, too.
    bool IsSearched = false;
  };
  std::vector<Include> Includes;

  /// A macro that an own file has defined, or undefined, otherwise than the
  /// libraries have.
  struct Macro {
    std::string Name;
    unsigned File = 0; ///< That did so.
    /// It is so for what is entered from here on, an index of Files,
    size_t From = 0;
    size_t To = 0; ///< up to here.
  };
  std::vector<Macro> Macros;

  /// A macro that an own file has asked for before another file defines it.
  struct Question {
    std::string Name;
    unsigned File = 0; ///< That asked.
    unsigned By = 0;   ///< That defines it.
  };
  std::vector<Question> Questions;

  /// An own file that has used a macro of a library's header: both.
  std::vector<std::pair<unsigned, unsigned>> Uses;

  /// A header of the project's that is complete before anything is declared in
  /// a file around it: it reads the same if it comes first, after those before
  /// it here.
  struct Part {
    unsigned File = 0;
    std::string Name; ///< That leads there from everywhere.
    bool IsGuarded = false;
  };
  std::vector<Part> Parts; ///< In the order in which they end.

  /// Of each of Files: the Part that entered it, an index of Parts; or NoPart:
  /// the unit's own file did.
  std::vector<size_t> PartOf;

  /// What it asked for and there is not, indices of Inclusions::Missing.
  std::vector<unsigned> Missing;
};

} // namespace corolint

#endif

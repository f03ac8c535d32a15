//===- Scan.h - which files a compile command reads -----------------------===//
//
// Which files does each of many commands read, and what do the project's own
// macros do to the headers of libraries? Preprocesses directives only (clang's
// dependency directives), each file once. Modules are not followed.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_SCAN_H
#define COROLINT_DRIVER_SCAN_SCAN_H

#include "driver/base/Pool.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

struct Command;

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
};

/// Filled as it is asked; a command is followed once.
class Inclusions {
public:
  std::vector<std::string> Files; ///< Absolute, links resolved.
  /// Which files each file includes, guarded or not.
  std::vector<std::vector<unsigned>> Edges;

  /// Null: a file is missing, or nobody could tell.
  const UnitInclusions *of(const Command &C) const;

  /// Follows those that were not followed before, in a process of its own: if
  /// that ends badly, nothing is known of them.
  llvm::Error follow(llvm::ArrayRef<const Command *> Commands,
                     PoolLimits Limits);

private:
  void take(llvm::StringRef Text, llvm::ArrayRef<const Command *> Commands);
  unsigned numberOf(const std::string &File);

  llvm::StringMap<unsigned> Numbers;
  llvm::DenseMap<const Command *, std::optional<UnitInclusions>> Of;
};

} // namespace corolint

#endif

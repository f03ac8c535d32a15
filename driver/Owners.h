//===- Owners.h - which unit reads a project header for the others --------===//
//
// Of the units that include a header with the same flags and macros, and are
// asked the same, one owns it: it says which bodies in there need not be parsed
// again (Digest). Who comes after it skips them. What a unit says is the same
// either way, so nobody waits for an owner: units that run beside it parse what
// it parses. What does not fit more often than it fits costs time, and is not
// offered any more.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_OWNERS_H
#define COROLINT_DRIVER_OWNERS_H

#include "driver/run/Plan.h"
#include "driver/scan/Identifiers.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <map>
#include <tuple>

namespace corolint {

class Owners {
public:
  /// `Jobs` are in the order in which they begin. May be called again for
  /// others.
  void appoint(const Plan &P, llvm::ArrayRef<size_t> Jobs);

  /// What a job has to tell, and what it may leave out as of now.
  Sharing of(size_t Job) const;

  /// `R` is of the job; its digest is moved out of it.
  void take(size_t Job, TuReport &R);

private:
  struct Lesson {
    Digest What;
    int Misfits = 0; ///< More than there were fits.
  };
  /// In which units read a header alike, as far as their files show: models,
  /// checks and their options, flags, macros.
  using Way = std::tuple<const ModelSet *, std::vector<std::string>,
                         std::vector<std::string>, std::vector<Word>>;
  struct Unit {
    llvm::StringSet<> Owned;
    std::vector<size_t> From; ///< Who owns the others of its headers.
  };

  std::map<Way, llvm::StringMap<size_t>> Known; ///< Who owns which header.
  llvm::DenseMap<size_t, Unit> Units;
  llvm::DenseMap<size_t, Lesson> Told;
};

} // namespace corolint

#endif

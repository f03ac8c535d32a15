//===- Spin.h - loops that let nobody else run ----------------------------===//
//
// Which loop of a coroutine waits for something without a suspension point in
// it: a flag, an atomic, a lock that is tried, the clock? Or counts to a number
// so large that nobody else runs for long?
//
// A loop that calls what blocks is none: the call is told by itself. In a loop
// with a suspension point, a way round that does nothing but ask counts.
//
// Only loops that do nothing but wait count, or that turn until a moment of the
// clock: what other code does in a loop may be what it waits for.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_SPIN_H
#define COROLINT_CHECKS_ANALYSIS_SPIN_H

#include "checks/analysis/Effect.h"
#include "checks/analysis/Locks.h"
#include "checks/facts/Facts.h"
#include <cstdint>
#include <string>

namespace corolint {

struct Spin {
  enum Kind {
    Flag,   ///< A variable that only other code of this thread may change.
    Atomic, ///< One that other threads may change.
    Lock,   ///< A lock that is tried.
    Clock,  ///< A moment.
    Count,  ///< Nothing: it counts.
  } For = Flag;
  std::string Name;    ///< Of what is waited for; or "".
  uint64_t Rounds = 0; ///< Of a count.
  bool Works = false;  ///< It does something else meanwhile.
  const clang::Stmt *Loop = nullptr;
  const clang::Stmt *Inside = nullptr; ///< The loop's body.
  /// The test with an answer that goes round without a suspension point, in a
  /// loop that has one; else null.
  const clang::Expr *OnlyIf = nullptr;
  const Body *In = nullptr;
};

std::vector<Spin> spinsIn(const Facts &TuFacts, const Effects &TuEffects,
                          Locks &TuLocks, uint64_t ManyRounds);

} // namespace corolint

#endif

//===- EarlyEnd.h - may a lock be given back before the suspension? -------===//
//
// Can a guard end before the coroutine stops, because nothing behind it uses
// what it guards? Errs on the side of no.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_EARLYEND_H
#define COROLINT_CHECKS_ANALYSIS_EARLYEND_H

#include "checks/analysis/Held.h"

namespace corolint {

/// How a guard can be given up before the first suspension.
struct EarlyEnd {
  const clang::Stmt *Guard = nullptr;  ///< Its declaration.
  const clang::Stmt *Last = nullptr;   ///< The statement before `Before`.
  const clang::Stmt *Before = nullptr; ///< The statement that suspends.
  /// What stands behind uses nothing that others can reach; else it calls
  /// functions that might.
  bool IsProven = false;
};
/// None: what is guarded is used afterwards, or nobody can tell.
std::optional<EarlyEnd> earlyEndOf(const HeldOver &H, const Facts &TuFacts);

} // namespace corolint

#endif

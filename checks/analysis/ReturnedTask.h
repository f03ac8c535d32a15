//===- ReturnedTask.h - tasks that leave what was to surround them --------===//
//
// Does a function that is no coroutine return a lazy task out of a `try`, or
// from under a lock, that was meant for the work? The work begins later, when
// both are gone.
//
// A `try` that may catch something else, and a lock under which something else
// is read, are there for that.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_RETURNEDTASK_H
#define COROLINT_CHECKS_ANALYSIS_RETURNEDTASK_H

#include "checks/analysis/Locks.h"
#include "checks/facts/Facts.h"
#include <vector>

namespace corolint {

struct ReturnedTask {
  const TaskExpr *Task;
  const clang::CXXTryStmt *Try = nullptr;
  const clang::VarDecl *Guard = nullptr; ///< Null: it is the `try`.
};

std::vector<ReturnedTask> returnedTooEarly(const Facts &TuFacts,
                                           Locks &TuLocks);

} // namespace corolint

#endif

//===- WorkList.h - a loop that drains a list of work and adds to it ------===//
//
// Does this loop take one piece of work from a list, await it, and add what it
// gives to the list? Then what is there could be awaited as a batch. Lists that
// are in an order for a reason (priority queues, words for one) are none.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_WORKLIST_H
#define COROLINT_CHECKS_ANALYSIS_WORKLIST_H

#include "checks/facts/Awaitable.h"

namespace clang {
class CoawaitExpr;
class ValueDecl;
class WhileStmt;
} // namespace clang

namespace corolint {

struct WorkList {
  const clang::ValueDecl *Of = nullptr; ///< The list.
  const clang::CoawaitExpr *At = nullptr;
  const Awaitable *Type = nullptr; ///< Of the task that is awaited.
};

/// None: the loop is another one.
std::optional<WorkList> workListOf(Awaitables &Types,
                                   const clang::WhileStmt &Loop);

} // namespace corolint

#endif

//===- Repair.h - how a task that is dropped could be awaited -------------===//
//
// Which edits await, or start, a task that nobody awaits? None where it may not
// be awaited at all, or nobody knows how that would look.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_REPAIR_H
#define COROLINT_CHECKS_REPAIR_H

#include "checks/analysis/Fate.h"
#include "checks/facts/Facts.h"
#include "fixes/Fix.h"
#include <optional>

namespace corolint {

class Tu;

class Repair {
public:
  Repair(Tu &T, const TaskExpr &Task) : T(T), Task(Task) {}

  /// Of a task in an expression, which is dropped there.
  std::optional<Fix> byAwaiting() const;
  std::optional<Fix> byStarting() const;

  std::optional<Fix> byAwaitingWhereKept(const NeverMentioned &N) const;
  std::optional<Fix> byMakingItLater(const DroppedOnAPath &P) const;

private:
  bool mayAwait() const;
  bool standsAlone() const;
  bool mayStandAwaited() const;
  bool knowsResult() const;
  Safety trust() const;

  Tu &T;
  const TaskExpr &Task;
};

} // namespace corolint

#endif

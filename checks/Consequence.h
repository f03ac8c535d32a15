//===- Consequence.h - what a dropped task means, in words ----------------===//
//
// The end of a sentence about a task that nobody awaits, and how to call the
// task in it.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_CONSEQUENCE_H
#define COROLINT_CHECKS_CONSEQUENCE_H

#include "checks/facts/Facts.h"
#include <string>

namespace corolint {

/// ", so it never runs"; empty if nothing is lost, or nobody can tell.
/// `IsKept`: it is dropped where a variable's scope ends.
std::string consequence(std::optional<Dropped> Lost, bool IsKept = false);

/// Of this task: also that it is declared to matter.
std::string consequence(const TaskExpr &Task, bool IsKept = false);

/// "the task" or "the operation".
std::string nounOf(const Awaitable &Type);

/// "the task of 'save'".
std::string describe(const TaskExpr &Task);

} // namespace corolint

#endif

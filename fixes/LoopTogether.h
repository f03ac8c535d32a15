//===- LoopTogether.h - a loop that waits in turn waits once --------------===//
//
// How does a loop look that only makes its tasks, awaits all of them behind it,
// and then does with each result what it did? Nothing is written where a task
// would outlive what its call was lent: the element itself, a temporary. That
// the iterations may run together is the caller's to know.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_LOOPTOGETHER_H
#define COROLINT_FIXES_LOOPTOGETHER_H

#include "fixes/Fix.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace clang {
class CoawaitExpr;
class Stmt;
} // namespace clang

namespace corolint {

class Source;

/// A function that makes one awaitable of a range of tasks, and the code around
/// it. In code, {type} is a task's type, {task} makes one, and {use} does with
/// each of {results} what the loop did; other words in braces are new names.
/// {, results} vanishes where the tasks give nothing, {auto results = } and a
/// line with {use} where the loop does nothing with it.
struct RangeGather {
  llvm::StringRef Name;     ///< "ours::when_all"
  std::string Type;         ///< A task's.
  std::string Before;       ///< The loop: "std::vector<{type}> {tasks};"
  std::string Each;         ///< Its statement: "{tasks}.push_back({task})"
  std::string Behind;       ///< It: "co_await ours::when_all({tasks});"
  llvm::StringRef Slot;     ///< "{}.value()": one slot's result; "": itself.
  bool KeepsErrors = false; ///< Each slot has its error, for who looks at it.
};

/// `Body`: of the function, whose names are taken.
std::optional<Fix> awaitRange(const Source &Text, const RangeGather &How,
                              const clang::Stmt &Loop,
                              const clang::CoawaitExpr &Await,
                              const clang::Stmt &Body);

} // namespace corolint

#endif

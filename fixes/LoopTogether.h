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

/// A function that makes one awaitable of a vector of tasks, and gives a vector
/// of slots.
struct RangeGather {
  llvm::StringRef Name;     ///< "ours::when_all"
  llvm::StringRef Each;     ///< "{}.value()": one slot's result; "": itself.
  bool KeepsErrors = false; ///< Each slot has its error, for who looks at it.
};

/// `Body`: of the function, whose names are taken.
std::optional<Fix> awaitRange(const Source &Text, const RangeGather &How,
                              const clang::Stmt &Loop,
                              const clang::CoawaitExpr &Await,
                              const clang::Stmt &Body);

} // namespace corolint

#endif

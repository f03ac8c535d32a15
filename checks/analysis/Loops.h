//===- Loops.h - loops that wait for each element in turn -----------------===//
//
// Could the iterations of this loop wait at the same time? Yes if each awaits
// work on its own element and hands nothing on to the next but what any order
// would do for: a result that is appended, a count, a log line.
//
// Bodies that are not seen are believed to work on what they are given. Order
// that only the author knows is guessed from words (services are started one
// after another, migrations applied); everything else that is not understood is
// silence.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LOOPS_H
#define COROLINT_CHECKS_ANALYSIS_LOOPS_H

#include "checks/analysis/Accesses.h"
#include "checks/facts/Facts.h"
#include <vector>

namespace corolint {

class ModelSet;

/// One loop whose iterations need not wait for each other.
struct SlowLoop {
  /// A statement; or the lambda that a function calls with each element.
  const clang::Stmt *Loop = nullptr;
  const Body *In = nullptr;        ///< What the loop stands in.
  const clang::Expr *At = nullptr; ///< The first await, or the task returned.
  const Awaitable *Type = nullptr; ///< Of the first await's task.
  bool OfTasks = false; ///< The elements are lazy tasks, made before.
  /// Each iteration takes one from a list of work that it adds to.
  const clang::ValueDecl *WorkList = nullptr;
  bool IsOnOne = false; ///< All iterations use one object that may change.
  const Gathers *With = nullptr; ///< Null: no model knows how to gather it.
};

class Loops {
public:
  Loops(clang::ASTContext &Ast, const ModelSet &Models, const Facts &TuFacts,
        Awaitables &Types, Accesses &TuAccesses, Effects &TuEffects);

  const std::vector<SlowLoop> &slow() const { return Found; }

private:
  std::vector<SlowLoop> Found;
};

} // namespace corolint

#endif

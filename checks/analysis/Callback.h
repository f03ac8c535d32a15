//===- Callback.h - callables whose tasks nobody gets ---------------------===//
//
// Which callable that returns a task is given to something that calls it and
// throws the result away? A function object of a type that returns void; an
// argument that a model says is called so; a parameter that a function with a
// body here calls so, in the instantiation for this very callable.
//
// Not known: what a function without a model and without a body here does.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_CALLBACK_H
#define COROLINT_CHECKS_ANALYSIS_CALLBACK_H

#include "checks/analysis/Effect.h"
#include "checks/facts/Facts.h"

namespace corolint {

struct LostResult {
  const clang::Expr *Callable;
  const clang::FunctionDecl *Runs; ///< What is called; null if not known.
  const Awaitable *Type;           ///< What it returns.
  const Body *In;
  const clang::NamedDecl *By;      ///< The function or class that drops it.
  const Call *To;                  ///< What it is given to.
  const clang::Expr *At = nullptr; ///< The call that drops it, if it is here.
};

/// The callables whose tasks are dropped, in no particular order.
std::vector<LostResult> lostResults(const Facts &TuFacts, Awaitables &Types,
                                    const Effects &TuEffects);

/// The parameter that was called, if a template drops the task because of what
/// it was given; else null.
const clang::ParmVarDecl *calledParameter(const TaskExpr &Task);

} // namespace corolint

#endif

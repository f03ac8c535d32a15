//===- Keeper.h - for how long is a callable kept -------------------------===//
//
// A function is given a callable that makes a task. Is the callable there until
// the task is done, or only while the call is, or is it gone earlier? Asks the
// model of the function, then its body: who calls the parameter, what becomes
// of the task, and to whom it is handed on.
//
// Not known: functions without a model or a body here, and callables that an
// object keeps.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_KEEPER_H
#define COROLINT_CHECKS_ANALYSIS_KEEPER_H

#include "checks/analysis/Finish.h"
#include "checks/analysis/LaterUse.h"

namespace corolint {

struct Kept {
  std::optional<Keeps> For; ///< None: nobody can tell.
  /// The function that lets it go, if that is not the one which was asked for.
  const clang::NamedDecl *By = nullptr;
  const clang::Stmt *At = nullptr; ///< Where its body calls it, if it is here.
};

class Keepers {
public:
  Keepers(const Facts &TuFacts, const Effects &TuEffects,
          const Finishes &TuFinishes, const LaterUses &TuUses);

  /// The argument of that number, as it is written.
  Kept of(const Call &C, unsigned Argument, unsigned Depth = 0) const;

  /// What the body of the function does with its parameter of that number.
  Kept ofParameter(const clang::FunctionDecl &F, unsigned Index,
                   unsigned Depth = 0) const;

private:
  const Effects &TuEffects;
  const Finishes &TuFinishes;
  const LaterUses &TuUses;
  llvm::DenseMap<const Body *, std::vector<const Call *>> Calls;
};

} // namespace corolint

#endif

//===- Reach.h - what a call may do, through the functions it calls -------===//
//
// Does this call block the thread, or run an event loop, somewhere below it in
// this translation unit, and by which calls? Follows functions, constructors,
// destructors, operators, default arguments, lambdas that are called, callables
// that a function calls for its caller, and virtual calls that only one answer
// fits. The shortest way to each kind of effect.
//
// The way ends at a coroutine (it has findings of its own), at what returns an
// awaitable, at what is handed to another thread, and in the library that makes
// the task. Functions without a body here do what their model says, and nothing
// else.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_REACH_H
#define COROLINT_CHECKS_ANALYSIS_REACH_H

#include "checks/analysis/Effect.h"

namespace corolint {

/// From a call to the effect below it.
struct Way {
  Effect What;
  /// Each made by the function that the one before it calls; the last has the
  /// effect itself.
  std::vector<const Call *> Steps;
};

class Reaches {
public:
  Reaches(const Facts &All, const Effects &Direct, Awaitables &Types);

  /// The shortest way for each kind of effect, of a call that has none itself.
  std::vector<Way> of(const Call &C) const;

private:
  /// A function, or a parameter or data member with an initialiser of its own.
  using Function = const clang::Decl *;
  /// Tiers of blocking, and one for a loop.
  static constexpr unsigned Kinds = unsigned(Tier::Log) + 2;

  struct Next {
    unsigned Length = 0; ///< In calls.
    const Call *By = nullptr;
    Function To = nullptr; ///< Null: `By` has the effect.
  };

  std::vector<Function> targets(const Call &C) const;
  const clang::FunctionDecl *definition(const clang::FunctionDecl *F) const;
  const clang::FunctionDecl *
  answers(const clang::CXXMemberCallExpr &Virtual) const;
  void findOverrides();
  void findCalledParameters();

  const Facts &All;
  const Effects &Direct;
  Awaitables &Types;
  llvm::DenseMap<std::pair<Function, unsigned>, Next> Shortest;
  llvm::DenseMap<const clang::CXXMethodDecl *,
                 llvm::SmallVector<const clang::CXXMethodDecl *, 2>>
      Overrides;
  llvm::DenseSet<const clang::ParmVarDecl *> Called;
};

} // namespace corolint

#endif

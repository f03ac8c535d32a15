//===- Meanwhile.h - what may run while a coroutine is suspended ----------===//
//
// May this function run while that coroutine is suspended, as far as the unit
// shows? Climbs from the function to those who call it. Anybody may call what
// is public; what is not, only those that are seen here. A function that leads
// to the coroutine waits for it, or began it, and so do those who call both,
// unless they let both go, or await both together.
//
// Not known: who calls a function that is private and not called here, and
// what a caller outside of the class agrees on with itself.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_MEANWHILE_H
#define COROLINT_CHECKS_ANALYSIS_MEANWHILE_H

#include "checks/analysis/Finish.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

class Meanwhile {
public:
  Meanwhile(const Facts &TuFacts, const Effects &TuEffects,
            const Finishes &TuFinishes, Awaitables &Types);

  struct Answer {
    bool MayRun = false;
    /// It runs while others do: a coroutine, or a callback of a loop, calls it
    /// or is it. Else it may be meant for the time before.
    bool IsLive = false;
    /// Nobody waits for it, or for one who calls it: it was let go, or is a
    /// callback.
    bool IsOnItsOwn = false;
  };
  /// Of `Other`, while `Suspended` is; by no way through a body that waits.
  Answer of(const Body &Other, const Body &Suspended,
            llvm::function_ref<bool(const Body &)> Waits) const;

  /// The same while any of these functions is.
  Answer ofAny(const Body &Other,
               llvm::ArrayRef<const clang::FunctionDecl *> Suspended,
               llvm::function_ref<bool(const Body &)> Waits) const;

  /// Does `From` call the other, by whatever way?
  bool leadsTo(const Body &From, const Body &To) const;

  /// Can somebody call it, now or later, as far as the unit shows?
  bool isReached(const Body &B) const;

  /// Is the coroutine let go, or one that awaits it?
  bool isOnItsOwn(const Body &Coroutine) const;

private:
  struct Climb;
  void climb(const Body &B, Climb &Up) const;
  void bar(const clang::FunctionDecl &F, Climb &Up) const;
  bool isLetGo(const Body &B) const;
  /// What makes one awaitable of its task and others; null: it is awaited
  /// alone.
  const Call *gatherOf(const Call &C) const;

  const Effects &TuEffects;
  const Finishes &TuFinishes;
  Awaitables &Types;
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<const Call *>>
      Callers;
  /// Lambdas that a function starts, by their call operators.
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Spawned;
  /// Call operators of lambdas that were given to who calls them some time.
  llvm::SmallPtrSet<const clang::FunctionDecl *, 8> Kept;
  /// Calls whose task is let go.
  llvm::SmallPtrSet<const Call *, 8> LetGo;
};

} // namespace corolint

#endif

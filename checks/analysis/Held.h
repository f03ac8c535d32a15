//===- Held.h - what is held where a coroutine stops ----------------------===//
//
// Which locks, and which objects that change something of their thread, are
// held at a suspension point, on some way to it? Follows each guard and each
// mutex that is locked by hand through the control flow graph of one body:
// held, free, or either, by declaration, lock(), unlock(), moves, tests of what
// was tried, and the ends of scopes and full-expressions.
//
// A guard that a lambda or an unknown function could unlock is not followed.
// Bodies without a lock have no graph here.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_HELD_H
#define COROLINT_CHECKS_ANALYSIS_HELD_H

#include "checks/analysis/Locks.h"
#include <vector>

namespace corolint {

/// A lock, or a scope, and the suspensions over which it is held.
struct HeldOver {
  const Body *In = nullptr;
  /// Null for a temporary, and for a mutex that is locked by hand.
  const clang::VarDecl *Local = nullptr;
  bool ByHand = false;
  /// What changes something of its thread, and the variable if it is known.
  bool IsScope = false;
  bool IsOnAllWays = true; ///< To each of the suspensions.
  bool CanUnlock = false;  ///< It has an unlock() of its own.
  /// By try_lock or its kin: who finds it locked does something else.
  bool IsTried = false;
  const clang::ValueDecl *Changes = nullptr;
  /// The mutex, if it has a name.
  std::optional<ObjectPath> Mutex;
  const clang::Stmt *Taken = nullptr; ///< Where it was declared or locked.
  /// In source order, one at least.
  std::vector<const Suspension *> Over;
};

class HeldLocks {
public:
  HeldLocks(clang::ASTContext &Ast, const Facts &TuFacts, Locks &TuLocks);

  /// In source order of where they are taken.
  const std::vector<HeldOver> &all() const { return All; }

private:
  void read(const Body &B, llvm::ArrayRef<const Call *> Calls,
            llvm::ArrayRef<const Suspension *> Stops);

  clang::ASTContext &Ast;
  Locks &TuLocks;
  std::vector<HeldOver> All;
};

} // namespace corolint

#endif

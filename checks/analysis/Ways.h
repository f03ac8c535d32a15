//===- Ways.h - the ways that runs take through one body ------------------===//
//
// What does some run meet after a statement? Do all runs that come by one come
// by another? Follows the control flow graph of one body.
//
// Conditions are not looked at, and runs that throw are not followed. How much
// of a body is followed for all who ask has a limit; beyond that nobody knows.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_WAYS_H
#define COROLINT_CHECKS_ANALYSIS_WAYS_H

#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace corolint {

/// Does some run that leaves `From` come to `To`, and not by way of `Without`?
bool reaches(const clang::CFGBlock &From, const clang::CFGBlock &To,
             const clang::CFGBlock &Without);

class Ways {
public:
  explicit Ways(const clang::CFG &Graph);

  const clang::CFG &graph() const { return Graph; }

  enum class Step { On, Stop };

  /// Calls `Look` for each statement that some run meets after `From`, up to
  /// those where it says to stop; a loop or a branch comes behind its
  /// condition. Not all are followed: false.
  bool follow(const clang::Stmt &From,
              llvm::function_ref<Step(const clang::Stmt &)> Look) const;

  /// Does some run meet such a statement after `From`? Null: not known.
  std::optional<bool>
  meets(const clang::Stmt &From,
        llvm::function_ref<bool(const clang::Stmt &)> Is) const;

  /// Does every run from `First` meet `Again`, or come every run to `Again` by
  /// way of `First`? Else two conditions may exclude each other.
  bool belongTogether(const clang::Stmt &First, const clang::Stmt &Again) const;

  /// Does every whole round of the loop come by the statement?
  bool isInEveryRound(const clang::Stmt &At, const clang::Stmt &Loop) const;

  /// Does some run from there come to the end of the body?
  bool comesToTheEnd(const clang::Stmt &From) const;

  size_t size() const { return Places.size(); } ///< Statements.

  /// Counts what is looked at besides; false: that is too much.
  bool spend(size_t Statements) const;

  /// Was more asked than is followed?
  bool isTooLarge() const { return Spent > MaxSpent; }

private:
  struct Place {
    const clang::CFGBlock *Block = nullptr;
    size_t Index = 0;
  };

  const clang::CFG &Graph;
  /// The graph may have a statement in several blocks.
  llvm::DenseMap<const clang::Stmt *, llvm::SmallVector<Place, 1>> Places;

  static constexpr size_t MaxSpent = 500000; ///< Statements.
  mutable size_t Spent = 0;

  const clang::CFGBlock *blockOf(const clang::Stmt &S) const;
};

} // namespace corolint

#endif

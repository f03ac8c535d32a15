//===- Flow.h - the little CFG help the rooms share -----------------------===//
//
// On which way out of its scope is a local variable never mentioned? Is what it
// was given overwritten, or left, before anything mentions it? Follows the
// control flow graph of one body from the variable's declaration or from an
// assignment to it.
//
// Only a way that every run takes or leaves for good counts: if the branch can
// also be reached after a mention, conditions may be correlated, and the answer
// is none. Ways that throw or never return are no ways out.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_FLOW_H
#define COROLINT_CHECKS_ANALYSIS_FLOW_H

#include "checks/analysis/Ways.h"
#include "checks/facts/Facts.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <optional>

namespace corolint {

/// The branch after which a variable is never mentioned again.
struct WayOut {
  const clang::Stmt *Condition = nullptr;
  /// Which way the branch goes then; empty for a switch.
  std::optional<bool> When;
};

/// The control flow graph of a body, or null. Clang's takes time that doubles
/// with every await inside of another: where they are many, there is none.
std::unique_ptr<clang::CFG> graphOf(const Body &B, clang::ASTContext &Ast,
                                    const clang::CFG::BuildOptions &Options);

class Flow {
public:
  explicit Flow(clang::ASTContext &Ast);
  ~Flow();

  /// Null if the body has no control flow graph.
  const clang::CFG *of(const Body &B);
  const Ways *waysOf(const Body &B);

  /// Does every run that comes by `At` end the program before `B` ends?
  bool neverReturns(const Body &B, const clang::Stmt &At);

  /// What is known of a condition.
  using Knowledge =
      llvm::function_ref<std::optional<bool>(const clang::Expr &)>;

  /// The statements that no run comes by, if conditions are as it is known.
  llvm::DenseSet<const clang::Stmt *> skipped(const Body &B, Knowledge Known);

  std::optional<WayOut> withoutMention(const TaskLocal &L);

  /// The assignment that every run meets before any mention of what `L` was
  /// given by `From` (null: by its initialiser). Null if there is none.
  const clang::Stmt *overwritten(const TaskLocal &L, const clang::Stmt *From);

  /// Does no run from `From`, an assignment to `L`, come to a mention of it?
  bool isDeadAfter(const TaskLocal &L, const clang::Stmt &From);

  /// Bodies with so much to ask about that not all was followed.
  llvm::SmallVector<const Body *> tooLarge() const;

  struct Index;

private:
  /// Null: there is none, or too much was asked about it already.
  const clang::CFG *affordable(const Body &B, Index *&Of);

  clang::ASTContext &Ast;
  llvm::DenseMap<const Body *, std::unique_ptr<clang::CFG>> Graphs;
  llvm::DenseMap<const Body *, std::unique_ptr<Ways>> BodyWays;
  llvm::DenseMap<const Body *, std::unique_ptr<Index>> Indices;
  /// Of the bodies that were asked for it: what never returns.
  llvm::DenseMap<const Body *, llvm::DenseSet<const clang::Stmt *>> Ending;
  std::vector<const Body *> Large;
};

} // namespace corolint

#endif

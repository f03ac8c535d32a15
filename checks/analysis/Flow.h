//===- Flow.h - the little CFG help the rooms share -----------------------===//
//
// On which way out of its scope is a local variable never mentioned? Follows
// the control flow graph of one body from the variable's declaration.
//
// Only a way that every run takes or leaves for good counts: if the branch can
// also be reached after a mention, conditions may be correlated, and the answer
// is none. Ways that throw or never return are no ways out.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_FLOW_H
#define COROLINT_CHECKS_ANALYSIS_FLOW_H

#include "checks/facts/Facts.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <optional>

namespace corolint {

/// The branch after which a variable is never mentioned again.
struct WayOut {
  const clang::Stmt *Condition = nullptr;
  /// Which way the branch goes then; empty for a switch.
  std::optional<bool> When;
};

class Flow {
public:
  explicit Flow(clang::ASTContext &Ast) : Ast(Ast) {}

  /// Null if the body has no control flow graph.
  const clang::CFG *of(const Body &B);

  std::optional<WayOut> withoutMention(const TaskLocal &L);

private:
  clang::ASTContext &Ast;
  llvm::DenseMap<const Body *, std::unique_ptr<clang::CFG>> Graphs;
};

} // namespace corolint

#endif

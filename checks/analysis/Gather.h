//===- Gather.h - which awaits need not be one after another --------------===//
//
// Groups of awaits in one straight line that nothing orders: no data flows from
// one to the next, no branch stands between them, neither writes what another
// touches, and there is a modelled way to await them together.
//
// Not seen: order that only the outside world knows. What talks to it is taken
// to be ordered, and so is everything that is not understood.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_GATHER_H
#define COROLINT_CHECKS_ANALYSIS_GATHER_H

#include "checks/analysis/Touch.h"

namespace corolint {

struct GatherGroup {
  enum Reason {
    KeptInLocals, ///< Lazy tasks, made first and awaited in turn.
    Independent,  ///< Statements in a row, proven not to touch each other.
    InOneExpression,
  } Why;
  std::vector<const Await *> Awaits; ///< Two or more, in source order.
  const Gathers *With = nullptr;     ///< What awaits them together.
};

class Gatherings {
public:
  Gatherings(clang::ASTContext &Ast, const ModelSet &Models, const Facts &All,
             Awaitables &Types, Effects &Calls);

  const std::vector<GatherGroup> &groups() const { return Groups; }

private:
  /// An await that could stand in a group.
  struct Candidate {
    const Await *A = nullptr;
    const Awaitable *Type = nullptr;
    const clang::CallExpr *Makes = nullptr;
    const clang::VarDecl *Kept = nullptr; ///< The local that holds the task.
    const clang::VarDecl *Result = nullptr;
    Touches What;
  };

  std::optional<Candidate> candidate(const Await &A);
  const clang::VarDecl *resultOf(const Await &A, bool &Whole) const;
  const Gathers *gathererOf(const Awaitable &Type) const;
  bool independent(const Candidate &Later,
                   const std::vector<Candidate> &Earlier) const;
  bool isNeutral(const clang::Stmt &S,
                 const std::vector<Candidate> &Group) const;
  void readBlock(const clang::CompoundStmt &Block,
                 llvm::ArrayRef<const Await *> Awaits);
  void close(std::vector<Candidate> &Group);
  void inOneExpression(llvm::ArrayRef<const Await *> Awaits);

  const clang::SourceManager &Sources;
  const ModelSet &Models;
  Awaitables &Types;
  TouchRoom Touched;
  llvm::DenseMap<const clang::VarDecl *, const TaskLocal *> Locals;
  std::vector<GatherGroup> Groups;
};

} // namespace corolint

#endif

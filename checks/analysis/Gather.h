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

#include "checks/analysis/Accesses.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

/// An await that could stand in a group.
struct GatherMember {
  const Await *A = nullptr;
  const Awaitable *Type = nullptr;
  const clang::CallExpr *Makes = nullptr; ///< The call that makes the task.
  const clang::VarDecl *Kept = nullptr;   ///< The local that holds the task.
  const clang::VarDecl *Result =
      nullptr;             ///< The local that gets what it gives.
  bool IsAssigned = false; ///< `Result` is older, and assigned to.
  /// It goes into that member of `Result`, or of the receiver if that is null.
  const clang::FieldDecl *Field = nullptr;
  bool IsAdded = false; ///< `Result += co_await …`
  /// What the task must not outlive, because its call was lent that.
  enum Loan { Nothing, Reference, Temporary } Borrows = Nothing;
  CallAccesses What;
  /// All is known of the call but for bodies of other units.
  bool IsOpen = false;
  /// It asks for something and changes nothing, as far as its declaration says.
  bool Asks = false;
};

struct GatherGroup {
  enum Reason {
    KeptInLocals, ///< Lazy tasks, made first and awaited in turn.
    InARow,       ///< Statements, one after another.
    InOneExpression,
  } Why;
  std::vector<GatherMember> Awaits; ///< Two or more, in source order.
  const Gathers *With = nullptr;    ///< What awaits them together.
  /// Nothing else happens in the expression, so the awaits may go before it.
  bool StandsAlone = true;
  enum Certainty {
    Open,   ///< Bodies of other units decide.
    Likely, ///< Nothing speaks against it, and not all is seen.
    Asking, ///< They only ask, or talk to the world each on its own.
    Proven,
  } Is = Proven;
};

/// Why an await is in no group, or not in one with an earlier await.
struct GatherRefusal {
  const Await *A = nullptr;
  const Await *Earlier = nullptr; ///< Null: it would be in no group at all.
  std::string Why;                ///< "it needs the result of the earlier one"
};

class Gatherings {
public:
  /// `AlsoLikely`: groups that are only likely are of interest, too.
  Gatherings(clang::ASTContext &Ast, const ModelSet &Models,
             const Facts &TuFacts, Awaitables &Types, Accesses &TuAccesses,
             bool AlsoLikely);

  const std::vector<GatherGroup> &groups() const { return Groups; }

  /// Of awaits that stand in one straight line with others, in source order.
  const std::vector<GatherRefusal> &refusals() const { return Refusals; }

private:
  using Certainty = GatherGroup::Certainty;
  /// What awaits of one block are collected into.
  struct Group {
    Certainty Needed;
    std::vector<GatherMember> Members;
    /// What the statements between the awaits may write to; null: the receiver.
    llvm::SmallPtrSet<const clang::ValueDecl *, 8> Touched;
    bool HasBetween = false; ///< Such statements are there.
    /// The last await of the group that a statement of another kind ended.
    const Await *CutAfter = nullptr;
  };

  std::optional<GatherMember> member(const Await &A);
  bool findResult(GatherMember &M) const;
  const Gathers *gathererOf(const Awaitable &Type) const;
  /// None: something orders them.
  std::optional<Certainty> independent(const GatherMember &Later,
                                       llvm::ArrayRef<GatherMember> Earlier);
  std::nullopt_t refuse(const Await &A, std::string Why,
                        const Await *Earlier = nullptr);
  void tidyRefusals();
  bool isNeutral(const clang::Stmt &S, const Group &G) const;
  bool mayStandBetween(const clang::Stmt &S, Group &G) const;
  bool asks(const GatherMember &M) const;
  void readBlock(const clang::CompoundStmt &Block,
                 llvm::ArrayRef<const Await *> Awaits);
  void add(Group &G, const Await &A);
  void close(Group &G);
  /// `Whole`: the statement, or the condition, that they are part of.
  void inOneExpression(llvm::ArrayRef<const Await *> Awaits,
                       const clang::Stmt &Whole);

  clang::ASTContext &Ast;
  const clang::SourceManager &Sources;
  const ModelSet &Models;
  Awaitables &Types;
  Accesses &TuAccesses;
  std::vector<Certainty> Passes;
  llvm::DenseMap<const clang::VarDecl *, const TaskLocal *> Locals;
  llvm::SmallPtrSet<const Await *, 8> Grouped;
  std::vector<GatherGroup> Groups;
  std::vector<GatherRefusal> Refusals;
};

} // namespace corolint

#endif

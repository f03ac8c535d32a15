//===- Finish.h - when is a task surely done ------------------------------===//
//
// Is a task done when the full-expression that makes it ends, or when the
// function does? Or does it go on: returned, kept somewhere, left to run by
// itself? Climbs through whatever makes one awaitable of another, calls that
// wait, and locals.
//
// Not known: what a function without a model does with a task if it gives
// nothing to await; and whether somebody waits for a task by other means.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_FINISH_H
#define COROLINT_CHECKS_ANALYSIS_FINISH_H

#include "checks/analysis/Flow.h"
#include "checks/analysis/OtherWaits.h"
#include "checks/facts/Facts.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

class Effects;
struct FunctionModel;

struct Finish {
  enum Kind {
    Unknown,
    Done,     ///< Before that end, or it never begins.
    Returned, ///< The caller has it.
    Kept,     ///< In a local (for a while), or in another object.
    RunsOn,   ///< Nobody has it, and it goes on.
  };
  Kind How = Unknown;
  const clang::Stmt *At = nullptr; ///< What returns it, keeps it, lets it go.
  const TaskLocal *In = nullptr;   ///< Kept: the local, if it is one.
  const clang::Expr *As = nullptr; ///< Kept in a local: what it is given.

  /// Kept: a generator, which is walked through and outlives no function.
  bool EndsWithALocal = false;

  /// RunsOn: unless it is the first of several.
  bool MayLose = false;

  bool outlives() const {
    return How == Returned || How == Kept || How == RunsOn;
  }
};

/// Is a handler called when what the call starts has ended?
bool isToldOfTheEnd(const Call &C, const FunctionModel &M);

class Finishes {
public:
  Finishes(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow,
           const Effects &TuEffects);

  /// At the end of the full-expression that makes it. Its end as a local is
  /// looked at: one that never begins is done.
  Finish ofExpression(const clang::Expr &Made, const Usage &Used,
                      unsigned Depth = 0) const;

  /// At the end of the function. `Lent`: what ends then; its own end waits for
  /// nobody.
  Finish ofFunction(const clang::Expr &Made, const Usage &Used, const Body &In,
                    const clang::VarDecl *Lent = nullptr) const;

  /// At the end of the local that it was lent, which may be the end of a block:
  /// what keeps the task may be declared outside of it.
  Finish ofLender(const clang::Expr &Made, const Usage &Used, const Body &In,
                  const clang::VarDecl &Lent) const;

  /// Of what a function starts that gives nothing to wait for it with: it runs
  /// on, unless the function may wait in another way. `Lent`: its end is none.
  /// `Of`: the coroutine that is started.
  Finish ofSpawn(const clang::Expr &Call, const Body &In,
                 const clang::VarDecl &Lent,
                 const clang::FunctionDecl &Of) const;

  /// Would the task run on if nobody had it?
  bool runsOnAlone(const clang::Expr &Task) const {
    return leftAlone(Task, &Task).How == Finish::RunsOn;
  }

  /// The call at this place; null if it is none.
  const Call *callAt(const clang::Stmt *S) const;

private:
  Finish leftAlone(const clang::Expr &Task, const clang::Stmt *At) const;
  Finish walked(const clang::Expr &Made, const clang::Stmt *At) const;
  Finish ofLocal(const TaskLocal &L, const clang::Expr &Task,
                 unsigned Depth) const;
  Finish ofParameter(const Call &C, const clang::Expr &Made,
                     unsigned Depth) const;
  bool mayWaitAfter(const clang::Stmt &At, const clang::Expr &Made,
                    const Body &In) const;
  bool isEndless(const clang::FunctionDecl &F) const;
  bool isLeftAfter(const clang::Stmt &At, const Body &In,
                   const clang::VarDecl *Lent) const;
  bool endMayWait(const clang::CXXRecordDecl &Class, unsigned Depth = 0) const;
  /// Locals of a body by what their ends may do.
  struct LocalEnds {
    /// Wait for somebody.
    llvm::SmallVector<const clang::VarDecl *, 0> Waiting;
    /// Wait for others, or tell them.
    llvm::SmallVector<const clang::VarDecl *, 0> Mattering;
  };
  const LocalEnds &endsOf(const Body &In) const;
  const clang::Stmt *scopeOf(const clang::VarDecl &V, const Body &In) const;
  bool endsWaitIn(const Body &In, const clang::VarDecl *Lent) const;
  bool endsMatterIn(const Body &In, const clang::VarDecl *Lent) const;

  Awaitables &Types;
  Flow &TuFlow;
  const Effects &TuEffects;
  OtherWaits Others;
  llvm::DenseMap<const clang::Stmt *, const Call *> CallAt;
  llvm::DenseMap<const clang::ValueDecl *, const TaskLocal *> Locals;
  llvm::DenseMap<const clang::FunctionDecl *, const Body *> Bodies;
  /// The ends of locals, by their bodies.
  llvm::DenseMap<const Body *, std::vector<const Call *>> Ends;
  mutable llvm::DenseMap<const Body *, LocalEnds> KnownEnds;
  mutable llvm::DenseMap<
      const Body *, llvm::DenseMap<const clang::Decl *, const clang::Stmt *>>
      Scopes;
};

} // namespace corolint

#endif

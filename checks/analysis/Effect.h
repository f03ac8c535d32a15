//===- Effect.h - may this call block the thread, or run a loop? ----------===//
//
// Messages for one call from what the models say of its callee, with the guards
// of the model held against the call's arguments. And: does blocking matter in
// this body at all?
//
// A callee that returns something awaitable never blocks: it is the async twin.
// A function without a model does only what its body does. That is not looked
// at here (see Summarise); if it is not here either, the effect is Unknown.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_EFFECT_H
#define COROLINT_CHECKS_ANALYSIS_EFFECT_H

#include "checks/analysis/Flow.h"
#include "checks/analysis/Unknown.h"
#include "checks/facts/Facts.h"
#include "checks/models/ModelSet.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallPtrSet.h"
#include <memory>
#include <optional>
#include <variant>

namespace corolint {

/// Of the call itself: its callee's body may come to more.
struct NoEffect {};

struct MayBlock {
  const Blocks *How;
};

struct SleepTime {
  const clang::Expr *Given;
  llvm::StringRef As; ///< Code that makes a duration of it: "{}", it is one.
};

/// Runs an event loop, or waits for a task that one has to run.
struct RunsALoop {
  const RunsLoop *How = nullptr;     ///< Null: a wait on a spawned task.
  const clang::Expr *Task = nullptr; ///< What it waits for, if it is written.
  bool IsPrivate = false; ///< The loop is a local of the function itself.
  /// What was spawned, where the wait is on a variable with its future.
  const clang::Expr *Spawned = nullptr;

  bool waitsForATask() const { return !How || How->WaitsFor; }
};

using Effect = std::variant<NoEffect, Unknown, MayBlock, RunsALoop>;

/// A model's code for people: it has "{}" for a duration and "{ours::loop}" for
/// an object.
std::string inWords(llvm::StringRef Code);

class Effects {
public:
  Effects(clang::ASTContext &Ast, const ModelSet &Models, const Facts &TuFacts,
          Awaitables &Types, Flow &TuFlow);

  Effect of(const Call &C) const;

  const FunctionModel *modelOf(const clang::NamedDecl &Callee) const;

  using Variables = llvm::SmallPtrSet<const clang::ValueDecl *, 4>;
  /// The variables and members that are pools of threads, or lead to one, and
  /// that the code names, by a local's initialiser too.
  Variables poolsIn(const clang::Stmt &Code) const;

  /// Is `B` a coroutine whose thread others wait for? Not a generator, which
  /// runs on its caller's thread; not one that moves to, or is started on,
  /// threads that are there to be blocked; not the task library's own code.
  /// Without a place: does it anywhere?
  bool mustNotBlock(const Body &B, const clang::Stmt *At = nullptr) const;

  /// Is `B` a callback that an event loop runs: a lambda or function that was
  /// given to a function whose model says so, and not to a pool; or an override
  /// of a function that a model says is called so?
  bool isHandler(const Body &B) const;

  /// Is `B` the part of an awaiter that runs on the thread of the coroutine
  /// which awaits it, before that is let go: await_ready, await_suspend?
  bool isAwaiterStep(const Body &B) const;

  /// Is the call on the way to the end of the program, where nobody waits any
  /// more?
  bool isLastWords(const Call &C) const;

  /// Does only a thread other than a loop's come by the call: is it on the
  /// other side of a condition that asks for that?
  bool isForOtherThreads(const Call &C) const;

  /// A member of the same class that gives to await what the call gives at
  /// once: `close_async` of `close`. Null if there is none, or if the body or a
  /// model tells what the call does.
  const clang::CXXMethodDecl *asyncTwin(const Call &C) const;

  /// What holds up an event loop if that call blocks: "coroutine", "handler" if
  /// they count, or "".
  llvm::StringRef onALoop(const Call &C, bool HandlersCount) const;

  /// Is `F` part of a library that some task of a model comes from? What it
  /// does to its threads is its own affair.
  bool belongsToTheTaskLibrary(const clang::FunctionDecl &F) const;

  /// Is `B` a coroutine that awaits nothing? Then it may be one of several
  /// tasks that run together, and the one that runs the loop of the others.
  bool onlyRunsALoop(const Body &B) const;

  /// What a coroutine like `B` awaits instead of a call of that tier; or "".
  llvm::StringRef instead(const Body &B, Tier T) const;

  /// The code with a parameter or member for each class it names in braces:
  /// `{ours::loop}.sleep({})` → `loop->sleep({})`. None: the body has none.
  std::optional<std::string> inReach(const Body &B, llvm::StringRef Code) const;

  /// For how long a call sleeps, if `Code`, which has "{}" for that, could
  /// stand in its place.
  std::optional<SleepTime> sleepTime(const Call &C, llvm::StringRef Code,
                                     const Blocks &How) const;

  /// Does the coroutine go on on another thread than its loop's?
  bool leavesTheLoop(const clang::Expr &Awaited) const;

private:
  bool holds(const Condition &C, const Call &At) const;
  bool allows(const Guard &G, const Call &At) const;
  bool isZero(const clang::Expr &E) const;
  bool pointsToZero(const clang::Expr &E, const Call &At) const;
  bool makesAnAwaitable(const Call &C) const;
  bool isPool(clang::QualType T, unsigned Depth = 0) const;
  void addPools(const clang::Stmt *S, unsigned Depth,
                llvm::SmallPtrSetImpl<const clang::ValueDecl *> &To) const;
  bool isPool(const clang::Expr &E, unsigned Depth = 0) const;
  void findHops();
  void findHandlers();
  const clang::FunctionDecl *calledBy(const clang::Expr &Handler,
                                      unsigned Depth = 0) const;
  void findReady();
  bool isReady(const clang::Expr *Future, const Body &In) const;
  bool isMadeReady(const clang::Expr &Future, const Call &Wait) const;
  struct AwaitIndex;
  const AwaitIndex &awaitIndex() const;
  bool isAwaitedItself(const clang::Expr &Object, const Call &Wait) const;
  bool isAskedBefore(const clang::Expr &Future, const Call &Wait) const;
  bool wasAwaited(const Call &C, Tier Kind) const;
  bool isReady(const clang::ValueDecl &Future, const Body &In) const;
  bool runsElsewhere(const clang::Expr &Task) const;
  void findOffLoop();
  bool isGivenAPool(const Call &C) const;
  void runsElsewhere(const clang::Stmt *E, unsigned Depth = 0);
  bool isBehindAHop(const Body &B, const clang::Stmt *At) const;
  bool names(clang::SourceRange Tokens, llvm::StringRef Word) const;

  clang::ASTContext &Ast;
  const ModelSet &Models;
  const Facts &TuFacts;
  Awaitables &Types;
  Flow &TuFlow;
  llvm::DenseSet<const Body *> Ending; ///< Bodies that call what never returns.
  mutable llvm::DenseMap<const clang::Decl *, const FunctionModel *> Known;
  /// Functions that an event loop runs; by their first declarations.
  llvm::DenseSet<const clang::FunctionDecl *> Handlers;
  /// Functions that run on a pool, or are called only where their callers may
  /// block; by their first declarations.
  llvm::DenseSet<const clang::FunctionDecl *> OffLoop;
  /// The first await behind which the body is where blocking is fine.
  llvm::DenseMap<const Body *, const Await *> FirstHop;
  /// Patterns of templates that await what may move them.
  llvm::DenseSet<const Body *> HopsInPattern;
  llvm::DenseSet<const Body *> Awaiting; ///< Bodies that await something.
  /// Calls on objects that ask whether a wait would block, or that complete
  /// what is waited for.
  llvm::DenseMap<const Body *, std::vector<const Call *>> Telling;
  mutable std::shared_ptr<AwaitIndex> Index; ///< Once somebody asks.
  /// Bodies that ask which thread they are on, and what the loop's does not
  /// come by, once somebody asked.
  mutable llvm::DenseMap<const Body *,
                         std::optional<llvm::DenseSet<const clang::Stmt *>>>
      Asking;
  /// Expressions that a pool was sought in, after so many initialisers.
  mutable llvm::DenseMap<std::pair<const clang::Stmt *, unsigned>, bool> Pools;
  /// Locals and parameters that get futures which are ready.
  llvm::DenseSet<const clang::ValueDecl *> Ready;
};

} // namespace corolint

#endif

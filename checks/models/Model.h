//===- Model.h - what a named API does ------------------------------------===//
//
// The closed vocabulary of the model files, as structs. A model states what
// structure can't show (that a call blocks, gathers, hops to another executor)
// or overrides what it shows. schema.json is the same vocabulary for editors.
// What can be said of a function is the table in Verbs.def.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_MODELS_MODEL_H
#define COROLINT_CHECKS_MODELS_MODEL_H

#include "checks/base/Finding.h"
#include "fixes/Together.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// What a class is to a coroutine.
enum class Role {
  Task,      ///< Stands for work; somebody has to await it.
  Operation, ///< An awaitable that starts its work when awaited; not a
             ///< coroutine.
  Generator, ///< Yields values; pulled, not awaited.
  Detached,  ///< A coroutine that nobody is meant to await.
  Pool,      ///< An executor whose threads are there to be blocked.
  Elsewhere, ///< As a coroutine's parameter: it starts on another executor.
  None,      ///< Looks like one of the above and is not.
};

enum class Start { Lazy, Eager };

/// What happens to the work when the object is destroyed without an await.
enum class Dropped {
  NeverRuns,
  ErrorLost,
  Cancelled,
  Blocks,
  Leaks,
  Terminates,
  Unwaited, ///< Runs and reports by itself; nobody waits for it.
  Nothing,
};

/// What kind of wait a blocking call is. A tier has one level (an option).
enum class Tier {
  Sleep,
  Join,
  Wait,
  Lock,
  Socket,
  Dns,
  Database,
  Http,
  Rpc,
  Process,
  Stdin,
  Disk,
  Stat,
  Cpu,
  Log,
};

llvm::StringRef spell(Tier T); ///< "sleep", …
std::optional<Tier> parseTier(llvm::StringRef Word);

/// What a class is to those who lock.
enum class LockRole {
  Mutex, ///< Threads wait for it: only the one that took it may give it back.
  Guard, ///< An object of it holds what it was made with, until it ends.
  Scope, ///< It changes something of its thread until it ends.
  Async, ///< Coroutines wait for it, and no thread.
  None,  ///< Looks like one of the above and is not.
};

/// How long a function keeps a callable that makes a task; the longer the less.
enum class Keeps {
  UntilDone,        ///< Until the task is done.
  ForTheExpression, ///< It only borrows it: for as long as its caller has it.
  ByOwner,          ///< Until somebody takes it out of where it was put.
  UntilItReturns,   ///< Until it has given its task, or a bit longer.
};

/// What a call does to the lock that is its object, or its arguments.
enum class LockStep { Takes, Tries, Frees };

struct TypeModel {
  std::optional<Role> Is;
  std::optional<Start> Begins;
  std::optional<Dropped> WhenDropped;
  std::optional<Dropped> WhenDroppedOutside; ///< … of a coroutine.
  std::optional<bool> AwaitedOnce;
  std::optional<bool> NeedsRvalue;
  std::optional<LockRole> Lock;
  std::string ThreadBound; ///< Why only one thread may use it; or "".
  bool Hops = false;       ///< Awaiting one goes on on another thread.
  /// An await in its coroutines throws when they are cancelled.
  bool CancelledByException = false;
  std::string YieldedBy; ///< Code that lets others run, in its coroutines.
  /// What an asynchronous operation is given last in its coroutines, to be
  /// awaited; and the same with "{}" for an error code that it fills in.
  std::string Token, ErrorToken;
  std::string SpawnedBy; ///< Code that starts "{}" on its own.
  /// The same for a callable "{}" outside of a coroutine, with "{.call()}" for
  /// that member call of what the callable is given to.
  std::string StartedBy;
  std::string DetachedAs; ///< The library's coroutine that nobody awaits.
  /// Qualified name of a function that gathers it; or "starting-first": there
  /// is none, but several run at once if they are made before one is awaited.
  std::string GatheredBy;
  std::string Library; ///< Whose model this is; see ModelSet::instead().
  std::string Source;  ///< Which file said so last.
};

/// A test on one call. `Argument` counts from 0; the object of a member call,
/// the result, and the body around the call are not arguments.
struct Condition {
  enum Subject { Object, Result, Body, Nth } Of = Nth;
  unsigned Argument = 0;
  enum Test {
    Zero,         ///< A constant zero: 0, 0s, nullptr.
    PointsToZero, ///< The address of a local that holds nothing but zeros.
    Given,        ///< Written in the call, not defaulted.
    Discarded,    ///< Result only: nobody looks at it.
    Names,        ///< Its text has this identifier.
    RefersTo,     ///< Is the variable of this qualified name.
    OfType,       ///< Its class or enum has this qualified name.
  } Test = Given;
  std::string Text; ///< For Names, RefersTo, OfType.
};

/// `When` (any of, if there are some) and not `Unless` (any of).
struct Guard {
  std::vector<Condition> When;
  std::vector<Condition> Unless;
};

/// What gives to await what a blocking call gives at once. It is given the same
/// arguments.
struct AsyncTwin {
  std::string Name;   ///< It stands beside the function; "": await the object.
  std::string Object; ///< The call's object in code, "{}" for it; or "".
  bool TakesToken = false;     ///< Its last argument is TypeModel::Token.
  std::string Needs;           ///< A name that has to be declared; or "".
  std::vector<std::string> In; ///< Coroutine types; empty: all.
};

struct Blocks {
  Tier Kind = Tier::Wait;
  Level AtMost = Level::Error; ///< Caps the tier's level.
  std::string Why;             ///< "parks the thread for the whole duration"
  std::string Instead;         ///< What to await instead, in code.
  std::optional<AsyncTwin> Async;
  Guard Only;
  /// Its argument in code, "{}", made a duration; or "".
  std::string Duration = {};
};

struct RunsLoop {
  std::string Why;
  std::optional<unsigned> WaitsFor; ///< The argument that is the awaited task.
  Guard Only;
};

/// How a loop of awaits becomes one that makes what is awaited behind it, in
/// code with holes: docs/models.md has them.
struct RangeCode {
  std::string Before; ///< The loop.
  std::string Each;   ///< Instead of the statement with the await.
  std::string Behind; ///< The loop.
  /// "co_await {}": takes the result, or else its error, out of one slot.
  std::string Slot;
};

/// How several tasks become one awaitable.
struct Gathers {
  std::string Name;    ///< Qualified.
  std::string Header;  ///< "<ours/when_all.h>"
  std::string OnError; ///< What an error of one does to the others.
  std::string Range;   ///< What gathers a range of them; or "".
  std::string Window;  ///< The same, a limited number at a time; or "".
  bool KeepsReferences = false; ///< A task of T& gives a T& in its slot.
  /// `Range` takes a vector of tasks, and gives one of slots.
  bool RangeTakesVector = false;
  /// Or this gathers a range with it.
  std::optional<RangeCode> Loop;
  Together Code;
};

/// An entry as a file has it.
struct WrittenEntry {
  std::string File;
  std::string Name;
  std::vector<std::string> Spellings; ///< With those of other namespaces.

  auto operator<=>(const WrittenEntry &) const = default;
};

/// A member for each verb of Verbs.def, where each has its comment.
struct FunctionModel {
  enum Hop { Stays, HopsIfToAPool, Hops };

#define VERB(Type, Member, Key, Reach, Tasks) Type Member{};
#include "checks/models/Verbs.def"

  std::string Library;
  std::string Source;

  /// Does a call do something beyond its arguments?
  bool reachesOut() const {
#define VERB(Type, Member, Key, Reach, Tasks)                                  \
  if (Reach == ReachesOut && isSaid(Member))                                   \
    return true;
#include "checks/models/Verbs.def"
    return false;
  }

  /// Is whoever gives it a task rid of the task?
  bool takesTasks() const {
#define VERB(Type, Member, Key, Reach, Tasks)                                  \
  if (Tasks == TakesOver && isSaid(Member))                                    \
    return true;
#include "checks/models/Verbs.def"
    return false;
  }

private:
  enum { StaysInside, ReachesOut };
  enum { LeavesAlone, TakesOver };

  template <typename T> static bool isSaid(const T &Value) {
    if constexpr (requires { Value.empty(); })
      return !Value.empty();
    else
      return bool(Value);
  }
};

} // namespace corolint

#endif

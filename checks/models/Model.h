//===- Model.h - what a named API does ------------------------------------===//
//
// The closed vocabulary of the model files, as structs. A model states what
// structure can't show (that a call blocks, gathers, hops to another executor)
// or overrides what it shows. schema.json is the same vocabulary for editors.
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
  Cpu,
  Log,
};

llvm::StringRef spell(Tier T); ///< "sleep", …
std::optional<Tier> parseTier(llvm::StringRef Word);

struct TypeModel {
  std::optional<Role> Is;
  std::optional<Start> Begins;
  std::optional<Dropped> WhenDropped;
  std::optional<Dropped> WhenDroppedOutside; ///< … of a coroutine.
  std::optional<bool> AwaitedOnce;
  std::optional<bool> NeedsRvalue;
  std::string SpawnedBy; ///< Code that starts "{}" on its own.
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
    Zero,      ///< A constant zero: 0, 0s, nullptr.
    Given,     ///< Written in the call, not defaulted.
    Discarded, ///< Result only: nobody looks at it.
    Names,     ///< Its text has this identifier.
    RefersTo,  ///< Is the variable of this qualified name.
    OfType,    ///< Its class or enum has this qualified name.
  } Test = Given;
  std::string Text; ///< For Names, RefersTo, OfType.
};

/// `When` (any of, if there are some) and not `Unless` (any of).
struct Guard {
  std::vector<Condition> When;
  std::vector<Condition> Unless;
};

struct Blocks {
  Tier Kind = Tier::Wait;
  Level AtMost = Level::Error; ///< Caps the tier's level.
  std::string Why;             ///< "parks the thread for the whole duration"
  std::string Instead;         ///< What to await instead, in code.
  Guard Only;
};

struct RunsLoop {
  std::string Why;
  std::optional<unsigned> WaitsFor; ///< The argument that is the awaited task.
  Guard Only;
};

/// How several tasks become one awaitable.
struct Gathers {
  std::string Name;    ///< Qualified.
  std::string Header;  ///< "<ours/when_all.h>"
  std::string OnError; ///< What an error of one does to the others.
  std::string Range;   ///< What gathers a range of them; or "".
  std::string Window;  ///< The same, a limited number at a time; or "".
  bool KeepsReferences = false; ///< A task of T& gives a T& in its slot.
  Together Code;
};

struct FunctionModel {
  std::optional<Blocks> Blocking;
  std::optional<RunsLoop> Looping;
  std::optional<Gathers> Gathering;
  std::optional<unsigned> Spawns; ///< Starts the task that is this argument.
  bool Consumes = false;          ///< Takes over every task it is given.
  bool InTurn = false; ///< Its last argument is called with each element, and
                       ///< again only when the task it made is done.
  std::optional<Dropped> WhenDropped; ///< Of the task it makes.
  std::vector<unsigned>
      Calls; ///< The arguments that it calls before it returns.
  /// The arguments that an event loop calls later, on its own thread.
  std::vector<unsigned> Handlers;
  /// The arguments whose results it throws away when it calls them.
  std::vector<unsigned> DropsResultOf;
  /// Awaiting it goes on where blocking is fine.
  enum Hop { Stays, HopsIfToAPool, Hops } Moves = Stays;
  bool GivesPool = false; ///< Its result is a pool, behind a wider type.
  bool Polls = false;     ///< Asks whether a wait on its object would block.
  std::string Ordered;    ///< Why an await of it has to stay where it is.
  std::string Library;
  std::string Source;
};

} // namespace corolint

#endif

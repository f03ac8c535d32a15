//===- SharedBody.h - what one unit tells others of a header's bodies -----===//
//
// What has a unit that parsed the body of a function in one of the project's
// headers to tell another, which then need not parse it again? What it touches,
// what it does to its thread and to other functions, and what is found in it,
// in words that both units know. Plain data: goes from process to process.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SHAREDBODY_H
#define COROLINT_CHECKS_BASE_SHAREDBODY_H

#include "checks/base/Summary.h"
#include <compare>
#include <string>
#include <utility>
#include <vector>

namespace corolint {

/// Something that a check asked the unit about, and not the body.
struct Question {
  enum Kind {
    Declared, ///< Is there a declaration of that name?
    Used,     ///< Does a using directive outside of the function name that?
    Awaited,  ///< Does a coroutine with that promise await such a task?
    Dropped,  ///< Does nothing use the tasks in that data member?
  } Is = Declared;
  std::string Of; ///< The name, or the task's; or the class of:
  std::string By; ///< The promise's name, or the data member's.
  bool Yes = false;

  auto operator<=>(const Question &) const = default;
};

struct SharedBody {
  std::string File;    ///< Absolute, links resolved.
  unsigned Offset = 0; ///< Of its name, in bytes; where a macro is used.
  unsigned End = 0;    ///< Of its last token's begin.
  std::string Name;    ///< Qualified, with its type if there may be others.
  Symbol Id = 0;
  bool IsCoroutine = false;
  /// Why nobody can tell what it touches; empty: `Touches` and what `Calls`
  /// touch.
  std::string Unknown;
  bool Ordered = false; ///< The outside world sees the order of its calls.
  bool Throws = false;
  bool Suspends = false;
  std::vector<Trace> Touches; ///< Fields only of variables.
  /// Bodies that were not seen, in the order in which they are called. What
  /// makes it unknown comes after them.
  std::vector<Symbol> Calls;
  /// The members whose own initialisers a constructor leaves as they are.
  std::vector<Symbol> Initialises;
  /// In SharedBodies::Files: where it and all that it calls stands.
  std::vector<unsigned> StandsIn;

  // What becomes of tasks.
  bool LetsNoErrorOut = false;
  bool LeavesTheLoop = false;  ///< It moves to other threads, and its callers.
  std::vector<unsigned> Drops; ///< Parameters that it does nothing with.
  std::vector<Symbol> Takes;   ///< Data members whose tasks it makes use of.
  std::vector<std::pair<std::string, std::string>> Awaits; ///< Promise, task.

  // What it makes of others.
  struct Use {
    Symbol By = 0;          ///< It, or a lambda in it,
    Symbol Of = 0;          ///< makes this task,
    bool IsOffLoop = false; ///< where it may block.

    auto operator<=>(const Use &) const = default;
  };
  std::vector<Use> Makes;
  std::vector<Symbol> Handlers; ///< It gives them to an event loop,
  std::vector<Symbol> OffLoop;  ///< or to a pool of threads.
  std::vector<Symbol> Seeks;    ///< The bodies of which its findings wait for.

  // What that which is found in it rests on.
  bool HasFindings = false;
  bool IsHandler = false; ///< The unit gives it to a loop,
  bool IsOffLoop = false; ///< or calls it only where it may block.
  /// Has no bodies of these; with the identifier that a definition spells.
  std::vector<std::pair<Symbol, std::string>> Unseen;
  std::vector<Question> Asked;

  bool has(const Place &At) const {
    return At.File == File && Offset <= At.Offset && At.Offset <= End;
  }
  auto operator<=>(const SharedBody &) const = default;
};

struct SharedBodies {
  /// By which another unit finds what a body names.
  struct Name {
    Symbol Of = 0;
    std::string In; ///< The class or namespace, qualified; "": the global one.
    std::string Own;

    auto operator<=>(const Name &) const = default;
  };

  std::vector<SharedBody> Bodies; ///< Sorted.
  std::vector<Finding> Findings;  ///< In one of them.
  std::vector<OpenFinding> Open;  ///< Likewise.
  std::vector<std::string> Files; ///< Sorted.
  std::vector<Name> Names;        ///< Sorted.
  /// What the bodies do to their thread, with the functions that only they may
  /// bring into a unit (lambdas, instantiations).
  UnitSummary Does;
  /// The classes, without template arguments, that something in them is of, and
  /// what each is to a coroutine; "": nothing.
  std::vector<std::pair<std::string, std::string>> Classes;
};

} // namespace corolint

#endif

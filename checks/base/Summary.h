//===- Summary.h - what the functions of a unit do, as plain data ---------===//
//
// Which functions does a translation unit define, what may each do to its
// thread by itself, and which calls could lead to more? Knows nothing of clang:
// can be written to disk, and closed over all units of a program.
//
// What no call could make matter is left out.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SUMMARY_H
#define COROLINT_CHECKS_BASE_SUMMARY_H

#include "checks/base/Finding.h"
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace corolint {

/// A function, over all units: the first 64 bits of a hash of its USR. What has
/// internal linkage counts its file in.
using Symbol = std::uint64_t;

/// Something that a function itself does.
struct DirectEffect {
  Place At;
  std::string Kind;   ///< A tier, or how it runs a loop; see EffectMessage.
  std::string Phrase; ///< "the call of 'sleep_for'"
  std::string Why;    ///< "parks the thread until the time is over"; or "".
  std::string Instead;
  Level AtMost = Level::Error;

  auto operator<=>(const DirectEffect &) const = default;
};

/// One thing that one call may run.
struct CallSite {
  enum Dispatch {
    Direct,  ///< This function.
    Virtual, ///< It, or whatever overrides it.
    Pure,    ///< What overrides it.
  };
  /// A callable as an argument: runs if the callee calls that parameter.
  struct Argument {
    unsigned Number = 0;
    Symbol Callable = 0;    ///< 0: it is
    unsigned Parameter = 0; ///< the caller's own parameter.
    auto operator<=>(const Argument &) const = default;
  };

  Place At;
  std::string Phrase; ///< "the call of 'load'"
  Symbol To = 0;
  Dispatch How = Direct;
  std::vector<Argument> Passes;
  enum Time {
    Now,     ///< It runs what it calls.
    Awaited, ///< It makes what is awaited right here,
    Later,   ///< or what somebody runs or awaits later.
  } When = Now;

  auto operator<=>(const CallSite &) const = default;
};

struct FunctionSummary {
  Symbol Id = 0;
  Place At;           ///< Of its definition.
  std::string Phrase; ///< "'load'", "the lambda"
  std::string Name;   ///< Qualified; "" for what has none.
  bool IsCoroutine = false;
  std::vector<DirectEffect> DirectEffects;
  std::vector<CallSite> Calls;
  std::vector<unsigned> CallsParameters;
  std::vector<Symbol> Overrides; ///< Methods that it answers for.

  auto operator<=>(const FunctionSummary &) const = default;
};

/// Something outside of a function that running it to its end may touch.
struct SummaryAccess {
  enum Root { Parameter, Receiver, Variable } Of = Receiver;
  Symbol Object = 0; ///< The variable's; or the parameter's number.
  Symbol Field = 0;  ///< 0: all of it.
  bool Writes = false;
  bool MayAlias = false; ///< Reached through a reference or a pointer.

  auto operator<=>(const SummaryAccess &) const = default;
};

/// What a function touches, for those that do not see its body.
struct Footprint {
  Symbol Of = 0;
  std::string File; ///< Where it is defined.
  bool IsKnown = false;
  bool Suspends = false; ///< It awaits something.
  bool Throws = false;
  std::vector<SummaryAccess> Accesses;
  std::vector<Symbol> Calls; ///< Bodies of other units, which touch more.

  auto operator<=>(const Footprint &) const = default;
};

struct UnitSummary {
  bool IsWhole = false; ///< Of many units: no definition is nearer than others.
  std::vector<FunctionSummary> Functions;
  /// Defined here, seen elsewhere, of no effect.
  std::vector<Symbol> Harmless;
  /// What is called but may be defined in other units, with the identifier that
  /// its definition there must spell.
  std::vector<std::pair<Symbol, std::string>> Sought;
  /// Of what other units can call and do not see the body of.
  std::vector<Footprint> Footprints;
};

/// What to say if a call comes to an effect of this kind.
struct EffectMessage {
  std::string Kind; ///< "sleep", …: a tier; "task", "loop", "own-loop".
  Level Severity = Level::Warning;
  std::string Message; ///< Between the call's and the leaf's.
  std::string Instead; ///< Unless the leaf knows better.

  auto operator<=>(const EffectMessage &) const = default;
};

/// A finding holds only if a call of a coroutine comes to an effect.
struct EffectCondition {
  Symbol In = 0;      ///< The coroutine,
  Place InAt;         ///< its definition,
  Place Call;         ///< and its call,
  std::string Phrase; ///< in words.
  std::vector<EffectMessage> Messages;
  /// Calls that went before on the same object: what they come to, this one
  /// does not do again.
  std::vector<std::pair<Place, std::string>> Before;

  auto operator<=>(const EffectCondition &) const = default;
};

/// A finding holds only if calls need not wait for each other.
struct IndependenceCondition {
  /// What the callee is given, in terms of the caller's objects.
  struct Binding {
    SummaryAccess As; ///< A parameter, or the receiver.
    bool IsMoved = false;
    bool IsThis = false; ///< The caller's receiver is the callee's.
    std::vector<SummaryAccess> What;

    auto operator<=>(const Binding &) const = default;
  };
  struct Member {
    Symbol To = 0; ///< Its body is in another unit; 0: it is seen.
    std::vector<Binding> Bindings;
    std::vector<SummaryAccess> Accesses;
    std::vector<Symbol> Calls; ///< Bodies of other units.
    bool Suspends = false;
    bool Throws = false;
    bool LeavesNoTrace = true; ///< What is seen of it writes to nothing.
    bool GivesNothing = false; ///< No result.

    auto operator<=>(const Member &) const = default;
  };
  std::vector<Member> Members; ///< In the order they are made.
  Level Severity = Level::Warning;
  std::string Message;
  Level Otherwise = Level::Off; ///< If that is not known.
  std::string OtherwiseWords;

  auto operator<=>(const IndependenceCondition &) const = default;
};

using DeferredCondition = std::variant<EffectCondition, IndependenceCondition>;

/// A finding that other units may settle: level, words and the way are missing.
struct OpenFinding {
  Finding What;
  DeferredCondition If;

  auto operator<=>(const OpenFinding &) const = default;
};

} // namespace corolint

#endif

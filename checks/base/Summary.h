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
#include <memory>
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
  std::string Kind;    ///< A tier, or how it runs a loop; see EffectMessage.
  std::string Phrase;  ///< "the call of 'sleep_for'"
  std::string Why;     ///< "parks the thread until the time is over"; or "".
  std::string Instead; ///< Code to await instead; or "".
  Level AtMost = Level::Error;

  auto operator<=>(const DirectEffect &) const = default;
};

/// One thing that one call may run.
struct CallSite {
  enum Dispatch {
    Direct,  ///< This function.
    Virtual, ///< This function, or whatever overrides it.
    Pure,    ///< Whatever overrides this function.
  };
  /// A callable as an argument: runs if the callee calls that parameter.
  struct Argument {
    unsigned Number = 0;
    Symbol Callable = 0;    ///< 0: the caller passes a parameter of its own on.
    unsigned Parameter = 0; ///< The caller's, if there is no `Callable`.
    auto operator<=>(const Argument &) const = default;
  };

  Place At;
  std::string Phrase; ///< "the call of 'load'"
  Symbol To = 0;
  Dispatch How = Direct;
  std::vector<Argument> Passes;
  enum Time {
    Now,     ///< The call runs its callee.
    Awaited, ///< The call makes what is awaited right here.
    Later,   ///< The call makes what somebody runs or awaits later.
    Once,    ///< The call runs its callee if it is the first.
  } When = Now;

  auto operator<=>(const CallSite &) const = default;
};

struct FunctionSummary {
  Symbol Id = 0;
  Place At;                 ///< Of its definition.
  std::string Phrase;       ///< "'load'", "the lambda"
  std::string Name;         ///< Qualified; "" for what has none.
  bool IsCoroutine = false; ///< But for generators, which run as functions do.
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

/// Does a function use what it was lent after it may have been suspended? Does
/// it let a callable go while coroutines of it are unfinished?
struct LentUse {
  static constexpr unsigned TheObject = ~0u;

  Symbol Of = 0;
  std::string Name;       ///< The identifier that calls of it spell.
  unsigned Parameter = 0; ///< Its number, or `TheObject`.
  bool IsUsed = false;
  Place Since; ///< What makes it later than the call.
  std::string SinceWhy;
  Place At; ///< Where it is used.
  bool LetsGo = false;
  Place CalledAt; ///< Where the callable that it lets go is called.
  /// Set: it hands it on to this function, which other units define.
  Symbol To = 0;
  unsigned ToParameter = 0;
  std::string ToName; ///< The identifier that the definition must spell.

  auto operator<=>(const LentUse &) const = default;
};

/// A function changes a container that functions of other units reach, too: a
/// member of its class, or a global.
struct ContainerChange {
  enum Kind {
    Adds,
    Removes, ///< Takes some out, and leaves others.
    Empties, ///< Takes out all, or the first or last.
    Assigns, ///< Other elements come in the place of all.
  };

  Symbol Of = 0;         ///< The member, or the global.
  std::string Container; ///< As functions name it: "rooms_", "state.rooms".
  Kind Does = Adds;
  Place At;
  std::string By; ///< The function: "leave".
  /// It runs while others do; see Meanwhile.
  bool IsLive = false;
  bool IsOnItsOwn = false; ///< Nobody waits for it, or for who calls it.
  /// What it tests, writes to, and mentions at all; so do those who call it.
  std::vector<Symbol> Tests, Writes, Mentions;

  auto operator<=>(const ContainerChange &) const = default;
};

/// A function that an exception surely can leave.
struct ThrowingFunction {
  Symbol Of = 0;
  Place At; ///< The `throw`, in its body or in one that it calls.

  auto operator<=>(const ThrowingFunction &) const = default;
};

struct UnitSummary {
  /// It sums up many units: no definition is nearer to a call than others.
  bool IsWhole = false;
  std::vector<FunctionSummary> Functions;
  /// Functions that are defined here, may be seen elsewhere, and have no
  /// effect.
  std::vector<Symbol> Harmless;
  /// What is called but may be defined in other units, with the identifier that
  /// its definition there must spell.
  std::vector<std::pair<Symbol, std::string>> Sought;
  /// Of the functions that other units can call without seeing the body.
  std::vector<Footprint> Footprints;
  /// Members that hold tasks, and that something here takes them out of, or
  /// awaits.
  std::vector<Symbol> UsedMembers;
  /// Of the functions that other units can call without seeing the body, what
  /// cannot be told from the declaration.
  std::vector<LentUse> LentUses;
  /// Of classes that have coroutines in other units, and of globals.
  std::vector<ContainerChange> Changes;
  /// Of the functions that other units can call without seeing the body.
  std::vector<ThrowingFunction> Throwing;
};

/// What to say if a call comes to an effect of this kind.
struct EffectMessage {
  std::string Kind; ///< "sleep", …: a tier; "task", "loop", "own-loop".
  Level Severity = Level::Warning;
  /// Stands between the words for the call and those for the direct effect.
  std::string Message;
  std::string Instead; ///< Code to await, unless the direct effect has some.

  auto operator<=>(const EffectMessage &) const = default;
};

/// What to say for each kind. The calls of one body have the same, and share
/// them.
class EffectMessages {
public:
  EffectMessages() = default;
  EffectMessages(std::vector<EffectMessage> All)
      : All(std::make_shared<const std::vector<EffectMessage>>(
            std::move(All))) {}

  const std::vector<EffectMessage> &all() const {
    static const std::vector<EffectMessage> None;
    return All ? *All : None;
  }

  auto operator<=>(const EffectMessages &Other) const {
    return All == Other.All ? std::strong_ordering::equal
                            : all() <=> Other.all();
  }
  bool operator==(const EffectMessages &Other) const {
    return (*this <=> Other) == 0;
  }

private:
  std::shared_ptr<const std::vector<EffectMessage>> All;
};

/// A finding holds only if a call of a coroutine comes to an effect.
struct EffectCondition {
  Symbol In = 0;      ///< The coroutine.
  Place InAt;         ///< Where the coroutine is defined.
  Place Call;         ///< Where the call stands.
  std::string Phrase; ///< The call in words.
  EffectMessages Messages;
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
  Level Otherwise = Level::Off; ///< The level if it is not known to hold.
  std::string OtherwiseWords;   ///< The message if it is not known to hold.

  auto operator<=>(const IndependenceCondition &) const = default;
};

/// A finding holds only if nothing in the program uses a member.
struct UnusedCondition {
  Symbol Member = 0;
  /// The functions that could, and are in other units, with the identifiers
  /// that their definitions must spell. All of them have to be seen.
  std::vector<std::pair<Symbol, std::string>> Users;
  Level Severity = Level::Warning;
  std::string Message;

  auto operator<=>(const UnusedCondition &) const = default;
};

/// A finding holds only if a function uses later what it is lent, or lets it
/// go too early.
struct LentUseCondition {
  enum Question { IsUsed, LetsGo } Asks = IsUsed;
  Symbol Callee = 0;
  std::string Name;       ///< The identifier that its definition must spell.
  unsigned Parameter = 0; ///< See LentUse.
  Level Severity = Level::Warning;
  std::string Message;

  auto operator<=>(const LentUseCondition &) const = default;
};

/// A finding holds only if some function changes a container while a coroutine
/// is suspended, and has not agreed with it on who goes first.
struct ChangeCondition {
  Symbol Of = 0;         ///< See ContainerChange.
  std::string Container; ///< See ContainerChange.
  std::string Name;      ///< The identifier that a change must spell.
  /// Sets of ContainerChange::Kind, a bit for each: what ends the name, and
  /// what does so whoever the two are.
  unsigned Ends = 0, Always = 0;
  /// What the coroutine tests behind the suspension, writes to, and holds or
  /// gives back.
  std::vector<Symbol> Tests, Writes, Holds;
  Level Severity = Level::Warning;
  std::string Message;          ///< With "{}" for the function that changes it.
  Level Otherwise = Level::Off; ///< The level if nobody is seen who does.
  std::string OtherwiseWords;

  auto operator<=>(const ChangeCondition &) const = default;
};

/// A finding holds only if an exception can leave one of these functions.
struct ThrowCondition {
  /// With the identifiers that their definitions must spell.
  std::vector<std::pair<Symbol, std::string>> Of;
  Level Severity = Level::Warning;
  std::string Message;

  auto operator<=>(const ThrowCondition &) const = default;
};

using DeferredCondition =
    std::variant<EffectCondition, IndependenceCondition, UnusedCondition,
                 LentUseCondition, ChangeCondition, ThrowCondition>;

/// A finding that other units may resolve: its level, message and steps are
/// missing.
struct OpenFinding {
  Finding What;
  DeferredCondition If;

  auto operator<=>(const OpenFinding &) const = default;
};

} // namespace corolint

#endif

//===- Program.h - what calls come to, over a whole program -------------===//
//
// Given what the functions of some units do by themselves: which calls come to
// an effect, and by which shortest way? Knows nothing of clang.
//
// A call runs the definition of its own unit, if there is one. If other units
// define the function differently (one for each of several programs), or if it
// is virtual, all candidates must have the effect: else it is unknown, which is
// silence. The answer does not depend on the order of the units.
//
// Time and memory are linear in the number of calls.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_PROGRAM_H
#define COROLINT_CHECKS_PROGRAM_PROGRAM_H

#include "checks/base/Summary.h"
#include "checks/program/ContainerChanges.h"
#include "checks/program/Independence.h"
#include "checks/program/LentUses.h"
#include "checks/program/ProgramGraph.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <memory>
#include <optional>

namespace corolint {

/// A condition that holds.
struct Resolved {
  Level Severity = Level::Warning;
  std::string Message;
  std::vector<Note> Steps; ///< The last is where the effect is.
  std::string Instead;     ///< Code to await; or "".
};

/// "what can be awaited instead: …"
std::string insteadNote(llvm::StringRef Code);

/// Is `A` what is to be said of a call, rather than `B`?
bool isBetter(const Resolved &A, const Resolved &B);

class CallGraph;

class Program {
public:
  Program();
  ~Program();

  void add(const UnitSummary &Unit);

  /// Has to be called before anything is asked, and again after further units.
  void close();

  /// What the condition comes to; none: as far as is known, it does not hold.
  std::optional<Resolved> resolve(const DeferredCondition &If) const;

  /// The identifiers of what the conditions depend on and other units may
  /// define; sorted.
  std::vector<std::string>
  sought(llvm::ArrayRef<const DeferredCondition *> Ifs) const;

  /// What is left of the units if only the functions that come to an effect
  /// matter, and only the shortest ways to it.
  UnitSummary effects() const;

  /// The coroutines, who awaits whom, and the shortest ways to each kind of
  /// effect.
  ProgramGraph graph() const;

  size_t functions() const;
  size_t calls() const;

private:
  std::optional<Resolved> resolve(const EffectCondition &If) const;
  std::optional<Resolved> resolve(const IndependenceCondition &If) const;
  std::optional<Resolved> resolve(const UnusedCondition &If) const;
  std::optional<Resolved> resolve(const LentUseCondition &If) const;
  std::optional<Resolved> resolve(const ChangeCondition &If) const;
  std::optional<Resolved> resolve(const ThrowCondition &If) const;

  std::unique_ptr<CallGraph> All;
  Independence Separate;
  llvm::DenseSet<Symbol> UsedMembers;
  LentUses Later;
  ContainerChanges OfContainers;
  /// Function → the first of its throws, in the order of places.
  std::map<Symbol, Place> Throwing;
};

} // namespace corolint

#endif

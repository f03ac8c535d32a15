//===- Stale.h - names of elements that a suspension makes invalid --------===//
//
// Which iterator, reference or view into a container that others reach (a
// member, a global) is used after a suspension, while another function may have
// taken the element away? It takes three answers: the name is used again, and
// not made anew before (here), the function changes the container so that the
// name does not survive it (Containers), and it may run then (Meanwhile). One
// of them that is not known is silence.
//
// A lock, a flag or a gate that both functions look at is silence as well: they
// may agree on who goes first.
//
// Not known: containers that are reached through a parameter or a call, and
// elements that are lent to what is awaited.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_STALE_H
#define COROLINT_CHECKS_ANALYSIS_STALE_H

#include "checks/analysis/Containers.h"
#include "checks/analysis/Flow.h"
#include "checks/facts/Symbols.h"
#include <string>
#include <vector>

namespace corolint {

class Effects;

/// A name of an element, and who may make it invalid.
struct StaleName {
  const clang::ValueDecl *Var = nullptr;
  /// Set: the loop over the container that `Var` is the hidden iterator of.
  const clang::CXXForRangeStmt *Loop = nullptr;
  std::string Container; ///< "rooms_"
  const clang::Stmt *MadeAt = nullptr;
  const Suspension *Over = nullptr;
  const clang::Stmt *UsedAt = nullptr;
  Change::Kind Change = Change::Removes;
  const clang::Stmt *ChangedAt = nullptr;
  /// No lambda. Null: nobody is seen who does, as an audit wants to know.
  const clang::FunctionDecl *ChangedBy = nullptr;
  /// Set: so it is if another unit does this.
  std::optional<ChangeCondition> Open = {};
  const Body *In = nullptr;
  /// Set: no name, but a member of what `Container` owns, which is awaited.
  const clang::FunctionDecl *Callee = nullptr;
};

/// In source order of the bodies; one for each container and suspension.
std::vector<StaleName> staleNames(const Facts &TuFacts, Awaitables &Types,
                                  Flow &TuFlow, const Effects &TuEffects,
                                  const Symbols &Ids, bool IsAudit);

} // namespace corolint

#endif

//===- SharedChanges.h - who changes containers that others reach ---------===//
//
// Which calls change a container that functions share, in this unit? Those that
// a coroutine of another unit could be surprised by are also given as plain
// data.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_SHAREDCHANGES_H
#define COROLINT_CHECKS_ANALYSIS_SHAREDCHANGES_H

#include "checks/analysis/Conduct.h"
#include "checks/analysis/ElementNames.h"
#include "checks/analysis/Flow.h"
#include "checks/facts/Symbols.h"

namespace corolint {

class Effects;

/// A call that changes a shared container.
struct SharedChange {
  SharedContainer Of;
  Change::Kind Does = Change::Removes;
  const clang::Stmt *At = nullptr;
  const Body *In = nullptr;
};

std::vector<SharedChange> sharedChanges(const Facts &TuFacts);

/// The member or global that a container is, or is a part of, if functions that
/// are not seen here may change it. Null: all that can are here.
const clang::ValueDecl *changedElsewhere(const SharedContainer &C);

/// Sorted, and without containers, which are what is shared.
std::vector<Symbol> symbolsOf(const Fields &Of, const Symbols &Ids);

/// The function that a body is, or is within; no lambda.
const clang::FunctionDecl *functionAround(const Body &B);

/// Adds the changes that a coroutine in another unit may meet.
void addChanges(const clang::ASTContext &Ast, const Facts &TuFacts,
                Awaitables &Types, Flow &TuFlow, const Effects &TuEffects,
                const Symbols &Ids, UnitSummary &To);

} // namespace corolint

#endif

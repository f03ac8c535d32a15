//===- Footprint.h - what is touched, as plain data -----------------------===//
//
// Takes what Touch found out of the AST: for other units that call functions of
// this one, and for findings of this one that wait for other units.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_FOOTPRINT_H
#define COROLINT_CHECKS_ANALYSIS_FOOTPRINT_H

#include "checks/analysis/Gather.h"
#include "checks/base/Summary.h"
#include "checks/facts/Symbols.h"

namespace corolint {

/// Of the functions that other units can call without seeing their bodies, and
/// what those call that this unit sees no body of.
void addFootprints(clang::ASTContext &Ast, const Facts &TuFacts,
                   Accesses &TuAccesses, const Symbols &Ids, UnitSummary &To);

/// What the groups that are not proven wait for.
void addSought(const Gatherings &Gathered, Accesses &TuAccesses,
               const Symbols &Ids, UnitSummary &To);

/// What other units have to tell of an await. None: they can't.
std::optional<IndependenceCondition::Member>
openMember(const GatherMember &M, Accesses &TuAccesses, const Symbols &Ids);

} // namespace corolint

#endif

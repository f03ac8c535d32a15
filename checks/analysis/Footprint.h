//===- Footprint.h - what is touched, as plain data -----------------------===//
//
// Takes what Accesses found out of the AST: for other units that call functions
// of this one, and for findings of this one that wait for other units.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_FOOTPRINT_H
#define COROLINT_CHECKS_ANALYSIS_FOOTPRINT_H

#include "checks/analysis/Gather.h"
#include "checks/base/Summary.h"
#include "checks/facts/Symbols.h"

namespace corolint {

/// Do other units call it without a look at its body?
bool isForOthers(const clang::FunctionDecl &F);

/// Adds what the functions touch that other units can call without seeing their
/// bodies, and what those call that this unit sees no body of.
void addFootprints(clang::ASTContext &Ast, const Facts &TuFacts,
                   Accesses &TuAccesses, const Symbols &Ids, UnitSummary &To);

/// Adds the functions of other units that groups which are not proven wait for.
void addSought(const Gatherings &Gathered, Accesses &TuAccesses,
               const Symbols &Ids, UnitSummary &To);

/// An await as other units can add to it what they know. None: they can't.
std::optional<IndependenceCondition::Member>
openMember(const GatherMember &M, Accesses &TuAccesses, const Symbols &Ids);

} // namespace corolint

#endif

//===- LentUses.h - what is used later, as plain data ---------------------===//
//
// Takes what LaterUse and Keeper found out of the AST, for other units that
// call functions of this one and lend them something.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LENTUSES_H
#define COROLINT_CHECKS_ANALYSIS_LENTUSES_H

#include "checks/analysis/Keeper.h"
#include "checks/base/Summary.h"
#include "checks/facts/Symbols.h"

namespace corolint {

/// Adds what the functions use later, or let go, that other units can call
/// without seeing their bodies. Left out is what a declaration says: a lazy
/// coroutine uses all later that it refers to.
void addLentUses(const clang::ASTContext &Ast, const Facts &TuFacts,
                 Awaitables &Types, LaterUses &Uses, const Keepers &TuKeepers,
                 const Symbols &Ids, UnitSummary &To);

} // namespace corolint

#endif

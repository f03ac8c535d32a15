//===- Recipes.h - the rewritings that checks ask for by name -------------===//
//
// Each takes the node in hand and gives a fix, or nothing where the result is
// uncertain. The caller knows whether co_await is allowed here; a recipe knows
// how to write it.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_RECIPES_H
#define COROLINT_FIXES_RECIPES_H

#include "fixes/Fix.h"
#include <optional>

namespace clang {
class Expr;
class VarDecl;
} // namespace clang

namespace corolint {

class Source;

/// `f(x)` → `co_await f(x)`.
std::optional<Fix> awaitIt(const Source &Text, const clang::Expr &Task,
                           Safety Trust);

/// `auto v = f(x);` → `auto v = co_await f(x);`, or `co_await f(x);` if that
/// gives nothing. Only for a variable that nothing mentions.
std::optional<Fix> awaitInitialiser(const Source &Text,
                                    const clang::VarDecl &Var,
                                    const clang::Expr &Task, bool GivesNothing,
                                    Safety Trust);

/// `sync_wait(x)` → `co_await x`.
std::optional<Fix> awaitArgument(const Source &Text, const clang::Expr &Call,
                                 const clang::Expr &Task, bool IsOperand,
                                 Safety Trust);

} // namespace corolint

#endif

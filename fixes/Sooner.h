//===- Sooner.h - what comes too late is done before ----------------------===//
//
// How is code written in which a statement stands in front of the one that it
// came behind, or in which a value is read before that one? A recipe gives
// nothing where the result is uncertain. Whether the order may be changed is
// the caller's to know.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_SOONER_H
#define COROLINT_FIXES_SOONER_H

#include "fixes/Fix.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace clang {
class Expr;
class MemberExpr;
class Stmt;
} // namespace clang

namespace corolint {

class Source;

/// `start(); done = true; log();` → `done = true; start(); log();`: what stands
/// behind `Earlier` in its block, up to the last statement that `IsLate`. Only
/// of expressions, and only where nobody looks at what `Earlier` gives.
std::optional<Fix>
doBefore(const Source &Text, const clang::Expr &Earlier,
         const clang::Stmt &Body,
         llvm::function_ref<bool(const clang::Stmt &)> IsLate);

/// `start(); now = node->next;` →
/// `auto next = node->next; start(); now = next;`
std::optional<Fix> readBefore(const Source &Text, const clang::Expr &Earlier,
                              const clang::MemberExpr &Read,
                              const clang::Stmt &Body);

} // namespace corolint

#endif

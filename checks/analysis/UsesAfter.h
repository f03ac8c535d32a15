//===- UsesAfter.h - uses of members that a run meets after a place -------===//
//
// Which members of its object does a function use after some place in it? Its
// own member functions count where their bodies use a member. Follows the
// control flow graph of one body.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_USESAFTER_H
#define COROLINT_CHECKS_ANALYSIS_USESAFTER_H

#include "checks/analysis/Ways.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The member that the expression names, if it is one of `this`; else null.
const clang::FieldDecl *ownField(const clang::Stmt *S);

/// The first uses of a member, or a member function that uses one, that some
/// run meets after `From`, outside of `Without`.
llvm::SmallVector<const clang::MemberExpr *, 2>
usesAfter(const clang::Stmt &From, const Ways &Of,
          const clang::FieldDecl *Except, const clang::Stmt *Without = nullptr);

/// The first member that is given a value after `From`, without a branch
/// between the two.
const clang::MemberExpr *writtenInLine(const clang::Stmt &From, const Ways &Of);

} // namespace corolint

#endif

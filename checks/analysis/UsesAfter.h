//===- UsesAfter.h - uses of members that a run meets after a place -------===//
//
// Which members of its object does a function use after some place in it? Its
// own member functions count where their bodies use a member. Follows the
// control flow graph of one body.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_USESAFTER_H
#define COROLINT_CHECKS_ANALYSIS_USESAFTER_H

#include "clang/AST/Expr.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The member that the expression names, if it is one of `this`; else null.
const clang::FieldDecl *ownField(const clang::Stmt *S);

/// What a walk does where it comes by a statement.
enum class Step { On, Found, Stop };

/// Every run from behind `From`, up to what `Look` finds or stops at.
void walkFrom(const clang::CFG &Graph, const clang::Stmt &From,
              llvm::function_ref<Step(const clang::Stmt &)> Look);

/// The first uses of a member, or a member function that uses one, that some
/// run meets after `From`, outside of `Without`.
llvm::SmallVector<const clang::MemberExpr *, 2>
usesAfter(const clang::CFG &Graph, const clang::Stmt &From,
          const clang::FieldDecl *Except, const clang::Stmt *Without = nullptr);

/// The first member that is given a value after `From`, without a branch
/// between the two.
const clang::MemberExpr *writtenInLine(const clang::CFG &Graph,
                                       const clang::Stmt &From);

} // namespace corolint

#endif

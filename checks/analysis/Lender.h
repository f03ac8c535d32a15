//===- Lender.h - what an expression refers to, and when that ends --------===//
//
// Is this object a temporary, which ends with its full-expression, or a local
// or parameter of the function, or a part of one of these? Everything else
// belongs to somebody who may have it for longer.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LENDER_H
#define COROLINT_CHECKS_ANALYSIS_LENDER_H

#include "checks/facts/Facts.h"

namespace corolint {

struct Lender {
  enum Kind { NotKnown, Temporary, Local };
  Kind Is = NotKnown;
  const clang::Expr *At = nullptr;     ///< The temporary.
  const clang::VarDecl *Var = nullptr; ///< The local.
  bool IsViewed = false; ///< By a view or pointer that is made of it.
};

/// Of an object: a glvalue, or a value that is made for the expression.
Lender lenderOf(const clang::Expr &Object, const Body &In);

/// Of what a view is made of: an owner, an array, or a pointer into one.
Lender lenderOfView(const clang::Expr &Of, const Body &In);

} // namespace corolint

#endif

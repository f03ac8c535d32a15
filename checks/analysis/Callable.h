//===- Callable.h - what calling a value runs and gives -------------------===//
//
// Looks through casts, std::bind and its kind, pointers to functions and
// members, and classes with one call operator.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_CALLABLE_H
#define COROLINT_CHECKS_ANALYSIS_CALLABLE_H

#include "clang/AST/Type.h"

namespace clang {
class CXXMethodDecl;
class CXXRecordDecl;
class Expr;
class FunctionDecl;
} // namespace clang

namespace corolint {

struct Callable {
  clang::QualType Gives; ///< What a call of it gives; null: not known.
  const clang::FunctionDecl *Runs = nullptr; ///< Null: not known.
};

Callable callableOf(const clang::Expr *E);

/// The call operator, if the class has just one; else null.
const clang::CXXMethodDecl *callOperator(const clang::CXXRecordDecl &R);

/// Could somebody call a value of this type? Yes, for a class that is not
/// defined here.
bool mayBeCalled(clang::QualType T);

} // namespace corolint

#endif

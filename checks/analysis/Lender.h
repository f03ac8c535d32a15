//===- Lender.h - what an expression refers to, and when that ends --------===//
//
// Is this object a temporary, which ends with its full-expression, or a local
// or parameter of the function, or a part of one of these? Looks through local
// references. Everything else belongs to somebody who may have it for longer.
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
  /// What the code calls it: the local, a reference to it, or to a part of it.
  const clang::ValueDecl *Name = nullptr;
  bool IsViewed = false; ///< By a view or pointer that is made of it.
};

/// Of an object: a glvalue, or a value that is made for the expression.
Lender lenderOf(const clang::Expr &Object, const Body &In);

/// Of what a variable is, or refers to.
Lender lenderOf(const clang::VarDecl &V, const Body &In);

/// Of what a view is made of: an owner, an array, or a pointer into one.
Lender lenderOfView(const clang::Expr &Of, const Body &In);

/// Of what a parameter of this type refers to, given this; of a class, if it is
/// a view.
Lender lenderTo(clang::QualType Type, const clang::Expr &Given, const Body &In);

/// A field that is a view, pointer or reference, of an object that is given by
/// value.
struct LentField {
  const clang::FieldDecl *Field;
  const clang::Expr *At; ///< What it is given, or the local that has it.
  Lender From;
};

/// Of `{.url = make_url()}`, or of a local that was made so and is only read.
llvm::SmallVector<LentField, 2> lentBy(const clang::Expr &Given,
                                       clang::QualType Type, const Body &In);

} // namespace corolint

#endif

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
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

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

/// A field that is a view, pointer or reference, of an object that is given by
/// value.
struct LentField {
  const clang::FieldDecl *Field;
  const clang::Expr *At; ///< What it is given, or the local that has it.
  Lender From;
};

/// Keeps what each body does with its variables, once somebody asks.
class Lenders {
public:
  /// Of an object: a glvalue, or a value that is made for the expression.
  Lender of(const clang::Expr &Object, const Body &In);

  /// Of what a variable is, or refers to.
  Lender of(const clang::VarDecl &V, const Body &In);

  /// Of what a view is made of: an owner, an array, or a pointer into one.
  Lender ofView(const clang::Expr &Of, const Body &In);

  /// Of what a parameter of this type refers to, given this; of a class, if it
  /// is a view.
  Lender to(clang::QualType Type, const clang::Expr &Given, const Body &In);

  /// Of `{.url = make_url()}`, or of a local that was made so and is only read.
  llvm::SmallVector<LentField, 2> by(const clang::Expr &Given,
                                     clang::QualType Type, const Body &In);

private:
  /// What a body does with one variable.
  struct VariableUse {
    unsigned Names = 0;        ///< How often it stands there at all.
    unsigned LooksThrough = 0; ///< `*v`, `v->`
    unsigned Reads = 0;        ///< A field of it is named, or it is copied.
    llvm::SmallVector<const clang::CXXMethodDecl *, 0> Calls; ///< `v->call()`
    llvm::SmallVector<std::pair<const clang::ValueDecl *, const clang::Expr *>,
                      0>
        Assigned;             ///< To its fields.
    bool IsGivenAway = false; ///< To somebody who may take what it owns.
  };
  using UsesByVariable = llvm::DenseMap<const clang::VarDecl *, VariableUse>;

  static void addUses(const clang::Stmt &S, UsesByVariable &To);
  const VariableUse &useOf(const clang::VarDecl &V, const Body &In);
  bool isTheOnlyPointer(const clang::Expr &E, const Body &In);
  bool isMadeForNobodyElse(const clang::Expr &E, const Body &In);
  bool isGivenAway(const clang::VarDecl &V, const Body &In);
  const clang::Expr *ownerIn(const clang::Expr &E, const Body &In);
  const clang::Expr *givenTo(const clang::FieldDecl &Field,
                             const clang::VarDecl &V, const Body &In);
  Lender ofMadeView(const clang::Expr &View, const Body &In);

  llvm::DenseMap<const Body *, UsesByVariable> Uses;
};

} // namespace corolint

#endif

//===- Members.h - what can be read of a class and its functions ----------===//
//
// Which members of that name does a class have, and what do their bodies do?
// Reads the pattern where a template is not instantiated.
//
// Not known: members of bases that depend on a template's argument, and bodies
// that this translation unit does not show.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_MEMBERS_H
#define COROLINT_CHECKS_FACTS_MEMBERS_H

#include "clang/AST/DeclarationName.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class CXXRecordDecl;
class Expr;
class FunctionDecl;
class NamedDecl;
class Stmt;
} // namespace clang

namespace corolint {

/// The members of that name in `R`, or in the nearest base that has some.
llvm::SmallVector<const clang::NamedDecl *, 4>
members(const clang::CXXRecordDecl *R, clang::DeclarationName Name);

bool isOrDerivesFrom(const clang::CXXRecordDecl *R, llvm::StringRef Name);

/// The function that is declared by, or is the pattern of, `N`; null if it is
/// something else.
const clang::FunctionDecl *functionIn(const clang::NamedDecl *N);

/// The function whose body can be read: `F` itself or its pattern. Null if
/// there is none here.
const clang::FunctionDecl *withBody(const clang::FunctionDecl *F);

/// The value of `return X;`, if that is all the body does; else null.
const clang::Expr *onlyReturn(const clang::FunctionDecl *F);

/// Is some expression in `S` such a one?
bool hasAny(const clang::Stmt *S,
            llvm::function_ref<bool(const clang::Expr &)> Is);

} // namespace corolint

#endif

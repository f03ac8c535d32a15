//===- AwaitOperators.h - which operator co_await takes a class -----------===//
//
// Which free functions does argument-dependent lookup find for `co_await x`?
// Those in the namespaces of the class and its bases, and the friends that they
// declare. Templates count if they deduce: for a parameter of any type, the
// constraints have to name the class or one of its bases.
//
// Not known: constraints that name neither, what a trait computes.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_AWAITOPERATORS_H
#define COROLINT_CHECKS_FACTS_AWAITOPERATORS_H

#include "llvm/ADT/SmallVector.h"

namespace clang {
class ASTContext;
class CXXRecordDecl;
class FunctionDecl;
} // namespace clang

namespace corolint {

/// The free functions `operator co_await` that take an object of the class.
llvm::SmallVector<const clang::FunctionDecl *, 2>
freeAwaitOperators(const clang::ASTContext &Ast,
                   const clang::CXXRecordDecl &Class);

/// Does a parameter of this function's take an object of the class: as what it
/// is, as one of its bases, or as what a constraint lets in?
bool takes(const clang::FunctionDecl &F, unsigned Parameter,
           const clang::CXXRecordDecl &Class);

} // namespace corolint

#endif

//===- Expressions.h - what one expression is about ---------------------===//
//
// What does an expression name, run or give, seen for itself? Looks through
// what leaves a value as it is; knows nothing of the code around it.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_EXPRESSIONS_H
#define COROLINT_CHECKS_FACTS_EXPRESSIONS_H

#include "clang/AST/Stmt.h"
#include "llvm/ADT/APSInt.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <optional>

namespace clang {
class ASTContext;
class CallExpr;
class Expr;
class FunctionDecl;
class LambdaExpr;
class NamedDecl;
class ValueDecl;
} // namespace clang

namespace corolint {

/// A statement and all of its parts, without what lambdas do. Null: nothing.
void forEachIn(const clang::Stmt *S,
               llvm::function_ref<void(const clang::Stmt &)> Visit);

/// Does the code below `S`, lambdas included, mention `V`, or a part of it?
bool mentions(const clang::Stmt *S, const clang::ValueDecl &V);

/// The first lambda that this is, or is made of; null: there is none.
const clang::LambdaExpr *lambdaIn(const clang::Stmt *S);

/// Looks through what leaves a value as it is: parentheses, implicit casts,
/// temporaries, copies, std::move.
const clang::Expr *valueOf(const clang::Expr *E);

/// The value of an integer or a flag that is constant. None of what depends on
/// a template's parameters, which clang must not be asked for.
std::optional<llvm::APSInt> integerIn(const clang::Expr *E,
                                      const clang::ASTContext &Ast);

/// The function that a call or construction runs, if it is known and has a body
/// here. Null for a virtual call that an override may answer.
const clang::FunctionDecl *definitionOf(const clang::Stmt &Call);

/// What is called: a function, or the global variable that is a function
/// object. Null for a call through a pointer.
const clang::NamedDecl *calleeOf(const clang::CallExpr &C);

} // namespace corolint

#endif

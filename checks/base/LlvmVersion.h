//===- LlvmVersion.h - where the LLVM majors differ -----------------------===//
//
// What do LLVM 19 to 23 not have in common? All of it stands here: the rest of
// the sources is the same for every major.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_LLVMVERSION_H
#define COROLINT_CHECKS_BASE_LLVMVERSION_H

#include "clang/AST/Decl.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"

/// The header of ClangTidyModuleRegistry.
#if COROLINT_LLVM >= 22
#define COROLINT_TIDY_REGISTRY "clang-tidy/ClangTidyModule.h"
#else
#define COROLINT_TIDY_REGISTRY "clang-tidy/ClangTidyModuleRegistry.h"
#endif

/// The header of generateUSRForDecl.
#if COROLINT_LLVM >= 23
#define COROLINT_USR_GENERATION "clang/UnifiedSymbolResolution/USRGeneration.h"
#else
#define COROLINT_USR_GENERATION "clang/Index/USRGeneration.h"
#endif

namespace corolint {

/// Does the type say [[clang::blocking]], or [[clang::nonblocking]]? Before 20,
/// clang does not know them.
#if COROLINT_LLVM >= 20
inline bool isDeclared(const clang::FunctionDecl &F,
                       clang::FunctionEffect::Kind Kind) {
  for (const clang::FunctionEffectWithCondition &E :
       clang::FunctionEffectsRef::get(F.getType()))
    if (E.Effect.kind() == Kind && !E.Cond.getCondition())
      return true;
  return false;
}
inline bool isDeclaredBlocking(const clang::FunctionDecl &F) {
  return isDeclared(F, clang::FunctionEffect::Kind::Blocking);
}
inline bool isDeclaredNonBlocking(const clang::FunctionDecl &F) {
  return isDeclared(F, clang::FunctionEffect::Kind::NonBlocking);
}
#else
inline bool isDeclaredBlocking(const clang::FunctionDecl &) { return false; }
inline bool isDeclaredNonBlocking(const clang::FunctionDecl &) { return false; }
#endif

/// The expression of a trailing requires-clause; null if there is none.
#if COROLINT_LLVM >= 21
inline const clang::Expr *constraintOf(const clang::AssociatedConstraint &C) {
  return C.ConstraintExpr;
}
#else
inline const clang::Expr *constraintOf(const clang::Expr *C) { return C; }
#endif

/// What clangd's provideDefaultChecks returns, see editors/Clangd.cpp.
#if COROLINT_LLVM >= 22
template <typename... Args>
using ClangdProvider = llvm::unique_function<void(Args...) const>;
#else
template <typename... Args>
using ClangdProvider = llvm::function_ref<void(Args...)>;
#endif

} // namespace corolint

#endif

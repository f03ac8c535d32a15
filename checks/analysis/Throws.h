//===- Throws.h - does an exception surely leave a function? --------------===//
//
// Which `throw` can leave a function, in its own body or in those of functions
// that it calls or awaits, where they are seen? A handler around it counts as
// one that catches it, whatever its type.
//
// Functions whose bodies are elsewhere are given by name. Not known: operators,
// virtual functions without a body here, conditions that never hold.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_THROWS_H
#define COROLINT_CHECKS_ANALYSIS_THROWS_H

#include "checks/facts/Facts.h"
#include "checks/facts/Symbols.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"

namespace clang {
class CXXThrowExpr;
}

namespace corolint {

class Throws {
public:
  Throws(const Facts &TuFacts, Awaitables &Types);

  /// Null: none is seen.
  const clang::CXXThrowExpr *outOf(const clang::FunctionDecl &F);

  using Functions = llvm::SmallSetVector<const clang::FunctionDecl *, 8>;

  /// What has no body here and whose errors would leave the function: itself,
  /// or what it, or a function here that it runs, calls or awaits.
  Functions elsewhere(const clang::FunctionDecl &F);

private:
  const clang::CXXThrowExpr *outOf(const clang::Stmt *S);
  void addElsewhere(const clang::FunctionDecl &F, Functions &Seen,
                    Functions &To);
  void addElsewhere(const clang::Stmt *S, Functions &Seen, Functions &To);

  Awaitables &Types;

  llvm::DenseMap<const clang::FunctionDecl *, const Body *> Bodies;
  llvm::DenseMap<const clang::FunctionDecl *, const clang::CXXThrowExpr *>
      Known;
};

/// Adds the functions that an exception can leave and that other units can call
/// without seeing their bodies.
void addThrowing(const clang::ASTContext &Ast, const Facts &TuFacts,
                 Awaitables &Types, const Symbols &Ids, UnitSummary &To);

} // namespace corolint

#endif

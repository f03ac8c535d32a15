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
class Stmt;
}

namespace corolint {

class Throws {
public:
  Throws(const clang::ASTContext &Ast, const Facts &TuFacts, Awaitables &Types);

  /// A `throw`, or in tests a requirement. Null: none is seen.
  const clang::Stmt *outOf(const clang::FunctionDecl &F) const;

  using Functions = llvm::SmallSetVector<const clang::FunctionDecl *, 8>;

  /// What has no body here and whose errors would leave the function: itself,
  /// or what it, or a function here that it runs, calls or awaits.
  Functions elsewhere(const clang::FunctionDecl &F) const;

private:
  /// What leaves a function if it is thrown, by no way through a handler.
  struct Leaving {
    const clang::Stmt *Thrown = nullptr; ///< Itself, or by what it runs.
    std::vector<const clang::FunctionDecl *> Runs, Elsewhere;
  };
  void add(const clang::Stmt *S, bool InTests, Leaving &To) const;
  bool isARequirement(const clang::Stmt &S) const;

  const clang::ASTContext &Ast;
  Awaitables &Types;
  /// Of functions that have a body here: its place in the other two.
  llvm::DenseMap<const clang::FunctionDecl *, unsigned> Number;
  std::vector<const Body *> Bodies;
  std::vector<Leaving> Of;
};

/// Adds the functions that an exception can leave and that other units can call
/// without seeing their bodies.
void addThrowing(const clang::ASTContext &Ast, const Facts &TuFacts,
                 Awaitables &Types, const Symbols &Ids, UnitSummary &To);

} // namespace corolint

#endif

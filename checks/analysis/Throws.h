//===- Throws.h - does an exception surely leave a function? --------------===//
//
// Which `throw` can leave a function, in its own body or in those of functions
// that it calls or awaits, where they are seen? A handler around it counts as
// one that catches it, whatever its type.
//
// Not known: functions whose bodies are elsewhere, operators, conditions that
// never hold.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_THROWS_H
#define COROLINT_CHECKS_ANALYSIS_THROWS_H

#include "checks/facts/Facts.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class CXXThrowExpr;
}

namespace corolint {

class Throws {
public:
  explicit Throws(const Facts &TuFacts);

  /// Null: none is seen.
  const clang::CXXThrowExpr *outOf(const clang::FunctionDecl &F);

private:
  const clang::CXXThrowExpr *outOf(const clang::Stmt *S);

  llvm::DenseMap<const clang::FunctionDecl *, const Body *> Bodies;
  llvm::DenseMap<const clang::FunctionDecl *, const clang::CXXThrowExpr *>
      Known;
};

} // namespace corolint

#endif

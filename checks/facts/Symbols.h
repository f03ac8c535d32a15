//===- Symbols.h - what a declaration is called in the whole program ------===//
//
// Which number stands for this declaration in every unit that sees it? What has
// internal linkage counts its main file in; what stands in a function, that
// function; what has no name that other units know, its place.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_SYMBOLS_H
#define COROLINT_CHECKS_FACTS_SYMBOLS_H

#include "checks/base/Summary.h"
#include "checks/facts/Places.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class Decl;
}

namespace corolint {

class Symbols {
public:
  explicit Symbols(const clang::ASTContext &Ast) : Where(Ast) {}

  /// Of functions, variables, parameters and fields.
  Symbol of(const clang::Decl &D) const;

private:
  Places Where;
  mutable llvm::DenseMap<const clang::Decl *, Symbol> Known;
};

} // namespace corolint

#endif

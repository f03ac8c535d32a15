//===- Symbols.h - what a declaration is called in the whole program ------===//
//
// Which number stands for this declaration in every unit that sees it? What has
// internal linkage counts its file in: in a header it is a function for each
// unit, but all have one text. What stands in a function counts that in; what
// has no name that other units know, its place.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_SYMBOLS_H
#define COROLINT_CHECKS_FACTS_SYMBOLS_H

#include "checks/base/Summary.h"
#include "checks/facts/Places.h"
#include "llvm/ADT/DenseMap.h"

namespace clang {
class Decl;
class NamedDecl;
} // namespace clang

namespace corolint {

class Symbols {
public:
  explicit Symbols(const clang::ASTContext &Ast) : Ast(Ast), Where(Ast) {}

  /// The symbol of a function, variable, parameter or field.
  Symbol of(const clang::Decl &D) const;

  /// Can another unit have one of that symbol: as the same, or its own of the
  /// same text?
  bool isOfManyUnits(const clang::Decl &D) const;

private:
  const std::string &homeOf(const clang::NamedDecl &D) const;

  const clang::ASTContext &Ast;
  Places Where;
  mutable llvm::DenseMap<const clang::Decl *, Symbol> Known;
};

} // namespace corolint

#endif

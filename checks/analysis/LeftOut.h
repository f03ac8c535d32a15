//===- LeftOut.h - definitions that another unit has read for this one ----===//
//
// What is known of a function of the project's headers whose body this unit did
// not parse? Puts what another unit tells (SharedBody) in terms of this one's
// declarations.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LEFTOUT_H
#define COROLINT_CHECKS_ANALYSIS_LEFTOUT_H

#include "checks/base/SharedBody.h"
#include "checks/facts/Symbols.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/MapVector.h"

namespace corolint {

/// The definition of `F` in this unit, parsed or left out; null if it has none.
const clang::FunctionDecl *definitionHere(const clang::FunctionDecl &F);

struct LeftOutBody {
  const SharedBody *Is = nullptr;
  const SharedBodies *From = nullptr; ///< What it is one of.
};

/// By the declaration that is the definition; in the order of the source.
using LeftOutBodies = llvm::MapVector<const clang::FunctionDecl *, LeftOutBody>;

class LeftOut {
public:
  LeftOut(LeftOutBodies Bodies, const Symbols &Ids);

  /// False: this unit does not find everything by the names that it is told.
  bool isUnderstood() const { return Understood; }

  const LeftOutBodies &all() const { return Bodies; }

  /// Null: its body is here, or nobody has told of it.
  const SharedBody *of(const clang::FunctionDecl &F) const;

  /// A variable, function or field that one of the bodies names.
  const clang::ValueDecl *named(Symbol S) const { return Named.lookup(S); }

  /// A data member of the class, or of one of its bases; null if it is none.
  const clang::FieldDecl *fieldOf(clang::QualType Class, Symbol S) const;

private:
  LeftOutBodies Bodies;
  const Symbols &Ids;
  llvm::DenseMap<Symbol, const clang::ValueDecl *> Named;
  bool Understood = true;
};

} // namespace corolint

#endif

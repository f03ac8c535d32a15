//===- ElementNames.h - what names an element of a shared container -------===//
//
// Which locals of a body are iterators into, or refer to elements of, a
// container that is a member of its object or a global? Follows what makes
// such names: begin(), find(), [], `*it`, structured bindings, the hidden
// variables of a range-for, other names, views of a string, what a
// unique pointer in the container owns. A copy of an element is none.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_ELEMENTNAMES_H
#define COROLINT_CHECKS_ANALYSIS_ELEMENTNAMES_H

#include "checks/analysis/Containers.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace corolint {

/// A container that functions share, or what owns one object.
struct SharedContainer {
  /// Null: a part of the object, by its class.
  const clang::ValueDecl *Global = nullptr;
  const clang::CXXRecordDecl *Class = nullptr;
  std::string Name; ///< As the functions name it: "rooms_", "state.rooms".
  /// It has one object or none; what that is has the same name.
  bool IsBox = false;

  bool operator==(const SharedContainer &) const;
  /// Does a change of it concern the other: the same, or what it owns?
  bool has(const SharedContainer &Other) const;

private:
  bool isBesideThe(const SharedContainer &Other) const;
};

/// The container that this names in a function; none: it is no such.
std::optional<SharedContainer> sharedContainer(const clang::Expr &E,
                                               const Body &In);

struct NamedElement {
  ElementName Is = ElementName::Iterator;
  SharedContainer Of;
  Container Kind;
  const clang::CXXForRangeStmt *Loop = nullptr; ///< It is hidden in it.
  bool IsOneOfAll = false; ///< What a loop over the container names.
  const clang::Stmt *MadeAt = nullptr;
  /// Statements that make it anew, or that may.
  llvm::SmallPtrSet<const clang::Stmt *, 4> MadeAnewAt;
  /// Mentions that are no use: left sides of assignments.
  llvm::SmallPtrSet<const clang::Stmt *, 4> NoUses;
};

using NamedElements = llvm::MapVector<const clang::ValueDecl *, NamedElement>;

NamedElements elementNames(const Body &B);

} // namespace corolint

#endif

//===- ObjectPath.h - how a function names an object ----------------------===//
//
// Do two expressions of one function mean the same object? They do if their
// paths are the same. Knows nothing of objects that are reached in two ways.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_OBJECTPATH_H
#define COROLINT_CHECKS_ANALYSIS_OBJECTPATH_H

#include <optional>
#include <string>

namespace clang {
class Expr;
class ValueDecl;
} // namespace clang

namespace corolint {

/// An object as a function names it: `store.mutex_` from a local, parameter or
/// global `store`, or from `this`.
struct ObjectPath {
  const clang::ValueDecl *Root = nullptr; ///< Null: `this`.
  std::string Name;                       ///< "store.mutex_"; of this: "mutex_"

  bool operator==(const ObjectPath &) const = default;
};

/// The path of what `E` refers to, or points to; none: it has no name.
std::optional<ObjectPath> pathOf(const clang::Expr &E);

} // namespace corolint

#endif

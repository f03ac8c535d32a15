//===- Children.h - the parts of a statement, each once -------------------===//
//
// Which statements stand right below one? An await has what it awaits twice, as
// written and converted: a walk over both takes time that doubles with every
// await inside of another.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_CHILDREN_H
#define COROLINT_FIXES_CHILDREN_H

#include "clang/AST/Stmt.h"

namespace corolint {

/// Some may be null.
clang::Stmt::const_child_range childrenOf(const clang::Stmt &S);

} // namespace corolint

#endif

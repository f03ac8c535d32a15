//===- Handle.h - values that refer to something --------------------------===//
//
// Does a copy of a value of this type refer to what the original refers to, so
// that a function which gets the copy can still change that? Told by its
// operators, bases, fields and template arguments, to a limited depth.
//
// Not known: what lies behind an opaque number, such as a file descriptor.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_HANDLE_H
#define COROLINT_CHECKS_FACTS_HANDLE_H

#include "clang/AST/Type.h"

namespace corolint {

/// Does a copy of such a value still reach the original's object? Pointers and
/// references do, so do classes that act like one: they can be dereferenced or
/// called, or are trivially copied with a pointer inside (views, iterators).
bool isHandle(clang::QualType T);

} // namespace corolint

#endif

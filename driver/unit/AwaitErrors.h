//===- AwaitErrors.h - what to do where an await does not compile ---------===//
//
// Which of the compiler's errors say that a co_await stands where none can, or
// awaits what can't be awaited, and what would have to be written instead?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_AWAITERRORS_H
#define COROLINT_DRIVER_UNIT_AWAITERRORS_H

#include "clang/Basic/SourceLocation.h"
#include <optional>
#include <string>

namespace clang {
class ASTContext;
class Diagnostic;
} // namespace clang

namespace corolint {

struct AwaitError {
  enum Kind {
    NoTask,      ///< The function returns what is no coroutine type.
    Constructor, ///< Or a destructor.
    Main,
    Deduced, ///< Its return type is `auto`, or a lambda's unwritten one.
    NotAwaitable,
  } Is;
  clang::SourceLocation At; ///< Of the function, or in it.
};

/// None: an error of another kind.
std::optional<AwaitError> awaitErrorOf(const clang::Diagnostic &D);

/// A clause that goes on from the compiler's words. Names a task type that
/// coroutines of this unit return.
std::string adviceOn(AwaitError Error, clang::ASTContext &Ast);

} // namespace corolint

#endif

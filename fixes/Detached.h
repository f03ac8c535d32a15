//===- Detached.h - callables that start their coroutine ------------------===//
//
// How is a lambda written that makes a task, where nobody takes the task? A
// recipe gives nothing where the result is uncertain.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_DETACHED_H
#define COROLINT_FIXES_DETACHED_H

#include "fixes/Fix.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace clang {
class LambdaExpr;
} // namespace clang

namespace corolint {

class Source;

/// `[]() -> task {…}` → `[]() -> Type {…}`, and
/// `[] { return f(); }` → `[]() -> Type { co_await f(); }`.
std::optional<Fix> returnDetached(const Source &Text,
                                  const clang::LambdaExpr &Lambda,
                                  llvm::StringRef Type);

/// `[x](int e) -> task {…}` →
/// `[x, executor = Where](int e) { start(executor, [x, e]() -> task {…}); }`,
/// for the code "start(executor, {})".
std::optional<Fix> startInside(const Source &Text,
                               const clang::LambdaExpr &Lambda,
                               llvm::StringRef Where, llvm::StringRef Code);

} // namespace corolint

#endif

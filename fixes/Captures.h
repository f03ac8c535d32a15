//===- Captures.h - closures whose coroutines do not need them ------------===//
//
// How is a coroutine lambda written so that its frame has what it captured? A
// recipe gives nothing where the result is uncertain.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_CAPTURES_H
#define COROLINT_FIXES_CAPTURES_H

#include "fixes/Fix.h"
#include <optional>

namespace clang {
class CallExpr;
class LambdaExpr;
class ValueDecl;
} // namespace clang

namespace corolint {

class Source;

/// `[x]() -> task {…}` → `[x](this auto) -> task {…}`, where the language has
/// it: the closure is a parameter then, which the frame has a copy of.
std::optional<Fix> closureByValue(const Source &Text,
                                  const clang::LambdaExpr &Lambda);

/// `[x]() -> task {…}()` → `[](auto x) -> task {…}(x)`.
std::optional<Fix> capturesAsParameters(const Source &Text,
                                        const clang::LambdaExpr &Lambda,
                                        const clang::CallExpr &Call);

/// `[&x] {…}` → `[x] {…}`, `[&] {…}` → `[&, x] {…}`.
std::optional<Fix> captureByValue(const Source &Text,
                                  const clang::LambdaExpr &Lambda,
                                  const clang::ValueDecl &Variable);

/// `[this] {…}` → `[this, Code] {…}`. A suggested fix.
std::optional<Fix> capture(const Source &Text, const clang::LambdaExpr &Lambda,
                           const std::string &Code, std::string Title);

} // namespace corolint

#endif

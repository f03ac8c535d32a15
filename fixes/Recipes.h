//===- Recipes.h - the rewritings that checks ask for by name -------------===//
//
// Each takes the node in hand and gives a fix, or nothing where the result is
// uncertain. The caller knows whether co_await is allowed here; a recipe knows
// how to write it.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_RECIPES_H
#define COROLINT_FIXES_RECIPES_H

#include "fixes/Fix.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/StringRef.h"
#include <optional>

namespace clang {
class Expr;
class FunctionDecl;
class Stmt;
class VarDecl;
} // namespace clang

namespace corolint {

class Source;

/// `f(x)` → `co_await f(x)`.
std::optional<Fix> awaitIt(const Source &Text, const clang::Expr &Task,
                           Safety Kind);

/// `auto v = f(x);` → `auto v = co_await f(x);`, or `co_await f(x);` if there
/// is nothing to keep. Only for a variable that nothing mentions.
std::optional<Fix> awaitInitialiser(const Source &Text,
                                    const clang::VarDecl &Var,
                                    const clang::Expr &Task, bool KeepsIt,
                                    Safety Kind);

/// `v;` → `co_await v;`, or `co_await std::move(v);`.
std::optional<Fix> awaitVariable(const Source &Text, const clang::Expr &Mention,
                                 bool NeedsRvalue, Safety Kind);

/// `f(x)` → `Code` with `f(x)` for its "{}". Nothing if there is no code.
std::optional<Fix> spawnIt(const Source &Text, const clang::Expr &Task,
                           llvm::StringRef Code);

/// `auto v = f(x); … co_await v` → `… co_await f(x)`: where the task is made
/// and where it is awaited, the only mention of it in `Body`. Nothing if what
/// stands between could change what `f(x)` is.
std::optional<Fix> moveDown(const Source &Text, const clang::VarDecl &Var,
                            const clang::Expr &Task, const clang::Expr &Operand,
                            const clang::Stmt &Body);

/// `sync_wait(x)`, `x.get()` → `co_await x`, or `co_await std::move(x)`.
std::optional<Fix> awaitArgument(const Source &Text, const clang::Expr &Call,
                                 const clang::Expr &Task, bool IsOperand,
                                 Safety Kind, bool Moves = false);

/// `auto v = spawn(f(x)); … v.get()` → `… co_await f(x)`: where `f(x)` is made
/// and where it is waited for, the only mention of the variable in `Body`.
/// Nothing if what stands between could change what `f(x)` is.
std::optional<Fix> awaitSpawned(const Source &Text, const clang::VarDecl &Var,
                                const clang::Expr &Task,
                                const clang::Expr &Wait, bool IsOperand,
                                const clang::Stmt &Body);

/// The fix, and these headers included.
std::optional<Fix> including(const Source &Text, std::optional<Fix> F,
                             clang::SourceLocation At,
                             const std::vector<std::string> &Headers);

/// `while (x) {}` → `while (x) { Code; }`
std::optional<Fix> letOthersRun(const Source &Text, const clang::Stmt &Inside,
                                llvm::StringRef Code);

/// `{}` → `{ Code; }`
std::optional<Fix> fillBody(const Source &Text, const clang::Stmt &Block,
                            llvm::StringRef Code, std::string Title);

/// `std::move(x)` → `x`
std::optional<Fix> giveACopy(const Source &Text, const clang::Expr &Moving,
                             const clang::Expr &Name);

/// `return h;` → `return h ? h : std::noop_coroutine();`, and
/// `h.resume();` → `if (h) h.resume();`, wherever that stands in the body.
std::optional<Fix> goOnIfSet(const Source &Text, const clang::Stmt &Body,
                             const clang::Expr &Handle, std::string Title);

/// `sleep(x)` → `Code` with `x` for its "{}".
std::optional<Fix> awaitInstead(const Source &Text, const clang::Expr &Call,
                                const clang::Expr &Argument,
                                llvm::StringRef Code);

/// `read(x)` → `Code`. Title: "await 'async_read' instead".
std::optional<Fix> replaceCall(const Source &Text, const clang::Expr &Call,
                               std::string Title, std::string Code);

/// `Code` as the first statement of a function that has its body here.
std::optional<Fix> beginWith(const Source &Text,
                             const clang::FunctionDecl &Function,
                             llvm::StringRef Code, std::string Title);

/// `l.unlock();` in front of a statement.
std::optional<Fix> unlockBefore(const Source &Text, const clang::VarDecl &Guard,
                                const clang::Stmt &Statement, Safety Kind);

/// A block around the statements from one to another of the same block.
std::optional<Fix> blockAround(const Source &Text, const clang::Stmt &First,
                               const clang::Stmt &Last, const clang::Stmt &Next,
                               Safety Kind);

} // namespace corolint

#endif

//===- Lending.h - what a task refers to lives as long as the task --------===//
//
// How is code written in which a temporary or a local outlives the task that it
// is lent to, or in which the task needs nothing of anybody? A recipe gives
// nothing where the result is uncertain. Whether the task is done by the end of
// what it refers to is the caller's to know.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_LENDING_H
#define COROLINT_FIXES_LENDING_H

#include "fixes/Fix.h"
#include <optional>

namespace clang {
class Expr;
class FunctionDecl;
class ReturnStmt;
class Stmt;
class VarDecl;
} // namespace clang

namespace corolint {

class Source;

/// A name for what had none.
struct NewLocal {
  std::string Type; ///< "auto", "std::string".
  std::string Name; ///< Changed if something in the body has it.
  /// How it is given where the temporary was, "{}" for the name.
  std::string Given = "{}";
};

/// `auto v = f(E);` → `auto name = E; auto v = f(name);`, in the block that `v`
/// is a statement of. `Given`: names that other fixes of this body have made;
/// the new one joins.
std::optional<Fix> nameBefore(const Source &Text, const clang::Expr &Temporary,
                              const clang::VarDecl &Var,
                              const clang::Stmt &Body, NewLocal As,
                              std::string &Given);

/// `const T &p` → `T p`, wherever the function is declared.
std::optional<Fix> takeByValue(const Source &Text, const clang::FunctionDecl &F,
                               unsigned Parameter);

/// `return f(x);` → `co_return co_await f(x);`
std::optional<Fix> awaitReturned(const Source &Text,
                                 const clang::ReturnStmt &Return);

} // namespace corolint

#endif

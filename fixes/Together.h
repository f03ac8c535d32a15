//===- Together.h - awaits in turn become one await of all ----------------===//
//
// How does the code look that awaits these tasks together? Knows the shapes in
// which libraries give several results back, and keeps the user's names, types
// and qualifiers. Whether the tasks may run together is the caller's to know.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_TOGETHER_H
#define COROLINT_FIXES_TOGETHER_H

#include "fixes/Fix.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace clang {
class CoawaitExpr;
class Stmt;
class VarDecl;
} // namespace clang

namespace corolint {

class Source;

/// A library's way to make one awaitable of several tasks.
struct Together {
  enum Form {
    Call,      ///< "ours::when_all(f(), g())"
    Callables, ///< "ours::all([&] { return f(); }, [&] { return g(); })"
    Operator,  ///< "(f() && g())"
    InTurn,    ///< No way: what starts by itself is made first, awaited then.
  } Shape = Call;
  enum Results {
    Unsaid,       ///< So nothing can be written.
    Tuple,        ///< A slot for each, also where nothing is given.
    Values,       ///< A tuple of what is given.
    ValueOrTuple, ///< The same, but a single value comes without a tuple.
    Nested,       ///< Pair by pair: what gives nothing vanishes beside a single
                  ///< value, and has a slot beside a tuple.
  } Yields = Unsaid;
  std::string Spelling;     ///< "ours::when_all", "&&".
  std::string Each;         ///< "{}.value()": one slot's result; "": itself.
  bool KeepsErrors = false; ///< Each slot has its error, for who looks at it.
  bool NeedsRvalue = true;  ///< A kept task has to be moved in.
  std::string Using;        ///< The namespace to use for an operator, or "".
};

/// One await of those that stand in one block.
struct AwaitInTurn {
  const clang::CoawaitExpr *Await = nullptr;
  const clang::Stmt *Statement = nullptr;
  const clang::VarDecl *Result = nullptr; ///< The variable that it makes.
  bool IsAssigned = false; ///< To a variable that is there already.
  bool IsKept = false;     ///< The operand is a local task.
  bool GivesNothing = false;
  bool GivesReference = false;
};

/// Each of them is a statement of its own, or gives a variable its value.
/// `Given`: names that other fixes of this body have made; the new ones join.
std::optional<Fix> awaitTogether(const Source &Text, const Together &How,
                                 llvm::ArrayRef<AwaitInTurn> Awaits,
                                 const clang::Stmt &Body, std::string &Given);

/// They are operands in one statement, in which nothing else happens.
std::optional<Fix> awaitBefore(const Source &Text, const Together &How,
                               llvm::ArrayRef<AwaitInTurn> Awaits,
                               const clang::Stmt &Body, std::string &Given);

} // namespace corolint

#endif

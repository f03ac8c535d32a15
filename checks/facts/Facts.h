//===- Facts.h - what the source says -------------------------------------===//
//
// The coroutines, task expressions, awaits, calls and locals of one translation
// unit's own code, without judgement. Holds AST pointers: valid as long as the
// ASTContext is.
//
// Left out: system headers, unevaluated operands, what the compiler adds
// (implicit calls, the coroutine's own suspensions).
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_FACTS_H
#define COROLINT_CHECKS_FACTS_FACTS_H

#include "checks/facts/Awaitable.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include <deque>
#include <vector>

namespace corolint {

/// A function or lambda that has a body here. Or a default argument, or the
/// initialiser of a member or global variable: there is no root then.
struct Body {
  const clang::FunctionDecl *Fn = nullptr; ///< Null: such an initialiser.
  const clang::Stmt *Root = nullptr; ///< What was written between the braces.
  const clang::CoroutineBodyStmt *Coroutine = nullptr; ///< Null: plain.
  /// The parameter (of the function's first declaration), data member or global
  /// variable that this is the initialiser of; null for a function.
  const clang::ValueDecl *Initialises = nullptr;
  const Body *Outer = nullptr; ///< The body a lambda or local class stands in.
  bool Instantiated = false;   ///< Made from a template's pattern.
  bool Broken = false;         ///< Has an error in it: say nothing about it.
  bool InTests = false;        ///< Its file has test cases: TEST(…) { … }.

  const clang::CXXRecordDecl *promise() const;
  std::string name() const; ///< Qualified; "" outside of functions.
};

/// What the code around an expression does with its value.
enum class Use {
  Discarded, ///< Nothing at all.
  Voided,    ///< A cast to void: nothing, in writing.
  Awaited,
  Returned, ///< By return, co_return or co_yield.
  Local,    ///< Becomes a local variable, or part of what one holds.
  Member,   ///< Becomes a data member, or part of what one holds.
  Argument, ///< Goes into a call.
  Object,   ///< A member of it is used.
  Stored,   ///< Becomes part of another object.
  Other,
};

struct Usage {
  Use How = Use::Other;
  /// The statement or call that uses the value. For Local and Member: the
  /// assignment or call that puts it there; null for an initialiser. Stored by
  /// one in what a parameter refers to: that call, and `Local`.
  const clang::Stmt *By = nullptr;
  const clang::VarDecl *Local = nullptr;
  const clang::FieldDecl *Member = nullptr;

  /// Could the value be the operand of something that binds tighter than
  /// co_await?
  bool isOperand() const { return How == Use::Object || How == Use::Other; }
};

/// An expression that makes a task: the call of a coroutine, say.
struct TaskExpr {
  const clang::Expr *Made = nullptr;
  const Awaitable *Type = nullptr;
  const Body *In = nullptr;
  Usage Used;
  Loss Lost; ///< The type's, unless a model of the function says more.
  /// It stands in a `catch` block of its body, where nothing can be awaited; it
  /// may be the last that the block does.
  enum { NotInAHandler, InAHandler, EndsAHandler } Handler = NotInAHandler;
  /// The task stands where a test expects the call itself to throw.
  bool ExpectedToThrow = false;
};

/// One place where a local is named.
struct Mention {
  /// The name, or the lambda that has it, as a statement of the local's body.
  const clang::Expr *At = nullptr;
  Usage Used;
};

/// A local variable, parameter or structured binding that holds tasks: is one,
/// or a container or closure with some in it.
struct TaskLocal {
  const clang::ValueDecl *Var = nullptr;
  const Awaitable *Type = nullptr; ///< Null: a closure of whatever.
  const Body *In = nullptr;
  bool IsTask = false;   ///< It is a task itself; else it holds some.
  bool IsTested = false; ///< Something asserts what state it is in.
  /// It is declared in a block of its own, which says where it is to end.
  bool IsScoped = false;
  std::vector<Mention> Mentions; ///< But for `Looks` and `Overwrites`.
  std::vector<Mention> Looks;    ///< Mentions that leave the tasks in place.
  std::vector<const clang::Stmt *> Overwrites; ///< Assignments to it.
};

/// A data member that holds tasks.
struct TaskMember {
  const clang::FieldDecl *Field = nullptr;
  bool IsUsed = false; ///< Something here does more than put tasks into it.
};

/// One written co_await.
struct Await {
  const clang::CoawaitExpr *Expr = nullptr;
  const Body *In = nullptr;
  /// The statement of `Block` that it is part of, if nothing between the two
  /// branches or loops; else null.
  const clang::Stmt *Statement = nullptr;
  const clang::CompoundStmt *Block = nullptr;
  /// It is part of the condition of this statement of a block, and nothing in
  /// the condition branches; else null.
  const clang::IfStmt *Tests = nullptr;
  bool InLoop = false; ///< It stands in some part of a loop.
  /// The innermost loop whose body has it; null: none.
  const clang::Stmt *Loop = nullptr;
  Usage Used;
};

/// One written co_await or co_yield: where a coroutine may stop.
struct Suspension {
  const clang::Expr *At = nullptr;
  const clang::Expr *Operand = nullptr;
  clang::SourceLocation Keyword;
  const Body *In = nullptr;
  bool IsYield = false;
  /// In the pattern of a template, where nobody knows yet what is called.
  bool IsInPattern = false;
  /// False only if nothing can happen before what follows; see Suspending.h.
  bool MaySuspend = true;
};

/// One loop of a coroutine.
struct WrittenLoop {
  const clang::Stmt *At = nullptr;
  const Body *In = nullptr;
};

/// One call, construction, or local variable whose end is a call.
struct Call {
  const clang::Stmt *At = nullptr; ///< The expression; of a local: DeclStmt.
  const clang::NamedDecl *Callee = nullptr; ///< Function, or function object.
  const clang::VarDecl *Ends = nullptr; ///< Set: the end of this local's scope.
  const Body *In = nullptr;
  Usage Used;
  clang::SourceLocation Begin = {}; ///< Of `At`; invalid where a scope ends.
  /// It initialises a local that is static, and so runs once.
  bool OnlyOnce = false;
  /// In the pattern of a template, whose argument decides whether it is there:
  /// below `if constexpr`.
  bool IsUndecided = false;

  /// The written arguments, without the object.
  std::vector<const clang::Expr *> arguments() const;
  /// The object of a member call; null for other calls.
  const clang::Expr *object() const;
};

struct Facts {
  std::deque<Body> Bodies; ///< In source order; addresses stay.
  std::vector<TaskExpr> Tasks;
  std::vector<TaskLocal> Locals;
  std::vector<TaskMember> Members;
  std::vector<Await> Awaits;
  std::vector<Suspension> Suspensions; ///< In the order of their ends.
  std::vector<Call> Calls;
  std::vector<WrittenLoop> Loops;
};

/// The one walk over the translation unit.
Facts collectFacts(clang::ASTContext &Ast, Awaitables &Types);

} // namespace corolint

#endif

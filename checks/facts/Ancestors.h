//===- Ancestors.h - what the code around an expression does with it ----===//
//
// The way from the root of the walk to where it stands, and the question it
// answers: what becomes of the value of this expression? Climbs through what
// leaves a value as it is, and through objects that only hold it.
//
// Not known: what a function does with its argument; see Fate.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_ANCESTORS_H
#define COROLINT_CHECKS_FACTS_ANCESTORS_H

#include "checks/facts/Facts.h"

namespace corolint {

class Ancestors {
public:
  Ancestors(clang::ASTContext &Ast, Awaitables &Types)
      : Ast(Ast), Types(Types) {}

  /// One step: a statement, a variable or field whose initialiser we are in, or
  /// (all null) the edge of a body.
  struct Step {
    const clang::Stmt *S = nullptr;
    const clang::VarDecl *Var = nullptr;
    const clang::FieldDecl *Field = nullptr;

    bool isEdge() const { return !S && !Var && !Field; }
  };

  void push(Step To) { Steps.push_back(To); }
  void pop() { Steps.pop_back(); }
  const std::vector<Step> &steps() const { return Steps; }

  /// What becomes of the value of an expression below the last step.
  Usage usage(const clang::Expr &E) const { return usage(E, Steps.size()); }
  /// What becomes of the value of an expression that is step number `Below`, or
  /// stands below the steps before it.
  Usage usage(const clang::Expr &E, size_t Below) const;

  /// Does the mention leave the tasks where they are: `if (t)`, `t == u`,
  /// `v.size()`, `v.push_back(…)`?
  bool isALook(const clang::Expr &Mention, const Awaitable &Type) const;

  /// Is the mention part of what a test asserts?
  bool isAsserted(const clang::Expr &Mention) const;

  /// Does the declaration we are in stand in a block that is a statement of
  /// another one?
  bool isInABareBlock() const;

  /// Is the mention the left side of an assignment of something else?
  bool isOverwritten(const clang::Expr &Mention) const;

  /// Does it stand where a test expects the call itself to throw, or the
  /// program to die: in
  /// `assert_throws([] { E; })`, in a macro of such a name, or in
  /// `try { E; fail(); } catch …` where failing never returns?
  bool expectsThrow(const clang::Expr &E) const;

private:
  bool isStatementOf(const clang::Stmt &S, const clang::Stmt *Child,
                     size_t Index) const;
  bool isDropped(const clang::Stmt *Call, size_t At) const;
  Usage assigned(const clang::Expr &To, const clang::Stmt &By) const;

  clang::ASTContext &Ast;
  Awaitables &Types;
  std::vector<Step> Steps;
};

} // namespace corolint

#endif

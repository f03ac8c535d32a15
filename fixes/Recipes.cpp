#include "fixes/Recipes.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

/// Does `co_await` in front of it take all of it? A unary operator binds
/// tighter than binary ones, looser than calls and member access.
static bool needsParentheses(const Expr &E) {
  const Expr *Written = E.IgnoreUnlessSpelledInSource();
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Written))
    return O->getOperator() != OO_Call && O->getOperator() != OO_Subscript &&
           O->getOperator() != OO_Arrow;
  return isa<BinaryOperator, AbstractConditionalOperator>(Written);
}

static std::optional<Fix>
whole(std::string Title, Safety Trust,
      std::initializer_list<std::optional<Edit>> All) {
  Fix F{std::move(Title), Trust, {}};
  for (const std::optional<Edit> &E : All) {
    if (!E)
      return std::nullopt;
    F.Edits.push_back(*E);
  }
  return F;
}

std::optional<Fix> awaitIt(const Source &Text, const Expr &Task, Safety Trust) {
  // The end has to be editable too: half in a macro is in a macro.
  if (!Text.text(Task.getSourceRange()))
    return std::nullopt;
  if (needsParentheses(Task))
    return whole("await it", Trust,
                 {Text.insertBefore(Task.getBeginLoc(), "co_await ("),
                  Text.insertAfter(Task.getEndLoc(), ")")});
  return whole("await it", Trust,
               {Text.insertBefore(Task.getBeginLoc(), "co_await ")});
}

std::optional<Fix> awaitInitialiser(const Source &Text, const VarDecl &Var,
                                    const Expr &Task, bool GivesNothing,
                                    Safety Trust) {
  if (GivesNothing) {
    auto Call = Text.text(Task.getSourceRange());
    if (!Call)
      return std::nullopt;
    if (needsParentheses(Task))
      *Call = "(" + *Call + ")";
    return whole("await it instead of keeping it", Trust,
                 {Text.replace(Var.getSourceRange(), "co_await " + *Call)});
  }
  // A declared type would be the task's; only auto becomes the result's.
  const auto *Auto = Var.getType()->getContainedAutoType();
  if (!Auto || Auto->isConstrained())
    return std::nullopt;
  auto F = awaitIt(Text, Task, Trust);
  if (F)
    F->Title = "await the initialiser";
  return F;
}

std::optional<Fix> awaitArgument(const Source &Text, const Expr &Call,
                                 const Expr &Task, bool IsOperand,
                                 Safety Trust) {
  auto Argument = Text.text(Task.getSourceRange());
  if (!Argument)
    return std::nullopt;
  if (needsParentheses(Task))
    *Argument = "(" + *Argument + ")";
  std::string Await = "co_await " + *Argument;
  if (IsOperand)
    Await = "(" + Await + ")";
  return whole("await it", Trust, {Text.replace(Call.getSourceRange(), Await)});
}

} // namespace corolint

#include "fixes/Lending.h"
#include "fixes/Children.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace corolint {

/// Does a declaration of this variable alone stand between the others of a
/// block?
static bool isStatementOfItsOwn(const VarDecl &Var, const Stmt &In) {
  for (const Stmt *Child : childrenOf(In)) {
    if (!Child)
      continue;
    const auto *D = dyn_cast<DeclStmt>(Child);
    if (D && isa<CompoundStmt>(In) && D->isSingleDecl() &&
        D->getSingleDecl() == &Var)
      return true;
    if (isStatementOfItsOwn(Var, *Child))
      return true;
  }
  return false;
}

std::optional<Fix> nameBefore(const Source &Text, const Expr &Temporary,
                              const VarDecl &Var, const Stmt &Body, NewLocal As,
                              std::string &Given) {
  std::optional<std::string> Value = Text.text(Temporary.getSourceRange()),
                             Code = Text.text(Body.getSourceRange());
  if (!Value || !Code || Var.isStaticLocal() || Var.hasAttrs() ||
      !isStatementOfItsOwn(Var, Body))
    return std::nullopt;
  As.Name = unusedName(As.Name, *Code + Given);
  Given += " " + As.Name;
  SourceRange Declaration = Text.wholeOf(Var);
  Source::Line Line = Text.lineOf(Declaration.getBegin());
  As.Given.replace(As.Given.find("{}"), 2, As.Name);
  return wholeFix("give it a name, so that it lives as long as '" +
                      Var.getNameAsString() + "'",
                  Safety::Suggested,
                  {Text.insertBefore(Declaration.getBegin(),
                                     As.Type + " " + As.Name + " = " + *Value +
                                         ";" + Line.End + Line.Indent),
                   Text.replace(Temporary.getSourceRange(), As.Given)});
}

/// `const T &p` of one declaration.
static std::optional<Edit> byValue(const Source &Text, const ParmVarDecl &P) {
  const TypeSourceInfo *Type = P.getTypeSourceInfo();
  auto Reference =
      Type ? Type->getTypeLoc().getAs<ReferenceTypeLoc>() : ReferenceTypeLoc();
  if (!Reference)
    return std::nullopt;
  std::optional<std::string> Of =
      Text.text(Reference.getPointeeLoc().getUnqualifiedLoc().getSourceRange());
  if (!Of)
    return std::nullopt;
  // `T &p` has its blank in front of the `&`.
  SourceLocation Behind = Lexer::getLocForEndOfToken(
      Reference.getSigilLoc(), 0, Text.ast().getSourceManager(),
      Text.ast().getLangOpts());
  if (P.getIdentifier() && Behind == P.getLocation())
    *Of += ' ';
  return Text.replace({P.getBeginLoc(), Reference.getSigilLoc()}, *Of);
}

std::optional<Fix> takeByValue(const Source &Text, const FunctionDecl &F,
                               unsigned Parameter) {
  llvm::SmallVector<std::optional<Edit>> All;
  for (const FunctionDecl *D : F.redecls())
    All.push_back(byValue(Text, *D->getParamDecl(Parameter)));
  std::string Name = F.getParamDecl(Parameter)->getNameAsString();
  return wholeFix(Name.empty() ? "take the parameter by value"
                               : "take '" + Name + "' by value",
                  Safety::Suggested, All);
}

std::optional<Fix> awaitReturned(const Source &Text, const ReturnStmt &Return) {
  const Expr *Task = Return.getRetValue();
  if (!Task || !Text.text(Task->getSourceRange()))
    return std::nullopt;
  SourceLocation Word = Return.getReturnLoc();
  std::optional<Edit> Before =
      Text.replace(Word, needsParentheses(*Task) ? "co_return co_await ("
                                                 : "co_return co_await");
  if (!needsParentheses(*Task))
    return wholeFix("await it here", Safety::Suggested, {Before});
  return wholeFix("await it here", Safety::Suggested,
                  {Before, Text.insertAfter(Task->getEndLoc(), ")")});
}

} // namespace corolint

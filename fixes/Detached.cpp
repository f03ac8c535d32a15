#include "fixes/Detached.h"
#include "fixes/Children.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;

namespace corolint {

/// Where the result's type is written, or would be.
static SourceLocation headOf(const LambdaExpr &Lambda) {
  return Lambda.hasExplicitParameters() ? typeOf(Lambda).getRParenLoc()
                                        : Lambda.getIntroducerRange().getEnd();
}

/// Nothing stands between the parameters and the body but `-> result`: no
/// specifier, no attribute.
static bool isPlain(const Source &Text, const LambdaExpr &Lambda) {
  if (!typeOf(Lambda) || !Lambda.getExplicitTemplateParameters().empty())
    return false;
  auto Next = Lexer::findNextToken(
      headOf(Lambda), Text.ast().getSourceManager(), Text.ast().getLangOpts());
  return Next && Next->isOneOf(tok::arrow, tok::l_brace);
}

/// Does a coroutine give a value?
static bool givesValue(const Stmt &S) {
  if (isa<Expr>(S))
    return false;
  if (const auto *Gives = dyn_cast<CoreturnStmt>(&S))
    return Gives->getOperand() && !Gives->getOperand()->getType()->isVoidType();
  return llvm::any_of(childrenOf(S),
                      [](const Stmt *C) { return C && givesValue(*C); });
}

std::optional<Fix> returnDetached(const Source &Text, const LambdaExpr &Lambda,
                                  llvm::StringRef Type) {
  FunctionTypeLoc Written = typeOf(Lambda);
  if (!isPlain(Text, Lambda))
    return std::nullopt;
  llvm::SmallVector<std::optional<Edit>, 3> Edits;
  if (Lambda.hasExplicitResultType())
    Edits.push_back(
        Text.replace(Written.getReturnLoc().getSourceRange(), Type.str()));
  else
    Edits.push_back(Text.insertAfter(
        headOf(Lambda),
        ((Lambda.hasExplicitParameters() ? " -> " : "() -> ") + Type).str()));
  const Stmt *Body = Lambda.getCallOperator()->getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body)) {
    if (givesValue(*Coroutine->getBody()))
      return std::nullopt;
  } else {
    // One that only makes the task becomes a coroutine that awaits it.
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Body);
    const auto *Return = Block && Block->size() == 1
                             ? dyn_cast<ReturnStmt>(Block->body_front())
                             : nullptr;
    const Expr *Task = Return ? Return->getRetValue() : nullptr;
    if (!Task || Task->IgnoreImplicit()->isGLValue())
      return std::nullopt;
    bool InParentheses = needsParentheses(*Task);
    Edits.push_back(Text.replace(Return->getReturnLoc(),
                                 InParentheses ? "co_await (" : "co_await"));
    if (InParentheses)
      Edits.push_back(Text.insertAfter(Task->getEndLoc(), ")"));
  }
  return wholeFix(("let it run on its own, as '" + Type + "'").str(),
                  Safety::Suggested, Edits);
}

namespace {

/// Writes the captures of a lambda inside another one with the same captures,
/// which its parameters join.
class InnerCaptures {
  std::string Text;
  LambdaCaptureDefault Default;

public:
  bool Fails = false;

  InnerCaptures(const Source &Source, const LambdaExpr &Lambda,
                llvm::StringRef Taken)
      : Default(Lambda.getCaptureDefault()) {
    if (Default != LCD_None)
      Text = Default == LCD_ByRef ? "&" : "=";
    for (const LambdaCapture &C : Lambda.explicit_captures()) {
      // What it was made with is gone where the other one is made.
      auto Written = Source.text(C.getLocation());
      if (!Written || C.isPackExpansion() ||
          (C.capturesVariable() && C.getCapturedVar()->isInitCapture()) ||
          !(C.capturesThis() || C.capturesVariable())) {
        Fails = true;
        return;
      }
      if (C.capturesThis())
        add(C.getCaptureKind() == LCK_StarThis ? "*this" : "this");
      else
        addVariable(*C.getCapturedVar(), C.getCaptureKind() == LCK_ByRef,
                    Taken);
    }
    for (const ParmVarDecl *P : Lambda.getCallOperator()->parameters()) {
      Fails |= P->isParameterPack();
      // A parameter that nobody names would be a capture that nobody needs; a
      // copying default has it.
      if (P->getIdentifier() && P->isReferenced() && Default != LCD_ByCopy)
        addVariable(*P, /*ByReference=*/false, Taken);
    }
  }

  const std::string &text() const { return Text; }

private:
  void add(const std::string &One) { Text += (Text.empty() ? "" : ", ") + One; }

  void addVariable(const ValueDecl &V, bool ByReference,
                   llvm::StringRef Taken) {
    Fails |= V.getName() == Taken;
    add((ByReference ? "&" : "") + V.getNameAsString());
  }
};

} // namespace

std::optional<Fix> startInside(const Source &Text, const LambdaExpr &Lambda,
                               llvm::StringRef Where, llvm::StringRef Code) {
  auto [Before, After] = Code.split("{}");
  InnerCaptures Inner(Text, Lambda, "executor");
  if (!isPlain(Text, Lambda) || Inner.Fails || After.empty())
    return std::nullopt;
  SourceRange Introducer = Lambda.getIntroducerRange();
  bool CapturesNothing = Lambda.getCaptureDefault() == LCD_None &&
                         Lambda.explicit_captures().empty();
  std::string Opens = (" { " + Before + "[" + Inner.text() + "]").str();
  if (Lambda.hasExplicitResultType())
    Opens += "()";
  std::string Executor =
      ((CapturesNothing ? "executor = " : ", executor = ") + Where).str();
  llvm::StringRef Name = Before.take_until([](char C) { return C == '('; });
  return wholeFix(
      ("start it there, with '" + Name + "'").str(), Safety::Suggested,
      {Text.insertBefore(Introducer.getEnd(), Executor),
       Text.insertAfter(headOf(Lambda), Opens),
       Text.insertAfter(Lambda.getEndLoc(), (After + "; }").str())});
}

} // namespace corolint

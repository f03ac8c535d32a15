#include "fixes/Captures.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"

using namespace clang;

namespace corolint {

std::optional<Fix> closureByValue(const Source &Text,
                                  const LambdaExpr &Lambda) {
  const CXXMethodDecl *Operator = Lambda.getCallOperator();
  if (!Text.ast().getLangOpts().CPlusPlus23 || Lambda.isMutable() ||
      Operator->isExplicitObjectMemberFunction() || Operator->isStatic())
    return std::nullopt;
  std::optional<Edit> E;
  if (!Lambda.hasExplicitParameters())
    E = Text.insertAfter(Lambda.getIntroducerRange().getEnd(), "(this auto)");
  else if (FunctionTypeLoc Type = typeOf(Lambda))
    E = Text.insertAfter(Type.getLParenLoc(), Operator->getNumParams()
                                                  ? "this auto, "
                                                  : "this auto");
  if (!E)
    return std::nullopt;
  return Fix{"keep a copy of the closure in the coroutine", Safety::Safe, {*E}};
}

std::optional<Fix> capturesAsParameters(const Source &Text,
                                        const LambdaExpr &Lambda,
                                        const CallExpr &Call) {
  std::string Parameters, Arguments;
  const Expr *const *Init = Lambda.capture_init_begin();
  for (const LambdaCapture &C : Lambda.captures()) {
    const Expr *From = *Init++;
    if (!C.capturesVariable() || C.getCaptureKind() != LCK_ByCopy ||
        C.isPackExpansion())
      return std::nullopt;
    std::string Name = C.getCapturedVar()->getNameAsString(), Given = Name;
    if (C.getCapturedVar()->isInitCapture()) {
      std::optional<std::string> Written = Text.text(
          cast<VarDecl>(C.getCapturedVar())->getInit()->getSourceRange());
      if (!Written)
        return std::nullopt;
      Given = *Written;
    } else if (!isa<DeclRefExpr, CXXConstructExpr, ImplicitCastExpr>(From)) {
      return std::nullopt;
    }
    Parameters += (Parameters.empty() ? "auto " : ", auto ") + Name;
    Arguments += (Arguments.empty() ? "" : ", ") + Given;
  }
  if (Parameters.empty() || Lambda.hasExplicitParameters() == false)
    return std::nullopt;
  FunctionTypeLoc Type = typeOf(Lambda);
  if (!Type)
    return std::nullopt;
  if (Type.getNumParams())
    Parameters = ", " + Parameters;
  unsigned Written = Call.getNumArgs();
  if (isa<CXXOperatorCallExpr>(Call))
    --Written; // The lambda itself.
  if (Written)
    Arguments = ", " + Arguments;
  std::optional<Edit> All[] = {
      Text.replace(Lambda.getIntroducerRange(), "[]"),
      Text.insertBefore(Type.getRParenLoc(), Parameters),
      Text.insertBefore(Call.getRParenLoc(), Arguments)};
  return wholeFix("pass what it captures as parameters", Safety::Suggested,
                  All);
}

std::optional<Fix> captureByValue(const Source &Text, const LambdaExpr &Lambda,
                                  const ValueDecl &Variable) {
  std::string Name = Variable.getNameAsString(),
              Title = "capture '" + Name + "' by value";
  for (const LambdaCapture &C : Lambda.explicit_captures())
    if (C.capturesVariable() && C.getCapturedVar() == &Variable) {
      // The `&` stands in front of the name.
      std::optional<Edit> E = Text.insertBefore(C.getLocation(), "");
      if (!E)
        return std::nullopt;
      llvm::StringRef Before =
          Text.fileOf(C.getLocation()).take_front(E->Offset);
      size_t Sign = Before.rtrim().size();
      if (!Sign || Before[Sign - 1] != '&')
        return std::nullopt;
      E->Length = E->Offset - (Sign - 1);
      E->Offset = Sign - 1;
      return wholeFix(std::move(Title), Safety::Safe, {E});
    }
  return wholeFix(
      std::move(Title), Safety::Safe,
      {Text.insertAfter(Lambda.getCaptureDefaultLoc(), ", " + Name)});
}

std::optional<Fix> capture(const Source &Text, const LambdaExpr &Lambda,
                           const std::string &Code, std::string Title) {
  SourceRange List = Lambda.getIntroducerRange();
  bool IsEmpty = Lambda.explicit_captures().empty() &&
                 Lambda.getCaptureDefault() == LCD_None;
  std::optional<Edit> E =
      Text.insertBefore(List.getEnd(), (IsEmpty ? "" : ", ") + Code);
  if (!E)
    return std::nullopt;
  return Fix{std::move(Title), Safety::Suggested, {*E}};
}

} // namespace corolint

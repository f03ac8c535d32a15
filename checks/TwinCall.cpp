#include "checks/TwinCall.h"
#include "checks/Tu.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "fixes/Recipes.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace corolint {

static bool standsBeside(const FunctionDecl &F, StringRef Name) {
  if (const auto *M = dyn_cast<CXXMethodDecl>(&F))
    return hasMember(*M->getParent(), Name);
  IdentifierInfo &Id = F.getASTContext().Idents.get(Name);
  return !F.getDeclContext()->getRedeclContext()->lookup(&Id).empty();
}

static bool isErrorCode(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->getDeclName().isIdentifier() && R->getName() == "error_code";
}

/// The argument that the call fills in with what went wrong.
static const Expr *errorCodeOf(const Call &C) {
  for (const Expr *Argument : C.arguments())
    if (isErrorCode(Argument->getType()) && Argument->isLValue() &&
        !Argument->getType().isConstQualified())
      return Argument;
  return nullptr;
}

/// Is it below a `catch` of `S`, where nothing can be awaited?
static bool isInAHandler(const Stmt &At, const Stmt &S, bool Within = false) {
  if (&S == &At)
    return Within;
  return llvm::any_of(childrenOf(S), [&](const Stmt *Child) {
    return Child && isInAHandler(At, *Child, Within || isa<CXXCatchStmt>(S));
  });
}

namespace {

/// The pieces of a call, as they are written.
class Written {
public:
  Written(const Source &Text, const CallExpr &Made)
      : Text(Text), Sources(Text.ast().getSourceManager()), Made(Made) {}

  /// Up to the name: "ours::", "socket.".
  std::optional<std::string> beforeName() const {
    const Expr *Callee = Made.getCallee()->IgnoreParenImpCasts();
    if (const auto *Member = dyn_cast<MemberExpr>(Callee))
      return between(Member->getBeginLoc(), Member->getMemberLoc());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Callee))
      return between(Ref->getBeginLoc(), Ref->getLocation());
    return std::nullopt;
  }

  /// The object with `Code` around it.
  std::optional<std::string> objectIn(StringRef Code) const {
    const auto *Member =
        dyn_cast<MemberExpr>(Made.getCallee()->IgnoreParenImpCasts());
    if (!Member)
      return std::nullopt;
    // What is awaited itself is no pointer.
    if (Code == "{}" &&
        (Member->isArrow() || needsParentheses(*Member->getBase())))
      return std::nullopt;
    auto Object = Member->isImplicitAccess()
                      ? std::optional<std::string>("this")
                      : Text.text(Member->getBase()->getSourceRange());
    if (!Object)
      return std::nullopt;
    auto [Before, After] = Code.split("{}");
    return (Before + *Object + After).str();
  }

  /// The arguments but for `Error`, and behind them `Last`.
  std::optional<std::string> arguments(const Expr *Error,
                                       StringRef Last) const {
    auto Open = Lexer::findNextToken(Made.getCallee()->getEndLoc(), Sources,
                                     Text.ast().getLangOpts());
    if (!Open || Open->isNot(tok::l_paren))
      return std::nullopt;
    SourceLocation Begin = Open->getEndLoc(), End = Made.getRParenLoc();
    std::optional<std::string> All = between(Begin, End);
    if (!All)
      return std::nullopt;
    SmallVector<std::string, 3> Parts;
    if (Error) {
      SourceLocation Behind = Lexer::getLocForEndOfToken(
          Error->getEndLoc(), 0, Sources, Text.ast().getLangOpts());
      auto Before = between(Begin, Error->getBeginLoc()),
           After = between(Behind, End);
      if (!Before || !After)
        return std::nullopt;
      Parts = {StringRef(*Before).trim().rtrim(',').str(),
               StringRef(*After).trim().ltrim(',').ltrim().str()};
    } else {
      Parts = {StringRef(*All).trim().str()};
    }
    Parts.push_back(Last.str());
    llvm::erase_if(Parts, [](const std::string &P) { return P.empty(); });
    return llvm::join(Parts, ", ");
  }

private:
  std::optional<std::string> between(SourceLocation Begin,
                                     SourceLocation End) const {
    if (Begin.isInvalid() || End.isInvalid() || Begin.isMacroID() ||
        End.isMacroID() || Sources.getFileID(Begin) != Sources.getFileID(End) ||
        Sources.getFileOffset(Begin) > Sources.getFileOffset(End))
      return std::nullopt;
    return Text.fileOf(Begin)
        .slice(Sources.getFileOffset(Begin), Sources.getFileOffset(End))
        .str();
  }

  const Source &Text;
  const SourceManager &Sources;
  const CallExpr &Made;
};

} // namespace

std::optional<TwinCall> twinCall(Tu &T, const Call &C, const AsyncTwin &Twin) {
  const auto *Made = dyn_cast<CallExpr>(C.At);
  const auto *Callee = dyn_cast_or_null<FunctionDecl>(C.Callee);
  if (!Made || !Callee || C.Ends || isa<CXXOperatorCallExpr>(Made) ||
      !C.In->Coroutine || C.In->Instantiated ||
      isInAHandler(*Made, *C.In->Root))
    return std::nullopt;
  const Awaitable *Returned = T.types().of(C.In->Fn->getReturnType());
  if (!Returned ||
      (!Twin.In.empty() &&
       !llvm::is_contained(Twin.In, qualifiedName(*Returned->Class))))
    return std::nullopt;

  const Expr *Error = nullptr;
  std::string Token;
  if (Twin.TakesToken) {
    if (!Returned->Model)
      return std::nullopt;
    Token = Returned->Model->Token;
    // What the call gives is the error once more; its twin gives nothing that
    // could be looked at: `if (socket.connect(there, error))`.
    if (isErrorCode(Made->getType()) &&
        (C.Used.How != Use::Discarded ||
         isa_and_nonnull<CXXMemberCallExpr>(C.Used.By)))
      return std::nullopt;
    if ((Error = errorCodeOf(C))) {
      auto Name = T.source().text(Error->getSourceRange());
      auto [Before, After] = StringRef(Returned->Model->ErrorToken).split("{}");
      if (!Name || Before.empty())
        return std::nullopt;
      Token = (Before + *Name + After).str();
    }
    if (Token.empty())
      return std::nullopt;
  }
  if (Twin.Object.empty() && !standsBeside(*Callee, Twin.Name))
    return std::nullopt;

  Written Was(T.source(), *Made);
  std::optional<std::string> Begin =
      Twin.Object.empty() ? Was.beforeName() : Was.objectIn(Twin.Object);
  std::optional<std::string> Arguments =
      Was.arguments(Error, T.spelled(Token, *C.In));
  auto Headers = T.headersFor(Token + " " + Twin.Needs);
  if (!Begin || !Arguments || !Headers ||
      (Twin.Name.empty() && !Arguments->empty()))
    return std::nullopt;
  std::string Code = "co_await " + *Begin;
  if (!Twin.Name.empty())
    Code +=
        (Twin.Object.empty() ? "" : ".") + Twin.Name + "(" + *Arguments + ")";

  TwinCall Now;
  Now.Code = Code;
  std::string Title =
      "await '" + (Twin.Name.empty() ? *Begin : Twin.Name) + "' instead";
  if (C.Used.isOperand())
    Code = "(" + Code + ")";
  Now.Instead =
      including(T.source(), replaceCall(T.source(), *Made, Title, Code),
                Made->getBeginLoc(), *Headers);
  // Lines of the source are one in a sentence.
  llvm::SmallVector<StringRef> Words;
  StringRef(Now.Code).split(Words, '\n', -1, /*KeepEmpty=*/false);
  Now.Code = llvm::join(
      llvm::map_range(Words, [](StringRef W) { return W.trim(); }), " ");
  return Now;
}

} // namespace corolint

#include "fixes/Sooner.h"
#include "fixes/Children.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/Stmt.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/ArrayRef.h"

using namespace clang;

namespace corolint {

namespace {

/// A statement of a block, and those behind it.
using Rest = llvm::ArrayRef<Stmt *>;

/// The statement that is this expression and nothing else, with what follows.
Rest from(const Expr &It, const Stmt &In) {
  const auto *Block = dyn_cast<CompoundStmt>(&In);
  Rest All;
  if (Block)
    All = {Block->body_begin(), Block->size()};
  for (size_t I = 0; I != All.size(); ++I)
    if (const auto *E = dyn_cast<Expr>(All[I]);
        E &&
        E->IgnoreUnlessSpelledInSource() == It.IgnoreUnlessSpelledInSource())
      return All.drop_front(I);
  for (const Stmt *Child : childrenOf(In))
    if (Child && !isa<LambdaExpr>(Child))
      if (Rest Found = from(It, *Child); !Found.empty())
        return Found;
  return {};
}

/// The semicolon behind an expression or a declaration; invalid: none.
SourceLocation semicolonOf(const Source &Text, const Stmt &S) {
  if (isa<DeclStmt>(S))
    return S.getEndLoc();
  if (S.getEndLoc().isMacroID())
    return {};
  auto Next = Lexer::findNextToken(S.getEndLoc(), Text.ast().getSourceManager(),
                                   Text.ast().getLangOpts());
  return Next && Next->is(tok::semi) ? Next->getLocation() : SourceLocation();
}

/// Two statements, or runs of them, that stand behind each other, the other way
/// round. A comment between them or behind them belongs to one of the two, and
/// nobody knows to which.
std::optional<Edit> swapped(const Source &Text, const Stmt &First,
                            const Stmt &Second, const Stmt &Last) {
  SourceLocation Mid = semicolonOf(Text, First), End = semicolonOf(Text, Last);
  if (Mid.isInvalid() || End.isInvalid())
    return std::nullopt;
  auto All = Text.text({First.getBeginLoc(), End}),
       Front = Text.text({First.getBeginLoc(), Mid}),
       Back = Text.text({Second.getBeginLoc(), End});
  if (!All || !Front || !Back || Front->size() + Back->size() > All->size())
    return std::nullopt;
  std::string Between =
      All->substr(Front->size(), All->size() - Front->size() - Back->size());
  llvm::StringRef File = Text.fileOf(End);
  llvm::StringRef Behind =
      File.drop_front(Text.ast().getSourceManager().getFileOffset(End) + 1)
          .take_until([](char C) { return C == '\n'; });
  if (!llvm::StringRef(Between).trim().empty() || Behind.contains("//") ||
      Behind.contains("/*"))
    return std::nullopt;
  return Text.replace({First.getBeginLoc(), End}, *Back + Between + *Front);
}

/// What a declaration or an assignment gives to one variable; else null.
const Expr *givenBy(const Stmt &S) {
  if (const auto *D = dyn_cast<DeclStmt>(&S)) {
    const auto *V =
        D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
    return V ? V->getInit() : nullptr;
  }
  const auto *E = dyn_cast<Expr>(&S);
  E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
  if (const auto *B = dyn_cast_or_null<BinaryOperator>(E))
    return B->getOpcode() == BO_Assign ? B->getRHS() : nullptr;
  const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(E);
  return O && O->getOperator() == OO_Equal ? O->getArg(1) : nullptr;
}

} // namespace

std::optional<Fix> doBefore(const Source &Text, const Expr &Earlier,
                            const Stmt &Body,
                            llvm::function_ref<bool(const Stmt &)> IsLate) {
  Rest At = from(Earlier, Body);
  const Stmt *Last = nullptr;
  for (const Stmt *S : At.empty() ? At : At.drop_front()) {
    if (!isa<Expr>(S))
      break;
    if (IsLate(*S))
      Last = S;
  }
  if (!Last)
    return std::nullopt;
  return wholeFix("do it before", Safety::Suggested,
                  {swapped(Text, *At[0], *At[1], *Last)});
}

std::optional<Fix> readBefore(const Source &Text, const Expr &Earlier,
                              const MemberExpr &Read, const Stmt &Body) {
  Rest At = from(Earlier, Body);
  const Expr *Given = At.size() < 2 ? nullptr : givenBy(*At[1]);
  if (!Given || Given->IgnoreUnlessSpelledInSource() !=
                    Read.IgnoreUnlessSpelledInSource())
    return std::nullopt;
  std::string Member = Read.getMemberDecl()->getNameAsString(),
              Title = "read '" + Member + "' before";
  if (isa<DeclStmt>(At[1]))
    return wholeFix(std::move(Title), Safety::Suggested,
                    {swapped(Text, *At[0], *At[1], *At[1])});
  auto Value = Text.text(Read.getSourceRange()),
       Code = Text.text(Body.getSourceRange());
  if (!Value || !Code)
    return std::nullopt;
  // The member's own name is free where only members have it.
  for (std::string Sign : {"->", "."})
    for (size_t I = 0; (I = Code->find(Sign + Member, I)) != Code->npos;)
      Code->erase(I, Sign.size() + Member.size());
  std::string Name = unusedName(llvm::StringRef(Member).trim('_').str(), *Code);
  Source::Line Line = Text.lineOf(At[0]->getBeginLoc());
  return wholeFix(std::move(Title), Safety::Suggested,
                  {Text.insertBefore(At[0]->getBeginLoc(),
                                     "auto " + Name + " = " + *Value + ";" +
                                         Line.End + Line.Indent),
                   Text.replace(Read.getSourceRange(), Name)});
}

} // namespace corolint

#include "fixes/Recipes.h"
#include "fixes/Children.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

std::optional<Fix> awaitIt(const Source &Text, const Expr &Task, Safety Kind) {
  // The end has to be editable too: half in a macro is in a macro.
  if (!Text.text(Task.getSourceRange()))
    return std::nullopt;
  if (needsParentheses(Task))
    return wholeFix("await it", Kind,
                    {Text.insertBefore(Task.getBeginLoc(), "co_await ("),
                     Text.insertAfter(Task.getEndLoc(), ")")});
  return wholeFix("await it", Kind,
                  {Text.insertBefore(Task.getBeginLoc(), "co_await ")});
}

std::optional<Fix> awaitInitialiser(const Source &Text, const VarDecl &Var,
                                    const Expr &Task, bool KeepsIt,
                                    Safety Kind) {
  if (!KeepsIt) {
    auto Call = Text.text(Task.getSourceRange());
    if (!Call)
      return std::nullopt;
    if (needsParentheses(Task))
      *Call = "(" + *Call + ")";
    return wholeFix("await it instead of keeping it", Kind,
                    {Text.replace(Text.wholeOf(Var), "co_await " + *Call)});
  }
  // A declared type would be the task's; only auto becomes the result's.
  const auto *Auto = Var.getType()->getContainedAutoType();
  if (!Auto || Auto->isConstrained())
    return std::nullopt;
  auto F = awaitIt(Text, Task, Kind);
  if (F)
    F->Title = "await the initialiser";
  return F;
}

std::optional<Fix> awaitVariable(const Source &Text, const Expr &Mention,
                                 bool NeedsRvalue, Safety Kind) {
  auto Name = Text.text(Mention.getSourceRange());
  if (!Name)
    return std::nullopt;
  return wholeFix(
      "await it", Kind,
      {Text.replace(Mention.getSourceRange(),
                    NeedsRvalue ? "co_await std::move(" + *Name + ")"
                                : "co_await " + *Name)});
}

std::optional<Fix> spawnIt(const Source &Text, const Expr &Task,
                           llvm::StringRef Code) {
  auto Call = Text.text(Task.getSourceRange());
  if (Code.empty() || !Call)
    return std::nullopt;
  auto [Before, After] = Code.split("{}");
  if (Before.empty() && needsParentheses(Task))
    *Call = "(" + *Call + ")";
  llvm::StringRef With = Before.empty() ? After.drop_front() : Code;
  With = With.take_until([](char C) { return C == '('; });
  return wholeFix(
      ("start it on its own, with '" + With + "'").str(), Safety::Suggested,
      {Text.replace(Task.getSourceRange(), (Before + *Call + After).str())});
}

namespace {

/// The variables that an initialiser reads, and whether they may be something
/// else later.
class Reads {
  const ASTContext &Ast;
  llvm::SmallPtrSet<const ValueDecl *, 4> Mutable;
  bool Unsure = false;

public:
  Reads(const ASTContext &Ast, const Expr &E) : Ast(Ast) { collect(E); }

  /// Does nothing between the two places name one of them?
  bool staySame(const Stmt &Body, SourceLocation From,
                SourceLocation To) const {
    return !Unsure && !isNamed(Body, From, To);
  }

private:
  void collect(const Stmt &S) {
    // Members, and what a lambda captures, may change out of sight.
    Unsure |= isa<CXXThisExpr, LambdaExpr, CoawaitExpr>(S);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && !V->getType().isConstQualified()) {
        Unsure |= !V->hasLocalStorage() || V->getType()->isReferenceType();
        Mutable.insert(V);
      }
    for (const Stmt *C : childrenOf(S))
      if (C)
        collect(*C);
  }

  bool isNamed(const Stmt &S, SourceLocation From, SourceLocation To) const {
    const SourceManager &Sources = Ast.getSourceManager();
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      if (Mutable.contains(Ref->getDecl()) &&
          Sources.isBeforeInTranslationUnit(From, Ref->getBeginLoc()) &&
          Sources.isBeforeInTranslationUnit(Ref->getBeginLoc(), To))
        return true;
    auto InChild = [&](const Stmt *C) { return C && isNamed(*C, From, To); };
    if (const auto *Block = dyn_cast<CompoundStmt>(&S)) {
      // Only what stands between the two, for a block may be long.
      auto IsBefore = [&](SourceLocation A, SourceLocation B) {
        return A.isValid() && Sources.isBeforeInTranslationUnit(A, B);
      };
      auto First = llvm::partition_point(Block->body(), [&](const Stmt *C) {
        return IsBefore(C->getEndLoc(), From);
      });
      return std::any_of(
          First,
          llvm::partition_point(
              llvm::make_range(First, Block->body_end()),
              [&](const Stmt *C) { return IsBefore(C->getBeginLoc(), To); }),
          InChild);
    }
    return llvm::any_of(childrenOf(S), InChild);
  }
};

} // namespace

std::optional<Fix> moveDown(const Source &Text, const VarDecl &Var,
                            const Expr &Task, const Expr &Operand,
                            const Stmt &Body) {
  auto Call = Text.text(Task.getSourceRange());
  if (!Call || !Reads(Var.getASTContext(), Task)
                    .staySame(Body, Task.getEndLoc(), Operand.getBeginLoc()))
    return std::nullopt;
  if (needsParentheses(Task))
    *Call = "(" + *Call + ")";
  return wholeFix("make the task where it is awaited", Safety::Suggested,
                  {Text.removeStatement(Text.wholeOf(Var)),
                   Text.replace(Operand.getSourceRange(), *Call)});
}

/// What is given to co_return stands below it twice: each mention is one.
static void collectMentions(const VarDecl &V, const Stmt &S,
                            llvm::SmallPtrSetImpl<const Stmt *> &Found) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S); Ref && Ref->getDecl() == &V)
    Found.insert(Ref);
  for (const Stmt *Part : childrenOf(S))
    if (Part)
      collectMentions(V, *Part, Found);
}

std::optional<Fix> awaitSpawned(const Source &Text, const VarDecl &Var,
                                const Expr &Task, const Expr &Wait,
                                bool IsOperand, const Stmt &Body) {
  llvm::SmallPtrSet<const Stmt *, 2> Mentions;
  collectMentions(Var, Body, Mentions);
  if (Mentions.size() != 1 ||
      !Reads(Var.getASTContext(), Task)
           .staySame(Body, Task.getEndLoc(), Wait.getBeginLoc()))
    return std::nullopt;
  auto F = awaitArgument(Text, Wait, Task, IsOperand, Safety::Suggested);
  auto Gone = Text.removeStatement(Text.wholeOf(Var));
  if (!F || !Gone)
    return std::nullopt;
  F->Edits.push_back(std::move(*Gone));
  return F;
}

std::optional<Fix> awaitArgument(const Source &Text, const Expr &Call,
                                 const Expr &Task, bool IsOperand, Safety Kind,
                                 bool Moves) {
  auto Argument = Text.text(Task.getSourceRange());
  if (!Argument)
    return std::nullopt;
  if (needsParentheses(Task))
    *Argument = "(" + *Argument + ")";
  if (Moves)
    *Argument = "std::move(" + *Argument + ")";
  std::string Await = "co_await " + *Argument;
  if (IsOperand)
    Await = "(" + Await + ")";
  return wholeFix("await it", Kind,
                  {Text.replace(Call.getSourceRange(), Await)});
}

std::optional<Fix> including(const Source &Text, std::optional<Fix> F,
                             SourceLocation At,
                             const std::vector<std::string> &Headers) {
  std::vector<Edit> All;
  for (const std::string &Header : Headers) {
    std::optional<Edit> E = Text.include(At, Header);
    if (!F || !E)
      return std::nullopt;
    All.push_back(std::move(*E));
  }
  if (!F)
    return std::nullopt;
  llvm::sort(All);
  F->Edits.insert(F->Edits.begin(), All.begin(), All.end());
  return F;
}

std::optional<Fix> awaitInstead(const Source &Text, const Expr &Call,
                                const Expr &Argument, llvm::StringRef Code) {
  auto Given = Text.text(Argument.getSourceRange());
  if (!Given)
    return std::nullopt;
  auto [Before, After] = Code.split("{}");
  llvm::StringRef Name = Before;
  Name.consume_front("co_await ");
  if (Name.empty()) // `co_await {}`
    Name = *Given;
  return replaceCall(Text, Call,
                     ("await '" + Name.split('(').first + "' instead").str(),
                     (Before + *Given + After).str());
}

std::optional<Fix> replaceCall(const Source &Text, const Expr &Call,
                               std::string Title, std::string Code) {
  return wholeFix(std::move(Title), Safety::Suggested,
                  {Text.replace(Call.getSourceRange(), std::move(Code))});
}

std::optional<Fix> letOthersRun(const Source &Text, const Stmt &Inside,
                                llvm::StringRef Code) {
  const char *Title = "let others run in each round";
  if (isa<NullStmt>(Inside))
    return wholeFix(
        Title, Safety::Suggested,
        {Text.replace(Inside.getSourceRange(), (Code + ";").str())});
  return fillBody(Text, Inside, Code, Title);
}

std::optional<Fix> fillBody(const Source &Text, const Stmt &Inside,
                            llvm::StringRef Code, std::string Title) {
  const auto *Block = dyn_cast<CompoundStmt>(&Inside);
  if (!Block)
    return std::nullopt;
  Source::Line Line = Text.lineOf(Block->getRBracLoc());
  bool IsOneLine = Text.lineOf(Block->getLBracLoc()).Number == Line.Number;
  return wholeFix(
      std::move(Title), Safety::Suggested,
      {Text.insertBefore(
          Block->getRBracLoc(),
          IsOneLine ? (" " + Code + "; ").str()
                    : ("  " + Code + ";" + Line.End + Line.Indent).str())});
}

std::optional<Fix> giveACopy(const Source &Text, const Expr &Moving,
                             const Expr &Name) {
  auto Code = Text.text(Name.getSourceRange());
  if (!Code)
    return std::nullopt;
  return wholeFix("give it a copy of '" + *Code + "'", Safety::Suggested,
                  {Text.replace(Moving.getSourceRange(), *Code)});
}

std::optional<Fix> goOnIfSet(const Source &Text, const Stmt &Body,
                             const Expr &Handle, std::string Title) {
  auto Names = [&](const Expr *E) {
    return E && E->IgnoreUnlessSpelledInSource() == &Handle;
  };
  auto Code = Text.text(Handle.getSourceRange());
  const auto *Return = dyn_cast<ReturnStmt>(&Body);
  if (Code && Return && Names(Return->getRetValue()))
    return wholeFix(
        std::move(Title), Safety::Suggested,
        {Text.insertAfter(Handle.getEndLoc(),
                          " ? " + *Code + " : std::noop_coroutine()")});
  for (const Stmt *Part : childrenOf(Body)) {
    const auto *E = dyn_cast_or_null<Expr>(Part);
    const auto *C =
        E && isa<CompoundStmt>(Body)
            ? dyn_cast<CXXMemberCallExpr>(E->IgnoreUnlessSpelledInSource())
            : nullptr;
    if (Code && C && Names(C->getImplicitObjectArgument())) {
      Source::Line Line = Text.lineOf(C->getBeginLoc());
      return wholeFix(
          std::move(Title), Safety::Suggested,
          {Text.insertBefore(C->getBeginLoc(), "if (" + *Code + ")" + Line.End +
                                                   Line.Indent + "  ")});
    }
    if (Part && !isa<LambdaExpr>(Part))
      if (auto Found = goOnIfSet(Text, *Part, Handle, Title))
        return Found;
  }
  return std::nullopt;
}

std::optional<Fix> beginWith(const Source &Text, const FunctionDecl &Function,
                             llvm::StringRef Code, std::string Title) {
  const Stmt *Does = Function.getBody();
  if (const auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Does))
    Does = Coroutine->getBody();
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Does);
  if (!Block || Block->body_empty())
    return std::nullopt;
  // On a line of its own where the first statement has one.
  SourceLocation First = Block->body_front()->getBeginLoc();
  Source::Line Line = Text.lineOf(First);
  bool IsOneLine = Text.lineOf(Block->getLBracLoc()).Number == Line.Number;
  return wholeFix(
      std::move(Title), Safety::Suggested,
      {Text.insertBefore(First, (Code + (IsOneLine ? std::string(" ")
                                                   : Line.End + Line.Indent))
                                    .str())});
}

std::optional<Fix> unlockBefore(const Source &Text, const VarDecl &Guard,
                                const Stmt &Statement, Safety Kind) {
  SourceLocation At = Statement.getBeginLoc();
  Source::Line Line = Text.lineOf(At);
  std::string Name = Guard.getNameAsString();
  return wholeFix(
      "unlock '" + Name + "' before", Kind,
      {Text.insertBefore(At, Name + ".unlock();" + Line.End + Line.Indent)});
}

std::optional<Fix> blockAround(const Source &Text, const Stmt &First,
                               const Stmt &Last, const Stmt &Next,
                               Safety Kind) {
  // Up to what comes next, so that semicolons and comments come along.
  SourceLocation From = First.getBeginLoc(), To = Next.getBeginLoc();
  const SourceManager &Sources = Text.ast().getSourceManager();
  if (From.isMacroID() || To.isMacroID() || Last.getEndLoc().isMacroID() ||
      Sources.getFileID(From) != Sources.getFileID(To))
    return std::nullopt;
  llvm::StringRef File = Text.fileOf(From);
  unsigned Begin = Sources.getFileOffset(From), End = Sources.getFileOffset(To);
  llvm::StringRef Inside = File.slice(Begin, End).rtrim();
  Source::Line Line = Text.lineOf(From);
  // Text that goes over lines may be a literal.
  if (Inside.contains("R\"") || Inside.contains("\\\n"))
    return std::nullopt;
  std::string Block = "{" + Line.End + Line.Indent + "  ";
  for (char C : Inside) {
    Block += C;
    if (C == '\n')
      Block += "  ";
  }
  Block += Line.End + Line.Indent + "}" + Line.End + Line.Indent;
  auto Put = Text.insertBefore(From, std::move(Block));
  if (!Put)
    return std::nullopt;
  Put->Length = End - Begin;
  return Fix{"let the lock end in a block of its own", Kind, {std::move(*Put)}};
}

} // namespace corolint

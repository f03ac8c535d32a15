#include "fixes/LoopTogether.h"
#include "fixes/Children.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"
#include <map>

using namespace clang;

namespace corolint {

static bool hasOtherAwait(const Stmt &S, const CoawaitExpr &Than) {
  return (isa<CoroutineSuspendExpr>(S) && &S != &Than) ||
         llvm::any_of(childrenOf(S), [&](const Stmt *Part) {
           return Part && hasOtherAwait(*Part, Than);
         });
}

namespace {

/// The variables of a loop, new in each iteration, and what may be made of them
/// that lives on.
class LoopVariables {
public:
  explicit LoopVariables(const Stmt &Loop) {
    if (const auto *Each = dyn_cast<CXXForRangeStmt>(&Loop)) {
      Element = Each->getLoopVariable();
      All.insert(Element);
      if (const auto *Parts = dyn_cast<DecompositionDecl>(Element))
        All.insert(Parts->bindings().begin(), Parts->bindings().end());
    } else if (const auto *Counts = dyn_cast<ForStmt>(&Loop)) {
      if (const auto *Begin = dyn_cast_or_null<DeclStmt>(Counts->getInit()))
        All.insert(Begin->decl_begin(), Begin->decl_end());
    }
  }

  bool areKnown() const { return !All.empty(); }

  /// Does `S` name one, outside of `But`?
  bool areNamed(const Stmt &S, const Stmt &But) const {
    if (&S == &But)
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      return All.contains(Ref->getDecl());
    return llvm::any_of(childrenOf(S), [&](const Stmt *Part) {
      return Part && areNamed(*Part, But);
    });
  }

  /// May a task that the call makes refer to what ends with the iteration: a
  /// temporary, or a variable that is not read on the spot?
  bool areLent(const Stmt &S, bool IsRead = false) const {
    if (isa<MaterializeTemporaryExpr, LambdaExpr, CXXThisExpr>(S))
      return !isa<CXXThisExpr>(S);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S)) {
      bool IsElement = Element && Element->getType()->isReferenceType();
      return All.contains(Ref->getDecl()) && !IsElement && !IsRead;
    }
    bool Reads = false;
    if (const auto *Cast = dyn_cast<ImplicitCastExpr>(&S))
      Reads = Cast->getCastKind() == CK_LValueToRValue;
    else if (const auto *Copy = dyn_cast<CXXConstructExpr>(&S))
      Reads = Copy->getConstructor()->isCopyOrMoveConstructor();
    else
      Reads = IsRead && isa<ParenExpr, MemberExpr, ImplicitCastExpr>(S);
    return llvm::any_of(childrenOf(S), [&](const Stmt *Part) {
      return Part && areLent(*Part, Reads);
    });
  }

private:
  const VarDecl *Element = nullptr;
  llvm::SmallPtrSet<const Decl *, 4> All;
};

class LoopWriter {
public:
  LoopWriter(const Source &Text, const RangeGather &How, const Stmt &Loop,
             const CoawaitExpr &Await, const Stmt &Body)
      : Text(Text), How(How), Loop(Loop), Await(Await),
        Taken(Text.text(Body.getSourceRange()).value_or("")) {}

  std::optional<Fix> write() {
    const auto *Does = dyn_cast_or_null<Expr>(onlyStatement());
    const auto *Makes =
        dyn_cast<CallExpr>(Await.getOperand()->IgnoreImplicit());
    LoopVariables Own(Loop);
    if (!Does || !Makes || isa<CXXOperatorCallExpr>(Makes) || Taken.empty() ||
        !Own.areKnown() || hasOtherAwait(*Does, Await) ||
        Own.areNamed(*Does, Await) || Own.areLent(*Makes))
      return std::nullopt;
    QualType Gives = Await.getType();
    const bool IsKept = Does->IgnoreImplicit() != &Await;
    if (IsKept && (Gives->isVoidType() || Await.isLValue()))
      return std::nullopt;

    auto Made = Text.text(Makes->getSourceRange());
    if (!Made)
      return std::nullopt;
    Source::Line Line = Text.lineOf(Loop.getBeginLoc());
    New = Line.End + Line.Indent;
    Holes["task"] = *Made;
    Holes["type"] = How.Type;
    GivesAny = !Gives->isVoidType();
    if (IsKept || How.KeepsErrors) {
      std::string Slot = Holes["result"] = fresh("result");
      if (!How.Slot.empty() || !Gives.isTriviallyCopyableType(Text.ast()))
        Slot = "std::move(" + Slot + ")";
      if (!How.Slot.empty()) {
        auto [Before, After] = How.Slot.split("{}");
        Slot = (Before + Slot + After).str();
      }
      auto With = IsKept ? withResult(*Does, Slot) : Slot;
      if (!With)
        return std::nullopt;
      Holes["does"] = *With;
      Use = {"for (auto &&{result} : {results})", "  {does};"};
    }
    auto After = Lexer::findNextToken(Does->getEndLoc(), sources(), options());
    SourceLocation End = Loop.getEndLoc();
    // The loop without braces ends with its statement's semicolon.
    if (!isa<CompoundStmt>(bodyOf())) {
      if (!After || After->isNot(tok::semi))
        return std::nullopt;
      End = After->getLocation();
    }
    std::string Title = "await all of them at once";
    if (StringRef(How.Behind).contains(How.Name))
      Title += ", with '" + How.Name.str() + "'";
    Fix F{Title, Safety::Suggested, {}};
    for (std::optional<Edit> E :
         {Text.insertBefore(Loop.getBeginLoc(), filled(How.Before) + New),
          Text.replace(Does->getSourceRange(), filled(How.Each)),
          Text.insertAfter(End, New + filled(How.Behind))}) {
      if (!E)
        return std::nullopt;
      F.Edits.push_back(std::move(*E));
    }
    return F;
  }

private:
  const SourceManager &sources() const { return Text.ast().getSourceManager(); }
  const LangOptions &options() const { return Text.ast().getLangOpts(); }

  const Stmt &bodyOf() const {
    if (const auto *Each = dyn_cast<CXXForRangeStmt>(&Loop))
      return *Each->getBody();
    return *cast<ForStmt>(Loop).getBody();
  }

  const Stmt *onlyStatement() const {
    if (!isa<CXXForRangeStmt, ForStmt>(Loop))
      return nullptr;
    const Stmt *S = &bodyOf();
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      S = Block->size() == 1 ? Block->body_front() : nullptr;
    return S;
  }

  /// What is done, with the result in the place of the await.
  std::optional<std::string> withResult(const Expr &Does,
                                        StringRef Slot) const {
    auto Whole = Text.text(Does.getSourceRange()),
         Awaited = Text.text(Await.getSourceRange());
    if (!Whole || !Awaited)
      return std::nullopt;
    size_t At = sources().getFileOffset(Await.getBeginLoc()) -
                sources().getFileOffset(Does.getBeginLoc());
    Whole->replace(At, Awaited->size(), Slot.str());
    return Whole;
  }

  /// The lines of a code with holes, as they stand here.
  std::string filled(StringRef Code) {
    std::vector<std::string> Lines;
    for (StringRef Line : llvm::split(Code, '\n'))
      if (Line.ltrim() != "{use}")
        Lines.push_back(inLine(Line));
      else
        for (StringRef Used : Use)
          Lines.push_back(Line.drop_back(Line.ltrim().size()).str() +
                          inLine(Used));
    return llvm::join(Lines, New);
  }

  std::string inLine(StringRef Code) {
    static const llvm::Regex Hole("\\{(, |auto )?([a-z]+)( = )?\\}");
    std::string All;
    for (llvm::SmallVector<StringRef, 4> Found; Hole.match(Code, &Found);) {
      All += Code.take_front(Found[0].begin() - Code.begin());
      Code = Code.drop_front(Found[0].end() - Code.begin());
      if ((Found[1] == ", " && !GivesAny) || (!Found[3].empty() && Use.empty()))
        continue;
      auto [Value, IsNew] = Holes.try_emplace(Found[2].str());
      if (IsNew)
        Value->second = fresh(Value->first);
      All += Found[1].str() + Value->second + Found[3].str();
    }
    return All + Code.str();
  }

  std::string fresh(std::string Name) const {
    while (llvm::Regex("(^|[^A-Za-z0-9_])" + Name + "($|[^A-Za-z0-9_])")
               .match(Taken))
      Name += "_";
    return Name;
  }

  const Source &Text;
  const RangeGather &How;
  const Stmt &Loop;
  const CoawaitExpr &Await;
  const std::string Taken;
  std::string New; ///< The end of a line, and how the next one begins.
  std::map<std::string, std::string> Holes;
  bool GivesAny = true;
  std::vector<StringRef> Use;
};

} // namespace

std::optional<Fix> awaitRange(const Source &Text, const RangeGather &How,
                              const Stmt &Loop, const CoawaitExpr &Await,
                              const Stmt &Body) {
  return LoopWriter(Text, How, Loop, Await, Body).write();
}

} // namespace corolint

#include "fixes/Together.h"
#include "fixes/Children.h"
#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <numeric>

using namespace clang;

namespace corolint {

static constexpr unsigned WidestLine = 80;

/// Which await each slot of the common result belongs to. One slot that is bare
/// is the result itself.
struct Slots {
  std::vector<size_t> Of;
  bool IsBare = false;
};

/// In which order they are handed over. Pair by pair, what gives nothing goes
/// first: behind a tuple it has a slot, and Boost 1.81 can't compile that.
static std::vector<size_t> orderOf(Together::Results Yields,
                                   ArrayRef<AwaitInTurn> Awaits) {
  std::vector<size_t> Order(Awaits.size());
  std::iota(Order.begin(), Order.end(), 0);
  if (Yields == Together::Nested)
    std::stable_partition(Order.begin(), Order.end(),
                          [&](size_t I) { return Awaits[I].GivesNothing; });
  return Order;
}

static Slots slotsOf(Together::Results Yields, ArrayRef<AwaitInTurn> Awaits) {
  Slots All;
  for (size_t I : orderOf(Yields, Awaits))
    if (!Awaits[I].GivesNothing || Yields == Together::Tuple)
      All.Of.push_back(I);
  All.IsBare = All.Of.size() == 1 &&
               (Yields == Together::ValueOrTuple || Yields == Together::Nested);
  return All;
}

/// Is a copy as good as the original?
static bool isPlain(QualType T, const ASTContext &Ast) {
  return T.isTriviallyCopyableType(Ast);
}

/// Does the body return the variable, so that it would be moved from?
static bool isReturned(const Stmt &S, const VarDecl &V) {
  const Expr *Value = nullptr;
  if (const auto *R = dyn_cast<ReturnStmt>(&S))
    Value = R->getRetValue();
  else if (const auto *R = dyn_cast<CoreturnStmt>(&S))
    Value = R->getOperand();
  if (Value)
    if (const auto *Ref =
            dyn_cast<DeclRefExpr>(Value->IgnoreUnlessSpelledInSource()))
      return Ref->getDecl() == &V;
  return llvm::any_of(childrenOf(S),
                      [&](const Stmt *C) { return C && isReturned(*C, V); });
}

namespace {

/// How an await stands in its statement.
struct Standing {
  SourceRange Range;     ///< With its own parentheses.
  bool IsObject = false; ///< A member of the result is used, no more.

  Standing(const Stmt &In, const Expr &Await) : Range(Await.getSourceRange()) {
    look(In, Await);
  }

private:
  void look(const Stmt &S, const Expr &Await) {
    if (const auto *P = dyn_cast<ParenExpr>(&S))
      if (P->getSubExpr()->IgnoreImplicit() == &Await)
        Range = P->getSourceRange();
    if (const auto *M = dyn_cast<MemberExpr>(&S))
      if (const auto *F = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
          F && F->getRefQualifier() == RQ_None)
        IsObject |=
            M->getBase()->IgnoreParenImpCasts()->IgnoreImplicit() == &Await;
    for (const Stmt *C : childrenOf(S))
      if (C && C->getSourceRange().fullyContains(Await.getSourceRange()))
        look(*C, Await);
  }
};

} // namespace

namespace {

class Writer {
  const Source &Text;
  const Together &How;
  ArrayRef<AwaitInTurn> Awaits;
  const Stmt &Body;
  std::string &Given; ///< Names, with spaces between.
  const ASTContext &Ast;
  Source::Line Line;
  std::string Taken;    ///< The body's text.
  bool Refuses = false; ///< Something can't be written.
  bool Moves = false;   ///< std::move was written.
  std::vector<std::string> Operands;
  Slots Found;

public:
  Writer(const Source &Text, const Together &How, ArrayRef<AwaitInTurn> Awaits,
         const Stmt &Body, std::string &Given)
      : Text(Text), How(How), Awaits(Awaits), Body(Body), Given(Given),
        Ast(Text.ast()),
        Line(Text.lineOf(Awaits.back().Statement->getBeginLoc())),
        Taken(Text.text(Body.getSourceRange()).value_or("")),
        Found(slotsOf(How.Yields, Awaits)) {
    Refuses = Taken.empty() ||
              (How.Shape != Together::InTurn && How.Yields == Together::Unsaid);
    for (const AwaitInTurn &A : Awaits) {
      Operands.push_back(operand(A));
      // Attributes may stand in front of what a declaration calls its range.
      Refuses |= A.Result && A.Result->hasAttrs();
    }
  }

  /// In the place of the last one; the others go.
  std::optional<Fix> statements() {
    std::vector<std::string> Lines =
        How.Shape == Together::InTurn ? madeFirst() : allAtOnce();
    Fix F = titled();
    for (const AwaitInTurn &A : Awaits.drop_back())
      take(F, Text.removeStatement(rangeOf(A)));
    take(F, Text.replace(rangeOf(Awaits.back()), joined(Lines)));
    return finished(std::move(F));
  }

  /// A declaration in front of the statement, names in it.
  std::optional<Fix> names() {
    Fix F = titled();
    std::vector<std::string> Names(Awaits.size()), Lines;
    for (size_t I = 0; I != Awaits.size(); ++I) {
      Refuses |= Awaits[I].GivesNothing;
      Names[I] = fresh(ordinal(I));
    }
    if (How.Shape == Together::InTurn) {
      for (size_t I = 0; I != Awaits.size(); ++I) {
        Lines.push_back("auto " + Names[I] + " = " + Operands[I]);
        take(F, Text.replace(Awaits[I].Await->getOperand()->getSourceRange(),
                             moved(Names[I], How.NeedsRvalue)));
      }
    } else {
      Lines.push_back(awaitAll("auto [" + llvm::join(Names, ", ") + "] = "));
      for (size_t I = 0; I != Awaits.size(); ++I) {
        Standing S(*Awaits[I].Statement, *Awaits[I].Await);
        take(F, Text.replace(S.Range, result(I, Names[I], !S.IsObject)));
      }
    }
    Lines.push_back("");
    take(F, Text.insertBefore(Awaits.front().Statement->getBeginLoc(),
                              joined(Lines)));
    return finished(std::move(F));
  }

private:
  Fix titled() const {
    return {How.Shape == Together::InTurn
                ? "start them first, then await each"
                : "await them together, with '" + How.Spelling + "'",
            Safety::Suggested,
            {}};
  }

  void take(Fix &F, std::optional<Edit> E) {
    if (E)
      F.Edits.push_back(std::move(*E));
    else
      Refuses = true;
  }

  std::optional<Fix> finished(Fix F) {
    SourceLocation Here = Awaits.front().Statement->getBeginLoc();
    if (Moves && !Text.fileOf(Here).contains("std::move("))
      take(F, Text.include(Here, "<utility>"));
    if (How.Shape == Together::Operator && !How.Using.empty())
      take(F, Text.insertAfter(Body.getBeginLoc(), usingDirective()));
    if (Refuses)
      return std::nullopt;
    return F;
  }

  std::string usingDirective() const {
    const auto *Block = dyn_cast<CompoundStmt>(&Body);
    if (!Block || Block->body_empty())
      return "";
    Source::Line First = Text.lineOf(Block->body_front()->getBeginLoc());
    bool IsOnItsOwn = First.Number != Text.lineOf(Body.getBeginLoc()).Number;
    return (IsOnItsOwn ? First.End + First.Indent : std::string(" ")) +
           "using namespace " + How.Using + ";";
  }

  /// What is written between the semicolons.
  SourceRange rangeOf(const AwaitInTurn &A) const {
    return A.Result ? Text.wholeOf(*A.Result) : A.Statement->getSourceRange();
  }

  std::string operand(const AwaitInTurn &A) {
    const Expr *E = A.Await->getOperand();
    std::string Code = Text.text(E->getSourceRange()).value_or("");
    Refuses |= Code.empty();
    if (A.IsKept)
      return moved(Code,
                   How.NeedsRvalue && isa<DeclRefExpr>(E->IgnoreParens()));
    if (How.Shape == Together::Callables)
      return "[&] { return " + Code + "; }";
    if (How.Shape == Together::Operator && needsParentheses(*E))
      return "(" + Code + ")";
    return Code;
  }

  std::string moved(const std::string &Code, bool Needed) {
    Moves |= Needed;
    return Needed ? "std::move(" + Code + ")" : Code;
  }

  /// "…co_await ours::when_all(f(), g())", on one line if it fits.
  std::string awaitAll(const std::string &Before) {
    unsigned Width = WidestLine;
    for (const AwaitInTurn &A : Awaits)
      Width = std::max(Width, Text.lineOf(A.Statement->getBeginLoc()).Width);
    StringRef Between = How.Shape == Together::Operator ? " && " : ", ";
    std::string Call =
        "co_await " +
        (How.Shape == Together::Operator ? std::string() : How.Spelling) + "(";
    std::vector<std::string> InOrder;
    for (size_t I : orderOf(How.Yields, Awaits))
      InOrder.push_back(Operands[I]);
    std::string Whole = Call + llvm::join(InOrder, Between) + ")";
    std::string Deeper =
        Line.Indent + (StringRef(Line.Indent).ends_with("\t") ? "\t" : "    ");
    size_t Room = Width - std::min<size_t>(Width, Deeper.size() + 1);
    if (Line.Indent.size() + Before.size() + Whole.size() < Width)
      return Before + Whole;
    std::string Break = Line.End + Deeper, Head = Before;
    if (!Before.empty() &&
        (Whole.size() <= Room ||
         Line.Indent.size() + Before.size() + Call.size() > Width)) {
      Head = StringRef(Before).rtrim().str() + Break;
      if (Whole.size() <= Room)
        return Head + Whole;
      Break += StringRef(Deeper).drop_front(Line.Indent.size());
    }
    return Head + Call + Break +
           llvm::join(InOrder, Between.rtrim().str() + Break) + ")";
  }

  std::string joined(ArrayRef<std::string> Lines) const {
    return llvm::join(Lines, ";" + Line.End + Line.Indent);
  }

  /// A name that nothing in the body has yet.
  std::string fresh(const std::string &Name) {
    std::string Free = unusedName(Name, Taken + Given);
    Given += " " + Free;
    return Free;
  }

  static std::string ordinal(size_t I) {
    static constexpr const char *Words[] = {"first",   "second", "third",
                                            "fourth",  "fifth",  "sixth",
                                            "seventh", "eighth", "ninth"};
    return I < std::size(Words) ? Words[I] : "task" + std::to_string(I + 1);
  }

  /// "posts_result" or, in such code, "latestPostsResult".
  std::string nameFor(size_t I, StringRef What) {
    std::string Name =
        Awaits[I].Result ? Awaits[I].Result->getNameAsString() : "";
    if (Name.empty()) // no variable, or one that is taken apart
      return fresh(ordinal(I));
    bool IsCamel = !StringRef(Name).contains('_') &&
                   llvm::any_of(StringRef(Name).drop_front(), llvm::isUpper);
    return fresh(IsCamel ? Name + What.take_front().upper() +
                               What.drop_front().str()
                         : Name + "_" + What.str());
  }

  /// The value in a slot of that name.
  std::string result(size_t I, const std::string &Name, bool IsTaken = true) {
    QualType T = Awaits[I].Await->getType();
    std::string Value =
        moved(Name, IsTaken && !Awaits[I].GivesNothing &&
                        !Awaits[I].GivesReference && !isPlain(T, Ast));
    if (How.Each.empty())
      return Value;
    auto [Before, After] = StringRef(How.Each).split("{}");
    return (Before + Value + After).str();
  }

  /// The declaration or statement, with other code for the await in it.
  std::string withInstead(const AwaitInTurn &A, const std::string &Code) {
    auto Whole = Text.replace(rangeOf(A), ""),
         Part = Text.replace(A.Await->getSourceRange(), "");
    auto Written = Text.text(rangeOf(A));
    if (!Whole || !Part || !Written) {
      Refuses = true;
      return "";
    }
    return Written->replace(Part->Offset - Whole->Offset, Part->Length, Code);
  }

  std::vector<std::string> madeFirst() {
    std::vector<std::string> Lines, Awaited;
    for (size_t I = 0; I != Awaits.size(); ++I) {
      std::string Name = nameFor(I, "task");
      Lines.push_back("auto " + Name + " = " + Operands[I]);
      Awaited.push_back(
          withInstead(Awaits[I], "co_await " + moved(Name, How.NeedsRvalue)));
    }
    llvm::append_range(Lines, Awaited);
    return Lines;
  }

  static bool isTaken(const AwaitInTurn &A) { return A.Result || A.IsAssigned; }

  std::vector<std::string> allAtOnce() {
    if (llvm::none_of(Awaits, isTaken) && !How.KeepsErrors)
      return {awaitAll("")};
    if (Found.IsBare) {
      const AwaitInTurn &Only = Awaits[Found.Of.front()];
      // Something is taken, so it is this.
      return {withInstead(Only, awaitAll(""))};
    }
    std::optional<bool> Const = asOneDeclaration();
    std::vector<std::string> Names;
    for (size_t I : Found.Of)
      Names.push_back(isTaken(Awaits[I])
                          ? Const ? nameOf(I) : nameFor(I, "result")
                      : How.KeepsErrors        ? fresh(ordinal(I))
                      : Awaits[I].GivesNothing ? fresh("nothing")
                                               : fresh("unused"));
    std::vector<std::string> Lines{
        awaitAll((Const && *Const ? "const auto [" : "auto [") +
                 llvm::join(Names, ", ") + "] = ")};
    if (!Const)
      for (auto [Name, I] : llvm::zip(Names, Found.Of)) {
        if (isTaken(Awaits[I]))
          Lines.push_back(withInstead(Awaits[I], result(I, Name)));
        else if (How.KeepsErrors)
          Lines.push_back(result(I, Name));
      }
    return Lines;
  }

  std::string nameOf(size_t I) const {
    return Awaits[I].Result->getNameAsString();
  }

  /// Can one structured binding stand for all the variables? Then: is it const?
  std::optional<bool> asOneDeclaration() const {
    if (!How.Each.empty())
      return std::nullopt;
    std::optional<bool> Const;
    for (const AwaitInTurn &A : Awaits) {
      if (A.IsAssigned || A.GivesReference)
        return std::nullopt;
      if (!A.Result)
        continue;
      const VarDecl &V = *A.Result;
      QualType T = V.getType().getNonReferenceType(),
               Given = A.Await->getType();
      bool IsConst = T.isConstQualified();
      // A name in a binding is no variable: what returns it makes a copy.
      if (V.isStaticLocal() || isa<DecompositionDecl>(V) ||
          T.isVolatileQualified() || !Ast.hasSameUnqualifiedType(T, Given) ||
          (Const && *Const != IsConst) ||
          (!isPlain(T, Ast) && isReturned(Body, V)))
        return std::nullopt;
      Const = IsConst;
    }
    return Const;
  }
};

} // namespace

std::optional<Fix> awaitTogether(const Source &Text, const Together &How,
                                 ArrayRef<AwaitInTurn> Awaits, const Stmt &Body,
                                 std::string &Given) {
  return Writer(Text, How, Awaits, Body, Given).statements();
}

std::optional<Fix> awaitBefore(const Source &Text, const Together &How,
                               ArrayRef<AwaitInTurn> Awaits, const Stmt &Body,
                               std::string &Given) {
  return Writer(Text, How, Awaits, Body, Given).names();
}

} // namespace corolint

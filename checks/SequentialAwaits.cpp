//===- SequentialAwaits.cpp - coro-sequential-awaits ----------------------===//
//
// Reports awaits that stand one after another although nothing orders them:
// together they take as long as the slowest, in turn they take the sum.
//
//   int posts = co_await count(10); // reported
//   int users = co_await count(20); // this one need not wait
//
// Page: docs/checks/coro-sequential-awaits.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Footprint.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"
#include "fixes/Recipes.h"
#include "fixes/Together.h"
#include <map>

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"performance", "coroutines"};
static constexpr CheckOption Options[] = {
    {"Unproven", "off",
     "awaits that nothing is known to order, but whose bodies are not all seen",
     "off|hint|note|warning|error"}};

extern const Check SequentialAwaits;
const Check SequentialAwaits = {"coro-sequential-awaits",
                                Level::Warning,
                                Precision::High,
                                Tags,
                                Options,
                                run};

/// Nobody wants to read a call with more, and trying it takes time that grows
/// with the square.
static constexpr size_t MostTogether = 50;

/// Code that awaits the group at once; none where its shape is uncertain.
static std::optional<Fix> together(Tu &T, const GatherGroup &G,
                                   std::string &Given) {
  if (G.Awaits.size() > MostTogether)
    return std::nullopt;
  const Body &In = *G.Awaits.front().A->In;
  Together How = G.With->Code;
  std::vector<AwaitInTurn> Awaits;
  for (const GatherMember &M : G.Awaits) {
    QualType Given = M.Type->argument();
    bool IsReference = !Given.isNull() && Given->isReferenceType();
    // A tuple would be taken apart and put into the common one.
    bool IsTuple = How.Yields == Together::Nested && !Given.isNull() &&
                   typeName(Given) == "std::tuple";
    // An error of the first would end the coroutine under the others; a
    // callable's temporaries end before what it starts.
    bool MustStay =
        (How.Shape == Together::InTurn && M.Borrows != GatherMember::Nothing) ||
        (How.Shape == Together::Callables &&
         M.Borrows == GatherMember::Temporary);
    if (!ofOneKind(*M.Type, *G.Awaits.front().Type) || IsTuple || MustStay ||
        (IsReference && !G.With->KeepsReferences) || M.Field || M.IsAdded ||
        (M.Kept && M.Kept->getType().isConstQualified()))
      return std::nullopt;
    Awaits.push_back({M.A->Expr, M.A->Tests ? M.A->Tests : M.A->Statement,
                      M.IsAssigned ? nullptr : M.Result, M.IsAssigned,
                      M.Kept != nullptr, M.A->Expr->getType()->isVoidType(),
                      IsReference});
  }
  if (In.Instantiated || !G.StandsAlone)
    return std::nullopt;
  llvm::StringRef Needs = G.With->Name;
  std::vector<std::string> Headers;
  if (How.Shape == Together::Operator) {
    Needs = Needs.rsplit("::").first;
    if (!T.isUsedIn(In, Needs))
      How.Using =
          llvm::StringRef(T.spelled(Needs.str() + "::", In)).drop_back(2).str();
  } else if (How.Shape == Together::InTurn) {
    Needs = "";
    How.NeedsRvalue = G.Awaits.front().Type->NeedsRvalue;
  } else {
    How.Spelling = T.spelled(How.Spelling, In);
  }
  if (!Needs.empty() && !T.isDeclared(Needs))
    Headers.push_back(G.With->Header);
  auto Write =
      G.Why == GatherGroup::InOneExpression ? awaitBefore : awaitTogether;
  return including(T.source(), Write(T.source(), How, Awaits, *In.Root, Given),
                   Awaits.front().Await->getBeginLoc(), Headers);
}

static std::string wordsFor(const GatherGroup &G, bool IsProven) {
  std::string Count = std::to_string(G.Awaits.size());
  if (G.Why == GatherGroup::KeptInLocals)
    return "these " + Count +
           " tasks are awaited one after another, so each starts only when the "
           "one before is done";
  return "these " + Count + " awaits " + (IsProven ? "are" : "look") +
         " independent, but each starts only when the one before is done";
}

/// What the rest of the program could tell of the group. None: nothing would.
static std::optional<IndependenceCondition>
conditionOf(Tu &T, const GatherGroup &G, Level Unproven) {
  IndependenceCondition If;
  for (const GatherMember &M : G.Awaits) {
    auto Open = openMember(M, T.accesses(), T.symbols());
    if (!Open)
      return std::nullopt;
    If.Members.push_back(std::move(*Open));
  }
  If.Severity = SequentialAwaits.Severity;
  If.Message = wordsFor(G, true);
  if (G.Is != GatherGroup::Open) {
    If.Otherwise = Unproven;
    If.OtherwiseWords = wordsFor(G, false);
  }
  return If;
}

static bool hasChecksBetween(const GatherGroup &G) {
  return G.Why == GatherGroup::InARow && !G.StandsAlone;
}

/// Whatever other units show, the world may see the order, or the checks that
/// stand between.
static bool mayBeSeen(const GatherGroup &G) {
  return !G.StandsAlone || llvm::any_of(G.Awaits, [](const GatherMember &M) {
    return M.What.TalksOnItsOwn;
  });
}

static void run(Tu &T, Sink &To) {
  Level Unproven = *parseLevel(T.option(SequentialAwaits, "Unproven"));
  std::map<const Body *, std::string> Given;
  for (const GatherGroup &G : T.gatherings(Unproven != Level::Off).groups()) {
    std::optional<IndependenceCondition> If;
    bool IsProven = G.Is == GatherGroup::Proven;
    bool OnlyAsks = G.Is == GatherGroup::Asking;
    if (!IsProven && !(OnlyAsks && mayBeSeen(G)))
      If = conditionOf(T, G, OnlyAsks ? Level::Note : Unproven);
    if (G.Is == GatherGroup::Open && !If)
      continue;
    // With checks between them, the first is right where it is: the next is
    // the one that waits for nothing.
    const bool AreChecked = hasChecksBetween(G);
    const Await &First = *G.Awaits.front().A;
    const Await &Shown = AreChecked ? *G.Awaits[1].A : First;
    auto Report = To.report(SequentialAwaits, Shown.Expr->getSourceRange(),
                            wordsFor(G, IsProven));
    Report.in(First.In->name());
    if (If)
      Report.onlyIf(std::move(*If));
    else if (OnlyAsks)
      Report.at(Level::Note);
    else if (!IsProven)
      Report.at(Unproven);
    if (AreChecked)
      Report.note(First.Expr->getSourceRange(),
                  "it need not wait for this one, nor for the checks between");
    for (const GatherMember &M :
         llvm::ArrayRef(G.Awaits).drop_front(AreChecked ? 2 : 1))
      Report.note(M.A->Expr->getSourceRange(), "this one need not wait");
    std::string Words =
        G.With->Code.Shape == Together::InTurn
            ? "such tasks start by themselves, so make all of them before the "
              "first await"
            : "they can be awaited together with '" + G.With->Code.Spelling +
                  "' of " + G.With->Header;
    if (!G.With->OnError.empty())
      Words += "; on an error, " + G.With->OnError;
    Report.note(Shown.Expr->getSourceRange(), Words);
    Report.fix(together(T, G, Given[First.In]));
  }
}

} // namespace corolint

#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "checks/models/ModelSet.h"
#include "driver/base/Console.h"
#include "driver/commands/Finish.h"
#include "driver/commands/Run.h"
#include "driver/options/Options.h"
#include "driver/report/Troubles.h"
#include "driver/run/Analyze.h"
#include "driver/run/Plan.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <set>

using namespace corolint;

static constexpr char SchemaUrl[] =
    "https://raw.githubusercontent.com/corolint/corolint/main/checks/models/"
    "schema.json";

namespace {

/// A function that nobody defines.
struct Wanted {
  Place At;
  std::set<Place> Callers;
};

} // namespace

static llvm::Expected<std::vector<TuReport>>
answers(Plan &P, ModelQuestion Asks, const Options &O) {
  for (Job &J : P.Jobs)
    J.Asks = Asks;
  return analyzeAll(P, O);
}

static int exitCodeOf(llvm::ArrayRef<TuReport> Units, bool IsClean) {
  sayTroubles(Units);
  if (llvm::any_of(Units,
                   [](const TuReport &R) { return isIncomplete(R.Status); }))
    return Incomplete;
  return IsClean ? Clean : HasFindings;
}

/// By name, what no unit has the body of.
static std::map<std::string, Wanted> wanted(llvm::ArrayRef<TuReport> Units) {
  llvm::DenseSet<Symbol> Defined;
  for (const TuReport &R : Units) {
    for (const FunctionSummary &F : R.Summary.Functions)
      Defined.insert(F.Id);
    Defined.insert(R.Summary.Harmless.begin(), R.Summary.Harmless.end());
  }
  std::map<std::string, Wanted> All;
  for (const TuReport &R : Units)
    for (const UnseenFunction &F : R.Unseen) {
      if (Defined.contains(F.Id))
        continue;
      auto [It, IsNew] = All.try_emplace(F.Name);
      It->second.At = IsNew ? F.At : std::min(It->second.At, F.At);
      It->second.Callers.insert(F.Callers.begin(), F.Callers.end());
    }
  return All;
}

llvm::Expected<int> corolint::suggestModels(const Options &O) {
  if (llvm::Error E = checkFiles(O))
    return std::move(E);
  auto Planned = planRun(O);
  if (!Planned)
    return Planned.takeError();
  auto Units = answers(*Planned, ModelQuestion::Unseen, O);
  if (!Units)
    return Units.takeError();
  std::map<std::string, Wanted> All = wanted(*Units);
  std::vector<const std::pair<const std::string, Wanted> *> Ranked;
  for (const auto &Entry : All)
    Ranked.push_back(&Entry);
  llvm::sort(Ranked, [](const auto *A, const auto *B) {
    return std::tuple(B->second.Callers.size(), A->first) <
           std::tuple(A->second.Callers.size(), B->first);
  });

  Json Functions = Json::object();
  for (const auto *Entry : Ranked)
    Functions[Entry->first] = {{"blocks", false}};
  if (llvm::Error E =
          writeOutput(O.Output, print({{"$schema", SchemaUrl},
                                       {"library", "ours"},
                                       {"functions", std::move(Functions)}})))
    return std::move(E);
  constexpr size_t MostShown = 10;
  if (Ranked.empty() && !O.Quiet &&
      llvm::none_of(*Units,
                    [](const TuReport &R) { return isIncomplete(R.Status); }))
    sayRemark("of every function that a coroutine calls, the body or a model "
              "is known");
  for (const auto *Entry :
       llvm::ArrayRef(Ranked).take_front(O.Quiet     ? 0
                                         : O.Verbose ? Ranked.size()
                                                     : MostShown)) {
    const Wanted &W = Entry->second;
    sayRemark(
        Entry->first + ": " + counted(W.Callers.size(), "coroutine") +
        (W.Callers.size() == 1 ? " calls it, at " : " call it, first at ") +
        pathBelow(workingDirectory(), W.At.File) + ":" +
        llvm::Twine(W.At.Line));
  }
  return exitCodeOf(*Units, true);
}

llvm::Expected<int> corolint::listUnusedModels(const Options &O) {
  if (llvm::Error E = checkFiles(O))
    return std::move(E);
  auto Planned = planRun(O);
  if (!Planned)
    return Planned.takeError();
  std::set<WrittenEntry> Entries;
  for (const auto &[Files, Models] : Planned->Models)
    Entries.insert(Models.userEntries().begin(), Models.userEntries().end());
  if (llvm::all_of(Planned->Models,
                   [](const auto &Of) { return Of.first.empty(); }))
    return problem("--unused-models looks at your own model files, and there "
                   "is none: name them with --models, or coro.Models in "
                   ".clang-tidy");
  auto Units = answers(*Planned, ModelQuestion::Declared, O);
  if (!Units)
    return Units.takeError();
  std::map<std::string, std::string> Right;
  size_t Looked = 0;
  for (const TuReport &R : *Units) {
    Looked += !isPassedOver(R.Status);
    for (const auto &[Name, Called] : R.Declared)
      if (std::string &Known = Right[Name]; Known != Name)
        Known = Called;
  }
  std::string Text;
  for (const WrittenEntry &E : Entries) {
    auto It = Right.find(E.Name);
    if (It != Right.end() && It->second == E.Name)
      continue;
    Text +=
        pathBelow(workingDirectory(), E.File) + ": '" + E.Name + "' " +
        (It == Right.end() ? "is declared in none of " + counted(Looked, "file")
                           : "is called '" + It->second + "' in a model") +
        "\n";
  }
  if (llvm::Error E = writeOutput(O.Output, Text))
    return std::move(E);
  return exitCodeOf(*Units, Text.empty());
}

#include "driver/scan/Scan.h"
#include "checks/base/Unique.h"
#include "checks/program/SummaryJson.h"
#include "driver/input/Command.h"
#include "driver/input/Toolchain.h"
#include "driver/scan/Follower.h"
#include "clang/DependencyScanning/DependencyScanningFilesystem.h"
#include "llvm/Support/ThreadPool.h"
#include <nlohmann/json.hpp>
#include <set>

using namespace corolint;
using nlohmann::json;
namespace deps = clang::dependencies;

/// A table of files, and for each command what it reads, or null.
static std::string followHere(llvm::ArrayRef<const Command *> Commands,
                              unsigned Threads) {
  knowAllTargets();
  deps::DependencyScanningFilesystemSharedCache Shared;
  std::vector<std::optional<Found>> All(Commands.size());
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Threads));
  for (size_t I = 0; I != Commands.size(); ++I)
    Pool.async([&, I] { All[I] = follow(*Commands[I], Shared); });
  Pool.wait();

  json Files = json::array(), Of = json::array(), Edges = json::array();
  llvm::StringMap<unsigned> Numbers;
  auto NumberOf = [&](const std::string &File) {
    auto [It, New] = Numbers.try_emplace(File, Files.size());
    if (New)
      Files.push_back(asUtf8(File));
    return It->second;
  };
  std::set<std::pair<unsigned, unsigned>> Pairs;
  for (const std::optional<Found> &One : All) {
    json &Unit = Of.emplace_back();
    if (!One)
      continue;
    json Reads = json::array(), Own = json::array(), Includes = json::array(),
         Macros = json::array(), Questions = json::array(),
         Uses = json::array(), Parts = json::array();
    for (size_t I = 0; I != One->Files.size(); ++I) {
      Reads.push_back(NumberOf(One->Files[I]));
      Own.push_back(bool(One->IsOwn[I]));
    }
    for (const Found::Include &I : One->Includes)
      Includes.push_back({I.Name, NumberOf(I.File), I.IsGuarded, I.IsSearched});
    for (const UnitInclusions::Macro &M : One->Macros)
      Macros.push_back({M.Name, Reads[M.File], M.From, M.To});
    for (const UnitInclusions::Question &Q : One->Questions)
      Questions.push_back({Q.Name, Reads[Q.File], Reads[Q.By]});
    for (const auto &[By, Of] : One->Uses)
      Uses.push_back({Reads[By], Reads[Of]});
    for (const UnitInclusions::Part &P : One->Parts)
      Parts.push_back({Reads[P.File], P.Name, P.IsGuarded});
    for (const auto &[From, To] : One->Edges)
      Pairs.emplace(NumberOf(From), NumberOf(To));
    Unit = {{"files", std::move(Reads)},         {"own", std::move(Own)},
            {"includes", std::move(Includes)},   {"macros", std::move(Macros)},
            {"questions", std::move(Questions)}, {"uses", std::move(Uses)},
            {"parts", std::move(Parts)},         {"part of", One->PartOf}};
  }
  for (auto [From, To] : Pairs)
    Edges.push_back({From, To});
  json Whole = {{"files", std::move(Files)},
                {"edges", std::move(Edges)},
                {"of", std::move(Of)}};
  return Whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

unsigned Inclusions::numberOf(const std::string &File) {
  auto [It, New] = Numbers.try_emplace(File, Files.size());
  if (New) {
    Files.push_back(File);
    Edges.emplace_back();
  }
  return It->second;
}

const UnitInclusions *Inclusions::of(const Command &C) const {
  auto It = Of.find(&C);
  return It == Of.end() || !It->second ? nullptr : &*It->second;
}

/// What our own process wrote needs no second look.
void Inclusions::take(llvm::StringRef Text,
                      llvm::ArrayRef<const Command *> Commands) {
  json J = json::parse(Text.begin(), Text.end(), nullptr,
                       /*allow_exceptions=*/false);
  if (!J.is_object() || !J["of"].is_array() ||
      J["of"].size() != Commands.size())
    return;
  std::vector<unsigned> Here;
  for (const json &File : J["files"])
    Here.push_back(numberOf(asBytes(File.get<std::string>())));
  for (const json &Edge : J["edges"])
    Edges[Here[Edge[0].get<unsigned>()]].push_back(
        Here[Edge[1].get<unsigned>()]);
  for (std::vector<unsigned> &To : Edges)
    makeUnique(To);
  for (size_t I = 0; I != Commands.size(); ++I) {
    const json &Unit = J["of"][I];
    if (!Unit.is_object())
      continue;
    UnitInclusions U;
    for (const json &File : Unit["files"])
      U.Files.push_back(Here[File.get<unsigned>()]);
    U.IsOwn = Unit["own"].get<std::vector<bool>>();
    for (const json &One : Unit["includes"])
      U.Includes.push_back({One[0].get<std::string>(),
                            Here[One[1].get<unsigned>()], One[2].get<bool>(),
                            One[3].get<bool>()});
    for (const json &M : Unit["macros"])
      U.Macros.push_back({M[0].get<std::string>(), Here[M[1].get<unsigned>()],
                          M[2].get<size_t>(), M[3].get<size_t>()});
    for (const json &Q : Unit["questions"])
      U.Questions.push_back({Q[0].get<std::string>(),
                             Here[Q[1].get<unsigned>()],
                             Here[Q[2].get<unsigned>()]});
    for (const json &Use : Unit["uses"])
      U.Uses.emplace_back(Here[Use[0].get<unsigned>()],
                          Here[Use[1].get<unsigned>()]);
    for (const json &P : Unit["parts"])
      U.Parts.push_back({Here[P[0].get<unsigned>()], P[1].get<std::string>(),
                         P[2].get<bool>()});
    U.PartOf = Unit["part of"].get<std::vector<size_t>>();
    Of[Commands[I]] = std::move(U);
  }
}

llvm::Error Inclusions::follow(llvm::ArrayRef<const Command *> Commands,
                               PoolLimits Limits) {
  std::vector<const Command *> New;
  for (const Command *C : Commands)
    if (Of.try_emplace(C).second)
      New.push_back(C);
  if (New.empty())
    return llvm::Error::success();
  return runForked(
      1, {1, Limits.Seconds, 0},
      [&](size_t) { return followHere(New, Limits.AtOnce); },
      [&](size_t, Ending E) {
        if (E.How == Ending::Done)
          take(E.Text, New);
      });
}

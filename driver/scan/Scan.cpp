#include "driver/scan/Scan.h"
#include "checks/base/Unique.h"
#include "checks/program/SummaryJson.h"
#include "driver/input/Command.h"
#include "driver/input/Toolchain.h"
#include "driver/scan/Follower.h"
#include "clang/DependencyScanning/DependencyScanningFilesystem.h"
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

using namespace corolint;
using nlohmann::json;
namespace deps = clang::dependencies;

/// For one command.
static constexpr unsigned MostSeconds = 20;
/// Told to the process that waits, see PoolLimits.
static void showLife() { llvm::errs() << '.'; }

namespace {

/// Follows commands side by side. Whoever takes too long is left alone: a
/// header that includes itself twice is never through.
class SideBySide {
public:
  SideBySide(llvm::ArrayRef<const Command *> Commands, unsigned Seconds)
      : Commands(Commands), Most(Seconds), All(Commands.size()),
        Late(Commands.size()) {}

  void follow(unsigned Threads) {
    std::unique_lock<std::mutex> Hold(Mutex);
    for (unsigned I = 0; I < Threads && I < Commands.size(); ++I)
      startThread();
    while (!Begun.empty() || Next != Commands.size()) {
      Changed.wait_for(Hold, std::chrono::milliseconds(500));
      showLife();
      Clock::time_point Now = Clock::now();
      for (auto It = Begun.begin(); It != Begun.end();)
        if (Now - It->second > Most) {
          Late[It->first] = true;
          It = Begun.erase(It);
          startThread();
        } else {
          ++It;
        }
    }
  }

  /// None: nobody could tell, or not in time.
  const std::optional<Found> &of(size_t I) const { return All[I]; }
  bool isLate(size_t I) const { return Late[I]; }

private:
  using Clock = std::chrono::steady_clock;

  /// It ends with the process if it does not end by itself.
  void startThread() {
    std::thread([this] { work(); }).detach();
  }

  void work() {
    std::unique_lock<std::mutex> Hold(Mutex);
    while (Next != Commands.size()) {
      size_t I = Next++;
      Begun[I] = Clock::now();
      Hold.unlock();
      std::optional<Found> One = corolint::follow(*Commands[I], Shared);
      Hold.lock();
      if (Late[I]) // Another thread is in this one's place.
        return;
      All[I] = std::move(One);
      Begun.erase(I);
      Changed.notify_one();
    }
  }

  const llvm::ArrayRef<const Command *> Commands;
  const std::chrono::seconds Most;
  deps::DependencyScanningFilesystemSharedCache Shared;
  std::mutex Mutex; ///< For what is below.
  std::condition_variable Changed;
  size_t Next = 0;
  std::map<size_t, Clock::time_point> Begun;
  std::vector<std::optional<Found>> All;
  std::vector<bool> Late;
};

} // namespace

/// A table of files, and for each command what it reads, or null.
static std::string followHere(llvm::ArrayRef<const Command *> Commands,
                              unsigned Threads, unsigned Seconds) {
  knowAllTargets();
  // Threads may still be at work in it when the process ends.
  auto &Work = *new SideBySide(Commands, Seconds);
  Work.follow(Threads);

  json Files = json::array(), Of = json::array(), Edges = json::array(),
       AllMissing = json::array();
  llvm::StringMap<unsigned> Numbers;
  auto NumberOf = [&](const std::string &File) {
    auto [It, New] = Numbers.try_emplace(File, Files.size());
    if (New)
      Files.push_back(asUtf8(File));
    return It->second;
  };
  llvm::StringMap<unsigned> MissingNumbers;
  std::set<std::pair<unsigned, unsigned>> Pairs;
  for (size_t C = 0; C != Commands.size(); ++C) {
    json &Unit = Of.emplace_back();
    showLife();
    if (Work.isLate(C))
      Unit = "late";
    const std::optional<Found> &One = Work.of(C);
    if (!One)
      continue;
    json Reads = json::array(), Own = json::array(), Includes = json::array(),
         Macros = json::array(), Questions = json::array(),
         Uses = json::array(), Parts = json::array(), Missing = json::array();
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
    for (const std::string &Name : One->Missing) {
      auto [It, New] = MissingNumbers.try_emplace(Name, AllMissing.size());
      if (New)
        AllMissing.push_back(asUtf8(Name));
      Missing.push_back(It->second);
    }
    for (const auto &[From, To] : One->Edges)
      Pairs.emplace(NumberOf(From), NumberOf(To));
    Unit = {{"files", std::move(Reads)},         {"own", std::move(Own)},
            {"includes", std::move(Includes)},   {"macros", std::move(Macros)},
            {"questions", std::move(Questions)}, {"uses", std::move(Uses)},
            {"parts", std::move(Parts)},         {"part of", One->PartOf},
            {"missing", std::move(Missing)}};
  }
  for (auto [From, To] : Pairs)
    Edges.push_back({From, To});
  json Whole = {{"files", std::move(Files)},
                {"edges", std::move(Edges)},
                {"missing", std::move(AllMissing)},
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
  const size_t FirstMissing = Missing.size();
  for (const json &Name : J["missing"])
    Missing.push_back(asBytes(Name.get<std::string>()));
  for (const json &Edge : J["edges"])
    Edges[Here[Edge[0].get<unsigned>()]].push_back(
        Here[Edge[1].get<unsigned>()]);
  for (std::vector<unsigned> &To : Edges)
    makeUnique(To);
  for (size_t I = 0; I != Commands.size(); ++I) {
    const json &Unit = J["of"][I];
    if (Unit.is_string())
      Unfollowed.push_back(Commands[I]);
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
    for (const json &Name : Unit["missing"])
      U.Missing.push_back(FirstMissing + Name.get<unsigned>());
    Of[Commands[I]] = std::move(U);
  }
}

llvm::Error Inclusions::follow(llvm::ArrayRef<const Command *> Commands,
                               PoolLimits Limits) {
  std::vector<const Command *> New;
  for (const Command *C : Commands)
    if (Of.try_emplace(C).second)
      New.push_back(C);
  // One takes a moment; a whole project takes what it takes.
  const unsigned Seconds = std::min(Limits.Seconds, MostSeconds);
  // It looks at the clock itself, unless somebody stopped it.
  PoolLimits Alone{Limits.AtOnce, Seconds + 5, Limits.Memory};
  Alone.ShowsLife = true;
  std::vector<llvm::ArrayRef<const Command *>> Pieces;
  if (!New.empty())
    Pieces.push_back(New);
  // All together, for most headers are shared. If that ends badly, in halves,
  // until the one is found that it is due to.
  while (!Pieces.empty()) {
    std::vector<llvm::ArrayRef<const Command *>> Failed;
    llvm::Error Interrupted = runForked(
        Pieces.size(), Alone,
        [&](size_t I) {
          return followHere(Pieces[I], Pieces.size() > 1 ? 1 : Limits.AtOnce,
                            Seconds);
        },
        [&](size_t I, Ending E) {
          if (E.How == Ending::Done)
            take(E.Text, Pieces[I]);
          else if (Pieces[I].size() == 1)
            Unfollowed.push_back(Pieces[I].front());
          else if (E.How != Ending::NotStarted)
            Failed.push_back(Pieces[I]);
        });
    if (Interrupted)
      return Interrupted;
    Pieces.clear();
    for (llvm::ArrayRef<const Command *> Piece : Failed) {
      size_t Half = Piece.size() / 2;
      Pieces.push_back(Piece.take_front(Half));
      Pieces.push_back(Piece.drop_front(Half));
    }
  }
  return llvm::Error::success();
}

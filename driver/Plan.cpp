#include "driver/Plan.h"
#include "checks/analysis/Link.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/Cache.h"
#include "driver/CompileDb.h"
#include "driver/Demand.h"
#include "driver/Options.h"
#include "driver/Pool.h"
#include "driver/Preamble.h"
#include "driver/Reports.h"
#include "driver/Say.h"
#include "driver/Stats.h"
#include "driver/Trial.h"
#include "llvm/Support/FileSystem.h"
#include <chrono>
#include <cstring>
#include <sstream>

using namespace corolint;
namespace fs = llvm::sys::fs;

/// What was done to the commands that their owners should know.
static void sayRemarks(const Plan &P) {
  std::map<std::string, std::vector<std::string>> FilesBy;
  for (const Job &J : P.Jobs)
    for (const std::string &Remark : J.What.Remarks)
      FilesBy[Remark].push_back(J.What.File);
  for (const auto &[Remark, Files] : FilesBy) {
    std::string Who = pathBelow(workingDirectory(), Files.front());
    if (Files.size() > 1)
      Who += " and " + counted(Files.size() - 1, "more file");
    sayRemark(Who + ": " + Remark);
  }
}

llvm::Expected<Plan> corolint::planRun(const Options &O) {
  auto Commands = commandsFor(O);
  if (!Commands)
    return Commands.takeError();
  Plan P;
  Config Settings(O);
  for (Command &C : *Commands) {
    // Has no .clang-tidy above it either; told when its turn comes.
    if (!fs::exists(C.File)) {
      P.Jobs.push_back({std::move(C), {}, nullptr, "", false});
      continue;
    }
    auto How = Settings.of(C.File);
    if (!How)
      return How.takeError();
    addFlags(C, How->ExtraArgsBefore, How->ExtraArgs);
    auto Known = P.Models.find(How->Models);
    if (Known == P.Models.end()) {
      auto Loaded = ModelSet::load(How->Models);
      if (!Loaded)
        return Loaded.takeError();
      Known = P.Models.emplace(How->Models, std::move(*Loaded)).first;
    }
    C.Others.add(Known->second.files());
    P.Jobs.push_back({std::move(C), std::move(*How), &Known->second, O.Fault,
                      Cache::isWanted(O)});
  }
  if (O.Shard.Of > 1) {
    std::vector<Job> Part;
    for (size_t I = O.Shard.Number - 1; I < P.Jobs.size(); I += O.Shard.Of)
      Part.push_back(std::move(P.Jobs[I]));
    P.Jobs = std::move(Part);
  }
  for (const std::string &Doubt : Settings.doubts())
    sayWarning(Doubt);
  if (!O.Quiet)
    sayRemarks(P);
  return P;
}

/// A report is one line, how long it took is the next, then what was read.
static std::string written(const TuReport &R) {
  std::ostringstream Times;
  Times << R.Took.Parse << ' ' << R.Took.Check << ' ' << R.Took.Fix << '\n';
  return printReport(R) + Times.str() + printReadFiles(R.Read);
}

static std::optional<TuReport> readBack(llvm::StringRef Text) {
  auto [Line, Rest] = Text.split('\n');
  auto [Times, Read] = Rest.split('\n');
  auto R = parseReport(Line);
  if (!R) {
    llvm::consumeError(R.takeError());
    return std::nullopt;
  }
  std::istringstream(Times.str()) >> R->Took.Parse >> R->Took.Check >>
      R->Took.Fix;
  R->Read = parseReadFiles(Read).value_or(std::vector<ReadFile>());
  return std::move(*R);
}

static TuReport reportOf(const Job &J, Ending E, unsigned Seconds) {
  TuReport R;
  R.File = J.What.File;
  R.Directory = J.What.Directory;
  R.Command = J.What.Args;
  R.Log = std::move(E.Log);
  switch (E.How) {
  case Ending::Done:
    if (auto Read = readBack(E.Text)) {
      if (Read->Status == TuStatus::Ok || Read->Status == TuStatus::Errors)
        R.Log.clear();
      Read->Log = std::move(R.Log);
      return std::move(*Read);
    }
    R.Status = TuStatus::Crashed;
    R.Message = "its process ended early";
    break;
  case Ending::Signalled:
    R.Status = TuStatus::Crashed;
    R.Message = ("its process crashed with signal " + llvm::Twine(E.Signal) +
                 " (" + ::strsignal(E.Signal) + ")")
                    .str();
    break;
  case Ending::TimedOut:
    R.Status = TuStatus::TimedOut;
    R.Message = "it took longer than " + counted(Seconds, "second") +
                " (see --timeout)";
    break;
  }
  return R;
}

static PoolLimits limits(const Options &O) {
  return {O.Jobs, O.Timeout, uint64_t(O.Memory) << 20};
}

namespace {

/// Analyses jobs in forked processes and shows how far it is.
class Crew {
public:
  Crew(const Plan &P, const Options &O, std::vector<TuReport> &Units,
       Stats *Took)
      : P(P), O(O), Units(Units), Took(Took), Kept(Cache::open(O)),
        ShowsProgress(!O.Quiet && llvm::errs().is_displayed()),
        Here(workingDirectory()) {}

  /// Null: there is none.
  Cache *cache() { return Kept ? &*Kept : nullptr; }

  /// After the last of them.
  void rest() {
    if (!Kept)
      return;
    if (Done)
      Kept->trim();
    if (O.CacheStats)
      llvm::errs() << "corolint: " << Kept->stats() << '\n';
  }

  /// False: interrupted.
  llvm::Expected<bool> analyze(llvm::ArrayRef<size_t> Asked) {
    std::vector<size_t> Pieces = Kept ? notKept(Asked) : Asked.vec();
    Preambles Shared;
    if (O.SharesPreambles) {
      std::optional<Stats::Phase> Time;
      if (Took)
        Time.emplace(*Took, llvm::StringLiteral("sharing headers"));
      auto Made = Shared.make(P, Pieces, limits(O), cache());
      if (!Made || !*Made)
        return Made;
      if (Took)
        Took->addShared(Shared.units(), Shared.count());
    }
    // So that none of the long ones begins when all others are done.
    llvm::sort(Pieces, [&](size_t A, size_t B) {
      return std::pair(Shared.costOf(B), A) < std::pair(Shared.costOf(A), B);
    });
    std::vector<size_t> ToTry;
    auto Analyzed = forAll(
        "analysing", Pieces,
        [&](size_t J) {
          TuReport R = corolint::analyze(P.Jobs[J], Shared.of(J));
          if (!waits(R, J, Shared))
            finish(J, R, nullptr);
          return written(R);
        },
        [&](size_t J) {
          bool Waits = waits(Units[J], J, Shared);
          if (Waits)
            ToTry.push_back(J);
          return !Waits;
        });
    if (!Analyzed || !*Analyzed || ToTry.empty())
      return Analyzed;
    llvm::sort(ToTry);
    {
      std::optional<Stats::Phase> Time;
      if (Took)
        Time.emplace(*Took, llvm::StringLiteral("sharing headers"));
      auto Made = Shared.makeForTrials(ToTry, limits(O), cache());
      if (!Made || !*Made)
        return Made;
    }
    return forAll(
        "trying fixes", ToTry,
        [&](size_t J) {
          TuReport R = std::move(Units[J]);
          finish(J, R, Shared.forTrialOf(J));
          return written(R);
        },
        [](size_t) { return true; });
  }

private:
  /// Are the fixes to be tried when it is known how many others wait for that?
  bool waits(const TuReport &R, size_t J, const Preambles &Shared) const {
    return Shared.of(J) && hasFixes(R);
  }

  /// In the child.
  void finish(size_t J, TuReport &R, const Preamble *Shared) {
    tryFixes(P.Jobs[J], R, Shared);
    if (Kept)
      Kept->keep(P.Jobs[J], R);
    R.Read.clear();
  }

  /// A process for each of the jobs. `IsDone`: nothing more comes of this job.
  llvm::Expected<bool> forAll(llvm::StringLiteral Phase,
                              llvm::ArrayRef<size_t> Jobs,
                              llvm::function_ref<std::string(size_t)> Work,
                              llvm::function_ref<bool(size_t)> IsDone) {
    Total += Jobs.size();
    Begin = std::chrono::steady_clock::now();
    Before = Done;
    std::optional<Stats::Phase> Time;
    if (Took)
      Time.emplace(*Took, Phase);
    auto Ended = [&](size_t Piece, Ending E) {
      size_t J = Jobs[Piece];
      Units[J] = reportOf(P.Jobs[J], std::move(E), O.Timeout);
      Units[J].WarningsAsErrors = P.Jobs[J].How.WarningsAsErrors;
      if (IsDone(J) && Took)
        Took->add(P.Jobs[J].What.File, Units[J].Took);
      ++Done;
      if (ShowsProgress)
        llvm::errs() << "\r\033[K[" << Done << '/' << Total << "] "
                     << timeLeft() << pathBelow(Here, P.Jobs[J].What.File);
    };
    auto Finished = runForked(
        Jobs.size(), limits(O), [&](size_t Piece) { return Work(Jobs[Piece]); },
        Ended);
    if (ShowsProgress)
      llvm::errs() << "\r\033[K";
    return Finished;
  }

  /// "2 min left, ", once that can be told.
  std::string timeLeft() const {
    double Spent =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - Begin)
            .count();
    if (Spent < 5 || Done == Total)
      return "";
    unsigned Seconds = Spent / (Done - Before) * (Total - Done) + 1;
    return Seconds < 90 ? std::to_string(Seconds) + " s left, "
                        : std::to_string(Seconds / 60) + " min left, ";
  }

  /// Those that the cache has nothing of; the others' reports are in `Units`.
  std::vector<size_t> notKept(llvm::ArrayRef<size_t> Jobs) {
    std::vector<size_t> Missing;
    auto Found = Kept->find(P, Jobs);
    for (size_t I = 0; I != Jobs.size(); ++I) {
      if (!Found[I]) {
        Missing.push_back(Jobs[I]);
        continue;
      }
      Units[Jobs[I]] = std::move(*Found[I]);
      Units[Jobs[I]].WarningsAsErrors = P.Jobs[Jobs[I]].How.WarningsAsErrors;
    }
    return Missing;
  }

  const Plan &P;
  const Options &O;
  std::vector<TuReport> &Units;
  Stats *const Took; ///< Null: nobody asks.
  std::optional<Cache> Kept;
  size_t Done = 0, Total = 0;
  size_t Before = 0; ///< Done when this round began.
  std::chrono::steady_clock::time_point Begin;
  const bool ShowsProgress;
  const std::string Here;
};

} // namespace

/// The jobs to be done. What is to be said of the others is in `Units` then.
static std::vector<size_t> worthAProcess(const Plan &P,
                                         std::vector<TuReport> &Units) {
  std::vector<size_t> Jobs;
  for (size_t I = 0; I < P.Jobs.size(); ++I) {
    const Job &J = P.Jobs[I];
    Units[I].File = J.What.File;
    if (!J.Models) {
      Units[I].Status = TuStatus::Failed;
      Units[I].Message = "it does not exist";
    } else if (!J.What.Refused.empty()) {
      Units[I].Status = TuStatus::Failed;
      Units[I].Message = J.What.Refused;
    } else if (J.What.Speaks == Command::Other) {
      Units[I].Status = TuStatus::Skipped;
    } else if (!J.How.Selected.Checks.empty()) {
      Jobs.push_back(I);
    }
  }
  return Jobs;
}

llvm::Expected<std::optional<std::vector<TuReport>>>
corolint::analyzeAll(const Plan &P, const Options &O) {
  std::vector<TuReport> Units(P.Jobs.size());
  Crew Workers(P, O, Units, nullptr);
  auto Finished = Workers.analyze(worthAProcess(P, Units));
  Workers.rest();
  if (!Finished)
    return Finished.takeError();
  if (!*Finished)
    return std::nullopt;
  return Units;
}

llvm::Expected<std::optional<std::vector<TuReport>>>
corolint::analyzeWhatMatters(const Plan &P, const Options &O,
                             const Changes *Only, Program &All, Stats &Took) {
  std::vector<TuReport> Units(P.Jobs.size());
  std::vector<size_t> Jobs = worthAProcess(P, Units);
  Crew Workers(P, O, Units, &Took);
  std::optional<Demand> Needs;
  // A file that is named is asked for.
  if (!O.ParseAll && O.Files.empty()) {
    Stats::Phase Time(Took, "following includes");
    auto Found = Demand::of(P, Jobs, limits(O), Workers.cache(), Only);
    if (!Found)
      return Found.takeError();
    if (!*Found)
      return std::nullopt;
    for (size_t I : Jobs)
      Units[I].Status = TuStatus::Spared;
    Needs = std::move(*Found);
    Jobs = Needs->first();
  } else if (!O.ParseAll) {
    llvm::erase_if(Jobs, [&](size_t I) {
      if (P.Jobs[I].What.Speaks == Command::Cxx)
        return false;
      Units[I].Status = TuStatus::Skipped;
      return true;
    });
  }
  for (bool IsFirst = true; IsFirst || !Jobs.empty(); IsFirst = false) {
    auto Finished = Workers.analyze(Jobs);
    if (!Finished)
      return Finished.takeError();
    if (!*Finished)
      return std::nullopt;
    Stats::Phase Time(Took, "linking");
    for (size_t I : Jobs)
      All.add(std::exchange(Units[I].Summary, {}));
    All.close();
    if (!Needs)
      break;
    std::vector<const Proviso *> Ifs;
    for (const TuReport &R : Units)
      for (const OpenFinding &F : R.Open)
        Ifs.push_back(&F.If);
    Jobs = Needs->next(All.sought(Ifs));
  }
  Workers.rest();
  bool IsWhole = O.Files.empty() && !Only && O.Shard.Of <= 1;
  if (Cache *Kept = Workers.cache(); Kept && IsWhole)
    Kept->keepProgram(All.effects());
  return Units;
}

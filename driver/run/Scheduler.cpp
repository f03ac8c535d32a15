#include "driver/run/Scheduler.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/options/Options.h"
#include "driver/run/Preamble.h"
#include "driver/run/Stats.h"
#include "driver/unit/Reports.h"
#include "driver/unit/Trial.h"
#include <cstring>
#include <nlohmann/json.hpp>

using namespace corolint;

/// A report is one line, how long it took is the next, then what was read.
static std::string written(const TuReport &R) {
  const UnitCost &Took = R.Took;
  Json Cost{Took.Parse, Took.Check, Took.Fix, Took.Parts, Took.TooLarge};
  return printReport(R) +
         Cost.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n' +
         printReadFiles(R.Read);
}

static std::optional<TuReport> readBack(llvm::StringRef Text) {
  auto [Line, Rest] = Text.split('\n');
  auto [Cost, Read] = Rest.split('\n');
  auto R = parseReport(Line);
  if (!R) {
    llvm::consumeError(R.takeError());
    return std::nullopt;
  }
  // A worker that was ended in the middle of the line told no more.
  if (auto J = Json::parse(Cost.str(), nullptr, false); J.size() == 5)
    R->Took = {J[0].get<double>(), J[1].get<double>(), J[2].get<double>(),
               J[3].get<Stopwatch::Times>(),
               J[4].get<std::vector<std::string>>()};
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
  case Ending::NotStarted:
    R.Status = TuStatus::Crashed;
    R.Message =
        "no process could be started: " + std::exchange(R.Log, std::string());
    break;
  case Ending::TimedOut:
    R.Status = TuStatus::TimedOut;
    R.Message = "it took longer than " + counted(Seconds, "second") +
                " (see --timeout)";
    break;
  }
  return R;
}

Scheduler::Scheduler(const Plan &P, const Options &O,
                     std::vector<TuReport> &Units, Stats *Took)
    : P(P), O(O), Units(Units), Took(Took), Kept(Cache::open(O)),
      ShowsProgress(!O.Quiet && llvm::errs().is_displayed()),
      Here(workingDirectory()) {}

PoolLimits Scheduler::limits() const {
  PoolLimits L{O.Jobs, O.Timeout, uint64_t(O.Memory) << 20};
  if (Kept)
    L.Writable.push_back(Kept->directory());
  return L;
}

llvm::Error Scheduler::analyze(llvm::ArrayRef<size_t> Asked) {
  std::vector<size_t> Pieces = Kept ? notKept(Asked) : Asked.vec();
  Preambles Shared;
  if (O.SharesPreambles) {
    Stats::Phase Time(Took, "sharing headers");
    if (llvm::Error Failed = Shared.make(P, Pieces, Read, limits(), cache()))
      return Failed;
    if (Took)
      Took->addShared(Shared.units(), Shared.count(), Shared.obstacles());
  }
  // So that none of the long ones begins when all others are done.
  llvm::sort(Pieces, [&](size_t A, size_t B) {
    return std::pair(Shared.costOf(B), A) < std::pair(Shared.costOf(A), B);
  });
  std::vector<size_t> ToTry;
  llvm::Error Failed = forAll(
      "analysing", Pieces,
      [&](size_t J) {
        TuReport R = corolint::analyze(P.Jobs[J], Shared.of(J));
        if (!waits(R, J, Shared))
          complete(J, R, nullptr);
        return written(R);
      },
      [&](size_t J) {
        bool Waits = waits(Units[J], J, Shared);
        if (Waits)
          ToTry.push_back(J);
        return !Waits;
      });
  if (Failed || ToTry.empty())
    return Failed;
  llvm::sort(ToTry);
  {
    Stats::Phase Time(Took, "sharing headers");
    if (llvm::Error Failed = Shared.makeForTrials(ToTry, limits(), cache()))
      return Failed;
  }
  return forAll(
      "trying fixes", ToTry,
      [&](size_t J) {
        TuReport R = std::move(Units[J]);
        complete(J, R, Shared.forTrialOf(J));
        return written(R);
      },
      [](size_t) { return true; });
}

/// Are the fixes to be tried when it is known how many others wait for that?
bool Scheduler::waits(const TuReport &R, size_t J,
                      const Preambles &Shared) const {
  return Shared.of(J) && hasFixes(R);
}

/// In the child.
void Scheduler::complete(size_t J, TuReport &R, const Preamble *Shared) {
  tryFixes(P.Jobs[J], R, Shared);
  if (Kept)
    Kept->keep(P.Jobs[J], R);
  R.Read.clear();
}

/// A process for each of the jobs. `IsDone`: nothing more comes of this job.
llvm::Error Scheduler::forAll(llvm::StringLiteral Phase,
                              llvm::ArrayRef<size_t> Jobs,
                              llvm::function_ref<std::string(size_t)> Work,
                              llvm::function_ref<bool(size_t)> IsDone) {
  Total += Jobs.size();
  Begin = std::chrono::steady_clock::now();
  Before = Done;
  Stats::Phase Time(Took, Phase);
  auto Ended = [&](size_t Piece, Ending E) {
    size_t J = Jobs[Piece];
    Units[J] = reportOf(P.Jobs[J], std::move(E), O.Timeout);
    Units[J].WarningsAsErrors = P.Jobs[J].How.WarningsAsErrors;
    if (IsDone(J) && Took)
      Took->add(P.Jobs[J].What.File, Units[J].Took);
    ++Done;
    if (ShowsProgress)
      llvm::errs() << "\r\033[K[" << Done << '/' << Total << "] " << timeLeft()
                   << printable(pathBelow(Here, P.Jobs[J].What.File));
  };
  llvm::Error Failed = runForked(
      Jobs.size(), limits(), [&](size_t Piece) { return Work(Jobs[Piece]); },
      Ended);
  if (ShowsProgress)
    llvm::errs() << "\r\033[K";
  return Failed;
}

/// "2 min left, ", once that can be told.
std::string Scheduler::timeLeft() const {
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
std::vector<size_t> Scheduler::notKept(llvm::ArrayRef<size_t> Jobs) {
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

void Scheduler::finish() {
  if (!Kept)
    return;
  if (Done)
    Kept->trim();
  if (O.CacheStats)
    llvm::errs() << "corolint: " << Kept->stats() << '\n';
}

#include "driver/run/Analyze.h"
#include "checks/base/Sources.h"
#include "checks/program/Others.h"
#include "checks/program/Program.h"
#include "checks/program/SummaryJson.h"
#include "driver/base/Console.h"
#include "driver/input/Changes.h"
#include "driver/input/CompileDb.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "driver/run/Cache.h"
#include "driver/run/Demand.h"
#include "driver/run/LastRun.h"
#include "driver/run/Scheduler.h"
#include "driver/run/Stats.h"
#include "fixes/Shown.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace corolint;

/// The jobs to be done. What is to be said of the others is in `Units` then.
static std::vector<size_t> worthAProcess(const Plan &P,
                                         std::vector<TuReport> &Units) {
  std::vector<size_t> Jobs;
  for (size_t I = 0; I < P.Jobs.size(); ++I) {
    const Job &J = P.Jobs[I];
    Units[I].File = J.What.File;
    if (isMissing(J)) {
      Units[I].Status = TuStatus::Missing;
    } else if (!J.Models) {
      Units[I].Status = TuStatus::Failed;
      Units[I].Message = "it is not a regular file";
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

llvm::Expected<std::vector<TuReport>> corolint::analyzeAll(const Plan &P,
                                                           const Options &O) {
  std::vector<TuReport> Units(P.Jobs.size());
  Scheduler Workers(P, O, Units, nullptr);
  llvm::Error Failed = Workers.analyze(worthAProcess(P, Units));
  Workers.finish();
  if (Failed)
    return std::move(Failed);
  return Units;
}

/// What the last run over the project knew of other files, if there was one.
/// That it is not to be read is no trouble.
static bool addLastRun(llvm::ArrayRef<TuReport> Units, const Options &O,
                       Program &All) {
  bool IsThere = false;
  std::set<std::string> Files;
  for (const TuReport &R : Units)
    Files.insert(realPath(R.File));
  std::set<std::string> Runs;
  for (const std::string &File : Files)
    Runs.insert(O.CacheDir.empty() ? lastRunOver(File)
                                   : lastRunIn(O.CacheDir, rootOf(O)));
  for (const std::string &Run : Runs) {
    auto Others = readSummaries(Run, "");
    if (!Others) {
      llvm::consumeError(Others.takeError());
      continue;
    }
    IsThere = true;
    for (UnitSummary &Unit : *Others) {
      for (const std::string &File : Files)
        Unit = withoutFile(std::move(Unit), File);
      All.add(Unit);
    }
  }
  return IsThere;
}

/// A part of the program was looked at: what of the rest is known?
static void sayWhatIsKnown(bool IsLastRunThere, bool IsSomeSought,
                           const Options &O) {
  if (!O.Summary && (O.Quiet || !llvm::errs().is_displayed()))
    return;
  if (IsLastRunThere)
    sayRemark("what other files do is known from the last run over all files");
  else if (IsSomeSought)
    sayRemark("calls into other files were not followed; corolint without "
              "files follows them, and later runs on files know them then");
}

/// Such a unit is parsed whatever it says, which may take as long.
static void sayUnfollowed(llvm::ArrayRef<const Command *> Units,
                          const Options &O) {
  if (Units.empty() || O.Quiet)
    return;
  sayRemark(
      "what " + printablePath(pathBelow(workingDirectory(), Units[0]->File)) +
      " includes could not be followed" +
      (Units.size() == 1
           ? ""
           : " (nor of " + counted(Units.size() - 1, "other file") + ")"));
}

/// Adds the functions that, since this change, use what they are lent for
/// longer: a call of them may be a mistake now where it stands.
static void addChanged(const UnitSummary &Unit, const Changes &Only,
                       std::set<std::string> &To) {
  for (const LentUse &U : Unit.LentUses)
    if ((U.IsUsed && (Only.has(U.Since) || Only.has(U.At))) ||
        (U.LetsGo && Only.has(U.CalledAt)))
      To.insert(U.Name);
}

/// Takes out what is said of other files.
static void leaveOnly(llvm::ArrayRef<std::string> Files, TuReport &R) {
  R.OnlyIn = Files;
  if (Files.empty())
    return;
  llvm::erase_if(R.Findings, [&](const Finding &F) {
    return !llvm::is_contained(Files, F.At.File);
  });
  llvm::erase_if(R.Open, [&](const OpenFinding &F) {
    return !llvm::is_contained(Files, F.What.At.File);
  });
}

llvm::Expected<std::vector<TuReport>>
corolint::analyzeWhatMatters(const Plan &P, const Options &O,
                             const Changes *Only, Program &All, Stats &Took) {
  std::vector<TuReport> Units(P.Jobs.size());
  std::vector<size_t> Jobs = worthAProcess(P, Units);
  Scheduler Workers(P, O, Units, &Took);
  std::optional<Demand> Needs;
  // A file that is named is asked for.
  if (!O.ParseAll && !namesFiles(O)) {
    Stats::Phase Time(&Took, "following includes");
    auto Found = Demand::of(P, Jobs, Workers.inclusions(), Workers.limits(),
                            Workers.cache(), Only);
    if (!Found)
      return Found.takeError();
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
    if (llvm::Error Failed = Workers.analyze(Jobs))
      return std::move(Failed);
    Stats::Phase Time(&Took, "linking");
    std::set<std::string> Changed;
    for (size_t I : Jobs) {
      if (Only)
        addChanged(Units[I].Summary, *Only, Changed);
      All.add(std::exchange(Units[I].Summary, {}));
    }
    bool IsPart = !O.Command && !asksForAll(O);
    bool KnowsOthers = IsFirst &&
                       (isForAnEditor() || (IsPart && wantsCache(O))) &&
                       addLastRun(Units, O, All);
    All.close();
    std::vector<const DeferredCondition *> Ifs;
    for (const TuReport &R : Units)
      for (const OpenFinding &F : R.Open)
        Ifs.push_back(&F.If);
    if (IsFirst && IsPart && !isForAnEditor())
      sayWhatIsKnown(KnowsOthers, !All.sought(Ifs).empty(), O);
    if (!Needs)
      break;
    Jobs = Needs->next(All.sought(Ifs));
    if (!Changed.empty())
      llvm::append_range(Jobs, Needs->callersOf(Changed));
  }
  sayUnfollowed(Workers.inclusions().unfollowed(), O);
  Workers.finish();
  for (size_t I = 0; I != Units.size(); ++I)
    leaveOnly(P.Jobs[I].What.OnlyIn, Units[I]);
  bool IsWhole = asksForAll(O) && !Only && O.Shard.Of <= 1;
  if (Cache *Kept = Workers.cache(); Kept && IsWhole)
    Kept->keepProgram(All.effects());
  return Units;
}

#include "driver/Plan.h"
#include "checks/analysis/Link.h"
#include "checks/base/Sources.h"
#include "driver/CompileDb.h"
#include "driver/Crew.h"
#include "driver/Demand.h"
#include "driver/Options.h"
#include "driver/Say.h"
#include "driver/Stats.h"
#include "llvm/Support/FileSystem.h"

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

bool corolint::mayShare(const Job &J) {
  return J.Models && J.What.Speaks == Command::Cxx && J.Fault.empty() &&
         !J.What.Others.areRead() &&
         llvm::none_of(J.What.Args, [](llvm::StringRef Arg) {
           return Arg.starts_with("-include") || Arg.starts_with("-imacros") ||
                  Arg.starts_with("-fmodule") || Arg == "-xc++-header";
         });
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
    Stats::Phase Time(&Took, "following includes");
    auto Found = Demand::of(P, Jobs, Workers.limits(), Workers.cache(), Only);
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
    Stats::Phase Time(&Took, "linking");
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

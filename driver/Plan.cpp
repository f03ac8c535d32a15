#include "driver/Plan.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/CompileDb.h"
#include "driver/Options.h"
#include "driver/Pool.h"
#include "driver/Reports.h"
#include "driver/Say.h"
#include "llvm/Support/FileSystem.h"
#include <cstring>

using namespace corolint;
namespace fs = llvm::sys::fs;

llvm::Expected<Plan> corolint::planRun(const Options &O) {
  auto Commands = commandsFor(O);
  if (!Commands)
    return Commands.takeError();
  Plan P;
  Config Settings(O);
  for (Command &C : *Commands) {
    // Has no .clang-tidy above it either; told when its turn comes.
    if (!fs::exists(C.File)) {
      P.Jobs.push_back({std::move(C), {}, nullptr, ""});
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
    P.Jobs.push_back({std::move(C), std::move(*How), &Known->second, O.Fault});
  }
  for (const std::string &Doubt : Settings.doubts())
    sayWarning(Doubt);
  return P;
}

void corolint::sayRemarks(const Plan &P) {
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

static TuReport reportOf(const Job &J, Ending E, unsigned Seconds) {
  TuReport R;
  R.File = J.What.File;
  R.Directory = J.What.Directory;
  R.Command = J.What.Args;
  R.Log = std::move(E.Log);
  switch (E.How) {
  case Ending::Done:
    if (auto Read = parseReport(E.Text)) {
      if (Read->Status == TuStatus::Ok || Read->Status == TuStatus::Errors)
        R.Log.clear();
      Read->Log = std::move(R.Log);
      return std::move(*Read);
    } else {
      llvm::consumeError(Read.takeError());
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

namespace {

/// Analyses jobs in forked processes and shows how far it is.
class Crew {
public:
  Crew(const Plan &P, const Options &O, std::vector<TuReport> &Units)
      : P(P), O(O), Units(Units),
        ShowsProgress(!O.Quiet && llvm::errs().is_displayed()),
        Here(workingDirectory()) {}

  /// False: interrupted.
  llvm::Expected<bool> analyze(llvm::ArrayRef<size_t> Pieces) {
    size_t Done = 0;
    auto Work = [&](size_t Piece) {
      return printReport(corolint::analyze(P.Jobs[Pieces[Piece]]));
    };
    auto Ended = [&](size_t Piece, Ending E) {
      const Job &J = P.Jobs[Pieces[Piece]];
      Units[Pieces[Piece]] = reportOf(J, std::move(E), O.Timeout);
      Units[Pieces[Piece]].WarningsAsErrors = J.How.WarningsAsErrors;
      if (ShowsProgress)
        llvm::errs() << "\r\033[K[" << ++Done << '/' << Pieces.size() << "] "
                     << pathBelow(Here, J.What.File);
    };
    auto Finished = runForked(Pieces.size(), {O.Jobs, O.Timeout}, Work, Ended);
    if (ShowsProgress)
      llvm::errs() << "\r\033[K";
    return Finished;
  }

private:
  const Plan &P;
  const Options &O;
  std::vector<TuReport> &Units;
  const bool ShowsProgress;
  const std::string Here;
};

} // namespace

llvm::Expected<std::optional<std::vector<TuReport>>>
corolint::analyzeAll(const Plan &P, const Options &O) {
  std::vector<TuReport> Units(P.Jobs.size());
  std::vector<size_t> Pieces; // not worth a process: C, and no check selected
  for (size_t I = 0; I < P.Jobs.size(); ++I) {
    const Job &J = P.Jobs[I];
    Units[I].File = J.What.File;
    if (!J.Models) {
      Units[I].Status = TuStatus::Failed;
      Units[I].Message = "it does not exist";
    } else if (!J.What.IsCxx) {
      Units[I].Status = TuStatus::Skipped;
    } else if (!J.How.Selected.Checks.empty()) {
      Pieces.push_back(I);
    }
  }
  auto Finished = Crew(P, O, Units).analyze(Pieces);
  if (!Finished)
    return Finished.takeError();
  if (!*Finished)
    return std::nullopt;
  return Units;
}

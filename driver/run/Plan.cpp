#include "driver/run/Plan.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/input/CompileDb.h"
#include "driver/options/Options.h"
#include "driver/run/Headers.h"
#include "fixes/Shown.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace corolint;
namespace fs = llvm::sys::fs;

bool corolint::isMissing(const Job &J) {
  return !J.Models && !fs::exists(J.What.File);
}

/// Files that the database lists, and that are not there.
static llvm::Error lookForMissing(const Plan &P, const Options &O) {
  std::set<std::string> Missing;
  for (const Job &J : P.Jobs)
    if (isMissing(J))
      Missing.insert(J.What.File);
  if (Missing.empty())
    return llvm::Error::success();
  bool IsOne = Missing.size() == 1;
  if (llvm::all_of(P.Jobs, isMissing))
    return problem(IsOne ? "the one file of the database, '" +
                               *Missing.begin() + "', does not exist"
                         : "none of the " + std::to_string(Missing.size()) +
                               " files of the database exists, '" +
                               *Missing.begin() +
                               "' is the first; was it made elsewhere?");
  if (!O.Quiet)
    sayRemark(counted(Missing.size(), "file") + " of the database " +
              (IsOne ? "does" : "do") +
              " not exist: " + pathBelow(workingDirectory(), *Missing.begin()) +
              (IsOne ? "" : ", ...") +
              "; is it generated? Build first, or --exclude it");
  return llvm::Error::success();
}

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
  std::set<std::string> Others;
  for (const Job &J : P.Jobs)
    for (const std::string &Other : J.What.Others.otherProjects())
      Others.insert(pathBelow(workingDirectory(), Other));
  if (Others.empty())
    return;
  std::string Names = llvm::join(
      llvm::make_range(
          Others.begin(),
          std::next(Others.begin(), std::min<size_t>(Others.size(), 5))),
      ", ");
  if (Others.size() > 5)
    Names += " and " + std::to_string(Others.size() - 5) + " more";
  sayRemark("taken for libraries, as other projects: " + Names +
            " (--library-folders=-NAME reads one as this project's)");
}

/// A file that does not exist may be in a directory that does not either: what
/// holds for it is what is said above.
static std::string configuredAs(llvm::StringRef File) {
  llvm::StringRef Directory = llvm::sys::path::parent_path(File);
  while (!Directory.empty() && !fs::is_directory(Directory))
    Directory = llvm::sys::path::parent_path(Directory);
  return (Directory.rtrim('/') + "/" + llvm::sys::path::filename(File)).str();
}

llvm::Expected<Plan> corolint::planRun(const Options &O) {
  auto Commands = commandsFor(O);
  if (!Commands)
    return Commands.takeError();
  if (!O.HeadersAlone)
    if (llvm::Error E = lookThroughUnits(*Commands, O))
      return std::move(E);
  Plan P;
  Config Settings(O);
  std::vector<std::string> Left;
  for (Command &C : *Commands) {
    auto How = Settings.of(configuredAs(C.File));
    if (!How)
      return How.takeError();
    if (How->Headers.Excluded.hold(realPath(C.File))) {
      Left.push_back(C.File);
      continue;
    }
    // Told when its turn comes.
    if (!fs::is_regular_file(C.File)) {
      P.Jobs.emplace_back().What = std::move(C);
      continue;
    }
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
                      wantsCache(O), O.Fix.has_value()});
  }
  if (O.Shard.Of > 1) {
    std::vector<Job> Part;
    for (size_t I = O.Shard.Number - 1; I < P.Jobs.size(); I += O.Shard.Of)
      Part.push_back(std::move(P.Jobs[I]));
    P.Jobs = std::move(Part);
  }
  for (const std::string &Doubt : Settings.doubts())
    sayWarning(Doubt);
  if (llvm::Error E = lookForMissing(P, O))
    return std::move(E);
  // A file that somebody named is expected to be looked at.
  if (P.Jobs.empty() && !Left.empty() && !O.Quiet)
    sayRemark("nothing to do: " + pathBelow(workingDirectory(), Left.front()) +
              (Left.size() > 1
                   ? " and " + counted(Left.size() - 1, "more file") + " are"
                   : " is") +
              " excluded");
  if (!O.Quiet)
    sayRemarks(P);
  return P;
}

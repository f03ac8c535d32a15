#include "driver/run/Plan.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/input/CompileDb.h"
#include "driver/options/Options.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include <set>

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
  std::set<std::string> Others;
  for (const Job &J : P.Jobs)
    for (const std::string &Other : J.What.Others.otherProjects())
      Others.insert(pathBelow(workingDirectory(), Other));
  if (!Others.empty())
    sayRemark(
        "taken for libraries, as other projects: " + llvm::join(Others, ", ") +
        " (--library-folders=-NAME reads one as this project's)");
}

llvm::Expected<Plan> corolint::planRun(const Options &O) {
  auto Commands = commandsFor(O);
  if (!Commands)
    return Commands.takeError();
  Plan P;
  Config Settings(O);
  for (Command &C : *Commands) {
    // Has no .clang-tidy above it either; told when its turn comes.
    if (!fs::is_regular_file(C.File)) {
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
                      wantsCache(O)});
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

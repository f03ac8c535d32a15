#include "driver/commands/Inspect.h"
#include "checks/Analyze.h"
#include "checks/Dump.h"
#include "checks/base/Embedded.h"
#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/models/ModelSet.h"
#include "driver/base/BuildId.h"
#include "driver/base/ExitCode.h"
#include "driver/commands/Finish.h"
#include "driver/input/CompileDb.h"
#include "driver/options/Options.h"
#include "driver/report/Troubles.h"
#include "driver/unit/Trial.h"
#include "driver/unit/Worker.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/PrettyStackTrace.h"

using namespace corolint;

int corolint::printVersion() {
  llvm::outs() << "corolint " << COROLINT_VERSION << " (LLVM "
               << LLVM_VERSION_STRING << ")\n  build " << buildId()
               << "\n  models of";
  for (const EmbeddedFile &Model : embeddedModels())
    llvm::outs() << ' ' << Model.Name;
  llvm::outs() << '\n';
  return Clean;
}

llvm::Expected<int> corolint::explainCheck(const Options &O) {
  const Check *C = findCheck(O.Explained);
  if (!C)
    C = findCheck("coro-" + O.Explained);
  if (!C)
    return problem("there is no check '" + O.Explained +
                   "'; see --list-checks");
  llvm::outs() << pageOf(*C);
  return Clean;
}

llvm::Expected<int> corolint::explainModel(const Options &O) {
  auto Text = ModelSet::explain(O.Explained, O.Models);
  if (!Text)
    return Text.takeError();
  llvm::outs() << *Text;
  return Clean;
}

/// The command of the one file that is named, with its configuration and
/// models.
static llvm::Expected<Job> onlyJob(const Options &O, ModelSet &Models) {
  llvm::EnablePrettyStackTrace(); // a crash is in this very process
  auto Commands = commandsFor(O);
  if (!Commands)
    return Commands.takeError();
  if (Commands->empty())
    return problem("no compile command for '" + O.Files.front() + "'");
  Config Settings(O);
  auto How = Settings.of(Commands->front().File);
  if (!How)
    return How.takeError();
  addFlags(Commands->front(), How->ExtraArgsBefore, How->ExtraArgs);
  auto Loaded = ModelSet::load(How->Models);
  if (!Loaded)
    return Loaded.takeError();
  Models = std::move(*Loaded);
  return Job{std::move(Commands->front()), std::move(*How), &Models, O.Fault,
             false};
}

static llvm::Expected<const DumpRoom *> roomNamed(llvm::StringRef Name) {
  std::vector<llvm::StringRef> Names;
  for (const DumpRoom &Room : dumpRooms()) {
    if (Room.Name == Name)
      return &Room;
    Names.push_back(Room.Name);
  }
  return problem("'--dump=" + Name + "': expected " +
                 llvm::join(llvm::ArrayRef(Names).drop_back(), ", ") + " or " +
                 Names.back());
}

llvm::Expected<int> corolint::dumpRoom(const Options &O) {
  auto Room = roomNamed(O.Room);
  if (!Room)
    return Room.takeError();
  ModelSet Models;
  auto Only = onlyJob(O, Models);
  if (!Only)
    return Only.takeError();
  TuReport R = parse(Only->What, [&](clang::ASTContext &Ast) {
    dumpTu(Ast, Models, **Room, llvm::outs());
  });
  llvm::outs().flush();
  sayTroubles(R);
  return isIncomplete(R.Status) ? Incomplete : Clean;
}

llvm::Expected<int> corolint::explainType(const Options &O) {
  ModelSet Models;
  auto Only = onlyJob(O, Models);
  if (!Only)
    return Only.takeError();
  bool IsKnown = false;
  TuReport R = parse(Only->What, [&](clang::ASTContext &Ast) {
    IsKnown = explainTypeIn(Ast, Models, O.Explained, llvm::outs());
  });
  llvm::outs().flush();
  sayTroubles(R);
  if (isIncomplete(R.Status))
    return Incomplete;
  if (!IsKnown)
    return problem("--explain-type: " + Only->What.File + " sees no class '" +
                   O.Explained + "'; write it as 'namespace::name'");
  return Clean;
}

llvm::Expected<int> corolint::checkModels(const Options &O) {
  auto Loaded = ModelSet::load({O.Checked});
  if (!Loaded)
    return Loaded.takeError();
  llvm::outs() << O.Checked << ": valid\n";
  return Clean;
}

llvm::Expected<int> corolint::runWorker(const Options &O) {
  if (llvm::Error E = checkFiles(O))
    return std::move(E);
  ModelSet Models;
  auto Only = onlyJob(O, Models);
  if (!Only)
    return Only.takeError();
  TuReport R = analyze(*Only);
  tryFixes(*Only, R, nullptr);
  if (llvm::Error E = writeOutput(
          O.Report,
          print(toJson(R, [](llvm::StringRef Path) { return Path.str(); }))))
    return std::move(E);
  return isIncomplete(R.Status) ? Incomplete : Clean;
}

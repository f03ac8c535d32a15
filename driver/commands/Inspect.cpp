#include "driver/commands/Inspect.h"
#include "checks/Analyze.h"
#include "checks/Dump.h"
#include "checks/base/Embedded.h"
#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "checks/base/Suppress.h"
#include "checks/models/ModelSet.h"
#include "driver/base/BuildId.h"
#include "driver/base/ExitCode.h"
#include "driver/commands/Finish.h"
#include "driver/input/CompileDb.h"
#include "driver/options/Options.h"
#include "driver/report/Troubles.h"
#include "driver/run/Headers.h"
#include "driver/unit/Trial.h"
#include "driver/unit/Worker.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/Path.h"
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
  if (!C) {
    std::string Words = noSuchCheck(O.Explained);
    return problem(Words + (Words.ends_with("?") ? " See" : "; see") +
                   " --list-checks");
  }
  llvm::outs() << linkedPageOf(*C) << "\nThis page: " << pageUrlOf(*C) << '\n';
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
/// models. `ThroughUnits`: of a header, that of a unit that includes it.
static llvm::Expected<Job> onlyJob(const Options &O, ModelSet &Models,
                                   bool ThroughUnits = false) {
  llvm::EnablePrettyStackTrace(); // a crash is in this very process
  if (O.Files.empty())
    return problem("name the file to be looked at");
  if (!namesFiles(O))
    return problem("'" + O.Files.front() + "' is many files; name one");
  auto Commands = commandsFor(O);
  if (!Commands)
    return Commands.takeError();
  if (ThroughUnits)
    if (llvm::Error E = lookThroughUnits(*Commands, O))
      return std::move(E);
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

namespace {

/// "src/a.cpp:12:3"; column 0: any.
struct AskedPlace {
  std::string File;
  unsigned Line = 0, Column = 0;

  static llvm::Expected<AskedPlace> of(llvm::StringRef Words) {
    AskedPlace P;
    auto [Rest, Last] = Words.rsplit(':');
    auto [File, Line] = Rest.rsplit(':');
    bool HasColumn =
        !Line.getAsInteger(10, P.Line) && !Last.getAsInteger(10, P.Column);
    if (!HasColumn) {
      File = Rest;
      P.Column = 0;
    }
    if (File.empty() || (!HasColumn && Last.getAsInteger(10, P.Line)) ||
        !P.Line)
      return problem("'--why=" + Words +
                     "': expected FILE:LINE or FILE:LINE:COLUMN");
    P.File = File.str();
    return P;
  }
};

} // namespace

/// The lines of a room that are about the place, without it.
static void showRoom(const std::string &Text, llvm::StringRef Begin,
                     unsigned Column, llvm::StringRef Title,
                     llvm::raw_ostream &Out) {
  for (llvm::StringRef Line : llvm::split(Text, '\n')) {
    unsigned At = 0;
    if (!Line.consume_front(Begin) || Line.consumeInteger(10, At) ||
        !Line.consume_front(": ") || (Column && At != Column))
      continue;
    Out << "  " << llvm::left_justify(Title, 10) << "column " << At << ": "
        << Line << '\n';
  }
}

/// What is reported there, or would be but for a comment.
static void showFindings(const UnitResult &Found, const AskedPlace &P,
                         llvm::raw_ostream &Out) {
  std::string File = realPath(P.File);
  Sources Texts;
  Suppressions Comments(Texts);
  auto IsThere = [&](const Finding &F) {
    return F.At.File == File && F.At.Line == P.Line &&
           (!P.Column || F.At.Column == P.Column);
  };
  for (const Finding &F : Found.Findings)
    if (IsThere(F))
      Out << "  finding   column " << F.At.Column << ": " << F.Message << " ["
          << F.Check << ']'
          << (Comments.find(F.At, F.Check) ? ", silenced by a comment" : "")
          << '\n';
  for (const OpenFinding &F : Found.Open)
    if (IsThere(F.What))
      Out << "  open      column " << F.What.At.Column << ": " << F.What.Check
          << " reports it if what it calls comes to that, in this file or "
             "others\n";
}

llvm::Expected<int> corolint::explainPlace(const Options &Written) {
  auto Place = AskedPlace::of(Written.Asked);
  if (!Place)
    return Place.takeError();
  Options O = Written;
  // Of a header: as this file sees it.
  if (O.Files.empty())
    O.Files = {Place->File};
  if (O.Files.size() != 1)
    return problem("--why looks at one place, as one file sees it");
  ModelSet Models;
  auto Only = onlyJob(O, Models, /*ThroughUnits=*/true);
  if (!Only)
    return Only.takeError();
  bool IsHeader = realPath(Place->File) != realPath(Only->What.File);
  std::string Begin = std::to_string(Place->Line) + ":";
  if (IsHeader)
    Begin = (llvm::sys::path::filename(Place->File) + ":" + Begin).str();
  std::string Said;
  llvm::raw_string_ostream Out(Said);
  TuReport R = parse(Only->What, [&](clang::ASTContext &Ast) {
    for (const DumpRoom &Room : dumpRooms()) {
      std::string Text;
      llvm::raw_string_ostream Lines(Text);
      dumpTu(Ast, Models, Room, Lines);
      showRoom(Text, Begin, Place->Column, Room.Name, Out);
    }
    showFindings(analyzeUnit(Ast, Models, Only->How), *Place, Out);
  });
  if (IsHeader && !isIncomplete(R.Status) &&
      !llvm::is_contained(R.Inputs, realPath(Place->File)))
    return problem(O.Files.front() + " does not include " + Place->File +
                   ", or not as a header of its own");
  std::vector<llvm::StringRef> Off;
  for (const Check *C : allChecks())
    if (!llvm::is_contained(Only->How.Selected.Checks, C) && !isPreview(*C))
      Off.push_back(C->Id);
  if (!Off.empty())
    Out << "  off       " << llvm::join(Off, ", ") << '\n';
  llvm::outs() << Written.Asked << '\n'
               << (Said.empty() ? "  nothing: no task, no await, no call that "
                                  "corolint looks at\n"
                                : Said);
  llvm::outs().flush();
  sayTroubles(R);
  return isIncomplete(R.Status) ? Incomplete : Clean;
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

#include "driver/commands/LspServer.h"
#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/base/ExitCode.h"
#include "driver/commands/LspWords.h"
#include "driver/commands/Serve.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/LSP/Logging.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <nlohmann/json.hpp>
#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace corolint;
namespace json = llvm::json;
namespace lsp = llvm::lsp;
namespace path = llvm::sys::path;

/// So long nobody has pressed a key.
static constexpr std::chrono::milliseconds Pause(250);

/// A directory of pages beside the program, as packages have it.
static std::string pagesBeside() {
  static int Here;
  llvm::SmallString<256> Directory(
      path::parent_path(llvm::sys::fs::getMainExecutable("corolint", &Here)));
  path::append(Directory, "..", "share", "doc", "corolint");
  path::remove_dots(Directory, /*remove_dot_dot=*/true);
  return llvm::sys::fs::is_directory(Directory) ? std::string(Directory) : "";
}

LspServer::LspServer(lsp::JSONTransport &Client)
    : Client(Client), Messages(Client),
      Publish(Messages.outgoingNotification<MadeJson>(
          "textDocument/publishDiagnostics")),
      Log(Messages.outgoingNotification<Json>("window/logMessage")),
      Progress(Messages.outgoingNotification<Json>("$/progress")),
      CreateProgress(Messages.outgoingRequest<Json, AnyJson>(
          "window/workDoneProgress/create",
          [](Json, llvm::Expected<AnyJson> Done) {
            if (!Done)
              llvm::consumeError(Done.takeError());
          })),
      ApplyEdit(Messages.outgoingRequest<Json, AnyJson>(
          "workspace/applyEdit", [](Json, llvm::Expected<AnyJson> Done) {
            if (!Done)
              llvm::consumeError(Done.takeError());
          })) {
  Messages.method("initialize", this, &LspServer::initialize);
  Messages.notification("initialized", this, &LspServer::initialized);
  Messages.method("shutdown", this, &LspServer::shutdown);
  Messages.notification("textDocument/didOpen", this, &LspServer::didOpen);
  Messages.notification("textDocument/didChange", this, &LspServer::didChange);
  Messages.notification("textDocument/didSave", this, &LspServer::didSave);
  Messages.notification("textDocument/didClose", this, &LspServer::didClose);
  Messages.notification("workspace/didChangeWorkspaceFolders", this,
                        &LspServer::didChangeFolders);
  Messages.notification("workspace/didChangeConfiguration", this,
                        &LspServer::configure);
  Messages.notification("window/workDoneProgress/cancel", this,
                        &LspServer::cancelProgress);
  Messages.method("textDocument/codeAction", this, &LspServer::codeAction);
  Messages.method("textDocument/hover", this, &LspServer::hover);
  Messages.method("textDocument/inlayHint", this, &LspServer::inlayHint);
  Messages.method("workspace/executeCommand", this, &LspServer::executeCommand);
  Worker = std::thread([this] { work(); });
}

LspServer::~LspServer() {
  {
    std::lock_guard Lock(Guard);
    IsStopped = true;
  }
  Run.endAll();
  Woken.notify_all();
  Worker.join();
}

llvm::Error LspServer::run() { return Client.run(Messages); }

void LspServer::set(const json::Object *Options) {
  if (!Options)
    return;
  if (auto On = Options->getBoolean("inlayHints"))
    ShowsHints = *On;
  if (auto On = Options->getBoolean("offlinePages"))
    Pages = *On ? pagesBeside() : "";
  if (const json::Array *Words = Options->getArray("arguments")) {
    ExtraArgs.clear();
    for (const Json &Word : *Words)
      if (auto Text = Word.getAsString())
        ExtraArgs.push_back(Text->str());
  }
}

void LspServer::initialize(const AnyJson &Params, Reply Answer) {
  const json::Object *O = Params.getAsObject();
  {
    std::lock_guard Lock(Guard);
    if (const json::Array *Folders =
            O ? O->getArray("workspaceFolders") : nullptr)
      for (const Json &Folder : *Folders)
        Roots.push_back(pathOf(textIn(Folder.getAsObject(), "uri")));
    if (Roots.empty())
      if (std::string Root = pathOf(textIn(O, "rootUri")); !Root.empty())
        Roots.push_back(Root);
    const json::Object *Window =
        objectIn(objectIn(O, "capabilities"), "window");
    ShowsProgress =
        Window && Window->getBoolean("workDoneProgress").value_or(false);
    set(objectIn(O, "initializationOptions"));
  }
  Answer(json::Object{
      {"serverInfo",
       json::Object{{"name", "corolint"}, {"version", COROLINT_VERSION}}},
      {"capabilities",
       json::Object{
           {"textDocumentSync", json::Object{{"openClose", true},
                                             {"change", 1}, // The whole text.
                                             {"save", true}}},
           {"codeActionProvider",
            json::Object{{"codeActionKinds",
                          json::Array{"quickfix", "refactor.rewrite"}}}},
           {"hoverProvider", true},
           {"inlayHintProvider", true},
           {"executeCommandProvider",
            json::Object{
                {"commands", json::Array{"corolint.gather", "corolint.explain",
                                         "corolint.whySilent"}}}},
           {"workspace",
            json::Object{{"workspaceFolders",
                          json::Object{{"supported", true},
                                       {"changeNotifications", true}}}}}}}});
}

void LspServer::shutdown(const AnyJson &, Reply Answer) {
  {
    std::lock_guard Lock(Guard);
    IsLeaving = true;
  }
  Run.end();
  Answer(nullptr);
}

void LspServer::didChangeFolders(const AnyJson &Params) {
  const json::Object *Event = objectIn(Params.getAsObject(), "event");
  std::lock_guard Lock(Guard);
  for (llvm::StringRef Key : {"removed", "added"})
    if (const json::Array *Some = Event ? Event->getArray(Key) : nullptr)
      for (const Json &Folder : *Some) {
        std::string Path = pathOf(textIn(Folder.getAsObject(), "uri"));
        llvm::erase(Roots, Path);
        if (Key == "added")
          Roots.push_back(Path);
      }
}

void LspServer::configure(const AnyJson &Params) {
  const json::Object *All = objectIn(Params.getAsObject(), "settings");
  std::lock_guard Lock(Guard);
  set(objectIn(All, "corolint"));
  for (auto &[Path, D] : Open)
    schedule(D, Pause);
}

void LspServer::cancelProgress(const AnyJson &Params) {
  std::lock_guard Lock(Guard);
  // What is cancelled may be over, and something else may run.
  if (textIn(Params.getAsObject(), "token") == Token && !Token.empty())
    Run.end();
}

/// Under the guard.
void LspServer::schedule(Document &D, std::chrono::milliseconds Wait) {
  // What is prepared for another file can wait.
  if (auto It = Open.find(Preparing); It != Open.end() && &It->second != &D)
    Run.end();
  D.IsToBeRun = true;
  D.Due = Clock::now() + Wait;
  Woken.notify_all();
}

void LspServer::didOpen(const AnyJson &Params) {
  const json::Object *Item = objectIn(Params.getAsObject(), "textDocument");
  std::string Path = pathIn(Params.getAsObject());
  if (Path.empty())
    return;
  std::lock_guard Lock(Guard);
  Document &D = Open[Path];
  D = {};
  D.Uri = textIn(Item, "uri").str();
  D.Text = textIn(Item, "text").str();
  D.Version = numberIn(Item, "version");
  auto Kept = llvm::MemoryBuffer::getFile(Path);
  D.IsDirty = !Kept || (*Kept)->getBuffer() != D.Text;
  schedule(D, {});
  ToPrepare = Path;
}

void LspServer::didChange(const AnyJson &Params) {
  std::lock_guard Lock(Guard);
  std::string Path = pathIn(Params.getAsObject());
  auto It = Open.find(Path);
  const json::Array *Changes = Params.getAsObject()->getArray("contentChanges");
  if (It == Open.end() || !Changes || Changes->empty())
    return;
  Document &D = It->second;
  D.Text = textIn(Changes->back().getAsObject(), "text").str();
  D.Version =
      numberIn(objectIn(Params.getAsObject(), "textDocument"), "version");
  D.IsDirty = true;
  if (Running == Path)
    Run.end();
  schedule(D, Pause);
}

void LspServer::didSave(const AnyJson &Params) {
  std::lock_guard Lock(Guard);
  std::string Path = pathIn(Params.getAsObject());
  for (auto &[Other, D] : Open) {
    if (Other == Path)
      D.IsDirty = false;
    // It may be included there, or no longer.
    D.Through.clear();
    schedule(D, Other == Path ? std::chrono::milliseconds(0) : Pause);
  }
  if (Running == Path)
    Run.end();
}

void LspServer::didClose(const AnyJson &Params) {
  std::lock_guard Lock(Guard);
  std::string Path = pathIn(Params.getAsObject());
  auto It = Open.find(Path);
  if (It == Open.end())
    return;
  if (Running == Path)
    Run.end();
  Document Gone = std::move(It->second);
  Open.erase(It);
  Gone.Found.clear();
  publish(Gone);
}

void LspServer::publish(const Document &D) {
  Publish({[&]() -> Json {
    Sources Texts;
    Texts.know(pathOf(D.Uri), D.FoundIn);
    json::Array All;
    for (const Finding &F : D.Found)
      All.push_back(diagnosticOf(F, Texts, Pages));
    return json::Object{{"uri", D.Uri},
                        {"version", D.Version},
                        {"diagnostics", std::move(All)}};
  }});
}

void LspServer::log(const llvm::Twine &Words) {
  Log(json::Object{{"type", 2}, {"message", Words.str()}});
}

/// Under the guard. The root that is nearest, else the file's directory.
std::string LspServer::rootOf(llvm::StringRef Path) const {
  llvm::StringRef Best;
  for (const std::string &Root : Roots)
    if (Path.starts_with(Root + "/") && Root.size() > Best.size())
      Best = Root;
  return Best.empty() ? path::parent_path(Path).str() : Best.str();
}

/// Under the guard. By the names that a run may know them by.
ShownTexts LspServer::dirtyTexts() const {
  ShownTexts Texts;
  for (const auto &[Path, D] : Open)
    if (D.IsDirty)
      Texts[Path] = Texts[realPath(Path)] = D.Text;
  return Texts;
}

void LspServer::begin(llvm::StringRef Title) {
  std::lock_guard Lock(Guard);
  if (!ShowsProgress)
    return;
  Token = "corolint-" + std::to_string(++Asked);
  CreateProgress(json::Object{{"token", Token}}, Token);
  Progress(json::Object{{"token", Token},
                        {"value", json::Object{{"kind", "begin"},
                                               {"title", Title},
                                               {"cancellable", true}}}});
}

void LspServer::endProgress() {
  std::lock_guard Lock(Guard);
  if (!Token.empty())
    Progress(json::Object{{"token", std::exchange(Token, "")},
                          {"value", json::Object{{"kind", "end"}}}});
}

void LspServer::later(std::function<void()> Job) {
  std::lock_guard Lock(Guard);
  if (!Preparing.empty())
    Run.end();
  Jobs.push_back(std::move(Job));
  Woken.notify_all();
}

void LspServer::work() {
  std::unique_lock Lock(Guard);
  while (!IsStopped) {
    if (!Jobs.empty()) {
      std::function<void()> Job = std::move(Jobs.front());
      Jobs.pop_front();
      Lock.unlock();
      Job();
      Lock.lock();
      continue;
    }
    auto Next = Open.end();
    for (auto I = Open.begin(); I != Open.end(); ++I)
      if (I->second.IsToBeRun &&
          (Next == Open.end() || I->second.Due < Next->second.Due))
        Next = I;
    if (Next == Open.end() && !ToPrepare.empty()) {
      std::string Path = std::exchange(ToPrepare, "");
      Lock.unlock();
      prepare(Path);
      Lock.lock();
    } else if (Next == Open.end()) {
      Woken.wait(Lock);
    } else if (Next->second.Due > Clock::now()) {
      Woken.wait_until(Lock, Next->second.Due);
    } else {
      std::string Path = Next->first;
      Next->second.IsToBeRun = false;
      Running = Path;
      Lock.unlock();
      analyse(Path);
      Lock.lock();
      Running.clear();
    }
  }
}

/// The words for which file is to be read: a header through the file that was
/// found once, since the search is for nobody to wait for at each key.
std::vector<std::string> LspServer::readAs(const std::string &Path) const {
  auto It = Open.find(Path);
  if (It == Open.end() || It->second.Through.empty())
    return {Path};
  return {It->second.Through, "--headers-alone"};
}

std::optional<LspRun::Answer> LspServer::ask(const std::string &Path,
                                             std::vector<std::string> Words) {
  ShownTexts Texts;
  {
    std::lock_guard Lock(Guard);
    Texts = dirtyTexts();
    llvm::append_range(Words, readAs(Path));
    Words.push_back("--root=" + rootOf(Path));
    llvm::append_range(Words, ExtraArgs);
  }
  return Run.ask(Words, Texts);
}

/// None: the run was ended, or could not do it.
std::optional<std::vector<Finding>>
LspServer::findings(const std::string &Path, std::vector<std::string> Words) {
  Words.insert(Words.end(), {"--format=json", "--quiet"});
  auto Answer = ask(Path, std::move(Words));
  if (!Answer)
    return std::nullopt;
  // Each trouble once: it is there again with every key.
  bool Succeeded = Answer->Code == Clean || Answer->Code == HasFindings;
  if (!Succeeded && Answer->Errors != LastTrouble)
    log(llvm::StringRef(Answer->Errors).trim());
  LastTrouble = Succeeded ? "" : Answer->Errors;
  auto Report = parseJson(Answer->Output, "the report");
  if (!Report) {
    llvm::consumeError(Report.takeError());
    return std::nullopt;
  }
  const std::string Root = stringAt(*Report, "root");
  auto Absolute = [&](llvm::StringRef Name) {
    if (Name.empty() || path::is_absolute(Name))
      return Name.str();
    return Root + "/" + Name.str();
  };
  std::vector<Finding> All;
  const std::string Here = realPath(Path);
  const JsonReader Said{*Report, Absolute};
  if (auto Units = Said.items("units"); Succeeded && Units.size() == 1) {
    std::lock_guard Lock(Guard);
    if (auto It = Open.find(Path); It != Open.end())
      It->second.Through = Units.front().path("file");
  }
  for (JsonReader F : Said.items("findings"))
    if (Finding One = findingFrom(F); One.At.File == Here) {
      // The editor knows it by the name that it was opened by.
      One.At.File = Path;
      for (Fix &X : One.Fixes)
        for (Edit &E : X.Edits)
          if (E.File == Here)
            E.File = Path;
      for (Note &N : One.Notes)
        if (N.At.File == Here)
          N.At.File = Path;
      All.push_back(std::move(One));
    }
  return All;
}

void LspServer::analyse(const std::string &Path) {
  std::string Text;
  {
    std::lock_guard Lock(Guard);
    auto It = Open.find(Path);
    if (It == Open.end())
      return;
    Text = It->second.Text;
  }
  Run.announce();
  begin(("corolint: " + path::filename(Path)).str());
  auto Found = findings(Path, {});
  endProgress();
  std::lock_guard Lock(Guard);
  auto It = Open.find(Path);
  if (!Found || It == Open.end() || It->second.Text != Text)
    return;
  It->second.Found = std::move(*Found);
  It->second.FoundIn = std::move(Text);
  publish(It->second);
}

/// The headers of a file that was opened are precompiled before the first key
/// is pressed in it, when nothing else is to be done: a run as if one had been.
void LspServer::prepare(const std::string &Path) {
  ShownTexts Texts;
  std::vector<std::string> Words = {"--quiet", "--fail-on=never"};
  {
    std::lock_guard Lock(Guard);
    auto It = Open.find(Path);
    if (It == Open.end() || It->second.IsDirty)
      return;
    Texts = dirtyTexts();
    Texts[Path] = Texts[realPath(Path)] = It->second.Text + "\n";
    llvm::append_range(Words, readAs(Path));
    Words.push_back("--root=" + rootOf(Path));
    llvm::append_range(Words, ExtraArgs);
    Preparing = Path;
    Run.announce();
  }
  bool IsPrepared = Run.ask(Words, Texts).has_value();
  std::lock_guard Lock(Guard);
  Preparing.clear();
  if (!IsPrepared && ToPrepare.empty() && !IsLeaving && !IsStopped)
    ToPrepare = Path;
}

llvm::Expected<int> corolint::serveEditor() {
  if (std::error_code Why = llvm::sys::ChangeStdinToBinary())
    return llvm::createStringError(Why, "standard input: " + Why.message());
#ifdef __GLIBC__
  // A second thread's own arena would grow by a page at a time.
  ::mallopt(M_ARENA_MAX, 1);
#endif
  lsp::Logger::setLogLevel(lsp::Logger::Level::Error);
  lsp::JSONTransport Client(stdin, llvm::outs());
  LspServer Server(Client);
  if (llvm::Error E = Server.run()) {
    // A client that went away without a word: nothing is left to be done.
    llvm::consumeError(std::move(E));
    return 1;
  }
  return Server.saidGoodbye() ? 0 : 1;
}

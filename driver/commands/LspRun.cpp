#include "driver/commands/LspRun.h"
#include "checks/base/Json.h"
#include "driver/commands/Serve.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

using namespace corolint;
namespace fs = llvm::sys::fs;

/// Names the file with the texts; how a run knows that it is for an editor.
static constexpr char Variable[] = "COROLINT_SHOWN";

llvm::Error corolint::takeShownTexts() {
  const char *File = std::getenv(Variable);
  if (!File)
    return llvm::Error::success();
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    return problem(llvm::Twine(Variable) + ": cannot read '" + File +
                   "': " + Text.getError().message());
  auto Parsed = parseJson((*Text)->getBuffer(), File);
  if (!Parsed)
    return Parsed.takeError();
  ShownTexts Texts;
  for (const auto &[Name, Shown] : Parsed->items())
    if (Shown.is_string())
      Texts[Name] = Shown.get<std::string>();
  showInstead(std::move(Texts));
  return llvm::Error::success();
}

namespace {

/// A file that is gone when this is.
class Scratch {
public:
  Scratch() {
    llvm::SmallString<128> Path;
    int FD;
    if (fs::createTemporaryFile("corolint-lsp", "txt", FD, Path))
      return;
    ::close(FD);
    Name = std::string(Path);
  }
  Scratch(const Scratch &) = delete;
  ~Scratch() {
    if (!Name.empty())
      fs::remove(Name);
  }

  std::string text() const {
    auto Text = llvm::MemoryBuffer::getFile(Name);
    return Text ? (*Text)->getBuffer().str() : "";
  }

  std::string Name;
};

} // namespace

std::optional<LspRun::Answer> LspRun::ask(const std::vector<std::string> &Words,
                                          const ShownTexts &Texts) {
  Scratch Shown, Output, Errors;
  {
    std::error_code Why;
    llvm::raw_fd_ostream Out(Shown.Name, Why);
    if (Why)
      return Answer{-1, "", Why.message()};
    Json All = Json::object();
    for (const auto &[File, Text] : Texts)
      All[File] = Text;
    Out << print(All);
  }
  static int Here;
  const std::string Self = fs::getMainExecutable("corolint", &Here);
  std::vector<llvm::StringRef> Args = {Self}, Environment;
  Args.insert(Args.end(), Words.begin(), Words.end());
  const std::string Named = std::string(Variable) + "=" + Shown.Name;
  for (char **Entry = environ; *Entry; ++Entry)
    if (!llvm::StringRef(*Entry).starts_with(std::string(Variable) + "="))
      Environment.push_back(*Entry);
  Environment.push_back(Named);
  std::optional<llvm::StringRef> Streams[] = {"", Output.Name, Errors.Name};
  std::string Why;
  llvm::sys::ProcessInfo Started;
  {
    std::lock_guard Lock(Guard);
    if (IsOver || (std::exchange(IsAnnounced, false) && IsEnded))
      return std::nullopt;
    bool Failed = false;
    Started = llvm::sys::ExecuteNoWait(Self, Args, Environment, Streams,
                                       /*MemoryLimit=*/0, &Why, &Failed);
    if (Failed)
      return Answer{-1, "", Why};
    Process = Started.Pid;
    IsEnded = false;
  }
  // It is there, if only as an entry, until it is waited for: its number is
  // nobody else's when it is ended.
  siginfo_t Ended;
  while (::waitid(P_PID, Started.Pid, &Ended, WEXITED | WNOWAIT) &&
         errno == EINTR)
    ;
  bool WasEnded;
  {
    std::lock_guard Lock(Guard);
    Process = 0;
    WasEnded = IsEnded;
  }
  int Code = llvm::sys::Wait(Started, std::nullopt, &Why).ReturnCode;
  if (WasEnded)
    return std::nullopt;
  return Answer{Code, Output.text(), Errors.text()};
}

void LspRun::announce() {
  std::lock_guard Lock(Guard);
  IsAnnounced = true;
  IsEnded = false;
}

void LspRun::end() {
  std::lock_guard Lock(Guard);
  if (!Process && !IsAnnounced)
    return;
  IsEnded = true;
  if (Process)
    ::kill(Process, SIGTERM);
}

void LspRun::endAll() {
  {
    std::lock_guard Lock(Guard);
    IsOver = true;
  }
  end();
}

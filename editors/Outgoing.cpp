#include "editors/Outgoing.h"
#include "checks/base/Registry.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdio>
#include <mutex>
#include <unistd.h>

using namespace corolint;
namespace json = llvm::json;

static std::mutex Guard;

static llvm::StringSet<> &suggestions() {
  static llvm::StringSet<> All;
  return All;
}

void corolint::noteSuggestion(llvm::StringRef Title) {
  std::lock_guard Lock(Guard);
  suggestions().insert(Title.lower());
}

/// clangd writes the first letter as a capital one.
static bool isSuggestion(llvm::StringRef Title) {
  std::lock_guard Lock(Guard);
  return suggestions().contains(Title.lower());
}

static const Check *checkOf(const json::Object &Diagnostic) {
  auto Code = Diagnostic.getString("code");
  return Code && Diagnostic.get("range") ? findCheck(*Code) : nullptr;
}

static bool mendDiagnostic(json::Object &O) {
  const Check *C = checkOf(O);
  if (!C)
    return false;
  O["source"] = "corolint";
  O["codeDescription"] = json::Object{{"href", pageUrlOf(*C)}};
  return true;
}

/// Of the fixes for one finding the first that is safe is preferred.
static bool mendPreferred(json::Array &Actions) {
  bool IsChanged = false;
  std::string Last;
  bool HasPreferred = false;
  for (json::Value &Action : Actions) {
    json::Object *O = Action.getAsObject();
    const json::Array *About = O ? O->getArray("diagnostics") : nullptr;
    if (!About || About->empty() || O->getString("kind") != "quickfix")
      continue;
    const json::Object *D = About->front().getAsObject();
    if (!D || !checkOf(*D))
      continue;
    std::string Which = llvm::formatv("{0}", About->front()).str();
    if (Which != Last)
      HasPreferred = false;
    Last = std::move(Which);
    llvm::StringRef Title = O->getString("title").value_or("");
    bool IsSafe =
        !Title.starts_with_insensitive("silence ") && !isSuggestion(Title);
    O->erase("isPreferred");
    if (IsSafe && !HasPreferred)
      (*O)["isPreferred"] = HasPreferred = true;
    IsChanged = true;
  }
  return IsChanged;
}

bool corolint::mendMessage(json::Value &Message) {
  bool IsChanged = false;
  if (json::Array *Some = Message.getAsArray()) {
    IsChanged = mendPreferred(*Some);
    for (json::Value &One : *Some)
      IsChanged |= mendMessage(One);
  } else if (json::Object *O = Message.getAsObject()) {
    IsChanged = mendDiagnostic(*O);
    for (auto &Member : *O)
      IsChanged |= mendMessage(Member.second);
  }
  return IsChanged;
}

static std::string mended(std::string Body) {
  if (Body.find("coro-") == std::string::npos)
    return Body;
  auto Message = json::parse(Body);
  if (!Message) {
    llvm::consumeError(Message.takeError());
    return Body;
  }
  return mendMessage(*Message) ? llvm::formatv("{0}", *Message).str() : Body;
}

static bool writeAll(int To, llvm::StringRef Text) {
  while (!Text.empty()) {
    ssize_t Written = ::write(To, Text.data(), Text.size());
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written <= 0)
      return false;
    Text = Text.drop_front(Written);
  }
  return true;
}

MendedOutput::MendedOutput() {
  int Ends[2];
  if (::pipe(Ends))
    return;
  Real = ::dup(STDOUT_FILENO);
  From = Ends[0];
  ::dup2(Ends[1], STDOUT_FILENO);
  ::close(Ends[1]);
  Forwarder = std::thread([this] {
    forward();
    ::close(From); // Whoever writes on is told that nobody reads any more.
  });
}

MendedOutput::~MendedOutput() {
  if (!Forwarder.joinable())
    return;
  llvm::outs().flush();
  std::fflush(stdout);
  // Nobody writes any more: the other end sees it.
  ::dup2(Real, STDOUT_FILENO);
  Forwarder.join();
  ::close(Real);
}

void MendedOutput::forward() {
  constexpr llvm::StringLiteral Begin = "Content-Length: ", Blank = "\r\n\r\n";
  std::string Read;
  char Piece[1 << 16];
  while (true) {
    ssize_t Size = ::read(From, Piece, sizeof(Piece));
    if (Size < 0 && errno == EINTR)
      continue;
    if (Size <= 0)
      break;
    Read.append(Piece, Size);
    while (true) {
      llvm::StringRef Rest = Read;
      size_t Head = Rest.find(Blank), Length;
      if (!Rest.consume_front(Begin) || Rest.consumeInteger(10, Length) ||
          Head == std::string::npos)
        break;
      Head += Blank.size();
      if (Read.size() < Head + Length)
        break;
      std::string Body = mended(Read.substr(Head, Length));
      Read.erase(0, Head + Length);
      if (!writeAll(Real, (Begin + llvm::Twine(Body.size()) + Blank).str()) ||
          !writeAll(Real, Body))
        return;
    }
    // Something else is printed, as for --help.
    if (!llvm::StringRef(Read).starts_with(Begin.take_front(Read.size())) &&
        !writeAll(Real, std::exchange(Read, "")))
      return;
  }
  writeAll(Real, Read);
}

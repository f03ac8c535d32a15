#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/commands/LspServer.h"
#include "driver/commands/LspWords.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <nlohmann/json.hpp>

using namespace corolint;
namespace json = llvm::json;
namespace lsp = llvm::lsp;

// The part of LspServer that answers what somebody asks at a place: fixes,
// hover, hints, commands.

static bool isAsked(const json::Object *Context, llvm::StringRef Kind) {
  const json::Array *Only = Context ? Context->getArray("only") : nullptr;
  return !Only || llvm::any_of(*Only, [&](const json::Value &Asked) {
    auto Word = Asked.getAsString();
    return Word && (Kind == *Word || Kind.starts_with(Word->str() + "."));
  });
}

void LspServer::codeAction(const AnyJson &Params, Reply Answer) {
  const json::Object *O = Params.getAsObject();
  const json::Object *Range = objectIn(O, "range"),
                     *Context = objectIn(O, "context");
  unsigned First = numberIn(objectIn(Range, "start"), "line"),
           Last = numberIn(objectIn(Range, "end"), "line");
  std::lock_guard Lock(Guard);
  auto It = Open.find(pathIn(Params.getAsObject()));
  json::Array Actions;
  if (It == Open.end())
    return Answer(std::move(Actions));
  const Document &D = It->second;
  Sources Texts;
  Texts.know(It->first, D.Text);
  if (isAsked(Context, "quickfix") && D.Text == D.FoundIn)
    Actions = quickFixesFor(D.Found, Texts, Pages, First, Last);
  unsigned Awaits = 0;
  for (unsigned Line = First; Line <= Last && Line - First < 1000; ++Line)
    Awaits += Texts.line(It->first, Line + 1).contains("co_await");
  if (Awaits > 1 && isAsked(Context, "refactor.rewrite"))
    Actions.push_back(json::Object{
        {"title", "gather these awaits"},
        {"kind", "refactor.rewrite"},
        {"command",
         json::Object{{"title", "gather these awaits"},
                      {"command", "corolint.gather"},
                      {"arguments", json::Array{D.Uri, First, Last}}}}});
  Answer(std::move(Actions));
}

/// A reply that a job may keep: jobs are copied.
static std::shared_ptr<lsp::Callback<json::Value>>
shared(lsp::Callback<json::Value> Answer) {
  return std::make_shared<lsp::Callback<json::Value>>(std::move(Answer));
}

void LspServer::hover(const AnyJson &Params, Reply Answer) {
  const json::Object *At = objectIn(Params.getAsObject(), "position");
  std::string Path = pathIn(Params.getAsObject()), Name;
  {
    std::lock_guard Lock(Guard);
    if (auto It = Open.find(Path); It != Open.end()) {
      Sources Texts;
      Texts.know(Path, It->second.Text);
      Name = nameAt(Texts.line(Path, numberIn(At, "line") + 1),
                    numberIn(At, "character"));
    }
  }
  if (Name.empty())
    return Answer(nullptr);
  later([this, Path, Name, To = shared(std::move(Answer))] {
    auto Said = ask(Path, {"--explain-type=" + Name});
    if (!Said || Said->Code ||
        Said->Output.find("nothing that concerns") != std::string::npos)
      return (*To)(nullptr);
    (*To)(json::Object{{"contents", json::Object{{"kind", "plaintext"},
                                                 {"value", Said->Output}}}});
  });
}

/// Places and words of the lines that --dump prints of a file.
static std::vector<std::pair<std::pair<unsigned, unsigned>, std::string>>
dumped(llvm::StringRef Text) {
  std::vector<std::pair<std::pair<unsigned, unsigned>, std::string>> All;
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : Lines) {
    auto [Where, Words] = Line.split(": ");
    auto [Rest, Column] = Where.rsplit(':');
    llvm::StringRef Number =
        Rest.contains(':') ? Rest.rsplit(':').second : Rest;
    unsigned L, C;
    if (!Number.getAsInteger(10, L) && !Column.getAsInteger(10, C))
      All.push_back({{L, C}, Words.str()});
  }
  return All;
}

void LspServer::inlayHint(const AnyJson &Params, Reply Answer) {
  std::string Path = pathIn(Params.getAsObject());
  {
    std::lock_guard Lock(Guard);
    if (!ShowsHints || !Open.count(Path))
      return Answer(json::Array());
  }
  later([this, Path, To = shared(std::move(Answer))] {
    json::Array Hints;
    Sources Texts;
    {
      std::lock_guard Lock(Guard);
      if (auto It = Open.find(Path); It != Open.end())
        Texts.know(Path, It->second.Text);
    }
    auto Hint = [&](unsigned Line, unsigned Column, llvm::StringRef Words) {
      llvm::StringRef Text = Texts.line(Path, Line);
      Hints.push_back(json::Object{
          {"position",
           json::Object{{"line", int64_t(Line - 1)},
                        {"character",
                         int64_t(utf16Length(Text.take_front(Column - 1)))}}},
          {"label", Words.str()},
          {"paddingRight", true}});
    };
    if (auto Said = ask(Path, {"--dump=effect"}))
      for (const auto &[At, Words] : dumped(Said->Output))
        if (size_t I = Words.find(" blocks: "); I != std::string::npos)
          Hint(At.first, At.second, llvm::StringRef(Words).drop_front(I + 1));
    if (auto Said = ask(Path, {"--dump=facts"}))
      for (const auto &[At, Words] : dumped(Said->Output))
        if (llvm::StringRef(Words).starts_with("await "))
          Hint(At.first, At.second, "suspends");
    (*To)(std::move(Hints));
  });
}

void LspServer::executeCommand(const AnyJson &Params, Reply Answer) {
  llvm::StringRef Command = textIn(Params.getAsObject(), "command");
  const json::Array *Words = Params.getAsObject()->getArray("arguments");
  auto Text = [&](size_t I) {
    return Words && I < Words->size() ? (*Words)[I].getAsString().value_or("")
                                      : "";
  };
  auto Number = [&](size_t I) -> unsigned {
    return Words && I < Words->size() ? (*Words)[I].getAsInteger().value_or(0)
                                      : 0;
  };
  auto Refuse = [&](const llvm::Twine &Why) {
    Answer(llvm::make_error<lsp::LSPError>(Why.str(),
                                           lsp::ErrorCode::InvalidParams));
  };
  if (Command == "corolint.explain") {
    const Check *C = findCheck(Text(0));
    return C ? Answer(linkedPageOf(*C))
             : Refuse("there is no check '" + Text(0) + "'");
  }
  std::string Path = pathOf(Text(0));
  {
    std::lock_guard Lock(Guard);
    if (!Open.count(Path))
      return Refuse("the file is not open");
  }
  unsigned First = Number(1), Last = Number(2);
  auto To = shared(std::move(Answer));
  if (Command == "corolint.gather")
    return later([this, Path, First, Last, To] {
      auto Found =
          findings(Path, {"--checks=-*,coro-sequential-awaits",
                          "--option=coro-sequential-awaits.Unproven=note"});
      std::lock_guard Lock(Guard);
      auto It = Open.find(Path);
      for (const Finding &F : Found.value_or(std::vector<Finding>()))
        if (F.At.Line > First && F.At.Line <= Last + 1 && !F.Fixes.empty() &&
            It != Open.end()) {
          Sources Texts;
          Texts.know(Path, It->second.Text);
          ApplyEdit(
              json::Object{{"label", F.Fixes.front().Title},
                           {"edit", changesOf(F.Fixes.front().Edits, Texts)}},
              "corolint-" + std::to_string(++Asked));
          return (*To)(F.Fixes.front().Title);
        }
      log("corolint: nothing to gather in these lines: it can't be shown that "
          "the awaits are independent, or nothing is known that gathers them");
      (*To)(nullptr);
    });
  if (Command == "corolint.whySilent")
    return later([this, Path, First, To] {
      std::string All;
      for (llvm::StringRef Room : {"facts", "fate", "effect", "gather"})
        if (auto Said = ask(Path, {("--dump=" + Room).str()}))
          for (const auto &[At, Words] : dumped(Said->Output))
            if (At.first == First + 1)
              All += (Room + ": " + Words + "\n").str();
      (*To)(All.empty() ? "nothing here is a task, an await, or a call that "
                          "blocks, as far as is known"
                        : llvm::StringRef(All));
    });
  (*To)(llvm::make_error<lsp::LSPError>(
      ("there is no command '" + Command + "'").str(),
      lsp::ErrorCode::InvalidParams));
}

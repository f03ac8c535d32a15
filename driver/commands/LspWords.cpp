#include "driver/commands/LspWords.h"
#include "checks/base/Registry.h"
#include "checks/base/Suppress.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/LSP/Protocol.h"

using namespace corolint;
namespace json = llvm::json;
namespace lsp = llvm::lsp;

llvm::StringRef corolint::textIn(const json::Object *O, llvm::StringRef Key) {
  return O ? O->getString(Key).value_or("") : "";
}

const json::Object *corolint::objectIn(const json::Object *O,
                                       llvm::StringRef Key) {
  return O ? O->getObject(Key) : nullptr;
}

unsigned corolint::numberIn(const json::Object *O, llvm::StringRef Key) {
  return O ? O->getInteger(Key).value_or(0) : 0;
}

std::string corolint::pathIn(const json::Object *Params) {
  return pathOf(textIn(objectIn(Params, "textDocument"), "uri"));
}

std::string corolint::uriOf(llvm::StringRef Path) {
  auto Uri = lsp::URIForFile::fromFile(Path);
  if (Uri)
    return Uri->uri().str();
  llvm::consumeError(Uri.takeError());
  return "";
}

std::string corolint::pathOf(llvm::StringRef Uri) {
  auto File = lsp::URIForFile::fromURI(Uri);
  if (File)
    return File->file().str();
  llvm::consumeError(File.takeError());
  return "";
}

static json::Value position(unsigned Line, size_t Column) {
  return json::Object{{"line", int64_t(Line)}, {"character", int64_t(Column)}};
}

static json::Value rangeOf(const Place &P, Sources &Texts) {
  unsigned Line = P.Line ? P.Line - 1 : 0;
  llvm::StringRef Text = Texts.line(P.File, P.Line);
  auto Column = [&](unsigned Bytes) {
    return utf16Length(Text.take_front(Bytes ? Bytes - 1 : 0));
  };
  return json::Object{
      {"start", position(Line, Column(P.Column))},
      {"end", position(Line, Column(std::max(P.EndColumn, P.Column)))}};
}

static json::Value rangeOf(const Edit &E, Sources &Texts) {
  auto At = [&](unsigned Offset) {
    auto [Line, Before] = Texts.before(E.File, Offset);
    return position(Line - 1, utf16Length(Before));
  };
  return json::Object{{"start", At(E.Offset)},
                      {"end", At(E.Offset + E.Length)}};
}

json::Value corolint::diagnosticOf(const Finding &F, Sources &Texts,
                                   llvm::StringRef Pages) {
  json::Array Related;
  for (const Note &N : F.Notes)
    Related.push_back(json::Object{
        {"location", json::Object{{"uri", uriOf(N.At.File)},
                                  {"range", rangeOf(N.At, Texts)}}},
        {"message", N.Message}});
  json::Object D{{"range", rangeOf(F.At, Texts)},
                 {"severity", F.Severity == Level::Error     ? 1
                              : F.Severity == Level::Warning ? 2
                              : F.Severity == Level::Note    ? 3
                                                             : 4},
                 {"source", "corolint"},
                 {"code", F.Check},
                 {"message", F.Message}};
  if (const Check *C = findCheck(F.Check))
    D["codeDescription"] = json::Object{
        {"href", Pages.empty()
                     ? pageUrlOf(*C)
                     : uriOf((Pages + "/checks/" + F.Check + ".md").str())}};
  if (!Related.empty())
    D["relatedInformation"] = std::move(Related);
  return D;
}

json::Value corolint::changesOf(const std::vector<Edit> &Edits,
                                Sources &Texts) {
  std::map<std::string, json::Array> Of;
  for (const Edit &E : Edits)
    Of[uriOf(E.File)].push_back(
        json::Object{{"range", rangeOf(E, Texts)}, {"newText", E.Text}});
  json::Object Changes;
  for (auto &[Uri, Some] : Of)
    Changes[Uri] = std::move(Some);
  return json::Object{{"changes", std::move(Changes)}};
}

json::Array corolint::quickFixesFor(const std::vector<Finding> &All,
                                    Sources &Texts, llvm::StringRef Pages,
                                    unsigned First, unsigned Last) {
  json::Array Actions;
  auto Offer = [&](const Finding &F, llvm::StringRef Title, bool IsPreferred,
                   const std::vector<Edit> &Edits) {
    Actions.push_back(json::Object{
        {"title", Title.str()},
        {"kind", "quickfix"},
        {"isPreferred", IsPreferred},
        {"diagnostics", json::Array{diagnosticOf(F, Texts, Pages)}},
        {"edit", changesOf(Edits, Texts)}});
  };
  for (const Finding &F : All) {
    if (F.At.Line < First + 1 || F.At.Line > Last + 1)
      continue;
    bool HasPreferred = false;
    for (const Fix &X : F.Fixes) {
      bool IsPreferred = X.Safety == Safety::Safe && !HasPreferred;
      HasPreferred |= IsPreferred;
      Offer(F, X.Title, IsPreferred, X.Edits);
    }
    if (auto Comment = silencing(Texts.text(F.At.File), F.At.Offset, F.Check))
      Offer(F, "silence " + F.Check + " in this line", false,
            {{F.At.File, Comment->Offset, 0, Comment->Text}});
  }
  return Actions;
}

std::string corolint::nameAt(llvm::StringRef Line, unsigned Utf16Column) {
  size_t At = 0;
  for (size_t Units = 0; At < Line.size() && Units < Utf16Column; ++At)
    Units += utf16Length(Line.substr(At, 1));
  auto IsOf = [&](size_t I) {
    return I < Line.size() &&
           (llvm::isAlnum(Line[I]) || Line[I] == '_' || Line[I] == ':');
  };
  size_t Begin = At, End = At;
  while (Begin && IsOf(Begin - 1))
    --Begin;
  // The name ends with the word that is pointed at.
  while (IsOf(End) && Line[End] != ':')
    ++End;
  llvm::StringRef Name = Line.slice(Begin, End).ltrim(':');
  return Name.empty() || llvm::isDigit(Name.front()) ? "" : Name.str();
}

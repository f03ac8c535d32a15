#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Troubles.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/STLExtras.h"

using namespace corolint;

static std::string addressOf(llvm::StringRef Id) {
  const Check *C = findCheck(Id);
  return C ? pageUrlOf(*C) : "";
}

static Json range(const Place &At) {
  if (!At.Line)
    return nullptr;
  Json R = {
      {"start", {{"line", At.Line}, {"column", std::max(At.Column, 1u)}}}};
  if (At.EndColumn > At.Column)
    R["end"] = {{"line", At.Line}, {"column", At.EndColumn}};
  return R;
}

/// A suggestion is one piece of text, so all edits have to be near.
static std::optional<Json> suggestion(const Fix &X, llvm::StringRef File,
                                      Sources &Texts) {
  static constexpr unsigned MostLines = 20;
  if (X.Edits.empty() ||
      llvm::any_of(X.Edits, [&](const Edit &E) { return E.File != File; }))
    return std::nullopt;
  std::vector<Edit> Edits = X.Edits;
  llvm::sort(Edits);
  llvm::StringRef Text = Texts.text(File);
  unsigned Begin = Edits.front().Offset, At = Begin;
  std::string Instead;
  for (const Edit &E : Edits) {
    if (E.Offset < At || E.Offset + E.Length > Text.size())
      return std::nullopt;
    Instead += (Text.slice(At, E.Offset) + E.Text).str();
    At = E.Offset + E.Length;
  }
  auto [Line, Before] = Texts.before(File, Begin);
  auto [EndLine, BeforeEnd] = Texts.before(File, At);
  if (EndLine - Line > MostLines)
    return std::nullopt;
  return Json{
      {"range",
       {{"start", {{"line", Line}, {"column", 1 + Before.size()}}},
        {"end", {{"line", EndLine}, {"column", 1 + BeforeEnd.size()}}}}},
      {"text", Instead}};
}

void corolint::emitRdjson(const Outcome &O, Sources &Texts,
                          llvm::raw_ostream &Out) {
  auto Location = [&](const Place &At) {
    Json L = {{"path", pathBelow(O.Root, At.File)}};
    if (Json R = range(At); !R.is_null())
      L["range"] = std::move(R);
    return L;
  };
  Json All = Json::array();
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty())
      All.push_back({{"message", Words},
                     {"location", Location(placeOfTrouble(R))},
                     {"severity", "ERROR"}});
  for (const Finding *F : unfixedFindings(O)) {
    Json D = {{"message", F->Message},
              {"location", Location(F->At)},
              {"severity", F->Severity == Level::Error     ? "ERROR"
                           : F->Severity == Level::Warning ? "WARNING"
                                                           : "INFO"},
              {"code", {{"value", F->Check}, {"url", addressOf(F->Check)}}}};
    for (const Fix &X : F->Fixes)
      if (auto S = suggestion(X, F->At.File, Texts))
        D["suggestions"].push_back(std::move(*S));
    for (const Note &N : F->Notes)
      D["relatedLocations"].push_back(
          {{"message", N.Message}, {"location", Location(N.At)}});
    All.push_back(std::move(D));
  }
  Out << print({{"source", {{"name", "corolint"}, {"url", siteUrl().str()}}},
                {"diagnostics", std::move(All)}});
}

#include "driver/unit/FindingJson.h"

using namespace corolint;

static const nlohmann::json Null;

std::string corolint::print(const Json &Value) {
  return Value.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json corolint::toJson(const Place &P, PathSpelling Path) {
  return {{"file", Path(P.File)},
          {"line", P.Line},
          {"column", P.Column},
          {"endColumn", P.EndColumn},
          {"offset", P.Offset}};
}

Json corolint::toJson(const Note &N, PathSpelling Path) {
  Json J = {{"at", toJson(N.At, Path)}, {"words", N.Message}};
  if (N.IsStep)
    J["kind"] = "step";
  else if (N.IsCause)
    J["kind"] = "cause";
  return J;
}

static Json toJson(const Edit &E, PathSpelling Path) {
  return {{"file", Path(E.File)},
          {"offset", E.Offset},
          {"length", E.Length},
          {"text", E.Text}};
}

static Json toJson(const Fix &F, PathSpelling Path) {
  Json Edits = Json::array();
  for (const Edit &E : F.Edits)
    Edits.push_back(toJson(E, Path));
  return {{"title", F.Title},
          {"trust", F.Safety == Safety::Safe ? "safe" : "suggested"},
          {"edits", std::move(Edits)}};
}

Json corolint::toJson(const Finding &F, PathSpelling Path) {
  Json Notes = Json::array(), Fixes = Json::array(), Spelled = Json::array();
  for (const Note &N : F.Notes)
    Notes.push_back(toJson(N, Path));
  for (const Fix &X : F.Fixes)
    Fixes.push_back(::toJson(X, Path));
  for (const Place &P : F.SpelledAt)
    Spelled.push_back(toJson(P, Path));
  return {{"check", F.Check},          {"level", spell(F.Severity).str()},
          {"at", toJson(F.At, Path)},  {"words", F.Message},
          {"function", F.Function},    {"notes", std::move(Notes)},
          {"fixes", std::move(Fixes)}, {"spelledAt", std::move(Spelled)}};
}

JsonReader JsonReader::member(llvm::StringRef Key) const {
  if (!Of.is_object())
    return {Null, Path};
  auto It = Of.find(Key.str());
  return {It == Of.end() ? Null : *It, Path};
}

std::string JsonReader::text(llvm::StringRef Key) const {
  const nlohmann::json &Value = member(Key).Of;
  return Value.is_string() ? Value.get<std::string>() : "";
}

unsigned JsonReader::number(llvm::StringRef Key) const {
  const nlohmann::json &Value = member(Key).Of;
  return Value.is_number_unsigned() ? Value.get<unsigned>() : 0;
}

std::vector<JsonReader> JsonReader::items(llvm::StringRef Key) const {
  std::vector<JsonReader> Items;
  const nlohmann::json &Value = member(Key).Of;
  if (Value.is_array())
    for (const nlohmann::json &Item : Value)
      Items.push_back({Item, Path});
  return Items;
}

std::vector<std::string> JsonReader::texts(llvm::StringRef Key) const {
  std::vector<std::string> Texts;
  for (JsonReader Item : items(Key))
    if (Item.Of.is_string())
      Texts.push_back(Item.Of.get<std::string>());
  return Texts;
}

Place corolint::placeFrom(JsonReader From) {
  return {From.path("file"), From.number("line"), From.number("column"),
          From.number("endColumn"), From.number("offset")};
}

Note corolint::noteFrom(JsonReader From) {
  return {placeFrom(From.member("at")), From.text("words"),
          From.text("kind") == "step", From.text("kind") == "cause"};
}

static Fix fixFrom(JsonReader From) {
  Fix F;
  F.Title = From.text("title");
  F.Safety = From.text("trust") == "safe" ? Safety::Safe : Safety::Suggested;
  for (JsonReader E : From.items("edits"))
    F.Edits.push_back({E.path("file"), E.number("offset"), E.number("length"),
                       E.text("text")});
  return F;
}

Finding corolint::findingFrom(JsonReader From) {
  Finding F;
  F.At = placeFrom(From.member("at"));
  F.Check = From.text("check");
  F.Severity = parseLevel(From.text("level")).value_or(Level::Warning);
  F.Message = From.text("words");
  F.Function = From.text("function");
  for (JsonReader N : From.items("notes"))
    F.Notes.push_back(noteFrom(N));
  for (JsonReader X : From.items("fixes"))
    F.Fixes.push_back(fixFrom(X));
  for (JsonReader P : From.items("spelledAt"))
    F.SpelledAt.push_back(placeFrom(P));
  return F;
}

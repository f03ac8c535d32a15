#include "checks/models/ModelReader.h"
#include "checks/base/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <nlohmann/json.hpp>

using namespace corolint;
using nlohmann::json;

static constexpr std::pair<llvm::StringLiteral, Tier> TierNames[] = {
    {"sleep", Tier::Sleep},       {"join", Tier::Join},
    {"wait", Tier::Wait},         {"lock", Tier::Lock},
    {"socket", Tier::Socket},     {"dns", Tier::Dns},
    {"database", Tier::Database}, {"http", Tier::Http},
    {"rpc", Tier::Rpc},           {"process", Tier::Process},
    {"stdin", Tier::Stdin},       {"disk", Tier::Disk},
    {"cpu", Tier::Cpu},           {"log", Tier::Log},
};

llvm::StringRef corolint::spell(Tier T) {
  for (auto &[Name, Value] : TierNames)
    if (Value == T)
      return Name;
  return "";
}

std::optional<Tier> corolint::parseTier(llvm::StringRef Word) {
  for (auto &[Name, Value] : TierNames)
    if (Name == Word)
      return Value;
  return std::nullopt;
}

/// Null: it is not there, or taken back.
static const json *given(const json &J, const char *Key) {
  auto It = J.find(Key);
  return It == J.end() || It->is_null() ? nullptr : &*It;
}

const json &ModelReader::section(const json &J, const char *Name) {
  static const json None = json::object();
  auto It = J.find(Name);
  return It == J.end() ? None : *It;
}

ModelFile ModelReader::file(const json &J) {
  ModelFile Told;
  if (!keys(J, "/",
            {"$schema", "library", "also-known-as", "types", "functions",
             "instead", "headers", "files"}))
    return Told;
  text(J, "library", "", Told.Library);
  if (Told.Library.empty())
    wrong("/library", "must name the library");
  texts(J, "files", "", Told.Files);
  const json &AlsoKnownAs = section(J, "also-known-as");
  if (object(AlsoKnownAs, "/also-known-as"))
    for (auto &[Namespace, Others] : AlsoKnownAs.items())
      if (!Others.is_array() ||
          !llvm::all_of(Others, [](const json &O) { return O.is_string(); }))
        wrong("/also-known-as/" + Namespace, "must be a list of namespaces");
  entries(J, "types");
  entries(J, "functions");
  const json &Includes = section(J, "headers");
  if (object(Includes, "/headers"))
    for (auto &[Name, Header] : Includes.items())
      if (!Header.is_null() &&
          !(Header.is_string() &&
            llvm::StringRef(Header.get<std::string>()).starts_with("<")))
        wrong("/headers/" + Name, "must be a header, like <vector>");
  const json &Instead = section(J, "instead");
  if (object(Instead, "/instead"))
    for (auto &[Name, Code] : Instead.items()) {
      if (!parseTier(Name))
        wrong("/instead/" + Name, "is not a tier");
      else if (!Code.is_string() && !Code.is_null())
        wrong("/instead/" + Name, "must be a string");
    }
  return Told;
}

void ModelReader::entries(const json &J, const char *Section) {
  const json &Entries = section(J, Section);
  std::string At = std::string("/") + Section;
  if (!object(Entries, At))
    return;
  for (auto &[Name, Entry] : Entries.items()) {
    std::string Here = At + "/" + Name;
    if (Name.find("::") == std::string::npos)
      wrong(Here, "must be a qualified name; a C function begins with \"::\"");
    if (Entry.is_null())
      continue;
    if (Section == llvm::StringRef("types"))
      type(Entry, Here);
    else
      function(Entry, Here, Name);
  }
}

bool ModelReader::wrong(const std::string &Pointer, const llvm::Twine &What) {
  if (Wrong.empty())
    Wrong = (Pointer + ": " + What).str();
  return false;
}

bool ModelReader::object(const json &J, const std::string &At) {
  return J.is_object() || wrong(At, "must be an object");
}

bool ModelReader::keys(const json &J, const std::string &At,
                       std::initializer_list<llvm::StringRef> Known) {
  if (!object(J, At))
    return false;
  for (auto &[Key, Value] : J.items())
    if (llvm::find(Known, Key) == Known.end())
      return wrong(At, "unknown key \"" + Key +
                           "\"; known: " + llvm::join(Known, ", "));
  return true;
}

template <typename T>
void ModelReader::word(
    const json &J, const char *Key, const std::string &At, T &Out,
    std::initializer_list<std::pair<llvm::StringRef, T>> Words) {
  const json *It = given(J, Key);
  if (!It)
    return;
  std::vector<llvm::StringRef> Known;
  for (auto &[Name, Value] : Words) {
    if (It->is_string() &&
        It->template get_ref<const std::string &>() == Name) {
      Out = Value;
      return;
    }
    Known.push_back(Name);
  }
  wrong(At + "/" + Key, "must be one of " + llvm::join(Known, ", "));
}

void ModelReader::text(const json &J, const char *Key, const std::string &At,
                       std::string &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_string())
    Out = It->get<std::string>();
  else
    wrong(At + "/" + Key, "must be a string");
}

void ModelReader::texts(const json &J, const char *Key, const std::string &At,
                        std::vector<std::string> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_array() &&
      llvm::all_of(*It, [](const json &Text) { return Text.is_string(); }))
    Out = It->get<std::vector<std::string>>();
  else
    wrong(At + "/" + Key, "must be a list of strings");
}

template <typename T>
void ModelReader::boolean(const json &J, const char *Key, const std::string &At,
                          T &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_boolean())
    Out = It->get<bool>();
  else
    wrong(At + "/" + Key, "must be true or false");
}

void ModelReader::index(const json &J, const char *Key, const std::string &At,
                        std::optional<unsigned> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_number_unsigned())
    Out = It->get<unsigned>();
  else
    wrong(At + "/" + Key, "must be the number of an argument, from 0");
}

void ModelReader::indices(const json &J, const char *Key, const std::string &At,
                          std::vector<unsigned> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_array() && llvm::all_of(*It, [](const json &Index) {
        return Index.is_number_unsigned();
      }))
    Out = It->get<std::vector<unsigned>>();
  else
    wrong(At + "/" + Key, "must be a list of numbers of arguments, from 0");
}

Condition ModelReader::condition(const json &J, const std::string &At) {
  Condition C;
  if (!keys(J, At, {"argument", "is", "names", "refers-to", "type"}))
    return C;
  auto Argument = J.find("argument");
  if (Argument != J.end() && Argument->is_number_unsigned())
    C.Argument = Argument->get<unsigned>();
  else
    word<Condition::Subject>(J, "argument", At, C.Of,
                             {{"object", Condition::Object},
                              {"result", Condition::Result},
                              {"body", Condition::Body}});
  if (Argument == J.end())
    wrong(At, "needs \"argument\"");
  if (J.size() != 2) {
    wrong(At, "needs one of \"is\", \"names\", \"refers-to\", \"type\"");
    return C;
  }
  word<enum Condition::Test>(J, "is", At, C.Test,
                             {{"zero", Condition::Zero},
                              {"given", Condition::Given},
                              {"discarded", Condition::Discarded}});
  for (auto [Key, Test] : {std::pair("names", Condition::Names),
                           std::pair("refers-to", Condition::RefersTo),
                           std::pair("type", Condition::OfType)})
    if (J.contains(Key)) {
      C.Test = Test;
      text(J, Key, At, C.Text);
    }
  return C;
}

void ModelReader::conditions(const json &J, const char *Key,
                             const std::string &At,
                             std::vector<Condition> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  std::string Here = At + "/" + Key;
  if (!It->is_array()) {
    wrong(Here, "must be a list of conditions");
    return;
  }
  for (size_t I = 0; I != It->size(); ++I)
    Out.push_back(condition((*It)[I], Here + "/" + std::to_string(I)));
}

void ModelReader::dropped(const json &J, const char *Key, const std::string &At,
                          std::optional<Dropped> &Out) {
  word<std::optional<Dropped>>(J, Key, At, Out,
                               {{"never-runs", Dropped::NeverRuns},
                                {"error-lost", Dropped::ErrorLost},
                                {"cancelled", Dropped::Cancelled},
                                {"blocks", Dropped::Blocks},
                                {"leaks", Dropped::Leaks},
                                {"terminates", Dropped::Terminates},
                                {"unwaited", Dropped::Unwaited},
                                {"nothing", Dropped::Nothing}});
}

TypeModel ModelReader::type(const json &J, const std::string &At) {
  TypeModel M;
  if (!keys(J, At,
            {"role", "start", "dropped", "dropped-outside", "await",
             "needs-rvalue", "gathered-by", "spawned-by"}))
    return M;
  word<std::optional<Role>>(J, "role", At, M.Is,
                            {{"task", Role::Task},
                             {"operation", Role::Operation},
                             {"generator", Role::Generator},
                             {"detached", Role::Detached},
                             {"pool", Role::Pool},
                             {"elsewhere", Role::Elsewhere},
                             {"none", Role::None}});
  word<std::optional<Start>>(J, "start", At, M.Begins,
                             {{"lazy", Start::Lazy}, {"eager", Start::Eager}});
  dropped(J, "dropped", At, M.WhenDropped);
  dropped(J, "dropped-outside", At, M.WhenDroppedOutside);
  word<std::optional<bool>>(J, "await", At, M.AwaitedOnce,
                            {{"once", true}, {"many", false}});
  boolean(J, "needs-rvalue", At, M.NeedsRvalue);
  text(J, "gathered-by", At, M.GatheredBy);
  text(J, "spawned-by", At, M.SpawnedBy);
  if (!M.SpawnedBy.empty() && !llvm::StringRef(M.SpawnedBy).contains("{}"))
    wrong(At + "/spawned-by", "must say with \"{}\" where the task goes");
  return M;
}

void ModelReader::blocks(const json &J, const std::string &At, Blocks &Out) {
  if (!keys(J, At, {"tier", "why", "instead", "at-most", "when", "unless"}))
    return;
  auto Kind = parseTier(stringAt(J, "tier"));
  if (!Kind) {
    std::vector<llvm::StringRef> Known;
    for (auto &[Name, Value] : TierNames)
      Known.push_back(Name);
    wrong(At + "/tier", "must be one of " + llvm::join(Known, ", "));
    return;
  }
  Out.Kind = *Kind;
  word<Level>(J, "at-most", At, Out.AtMost,
              {{"off", Level::Off},
               {"hint", Level::Hint},
               {"note", Level::Note},
               {"warning", Level::Warning},
               {"error", Level::Error}});
  text(J, "why", At, Out.Why);
  text(J, "instead", At, Out.Instead);
  if (Out.Why.empty())
    wrong(At, "needs \"why\"");
  conditions(J, "when", At, Out.Only.When);
  conditions(J, "unless", At, Out.Only.Unless);
}

void ModelReader::gathers(const json &J, const std::string &At,
                          const std::string &Name, Gathers &Out) {
  if (!keys(J, At,
            {"shape", "spelling", "header", "yields", "each", "keeps-errors",
             "keeps-references", "range", "window", "on-error"}))
    return;
  Out.Name = Out.Code.Spelling = Name;
  word<Together::Form>(J, "shape", At, Out.Code.Shape,
                       {{"call", Together::Call},
                        {"callables", Together::Callables},
                        {"operator", Together::Operator}});
  word<Together::Results>(J, "yields", At, Out.Code.Yields,
                          {{"tuple", Together::Tuple},
                           {"values", Together::Values},
                           {"value-or-tuple", Together::ValueOrTuple},
                           {"nested", Together::Nested},
                           {"vector", Together::Unsaid},
                           {"nothing", Together::Unsaid}});
  text(J, "spelling", At, Out.Code.Spelling);
  text(J, "each", At, Out.Code.Each);
  if (!Out.Code.Each.empty() && !llvm::StringRef(Out.Code.Each).contains("{}"))
    wrong(At + "/each", "must say with \"{}\" where the slot goes");
  boolean(J, "keeps-errors", At, Out.Code.KeepsErrors);
  boolean(J, "keeps-references", At, Out.KeepsReferences);
  text(J, "header", At, Out.Header);
  text(J, "range", At, Out.Range);
  text(J, "window", At, Out.Window);
  text(J, "on-error", At, Out.OnError);
}

FunctionModel ModelReader::function(const json &J, const std::string &At,
                                    const std::string &Name) {
  FunctionModel M;
  if (!keys(J, At,
            {"blocks", "runs-loop", "gathers", "spawns", "consumes", "dropped",
             "calls", "drops-result-of", "handlers", "hops", "gives-pool",
             "polls", "ordered", "for-each-in-turn"}))
    return M;
  // That it does not block needs no more than to be said.
  if (const json *It = given(J, "blocks"); It && *It != false)
    blocks(*It, At + "/blocks", M.Blocking.emplace());
  if (const json *It = given(J, "runs-loop")) {
    std::string Here = At + "/runs-loop";
    RunsLoop &Loop = M.Looping.emplace();
    if (keys(*It, Here, {"why", "waits-for", "when", "unless"})) {
      text(*It, "why", Here, Loop.Why);
      if (Loop.Why.empty())
        wrong(Here, "needs \"why\"");
      index(*It, "waits-for", Here, Loop.WaitsFor);
      conditions(*It, "when", Here, Loop.Only.When);
      conditions(*It, "unless", Here, Loop.Only.Unless);
    }
  }
  if (const json *It = given(J, "gathers")) {
    std::string Here = At + "/gathers";
    gathers(*It, Here, Name, M.Gathering.emplace());
  }
  index(J, "spawns", At, M.Spawns);
  boolean(J, "consumes", At, M.Consumes);
  boolean(J, "for-each-in-turn", At, M.InTurn);
  dropped(J, "dropped", At, M.WhenDropped);
  indices(J, "calls", At, M.Calls);
  indices(J, "drops-result-of", At, M.DropsResultOf);
  indices(J, "handlers", At, M.Handlers);
  if (const json *It = given(J, "hops")) {
    if (It->is_boolean())
      M.Moves = It->get<bool>() ? FunctionModel::Hops : FunctionModel::Stays;
    else if (*It == "to-a-pool")
      M.Moves = FunctionModel::HopsIfToAPool;
    else
      wrong(At + "/hops", "must be true, false or \"to-a-pool\"");
  }
  boolean(J, "gives-pool", At, M.GivesPool);
  boolean(J, "polls", At, M.Polls);
  text(J, "ordered", At, M.Ordered);
  return M;
}

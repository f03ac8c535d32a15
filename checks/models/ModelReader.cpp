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
    {"stat", Tier::Stat},         {"cpu", Tier::Cpu},
    {"log", Tier::Log},
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
  read(J, "library", "", Told.Library);
  if (Told.Library.empty())
    wrong("/library", "must name the library");
  read(J, "files", "", Told.Files);
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

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::string &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_string())
    Out = It->get<std::string>();
  else
    wrong(At + "/" + Key, "must be a string");
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
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

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<bool> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_boolean())
    Out = It->get<bool>();
  else
    wrong(At + "/" + Key, "must be true or false");
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       bool &Out) {
  std::optional<bool> Said;
  read(J, Key, At, Said);
  Out = Said.value_or(Out);
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<unsigned> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_number_unsigned())
    Out = It->get<unsigned>();
  else
    wrong(At + "/" + Key, "must be the number of an argument, from 0");
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
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
                              {"points-to-zero", Condition::PointsToZero},
                              {"given", Condition::Given},
                              {"discarded", Condition::Discarded}});
  for (auto [Key, Test] : {std::pair("names", Condition::Names),
                           std::pair("refers-to", Condition::RefersTo),
                           std::pair("type", Condition::OfType)})
    if (J.contains(Key)) {
      C.Test = Test;
      read(J, Key, At, C.Text);
    }
  return C;
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
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

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<Guard> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  std::string Here = At + "/" + Key;
  Guard &G = Out.emplace();
  if (!keys(*It, Here, {"when", "unless"}))
    return;
  read(*It, "when", Here, G.When);
  read(*It, "unless", Here, G.Unless);
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
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

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<LockStep> &Out) {
  word<std::optional<LockStep>>(J, Key, At, Out,
                                {{"takes", LockStep::Takes},
                                 {"tries", LockStep::Tries},
                                 {"frees", LockStep::Frees}});
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<Keeps> &Out) {
  word<std::optional<Keeps>>(J, Key, At, Out,
                             {{"until-done", Keeps::UntilDone},
                              {"for-the-expression", Keeps::ForTheExpression},
                              {"by-owner", Keeps::ByOwner},
                              {"until-it-returns", Keeps::UntilItReturns}});
}

TypeModel ModelReader::type(const json &J, const std::string &At) {
  TypeModel M;
  if (!keys(J, At,
            {"role", "start", "dropped", "dropped-outside", "await",
             "needs-rvalue", "gathered-by", "spawned-by", "started-by",
             "detached-as", "yielded-by", "token", "error-token", "lock",
             "thread-bound", "hops", "cancelled-by-exception"}))
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
  read(J, "dropped", At, M.WhenDropped);
  read(J, "dropped-outside", At, M.WhenDroppedOutside);
  word<std::optional<bool>>(J, "await", At, M.AwaitedOnce,
                            {{"once", true}, {"many", false}});
  read(J, "needs-rvalue", At, M.NeedsRvalue);
  read(J, "gathered-by", At, M.GatheredBy);
  read(J, "spawned-by", At, M.SpawnedBy);
  read(J, "started-by", At, M.StartedBy);
  read(J, "detached-as", At, M.DetachedAs);
  read(J, "yielded-by", At, M.YieldedBy);
  read(J, "token", At, M.Token);
  read(J, "error-token", At, M.ErrorToken);
  read(J, "thread-bound", At, M.ThreadBound);
  read(J, "hops", At, M.Hops);
  read(J, "cancelled-by-exception", At, M.CancelledByException);
  word<std::optional<LockRole>>(J, "lock", At, M.Lock,
                                {{"mutex", LockRole::Mutex},
                                 {"guard", LockRole::Guard},
                                 {"scope", LockRole::Scope},
                                 {"async", LockRole::Async},
                                 {"none", LockRole::None}});
  if (!M.SpawnedBy.empty() && !llvm::StringRef(M.SpawnedBy).contains("{}"))
    wrong(At + "/spawned-by", "must say with \"{}\" where the task goes");
  if (!M.StartedBy.empty() && !llvm::StringRef(M.StartedBy).contains("{}"))
    wrong(At + "/started-by", "must say with \"{}\" where the callable goes");
  if (!M.ErrorToken.empty() && !llvm::StringRef(M.ErrorToken).contains("{}"))
    wrong(At + "/error-token",
          "must say with \"{}\" where the error code goes");
  return M;
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<Blocks> &Out) {
  const json *It = given(J, Key);
  // That it does not block needs no more than to be said.
  if (!It || *It == false)
    return;
  std::string Here = At + "/" + Key;
  Blocks &B = Out.emplace();
  if (!keys(*It, Here,
            {"tier", "why", "instead", "duration", "async", "at-most", "when",
             "unless"}))
    return;
  auto Kind = parseTier(stringAt(*It, "tier"));
  if (!Kind) {
    std::vector<llvm::StringRef> Known;
    for (auto &[Name, Value] : TierNames)
      Known.push_back(Name);
    wrong(Here + "/tier", "must be one of " + llvm::join(Known, ", "));
    return;
  }
  B.Kind = *Kind;
  word<Level>(*It, "at-most", Here, B.AtMost,
              {{"off", Level::Off},
               {"hint", Level::Hint},
               {"note", Level::Note},
               {"warning", Level::Warning},
               {"error", Level::Error}});
  read(*It, "why", Here, B.Why);
  read(*It, "instead", Here, B.Instead);
  read(*It, "duration", Here, B.Duration);
  if (!B.Duration.empty() && !llvm::StringRef(B.Duration).contains("{}"))
    wrong(Here + "/duration", "must say with \"{}\" where the argument goes");
  read(*It, "async", Here, B.Async);
  if (B.Why.empty())
    wrong(Here, "needs \"why\"");
  read(*It, "when", Here, B.Only.When);
  read(*It, "unless", Here, B.Only.Unless);
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<AsyncTwin> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  std::string Here = At + "/" + Key;
  AsyncTwin &Twin = Out.emplace();
  if (!keys(*It, Here, {"name", "object", "token", "needs", "in"}))
    return;
  read(*It, "name", Here, Twin.Name);
  read(*It, "object", Here, Twin.Object);
  read(*It, "token", Here, Twin.TakesToken);
  read(*It, "needs", Here, Twin.Needs);
  read(*It, "in", Here, Twin.In);
  if (Twin.Name.empty() && Twin.Object.empty())
    wrong(Here, "needs \"name\" or \"object\"");
  if (!Twin.Object.empty() && !llvm::StringRef(Twin.Object).contains("{}"))
    wrong(Here + "/object", "must say with \"{}\" where the object goes");
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<RunsLoop> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  std::string Here = At + "/" + Key;
  RunsLoop &Loop = Out.emplace();
  if (!keys(*It, Here, {"why", "waits-for", "when", "unless"}))
    return;
  read(*It, "why", Here, Loop.Why);
  if (Loop.Why.empty())
    wrong(Here, "needs \"why\"");
  read(*It, "waits-for", Here, Loop.WaitsFor);
  read(*It, "when", Here, Loop.Only.When);
  read(*It, "unless", Here, Loop.Only.Unless);
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<RangeCode> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  std::string Here = At + "/" + Key;
  RangeCode &Code = Out.emplace();
  if (!keys(*It, Here, {"before", "each", "behind", "slot"}))
    return;
  read(*It, "before", Here, Code.Before);
  read(*It, "each", Here, Code.Each);
  read(*It, "behind", Here, Code.Behind);
  read(*It, "slot", Here, Code.Slot);
  if (Code.Before.empty() || Code.Behind.empty())
    wrong(Here, "needs \"before\", \"each\" and \"behind\"");
  else if (!llvm::StringRef(Code.Each).contains("{task}"))
    wrong(Here + "/each", "must say with \"{task}\" where the task goes");
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       std::optional<Gathers> &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  std::string Here = At + "/" + Key;
  Gathers &G = Out.emplace();
  if (!keys(*It, Here,
            {"shape", "spelling", "header", "yields", "each", "keeps-errors",
             "keeps-references", "range", "range-takes-vector", "range-code",
             "window", "on-error"}))
    return;
  word<Together::Form>(*It, "shape", Here, G.Code.Shape,
                       {{"call", Together::Call},
                        {"callables", Together::Callables},
                        {"in-turn", Together::InTurn},
                        {"operator", Together::Operator}});
  word<Together::Results>(*It, "yields", Here, G.Code.Yields,
                          {{"tuple", Together::Tuple},
                           {"values", Together::Values},
                           {"value-or-tuple", Together::ValueOrTuple},
                           {"nested", Together::Nested},
                           {"vector", Together::Unsaid},
                           {"nothing", Together::Unsaid}});
  read(*It, "spelling", Here, G.Code.Spelling);
  read(*It, "each", Here, G.Code.Each);
  if (!G.Code.Each.empty() && !llvm::StringRef(G.Code.Each).contains("{}"))
    wrong(Here + "/each", "must say with \"{}\" where the slot goes");
  read(*It, "keeps-errors", Here, G.Code.KeepsErrors);
  read(*It, "keeps-references", Here, G.KeepsReferences);
  read(*It, "header", Here, G.Header);
  read(*It, "range", Here, G.Range);
  read(*It, "range-takes-vector", Here, G.RangeTakesVector);
  read(*It, "range-code", Here, G.Loop);
  read(*It, "window", Here, G.Window);
  read(*It, "on-error", Here, G.OnError);
}

void ModelReader::read(const json &J, const char *Key, const std::string &At,
                       FunctionModel::Hop &Out) {
  const json *It = given(J, Key);
  if (!It)
    return;
  if (It->is_boolean())
    Out = It->get<bool>() ? FunctionModel::Hops : FunctionModel::Stays;
  else if (*It == "to-a-pool")
    Out = FunctionModel::HopsIfToAPool;
  else
    wrong(At + "/" + Key, "must be true, false or \"to-a-pool\"");
}

FunctionModel ModelReader::function(const json &J, const std::string &At,
                                    const std::string &Name) {
  FunctionModel M;
  if (!keys(J, At,
            {
#define VERB(Type, Member, Key, Reach, Tasks) Key,
#include "checks/models/Verbs.def"
            }))
    return M;
#define VERB(Type, Member, Key, Reach, Tasks) read(J, Key, At, M.Member);
#include "checks/models/Verbs.def"
  if (M.Gathering) {
    M.Gathering->Name = Name;
    if (M.Gathering->Code.Spelling.empty())
      M.Gathering->Code.Spelling = Name;
  }
  return M;
}

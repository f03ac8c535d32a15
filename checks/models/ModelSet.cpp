#include "checks/models/ModelSet.h"
#include "checks/base/Embedded.h"
#include "checks/base/Json.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <nlohmann/json.hpp>
#include <regex>

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

namespace {

/// Reads one model file's members, remembering the first thing that is wrong
/// as "pointer: what".
class Reader {
public:
  std::string Wrong;

  bool wrong(const std::string &Pointer, const llvm::Twine &What) {
    if (Wrong.empty())
      Wrong = (Pointer + ": " + What).str();
    return false;
  }

  bool object(const json &J, const std::string &At) {
    return J.is_object() || wrong(At, "must be an object");
  }

  bool keys(const json &J, const std::string &At,
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
  void word(const json &J, const char *Key, const std::string &At, T &Out,
            std::initializer_list<std::pair<llvm::StringRef, T>> Words) {
    auto It = J.find(Key);
    if (It == J.end() || It->is_null())
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

  void text(const json &J, const char *Key, const std::string &At,
            std::string &Out) {
    auto It = J.find(Key);
    if (It == J.end() || It->is_null())
      return;
    if (It->is_string())
      Out = It->get<std::string>();
    else
      wrong(At + "/" + Key, "must be a string");
  }

  template <typename T>
  void boolean(const json &J, const char *Key, const std::string &At, T &Out) {
    auto It = J.find(Key);
    if (It == J.end() || It->is_null())
      return;
    if (It->is_boolean())
      Out = It->get<bool>();
    else
      wrong(At + "/" + Key, "must be true or false");
  }

  void index(const json &J, const char *Key, const std::string &At,
             std::optional<unsigned> &Out) {
    auto It = J.find(Key);
    if (It == J.end() || It->is_null())
      return;
    if (It->is_number_unsigned())
      Out = It->get<unsigned>();
    else
      wrong(At + "/" + Key, "must be the number of an argument, from 0");
  }

  void indices(const json &J, const char *Key, const std::string &At,
               std::vector<unsigned> &Out) {
    auto It = J.find(Key);
    if (It == J.end() || It->is_null())
      return;
    if (It->is_array() && llvm::all_of(*It, [](const json &Index) {
          return Index.is_number_unsigned();
        }))
      Out = It->get<std::vector<unsigned>>();
    else
      wrong(At + "/" + Key, "must be a list of numbers of arguments, from 0");
  }

  Condition condition(const json &J, const std::string &At) {
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

  void conditions(const json &J, const char *Key, const std::string &At,
                  std::vector<Condition> &Out) {
    auto It = J.find(Key);
    if (It == J.end() || It->is_null())
      return;
    std::string Here = At + "/" + Key;
    if (!It->is_array()) {
      wrong(Here, "must be a list of conditions");
      return;
    }
    for (size_t I = 0; I != It->size(); ++I)
      Out.push_back(condition((*It)[I], Here + "/" + std::to_string(I)));
  }

  void dropped(const json &J, const char *Key, const std::string &At,
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

  TypeModel type(const json &J, const std::string &At) {
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
    word<std::optional<Start>>(
        J, "start", At, M.Begins,
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

  void blocks(const json &J, const std::string &At, Blocks &Out) {
    if (!keys(J, At, {"tier", "why", "instead", "at-most", "when", "unless"}))
      return;
    auto Kind = parseTier(textOf(J, "tier"));
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

  void gathers(const json &J, const std::string &At, const std::string &Name,
               Gathers &Out) {
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
    if (!Out.Code.Each.empty() &&
        !llvm::StringRef(Out.Code.Each).contains("{}"))
      wrong(At + "/each", "must say with \"{}\" where the slot goes");
    boolean(J, "keeps-errors", At, Out.Code.KeepsErrors);
    boolean(J, "keeps-references", At, Out.KeepsReferences);
    text(J, "header", At, Out.Header);
    text(J, "range", At, Out.Range);
    text(J, "window", At, Out.Window);
    text(J, "on-error", At, Out.OnError);
  }

  FunctionModel function(const json &J, const std::string &At,
                         const std::string &Name) {
    FunctionModel M;
    if (!keys(J, At,
              {"blocks", "runs-loop", "gathers", "spawns", "consumes",
               "dropped", "calls", "drops-result-of", "handlers", "hops",
               "gives-pool", "polls", "ordered", "for-each-in-turn"}))
      return M;
    // That it does not block needs no more than to be said.
    if (auto It = J.find("blocks");
        It != J.end() && !It->is_null() && *It != false)
      blocks(*It, At + "/blocks", M.Blocking.emplace());
    if (auto It = J.find("runs-loop"); It != J.end() && !It->is_null()) {
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
    if (auto It = J.find("gathers"); It != J.end() && !It->is_null()) {
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
    if (auto It = J.find("hops"); It != J.end() && !It->is_null()) {
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
};

/// `Code` with `To` for the namespace `From`.
static std::string respelled(std::string Code, const std::string &From,
                             const std::string &To) {
  for (size_t At = 0; (At = Code.find(From + "::", At)) != std::string::npos;
       At += To.size()) {
    bool IsWhole = At == 0 || (!llvm::isAlnum(Code[At - 1]) &&
                               Code[At - 1] != '_' && Code[At - 1] != ':');
    if (IsWhole)
      Code.replace(At, From.size(), To);
    else
      At += From.size() - To.size();
  }
  return Code;
}

/// Everything the layers said so far, still as JSON, and who said it last.
struct Layers {
  json Types = json::object();
  json Functions = json::object();
  json Twins = json::object();
  json Headers = json::object();
  std::map<std::string, std::pair<std::string, std::string>> SaidBy;

  /// `Entry` under its own name and under those it also goes by.
  static std::vector<std::pair<std::string, json>>
  spellings(const std::string &Name, const json &Entry,
            const json &AlsoKnownAs) {
    std::vector<std::pair<std::string, json>> All{{Name, Entry}};
    for (auto &[Namespace, Others] : AlsoKnownAs.items()) {
      auto Respelled = [&](const std::string &In, const json &Other) {
        return llvm::StringRef(In).starts_with(Namespace + "::")
                   ? Other.get<std::string>() + In.substr(Namespace.size())
                   : In;
      };
      if (llvm::StringRef(Name).starts_with(Namespace + "::"))
        for (const json &Other : Others) {
          json Copy = Entry;
          // A name inside an entry lives in the same namespace.
          auto Rename = [&](auto &Self, json &In) -> void {
            for (auto &[Key, Value] : In.items())
              if (Value.is_structured())
                Self(Self, Value);
              else if (Value.is_string() &&
                       (Key == "gathered-by" || Key == "type" ||
                        Key == "refers-to" || Key == "range" ||
                        Key == "window"))
                Value = Respelled(Value.get<std::string>(), Other);
              else if (Value.is_string() && Key == "spawned-by")
                Value = std::regex_replace(Value.get<std::string>(),
                                           std::regex("\\b" + Namespace + "::"),
                                           Other.get<std::string>() + "::");
          };
          Rename(Rename, Copy);
          All.emplace_back(Respelled(Name, Other), std::move(Copy));
        }
    }
    return All;
  }

  static const json &section(const json &J, const char *Name) {
    static const json None = json::object();
    auto It = J.find(Name);
    return It == J.end() ? None : *It;
  }

  llvm::Error add(llvm::StringRef Text, llvm::StringRef File) {
    auto Parsed = parseJson(Text, File);
    if (!Parsed)
      return Parsed.takeError();
    const json &J = *Parsed;
    Reader Check;
    std::string Library;
    if (!J.is_object())
      return problem(File + ": /: must be an object");
    const json &AlsoKnownAs = section(J, "also-known-as");
    if (Check.keys(J, "/",
                   {"$schema", "library", "also-known-as", "types", "functions",
                    "instead", "headers"})) {
      Check.text(J, "library", "", Library);
      if (Library.empty())
        Check.wrong("/library", "must name the library");
      if (Check.object(AlsoKnownAs, "/also-known-as"))
        for (auto &[Namespace, Others] : AlsoKnownAs.items())
          if (!Others.is_array() || !llvm::all_of(Others, [](const json &O) {
                return O.is_string();
              }))
            Check.wrong("/also-known-as/" + Namespace,
                        "must be a list of namespaces");
      for (const char *Section : {"types", "functions"}) {
        const json &Entries = section(J, Section);
        std::string At = std::string("/") + Section;
        if (!Check.object(Entries, At))
          break;
        for (auto &[Name, Entry] : Entries.items()) {
          std::string Here = At + "/" + Name;
          if (Name.find("::") == std::string::npos)
            Check.wrong(Here, "must be a qualified name; a C function begins "
                              "with \"::\"");
          // Read once to find what is wrong while the file is still known.
          if (Entry.is_null())
            continue;
          if (Section == llvm::StringRef("types"))
            Check.type(Entry, Here);
          else
            Check.function(Entry, Here, Name);
        }
      }
      const json &Includes = section(J, "headers");
      if (Check.object(Includes, "/headers"))
        for (auto &[Name, Header] : Includes.items())
          if (!Header.is_null() &&
              !(Header.is_string() &&
                llvm::StringRef(Header.get<std::string>()).starts_with("<")))
            Check.wrong("/headers/" + Name, "must be a header, like <vector>");
      const json &Instead = section(J, "instead");
      if (Check.object(Instead, "/instead"))
        for (auto &[Name, Code] : Instead.items()) {
          if (!parseTier(Name))
            Check.wrong("/instead/" + Name, "is not a tier");
          else if (!Code.is_string() && !Code.is_null())
            Check.wrong("/instead/" + Name, "must be a string");
        }
    }
    if (!Check.Wrong.empty())
      return problem(File + ": " + Check.Wrong);

    for (auto [Section, Into] :
         {std::pair("types", &Types), std::pair("functions", &Functions)})
      for (auto &[Name, Entry] : section(J, Section).items())
        for (auto &[Spelling, Copy] : spellings(Name, Entry, AlsoKnownAs)) {
          Into->merge_patch(json{{Spelling, Copy}});
          SaidBy[Spelling] = {Library, File.str()};
        }
    for (auto &[Name, Header] : section(J, "headers").items())
      for (auto &[Spelling, Copy] : spellings(Name, Header, AlsoKnownAs))
        Headers.merge_patch(json{{Spelling, Copy}});
    for (auto &[Name, Code] : section(J, "instead").items()) {
      std::string Key = Library + "/" + Name + "@";
      Twins.merge_patch(json{{Key, Code}});
      if (Code.is_string())
        for (auto &[Namespace, Others] : AlsoKnownAs.items())
          for (const json &Other : Others)
            Twins.merge_patch(
                json{{Key + Other.get<std::string>(),
                      respelled(Code.get<std::string>(), Namespace,
                                Other.get<std::string>())}});
    }
    return llvm::Error::success();
  }
};

} // namespace

/// `Seen` looks after each file.
static llvm::Expected<Layers>
layers(llvm::ArrayRef<std::string> UserFiles,
       llvm::function_ref<void(const Layers &, llvm::StringRef File)> Seen) {
  Layers All;
  for (const EmbeddedFile &File : embeddedModels()) {
    std::string Name = (File.Name + ".json").str();
    if (auto E = All.add(File.Text, Name))
      return E;
    Seen(All, Name);
  }
  for (const std::string &Path : UserFiles) {
    auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/true);
    if (!Buffer)
      return problem("can't read the model file " + Path + ": " +
                     Buffer.getError().message());
    if (auto E = All.add((*Buffer)->getBuffer(), Path))
      return E;
    Seen(All, Path);
  }
  return All;
}

/// Names that are written like one that is not there.
static std::string namesLike(llvm::StringRef Name, const Layers &All) {
  std::vector<std::string> Same;
  std::string Nearest;
  unsigned Least = 4;
  for (const json *Section : {&All.Types, &All.Functions})
    for (const auto &[Other, Entry] : Section->items()) {
      llvm::StringRef Last = llvm::StringRef(Other).rsplit("::").second;
      if (Last == Name.rsplit("::").second || Last == Name)
        Same.push_back(Other);
      unsigned Distance = Name.edit_distance(Other, true, Least);
      if (Distance < Least) {
        Least = Distance;
        Nearest = Other;
      }
    }
  if (!Nearest.empty())
    return "; did you mean '" + Nearest + "'?";
  if (Same.size() > 5)
    Same.resize(5);
  return Same.empty() ? "" : "; there is " + llvm::join(Same, ", ");
}

llvm::Expected<std::string>
ModelSet::explain(llvm::StringRef Name, llvm::ArrayRef<std::string> UserFiles) {
  const std::string Key = Name.str();
  json Before;
  std::string Told;
  auto All = layers(UserFiles, [&](const Layers &So, llvm::StringRef File) {
    json Now;
    for (const auto &[What, Section] :
         {std::pair("type", &So.Types), std::pair("function", &So.Functions)})
      if (auto It = Section->find(Key); It != Section->end())
        Now[What] = *It;
    if (Now == Before)
      return;
    const char *Verb = Before.is_null() ? " says:\n" : " makes that:\n";
    Told +=
        (File + Verb).str() + (Now.is_null() ? "nothing" : Now.dump(2)) + "\n";
    Before = std::move(Now);
  });
  if (!All)
    return All.takeError();
  if (Told.empty())
    return problem("no model says anything of '" + Name + "'" +
                   namesLike(Name, *All));
  return Told;
}

llvm::Expected<ModelSet> ModelSet::load(llvm::ArrayRef<std::string> UserFiles) {
  auto Read = layers(UserFiles, [](const Layers &, llvm::StringRef) {});
  if (!Read)
    return Read.takeError();
  Layers &All = *Read;

  ModelSet Models;
  Reader Known;
  auto Remember = [&](const std::string &Name) {
    Models.LastNames.insert(llvm::StringRef(Name).rsplit("::").second);
  };
  for (auto &[Name, Entry] : All.Types.items()) {
    TypeModel M = Known.type(Entry, Name);
    std::tie(M.Library, M.Source) = All.SaidBy[Name];
    auto [Outermost, Rest] = llvm::StringRef(Name).split("::");
    bool MayBeATask = !M.Is || *M.Is == Role::Task || *M.Is == Role::Operation;
    if (MayBeATask && !Rest.empty())
      Models.TaskNamespaces.insert(Outermost);
    Models.Types[Name] = std::move(M);
    Remember(Name);
  }
  for (auto &[Name, Entry] : All.Functions.items()) {
    FunctionModel M = Known.function(Entry, Name, Name);
    std::tie(M.Library, M.Source) = All.SaidBy[Name];
    Models.Functions[Name] = std::move(M);
    Remember(Name);
  }
  for (auto &[Name, Header] : All.Headers.items())
    Models.Headers[Name] = Header.get<std::string>();
  for (auto &[Key, Code] : All.Twins.items())
    Models.Twins[Key] = Code.get<std::string>();
  return Models;
}

const TypeModel *ModelSet::type(llvm::StringRef QualifiedName) const {
  auto It = Types.find(QualifiedName);
  return It == Types.end() ? nullptr : &It->second;
}

const FunctionModel *ModelSet::function(llvm::StringRef QualifiedName) const {
  auto It = Functions.find(QualifiedName);
  return It == Functions.end() ? nullptr : &It->second;
}

bool ModelSet::mentions(llvm::StringRef LastName) const {
  return LastNames.contains(LastName);
}

std::vector<std::string> ModelSet::awaitableTypes() const {
  std::vector<std::string> Names;
  for (const auto &T : Types)
    if (T.second.Is && *T.second.Is != Role::None &&
        *T.second.Is != Role::Pool && *T.second.Is != Role::Elsewhere)
      Names.push_back(T.getKey().str());
  llvm::sort(Names);
  return Names;
}

bool ModelSet::hasTasksIn(llvm::StringRef Namespace) const {
  return TaskNamespaces.contains(Namespace);
}

llvm::StringRef ModelSet::headerOf(llvm::StringRef Name) const {
  for (; !Name.empty();
       Name = Name.take_front(std::min(Name.rfind("::"), Name.size())))
    if (auto It = Headers.find(Name); It != Headers.end())
      return It->second;
    else if (!Name.contains("::"))
      break;
  return "";
}

llvm::StringRef ModelSet::instead(llvm::StringRef Library, llvm::StringRef Task,
                                  Tier T) const {
  std::string Key = (Library + "/" + spell(T) + "@").str();
  for (size_t End = Task.rfind("::"); End != llvm::StringRef::npos;
       End = Task.take_front(End).rfind("::"))
    if (auto It = Twins.find(Key + Task.take_front(End).str());
        It != Twins.end())
      return It->second;
  auto It = Twins.find(Key);
  return It == Twins.end() ? llvm::StringRef() : It->second;
}

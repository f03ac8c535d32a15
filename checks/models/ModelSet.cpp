#include "checks/models/ModelSet.h"
#include "checks/base/Json.h"
#include "checks/models/ModelLayers.h"
#include "checks/models/ModelReader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;
using nlohmann::json;

/// Names that are written like one that is not there.
static std::string namesLike(llvm::StringRef Name, const ModelLayers &All) {
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
  auto All = layers(UserFiles, [&](const ModelLayers &So,
                                   llvm::StringRef File) {
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
  auto Read = layers(UserFiles, [](const ModelLayers &, llvm::StringRef) {});
  if (!Read)
    return Read.takeError();
  ModelLayers &All = *Read;

  ModelSet Models;
  ModelReader Known;
  auto Remember = [&](const std::string &Name) {
    Models.LastNames.insert(llvm::StringRef(Name).rsplit("::").second);
  };
  for (auto &[Name, Entry] : All.Types.items()) {
    TypeModel M = Known.type(Entry, Name);
    std::tie(M.Library, M.Source) = All.SaidBy[Name];
    auto [Outermost, Rest] = llvm::StringRef(Name).split("::");
    bool MayBeATask = M.Is ? *M.Is == Role::Task || *M.Is == Role::Operation
                           : !M.Lock && !M.Hops;
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
  Models.Files.assign(All.Files.begin(), All.Files.end());
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

std::vector<std::string> ModelSet::handlerFunctions() const {
  std::vector<std::string> Names;
  for (const auto &F : Functions)
    if (!F.second.Handlers.empty() || F.second.IsHandler)
      Names.push_back(F.getKey().str());
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

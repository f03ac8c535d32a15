#include "checks/models/ModelSet.h"
#include "checks/base/Embedded.h"
#include "checks/base/Json.h"
#include "checks/base/Nearest.h"
#include "checks/base/Sources.h"
#include "checks/models/ModelLayers.h"
#include "checks/models/ModelReader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace corolint;
using nlohmann::json;

static llvm::Error addFile(ModelLayers &All, const std::string &Path) {
  auto Buffer = readFile(Path);
  if (!Buffer)
    return problem("can't read the model file " + Path + ": " +
                   Buffer.getError().message());
  return All.add((*Buffer)->getBuffer(), Path);
}

/// Names that are written like one that is not there.
static std::string namesLike(llvm::StringRef Name, const ModelLayers &All) {
  std::vector<std::string> Same;
  std::vector<llvm::StringRef> Names;
  for (const json *Section : {&All.Types, &All.Functions})
    for (const auto &[Other, Entry] : Section->items()) {
      llvm::StringRef Last = llvm::StringRef(Other).rsplit("::").second;
      if (Last == Name.rsplit("::").second || Last == Name)
        Same.push_back(Other);
      Names.push_back(Other);
    }
  if (std::string Meant = didYouMean(Name, Names); !Meant.empty())
    return Meant;
  if (Same.size() > 5)
    Same.resize(5);
  return Same.empty() ? "" : "; there is " + llvm::join(Same, ", ");
}

llvm::Expected<std::string>
ModelSet::explain(llvm::StringRef Name, llvm::ArrayRef<std::string> UserFiles) {
  const std::string Key = Name.str();
  json Before;
  std::string Told;
  ModelLayers All;
  auto Look = [&](llvm::StringRef File) {
    json Now;
    for (const auto &[What, Section] :
         {std::pair("type", &All.Types), std::pair("function", &All.Functions)})
      if (auto It = Section->find(Key); It != Section->end())
        Now[What] = *It;
    if (Now == Before)
      return;
    const char *Verb = Before.is_null() ? " says:\n" : " makes that:\n";
    Told +=
        (File + Verb).str() + (Now.is_null() ? "nothing" : Now.dump(2)) + "\n";
    Before = std::move(Now);
  };
  for (const EmbeddedFile &Model : embeddedModels()) {
    std::string File = (Model.Name + ".json").str();
    if (auto E = All.add(Model.Text, File))
      return E;
    Look(File);
  }
  for (const std::string &Path : UserFiles) {
    if (auto E = addFile(All, Path))
      return E;
    Look(Path);
  }
  if (Told.empty())
    return problem("no model says anything of '" + Name + "'" +
                   namesLike(Name, All));
  return Told;
}

void ModelSet::addType(llvm::StringRef Name, TypeModel M) {
  auto [Outermost, Rest] = Name.split("::");
  bool MayBeATask = M.Is ? *M.Is == Role::Task || *M.Is == Role::Operation
                         : !M.Lock && !M.Hops;
  if (MayBeATask && !Rest.empty())
    TaskNamespaces.insert(Outermost);
  Types[Name] = std::move(M);
  LastNames.insert(Name.rsplit("::").second);
}

llvm::Expected<ModelSet> ModelSet::load(llvm::ArrayRef<std::string> UserFiles) {
  const EmbeddedLayers Embedded = embeddedLayers();
  ModelLayers Added;
  Added.Below = &Embedded;
  for (const std::string &Path : UserFiles)
    if (auto E = addFile(Added, Path))
      return E;

  ModelSet Models;
  ModelReader Known;
  for (const EmbeddedEntry &E : Embedded.Types)
    if (!Added.Types.contains(E.Name)) {
      TypeModel M =
          Known.type(json::parse(E.Text.begin(), E.Text.end()), E.Name.str());
      M.Library = E.Library.str();
      M.Source = E.File.str();
      Models.addType(E.Name, std::move(M));
    }
  for (auto &[Name, Entry] : Added.Types.items()) {
    if (Entry.is_null())
      continue;
    TypeModel M = Known.type(Entry, Name);
    std::tie(M.Library, M.Source) = Added.SaidBy[Name];
    Models.addType(Name, std::move(M));
  }
  for (const EmbeddedEntry &E : Embedded.Functions) {
    Unread &F = Models.Functions[E.Name];
    F.Json = E.Text;
    F.Read.Library = E.Library.str();
    F.Read.Source = E.File.str();
    Models.LastNames.insert(E.Name.rsplit("::").second);
  }
  for (auto &[Name, Entry] : Added.Functions.items()) {
    if (Entry.is_null()) {
      Models.Functions.erase(Name);
      continue;
    }
    Unread &F = Models.Functions[Name];
    F.Changed = Entry.dump();
    F.Json = F.Changed;
    std::tie(F.Read.Library, F.Read.Source) = Added.SaidBy[Name];
    Models.LastNames.insert(llvm::StringRef(Name).rsplit("::").second);
  }
  for (const EmbeddedEntry &E : Embedded.Headers)
    Models.Headers[E.Name] = E.Text.str();
  auto Overlay = [](llvm::StringMap<std::string> &Onto, const json &Section) {
    for (auto &[Name, Text] : Section.items())
      if (Text.is_null())
        Onto.erase(Name);
      else
        Onto[Name] = Text.get<std::string>();
  };
  Overlay(Models.Headers, Added.Headers);
  for (const EmbeddedEntry &E : Embedded.Twins)
    Models.Twins[E.Name] = E.Text.str();
  Overlay(Models.Twins, Added.Twins);
  for (llvm::StringRef File : Embedded.Files)
    Added.Files.insert(File.str());
  Models.Files.assign(Added.Files.begin(), Added.Files.end());
  Models.Entries = std::move(Added.Entries);
  return Models;
}

const TypeModel *ModelSet::type(llvm::StringRef QualifiedName) const {
  auto It = Types.find(QualifiedName);
  return It == Types.end() ? nullptr : &It->second;
}

const FunctionModel *ModelSet::function(llvm::StringRef QualifiedName) const {
  auto It = Functions.find(QualifiedName);
  if (It == Functions.end())
    return nullptr;
  Unread &F = It->second;
  if (!F.Json.empty()) {
    const std::string Name = QualifiedName.str();
    FunctionModel Read = ModelReader().function(
        json::parse(F.Json.begin(), F.Json.end()), Name, Name);
    Read.Library = std::move(F.Read.Library);
    Read.Source = std::move(F.Read.Source);
    F = {"", "", std::move(Read)};
  }
  return &F.Read;
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
  for (const auto &F : Functions) {
    // Most that were not read need not be.
    if (!F.second.Json.empty() && !F.second.Json.contains("handler"))
      continue;
    const FunctionModel &M = *function(F.getKey());
    if (!M.Handlers.empty() || M.IsHandler)
      Names.push_back(F.getKey().str());
  }
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

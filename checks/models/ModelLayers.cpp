#include "checks/models/ModelLayers.h"
#include "checks/base/Embedded.h"
#include "checks/base/Json.h"
#include "checks/base/Respell.h"
#include "checks/models/ModelReader.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;
using nlohmann::json;

/// `Code` with `To` for the namespace `From`.
/// `Entry` under its own name and under those it also goes by.
static std::vector<std::pair<std::string, json>>
spellings(const std::string &Name, const json &Entry, const json &AlsoKnownAs) {
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
                      Key == "refers-to" || Key == "range" || Key == "window" ||
                      Key == "detached-as"))
              Value = Respelled(Value.get<std::string>(), Other);
            else if (Value.is_string() &&
                     (Key == "spawned-by" || Key == "started-by" ||
                      Key == "yielded-by" || Key == "for-tasks" ||
                      Key == "token" || Key == "error-token" ||
                      Key == "before" || Key == "each" || Key == "behind"))
              Value = respelled(Value.get<std::string>(), Namespace,
                                Other.get<std::string>());
        };
        Rename(Rename, Copy);
        All.emplace_back(Respelled(Name, Other), std::move(Copy));
      }
  }
  return All;
}

static const EmbeddedEntry *entryOf(llvm::ArrayRef<EmbeddedEntry> Sorted,
                                    llvm::StringRef Name) {
  const auto *It = llvm::lower_bound(
      Sorted, Name, [](const EmbeddedEntry &E, llvm::StringRef Name) {
        return E.Name < Name;
      });
  return It != Sorted.end() && It->Name == Name ? It : nullptr;
}

llvm::Error ModelLayers::add(llvm::StringRef Text, llvm::StringRef File) {
  auto Parsed = parseJson(Text, File);
  if (!Parsed)
    return Parsed.takeError();
  const json &J = *Parsed;
  ModelReader Check;
  ModelFile Told = Check.file(J);
  if (!Check.Wrong.empty())
    return problem(File + ": " + Check.Wrong);

  // What is taken back from below stays as null.
  auto Merge = [&](json &Into, const std::string &Name, const json &Entry) {
    if (Entry.is_null() && Below)
      Into[Name] = nullptr;
    else
      Into.merge_patch(json{{Name, Entry}});
  };
  const json &AlsoKnownAs = ModelReader::section(J, "also-known-as");
  for (auto [Section, Into] :
       {std::pair("types", &Types), std::pair("functions", &Functions)}) {
    llvm::ArrayRef<EmbeddedEntry> Known;
    if (Below)
      Known = Into == &Types ? Below->Types : Below->Functions;
    for (auto &[Name, Entry] : ModelReader::section(J, Section).items()) {
      WrittenEntry &Written = Entries.emplace_back(File.str(), Name);
      for (auto &[Spelling, Copy] : spellings(Name, Entry, AlsoKnownAs)) {
        if (const EmbeddedEntry *Said = entryOf(Known, Spelling);
            Said && !Into->contains(Spelling))
          (*Into)[Spelling] = json::parse(Said->Text.begin(), Said->Text.end());
        Merge(*Into, Spelling, Copy);
        SaidBy[Spelling] = {Told.Library, File.str()};
        Written.Spellings.push_back(Spelling);
      }
    }
  }
  Files.insert(Told.Files.begin(), Told.Files.end());
  for (auto &[Name, Header] : ModelReader::section(J, "headers").items())
    for (auto &[Spelling, Copy] : spellings(Name, Header, AlsoKnownAs))
      Merge(Headers, Spelling, Copy);
  for (auto &[Name, Code] : ModelReader::section(J, "instead").items()) {
    std::string Key = Told.Library + "/" + Name + "@";
    Merge(Twins, Key, Code);
    if (Code.is_string())
      for (auto &[Namespace, Others] : AlsoKnownAs.items())
        for (const json &Other : Others)
          Merge(Twins, Key + Other.get<std::string>(),
                respelled(Code.get<std::string>(), Namespace,
                          Other.get<std::string>()));
  }
  return llvm::Error::success();
}

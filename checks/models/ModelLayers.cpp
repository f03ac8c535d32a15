#include "checks/models/ModelLayers.h"
#include "checks/base/Embedded.h"
#include "checks/base/Json.h"
#include "checks/models/ModelReader.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <regex>

using namespace corolint;
using nlohmann::json;

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
                      Key == "refers-to" || Key == "range" || Key == "window"))
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

llvm::Error ModelLayers::add(llvm::StringRef Text, llvm::StringRef File) {
  auto Parsed = parseJson(Text, File);
  if (!Parsed)
    return Parsed.takeError();
  const json &J = *Parsed;
  ModelReader Check;
  std::string Library;
  if (!J.is_object())
    return problem(File + ": /: must be an object");
  const json &AlsoKnownAs = section(J, "also-known-as");
  std::vector<std::string> Own;
  if (Check.keys(J, "/",
                 {"$schema", "library", "also-known-as", "types", "functions",
                  "instead", "headers", "files"})) {
    Check.text(J, "library", "", Library);
    if (Library.empty())
      Check.wrong("/library", "must name the library");
    Check.texts(J, "files", "", Own);
    if (Check.object(AlsoKnownAs, "/also-known-as"))
      for (auto &[Namespace, Others] : AlsoKnownAs.items())
        if (!Others.is_array() ||
            !llvm::all_of(Others, [](const json &O) { return O.is_string(); }))
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
  Files.insert(Own.begin(), Own.end());
  for (auto &[Name, Header] : section(J, "headers").items())
    for (auto &[Spelling, Copy] : spellings(Name, Header, AlsoKnownAs))
      Headers.merge_patch(json{{Spelling, Copy}});
  for (auto &[Name, Code] : section(J, "instead").items()) {
    std::string Key = Library + "/" + Name + "@";
    Twins.merge_patch(json{{Key, Code}});
    if (Code.is_string())
      for (auto &[Namespace, Others] : AlsoKnownAs.items())
        for (const json &Other : Others)
          Twins.merge_patch(json{{Key + Other.get<std::string>(),
                                  respelled(Code.get<std::string>(), Namespace,
                                            Other.get<std::string>())}});
  }
  return llvm::Error::success();
}

llvm::Expected<ModelLayers> corolint::layers(
    llvm::ArrayRef<std::string> UserFiles,
    llvm::function_ref<void(const ModelLayers &, llvm::StringRef File)> Seen) {
  ModelLayers All;
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

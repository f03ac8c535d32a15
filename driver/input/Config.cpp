#include "driver/input/Config.h"
#include "checks/base/DeepStack.h"
#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "driver/options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/SourceMgr.h"
#include <map>

using namespace corolint;
using clang::tidy::ClangTidyOptions;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral ModelsKey = "coro.Models";
static constexpr llvm::StringLiteral SummariesKey = "coro.Summaries";

bool HeaderFilter::lets(llvm::ArrayRef<llvm::StringRef> Names) const {
  // A unit has one filter, and asks it for every finding.
  static thread_local std::map<std::string, llvm::Regex> Compiled;
  auto AnyMatches = [&](const std::string &Pattern) {
    const llvm::Regex &Regex =
        Compiled.try_emplace(Pattern, Pattern).first->second;
    return llvm::any_of(
        Names, [&](llvm::StringRef Name) { return Regex.match(Name); });
  };
  return (!Only || AnyMatches(*Only)) &&
         (Except.empty() || !AnyMatches(Except));
}

/// clang-tidy's own reader prints errors; this one keeps the first.
class Config::FileReader : public clang::tidy::FileOptionsProvider {
public:
  FileReader() : FileOptionsProvider({}, {}, {}) {
    ConfigHandlers = {{".clang-tidy", [this](llvm::MemoryBufferRef Text) {
                         return read(Text);
                       }}};
  }

  std::string FirstError;

private:
  llvm::ErrorOr<ClangTidyOptions> read(llvm::MemoryBufferRef Text) {
    // The parser calls itself for each bracket.
    constexpr size_t MostBytes = 256 << 10;
    if (Text.getBufferSize() > MostBytes) {
      FirstError = (Text.getBufferIdentifier() + ": is larger than " +
                    llvm::Twine(MostBytes >> 10) + " KB")
                       .str();
      return ClangTidyOptions();
    }
    llvm::ErrorOr<ClangTidyOptions> Read = ClangTidyOptions();
    onDeepStack([&] {
      Read = clang::tidy::parseConfigurationWithDiags(
          Text, [&](const llvm::SMDiagnostic &D) {
            if (FirstError.empty())
              FirstError =
                  (Text.getBufferIdentifier() + ":" +
                   llvm::Twine(D.getLineNo()) + ":" +
                   llvm::Twine(D.getColumnNo() + 1) + ": " + D.getMessage())
                      .str();
          });
    });
    if (Read)
      return Read;
    if (FirstError.empty())
      FirstError =
          (Text.getBufferIdentifier() + ": " + Read.getError().message()).str();
    return ClangTidyOptions();
  }
};

Config::Config(const Options &O)
    : Asked(O), Files(std::make_unique<FileReader>()) {}
Config::~Config() = default;

/// ", did you mean 'x'?" for the word that is nearest, or "".
template <typename Words>
static std::string nearest(llvm::StringRef Wrong, const Words &Right) {
  unsigned Least = 4;
  std::string Best;
  for (llvm::StringRef Word : Right) {
    unsigned Distance = Wrong.edit_distance_insensitive(
        Word, /*AllowReplacements=*/true, Least);
    if (Distance < Least) {
      Least = Distance;
      Best = Word.str();
    }
  }
  return Best.empty() ? "" : "; did you mean '" + Best + "'?";
}

llvm::Error Config::readOption(llvm::StringRef Key, llvm::StringRef Value,
                               llvm::StringRef From, TuConfig &Into,
                               std::set<std::string> &Doubts) {
  if (Key == ModelsKey) {
    Into.Models.clear();
    llvm::SmallVector<llvm::StringRef> Parts;
    Value.split(Parts, ';', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef Part : Parts) {
      llvm::SmallString<256> File(Part.trim());
      if (!path::is_absolute(File)) {
        File = path::parent_path(From);
        path::append(File, Part.trim());
      }
      Into.Models.push_back(File.str().str());
    }
    return llvm::Error::success();
  }

  if (Key == SummariesKey) // for clang-tidy; here all units are at hand
    return llvm::Error::success();

  auto [Id, Option] = Key.split('.');
  if (Id != "coro" && !Id.starts_with("coro-"))
    return llvm::Error::success();
  std::string Place = (From.empty() ? "--option: '" + Key + "'"
                                    : From + ": CheckOptions: '" + Key + "'")
                          .str();
  const Check *C = findCheck(Id);
  if (!C) {
    std::vector<std::string> Known = {ModelsKey.str(), SummariesKey.str()};
    for (const Check *Other : allChecks())
      Known.push_back((Other->Id + "." + Option).str());
    Doubts.insert(Place + ": no such check" + nearest(Key, Known));
    return llvm::Error::success();
  }
  const CheckOption *O = llvm::find_if(
      C->Options, [&](const CheckOption &O) { return O.Key == Option; });
  if (O == C->Options.end()) {
    std::vector<llvm::StringRef> Known;
    for (const CheckOption &Other : C->Options)
      Known.push_back(Other.Key);
    Doubts.insert(Place + ": the check has no such option" +
                  nearest(Option, Known));
    return llvm::Error::success();
  }
  if (!O->Values.empty()) {
    llvm::SmallVector<llvm::StringRef> Values;
    O->Values.split(Values, '|');
    if (!llvm::is_contained(Values, Value))
      return problem(Place + ": '" + Value + "' is none of " +
                     llvm::join(Values, ", ") + nearest(Value, Values));
  }
  Into.Selected.Options[Key] = Value.str();
  return llvm::Error::success();
}

/// The --checks of the command line, on their own.
llvm::Error Config::checkGlobs() const {
  clang::tidy::GlobList Globs("coro-*," + Asked.Checks);
  if (llvm::none_of(allChecks(),
                    [&](const Check *C) { return Globs.contains(C->Id); }))
    return problem("--checks=" + Asked.Checks +
                   " leaves no check to run; see --list-checks");
  std::vector<llvm::StringRef> Known;
  for (const Check *C : allChecks())
    Known.push_back(C->Id);
  llvm::SmallVector<llvm::StringRef> Parts;
  llvm::StringRef(Asked.Checks).split(Parts, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Name : Parts) {
    Name = Name.trim();
    Name.consume_front("-");
    if (!Name.contains('*') && !llvm::is_contained(Known, Name))
      return problem("--checks: there is no check '" + Name + "'" +
                     nearest(Name, Known));
  }
  return llvm::Error::success();
}

/// The compiled form repeats what is repeated: {1,100} inside of another takes
/// 10,000 times the room.
static bool repeatsTooOften(llvm::StringRef Regex) {
  uint64_t Times = 1;
  for (size_t At = 0; (At = Regex.find('{', At)) != Regex.npos;) {
    llvm::StringRef Bounds = Regex.substr(++At).split('}').first;
    uint64_t Most = 0, N;
    for (llvm::StringRef Bound : llvm::split(Bounds, ','))
      if (!Bound.getAsInteger(10, N))
        Most = std::max(Most, N);
    Times *= std::max<uint64_t>(Most, 1);
    if (Times > 10000)
      return true;
  }
  return false;
}

static llvm::Error checkRegex(llvm::StringRef Regex, llvm::StringRef Name) {
  if (repeatsTooOften(Regex))
    return problem(Name + ": '" + Regex + "': repeats more than 10,000 times");
  std::string Why;
  if (Regex.empty() || llvm::Regex(Regex).isValid(Why))
    return llvm::Error::success();
  return problem(Name + ": '" + Regex + "': " + Why);
}

llvm::Expected<TuConfig> Config::of(llvm::StringRef File) {
  TuConfig Result;
  ClangTidyOptions Merged;
  unsigned Priority = 0;
  for (const auto &[Source, From] : Files->getRawOptions(File)) {
    if (!Files->FirstError.empty())
      return problem(Files->FirstError);
    Merged.mergeWith(Source, ++Priority);
    // Sorted, so that of two errors the same one is reported each time.
    std::map<llvm::StringRef, llvm::StringRef> Sorted;
    for (const auto &KeyValue : Source.CheckOptions)
      Sorted[KeyValue.getKey()] = KeyValue.getValue().Value;
    for (const auto &[Key, Value] : Sorted)
      if (llvm::Error E = readOption(Key, Value, From, Result, Doubts))
        return std::move(E);
  }
  for (llvm::StringRef Words : Asked.CheckOptions) {
    auto [Key, Value] = Words.split('=');
    std::set<std::string> Wrong;
    if (llvm::Error E = readOption(Key, Value, "", Result, Wrong))
      return std::move(E);
    if (!Key.starts_with("coro"))
      Wrong.insert(("--option: '" + Key + "': no such check").str());
    if (!Wrong.empty())
      return problem(*Wrong.begin());
  }
  llvm::append_range(Result.Models, Asked.Models);

  std::string Globs = "coro-*";
  if (Merged.Checks && nameOurChecks(*Merged.Checks))
    Globs += "," + *Merged.Checks;
  if (!Asked.Checks.empty())
    Globs += "," + Asked.Checks;
  clang::tidy::GlobList Wanted(Globs);
  for (const Check *C : allChecks())
    if (Wanted.contains(C->Id))
      Result.Selected.Checks.push_back(C);
  if (llvm::Error E = checkGlobs())
    return std::move(E);

  Result.ExtraArgs = Merged.ExtraArgs.value_or(std::vector<std::string>());
  Result.ExtraArgsBefore =
      Merged.ExtraArgsBefore.value_or(std::vector<std::string>());
  Result.WarningsAsErrors = Merged.WarningsAsErrors.value_or("");
  Result.Headers.Only =
      Asked.HeaderFilter ? Asked.HeaderFilter : Merged.HeaderFilterRegex;
  Result.Headers.Except = Merged.ExcludeHeaderFilterRegex.value_or("");
  if (llvm::Error E = checkRegex(Result.Headers.Only.value_or(""),
                                 Asked.HeaderFilter ? "--header-filter"
                                                    : "HeaderFilterRegex"))
    return std::move(E);
  if (llvm::Error E =
          checkRegex(Result.Headers.Except, "ExcludeHeaderFilterRegex"))
    return std::move(E);
  return Result;
}

#include "driver/input/Config.h"
#include "checks/base/DeepStack.h"
#include "checks/base/Json.h"
#include "checks/base/Nearest.h"
#include "checks/base/Registry.h"
#include "checks/base/RequiredVersion.h"
#include "checks/base/Sources.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "clang-tidy/GlobList.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
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
    : Asked(O), Root(rootOf(O)), Files(std::make_unique<FileReader>()) {}
Config::~Config() = default;

/// One of the words that an option takes was misspelled.
static std::string meant(llvm::StringRef Wrong,
                         llvm::ArrayRef<std::string> Right) {
  return didYouMean(
      Wrong, llvm::SmallVector<llvm::StringRef>(Right.begin(), Right.end()));
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

  if (Key == ExclusionsKey)
    return readExclusions(Value, From, Into);

  if (Key == PreviewKey) {
    if (Value != "true" && Value != "false")
      return problem((From.empty() ? "--option" : From + ": CheckOptions") +
                     ": " + Key + ": '" + Value +
                     "' is neither true nor false");
    Into.WantsPreviews = Value == "true";
    return llvm::Error::success();
  }
  if (Key == AuditKey) {
    if (Value != "on" && Value != "off")
      return problem((From.empty() ? "--option" : From + ": CheckOptions") +
                     ": " + Key + ": '" + Value + "' is neither on nor off");
    Into.Selected.Options[AuditKey] = Value.str();
    return llvm::Error::success();
  }
  if (Key == RequiredVersionKey)
    return checkVersion(Value, From, Into);

  auto [Id, Option] = Key.split('.');
  if (Id != "coro" && !Id.starts_with("coro-"))
    return llvm::Error::success();
  std::string Place = (From.empty() ? "--option: '" + Key + "'"
                                    : From + ": CheckOptions: '" + Key + "'")
                          .str();
  const Check *C = findCheck(Id);
  if (!C) {
    std::vector<std::string> Known = {
        ModelsKey.str(),  SummariesKey.str(), ExclusionsKey.str(),
        PreviewKey.str(), AuditKey.str(),     RequiredVersionKey.str()};
    for (const Check *Other : allChecks())
      Known.push_back((Other->Id + "." + Option).str());
    Doubts.insert(Place + ": no such check" + meant(Key, Known));
    return llvm::Error::success();
  }
  const CheckOption *O = llvm::find_if(
      C->Options, [&](const CheckOption &O) { return O.Key == Option; });
  if (O == C->Options.end()) {
    llvm::SmallVector<llvm::StringRef> Known;
    for (const CheckOption &Other : C->Options)
      Known.push_back(Other.Key);
    Doubts.insert(Place + ": the check has no such option" +
                  didYouMean(Option, Known));
    return llvm::Error::success();
  }
  if (!O->Values.empty()) {
    llvm::SmallVector<llvm::StringRef> Values;
    O->Values.split(Values, '|');
    if (!llvm::is_contained(Values, Value))
      return problem(Place + ": '" + Value + "' is none of " +
                     llvm::join(Values, ", ") + didYouMean(Value, Values));
  }
  Into.Selected.Options[Key] = Value.str();
  return llvm::Error::success();
}

/// Does the list switch the check on by its name, not by a pattern?
static bool names(llvm::StringRef Globs, llvm::StringRef Id) {
  return llvm::any_of(llvm::split(Globs, ','),
                      [&](llvm::StringRef Glob) { return Glob.trim() == Id; });
}

/// The --checks of the command line, on their own.
llvm::Error Config::checkGlobs() const {
  clang::tidy::GlobList Globs("coro-*," + Asked.Checks);
  if (llvm::none_of(allChecks(),
                    [&](const Check *C) { return Globs.contains(C->Id); }))
    return problem("--checks=" + Asked.Checks +
                   " leaves no check to run; see --list-checks");
  for (llvm::StringRef Name : llvm::split(Asked.Checks, ',')) {
    Name = Name.trim();
    Name.consume_front("-");
    if (!Name.empty() && !Name.contains('*') && !findCheck(Name))
      return problem("--checks: " + noSuchCheck(Name));
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

llvm::Error Config::readExclusions(llvm::StringRef List, llvm::StringRef From,
                                   TuConfig &Into) const {
  // A list that is nearer to the file takes the place of others.
  Into.Headers.Excluded = {Root, {}};
  if (llvm::Error E = Into.Headers.Excluded.add(List))
    return problem((From.empty() ? "--option" : From.str() + ": CheckOptions") +
                   ": " + ExclusionsKey + ": " + llvm::toString(std::move(E)));
  return llvm::Error::success();
}

llvm::Error Config::checkVersion(llvm::StringRef Required, llvm::StringRef From,
                                 TuConfig &Into) {
  Into.RequiredVersion = Required.str();
  std::string Why = versionTrouble(Required, COROLINT_VERSION);
  if (Why.empty())
    return llvm::Error::success();
  return problem((From.empty() ? "--option" : From.str() + ": CheckOptions") +
                 ": " + RequiredVersionKey + ": " + Why);
}

/// The line that sets `Word`, below the one that begins with `Section`; 1 if it
/// is not found.
static unsigned lineOf(llvm::StringRef Text, llvm::StringRef Section,
                       llvm::StringRef Word) {
  auto IsOfWord = [](char C) {
    return llvm::isAlnum(C) || C == '-' || C == '_' || C == '.' || C == '*';
  };
  bool IsBelow = false;
  unsigned Number = 0;
  for (llvm::StringRef Line : llvm::split(Text, '\n')) {
    ++Number;
    llvm::StringRef Said = Line.split(" #").first;
    if (Said.ltrim().starts_with("#"))
      continue;
    IsBelow |= Said.ltrim().starts_with(Section);
    for (size_t At = 0; IsBelow && (At = Said.find(Word, At)) != Said.npos;
         ++At) {
      size_t End = At + Word.size();
      if ((!At || !IsOfWord(Said[At - 1])) &&
          (End == Said.size() || !IsOfWord(Said[End])))
        return Number;
    }
  }
  return 1;
}

/// Notes where a file sets something.
static void noteOrigins(const ClangTidyOptions &Source, llvm::StringRef From,
                        Origins &Whence) {
  auto File = readFile(From);
  llvm::StringRef Text = File ? (*File)->getBuffer() : "";
  std::string Shown = pathBelow(workingDirectory(), From);
  auto At = [&](llvm::StringRef Section, llvm::StringRef Word) {
    return Shown + ":" + std::to_string(lineOf(Text, Section, Word));
  };
  const std::string Checks = Source.Checks.value_or("");
  for (llvm::StringRef Glob : llvm::split(Checks, ',')) {
    Glob = Glob.trim();
    clang::tidy::GlobList Named(Glob.ltrim('-'));
    for (const Check *C : allChecks())
      if (!Glob.empty() && Named.contains(C->Id))
        Whence[C->Id.str()] = At("Checks", Glob);
  }
  for (const auto &Option : Source.CheckOptions)
    Whence[Option.getKey().str()] = At("CheckOptions", Option.getKey());
  auto Note = [&](const auto &Value, llvm::StringRef Key) {
    if (Value)
      Whence[Key.str()] = At(Key, Key);
  };
  Note(Source.WarningsAsErrors, "WarningsAsErrors");
  Note(Source.HeaderFilterRegex, "HeaderFilterRegex");
  Note(Source.ExcludeHeaderFilterRegex, "ExcludeHeaderFilterRegex");
  Note(Source.ExtraArgs, "ExtraArgs");
  Note(Source.ExtraArgsBefore, "ExtraArgsBefore");
}

std::vector<std::string> Config::filesFor(llvm::StringRef File) {
  std::vector<std::string> Names;
  for (const auto &[Source, From] : Files->getRawOptions(File))
    if (llvm::sys::fs::is_regular_file(From))
      Names.push_back(pathBelow(workingDirectory(), From));
  return Names;
}

llvm::Expected<TuConfig> Config::of(llvm::StringRef File, Origins *Whence) {
  TuConfig Result;
  ClangTidyOptions Merged;
  unsigned Priority = 0;
  for (const auto &[Source, From] : Files->getRawOptions(File)) {
    if (!Files->FirstError.empty())
      return problem(Files->FirstError);
    Merged.mergeWith(Source, ++Priority);
    for (const auto *Globs : {&Source.Checks, &Source.WarningsAsErrors})
      for (const std::string &Stray : strayNames(Globs->value_or("")))
        Doubts.insert(
            From +
            (Globs == &Source.Checks ? ": Checks: " : ": WarningsAsErrors: ") +
            Stray);
    if (Whence)
      noteOrigins(Source, From, *Whence);
    // Sorted, so that of two errors the same one is reported each time.
    std::map<llvm::StringRef, llvm::StringRef> Sorted;
    for (const auto &KeyValue : Source.CheckOptions)
      Sorted[KeyValue.getKey()] = KeyValue.getValue().Value;
    // Another version may know what this one would complain about.
    if (auto It = Sorted.find(RequiredVersionKey); It != Sorted.end())
      if (llvm::Error E = checkVersion(It->second, From, Result))
        return std::move(E);
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
    if (Whence)
      (*Whence)[Key.str()] = "--option";
  }
  llvm::append_range(Result.Models, Asked.Models);
  Result.Headers.Excluded.Root = Root;
  for (const std::string &Glob : Asked.Excluded)
    if (llvm::Error E = Result.Headers.Excluded.add(Glob))
      return problem("--exclude: " + llvm::toString(std::move(E)));

  std::string Globs = "coro-*";
  if (Merged.Checks &&
      (nameOurChecks(*Merged.Checks) || switchesAllOff(*Merged.Checks)))
    Globs += "," + *Merged.Checks;
  else if (Whence)
    for (const Check *C : allChecks())
      Whence->erase(C->Id.str());
  if (!Asked.Checks.empty())
    Globs += "," + Asked.Checks;
  if (Whence)
    for (llvm::StringRef Glob : llvm::split(Asked.Checks, ','))
      for (const Check *C : allChecks())
        if (clang::tidy::GlobList(Glob.trim().ltrim('-')).contains(C->Id))
          (*Whence)[C->Id.str()] = "--checks";
  clang::tidy::GlobList Wanted(Globs);
  Result.WantsPreviews |= Asked.Preview;
  for (const Check *C : allChecks()) {
    if (!Wanted.contains(C->Id))
      continue;
    if (Result.WantsPreviews || !isPreview(*C)) {
      Result.Selected.Checks.push_back(C);
      continue;
    }
    std::string Words = "'" + C->Id.str() +
                        "' is a preview: it runs with "
                        "--preview, or with " +
                        PreviewKey.str() + ": true";
    if (names(Asked.Checks, C->Id))
      return problem("--checks: " + Words);
    if (names(Merged.Checks.value_or(""), C->Id))
      Doubts.insert("Checks: " + Words);
    if (Whence)
      (*Whence)[C->Id.str()] = "a preview";
  }
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

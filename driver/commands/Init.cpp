//===- Init.cpp - the first steps in a project ----------------------------===//
//
// What is there to lint, with which libraries, and what to do next? Looks at
// texts and includes, parses nothing.
//
//===----------------------------------------------------------------------===//

#include "checks/base/Embedded.h"
#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/base/ExitCode.h"
#include "driver/commands/Inspect.h"
#include "driver/input/CompileDb.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "driver/scan/Scan.h"
#include "driver/scan/SearchDirectories.h"
#include "fixes/Apply.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include <nlohmann/json.hpp>
#include <set>

using namespace corolint;

namespace {

/// What the texts of the project's own files name.
struct Survey {
  llvm::DenseSet<IdentifierHash> Words; ///< All identifiers.
  llvm::StringSet<> Qualified;          ///< "a::b", wherever it is written.
  llvm::StringSet<> Used; ///< Namespaces of using directives and aliases.
  size_t Units = 0, WithCoroutines = 0;
};

void noteNamespaces(llvm::StringRef Text, Survey &All) {
  auto IsOfName = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  auto NameAt = [&](size_t At) {
    return Text.substr(At).take_while(IsOfName).str();
  };
  for (size_t At = 0; (At = Text.find("::", At)) != Text.npos; At += 2) {
    size_t Begin = At;
    while (Begin && IsOfName(Text[Begin - 1]))
      --Begin;
    All.Qualified.insert(NameAt(Begin) + "::" + NameAt(At + 2));
  }
  // `using namespace a::b;` and `namespace c = a::b;`
  constexpr llvm::StringLiteral Keyword = "namespace ";
  for (size_t At = 0; (At = Text.find(Keyword, At)) != Text.npos;) {
    bool IsUsing = Text.take_front(At).rtrim().ends_with("using");
    At += Keyword.size();
    auto [New, Old] = Text.slice(At, Text.find_first_of(";{", At)).split('=');
    if (IsUsing || !Old.empty())
      All.Used.insert((IsUsing ? New : Old).trim(" :"));
  }
}

Survey survey(llvm::ArrayRef<Command> Commands, const Inclusions &Read) {
  Survey All;
  std::map<std::string, bool> Seen; // has a coroutine
  auto Look = [&](const std::string &File) {
    auto [It, New] = Seen.try_emplace(File);
    if (New)
      if (auto Text = readFile(File)) {
        Identifiers Of = identifiersIn((*Text)->getBuffer());
        for (llvm::StringRef Sign : {"co_await", "co_return", "co_yield"})
          It->second |= Of.All.contains(identifierHash(Sign));
        All.Words.insert(Of.All.begin(), Of.All.end());
        noteNamespaces((*Text)->getBuffer(), All);
      }
    return It->second;
  };
  for (size_t I = 0; I != Commands.size(); ++I) {
    if (Commands[I].Speaks == Command::Other)
      continue;
    ++All.Units;
    bool Has = Look(realPath(Commands[I].File));
    if (const UnitInclusions *Of = Read.of(Commands[I]))
      for (size_t N = 0; N != Of->Files.size(); ++N)
        if (Of->IsOwn[N])
          Has |= Look(Read.Files[Of->Files[N]]);
    All.WithCoroutines += Has;
  }
  return All;
}

/// Do the project's files name this type or function of a model?
bool isNamed(llvm::StringRef Name, const nlohmann::json &Aliases,
             const Survey &Found) {
  auto [Scope, Last] = Name.rsplit("::");
  // A name of one word is anybody's.
  if (Scope.empty())
    return false;
  auto IsUsed = [&](llvm::StringRef Namespace) {
    return Found.Used.contains(Namespace);
  };
  auto Others = Aliases.find(Scope.str());
  bool IsOpen =
      IsUsed(Scope) || (Others != Aliases.end() &&
                        llvm::any_of(*Others, [&](const nlohmann::json &Other) {
                          return IsUsed(Other.get_ref<const std::string &>());
                        }));
  llvm::SmallVector<llvm::StringRef, 4> Parts;
  Name.split(Parts, "::");
  // Its last two words are enough: `namespace co = a::co;` is common.
  std::string Short = (Parts[Parts.size() - 2] + "::" + Last).str();
  return (IsOpen || Found.Qualified.contains(Short)) &&
         llvm::all_of(Parts, [&](llvm::StringRef Part) {
           return Found.Words.contains(identifierHash(Part));
         });
}

/// The coroutine libraries whose types or functions the project names.
std::vector<std::string> librariesIn(const Survey &Found) {
  std::set<std::string> Names;
  for (const EmbeddedFile &File : embeddedModels()) {
    auto J = llvm::cantFail(parseJson(File.Text, File.Name));
    // Who says what to await instead has coroutines.
    if (!J.contains("instead"))
      continue;
    const nlohmann::json Aliases =
        J.value("also-known-as", nlohmann::json::object());
    for (const char *Kind : {"types", "functions"})
      if (auto It = J.find(Kind); It != J.end())
        for (const auto &[Name, Model] : It->items())
          if (isNamed(Name, Aliases, Found))
            Names.insert(stringAt(J, "library"));
  }
  return {Names.begin(), Names.end()};
}

std::string configuration() {
  std::string Text =
      "# corolint reads this file, and so does clang-tidy. Checks of "
      "clang-tidy's "
      "own may\n# stand in the same list; corolint takes only what begins with "
      "coro-.\nChecks: 'coro-*'\n\n# What should fail a build even where "
      "--fail-on says otherwise:\n# WarningsAsErrors: 'coro-unawaited-task'\n\n"
      "CheckOptions:\n  # Your own library's functions (docs/models.md), ';' "
      "between the files:\n  # coro.Models: 'corolint-models.json'\n";
  for (const Check *C : allChecks())
    for (const CheckOption &O : C->Options) {
      Text += ("\n  # " + O.Doc + "\n").str();
      if (!O.Values.empty())
        Text += ("  # one of: " + O.Values + "\n").str();
      Text += ("  " + C->Id + "." + O.Key + ": '" + O.Default + "'\n").str();
    }
  return Text;
}

} // namespace

llvm::Expected<int> corolint::initProject(const Options &O) {
  auto Commands = commandsFor(O);
  if (!Commands)
    return Commands.takeError();
  std::vector<const Command *> Asked;
  for (const Command &C : *Commands)
    Asked.push_back(&C);
  Inclusions Read;
  if (llvm::Error Failed = Read.follow(Asked, {O.Jobs, O.Timeout, 0}))
    return std::move(Failed);
  Survey Found = survey(*Commands, Read);
  llvm::raw_ostream &Out = llvm::outs();
  Out << counted(Found.Units, "file") << " in the compile database, "
      << Found.WithCoroutines << " with coroutines\n";
  std::vector<std::string> Libraries = librariesIn(Found);
  if (!Libraries.empty())
    Out << "coroutine libraries: " << llvm::join(Libraries, ", ") << '\n';
  if (!Found.WithCoroutines)
    Out << "there is nothing for corolint to find yet\n";

  std::string File = rootOf(O) + "/.clang-tidy";
  std::string Shown = pathBelow(workingDirectory(), File);
  if (llvm::sys::fs::exists(File)) {
    Out << Shown
        << " is there and stays as it is; corolint --list-checks says "
           "what can be set\n";
  } else {
    if (llvm::Error E = replaceFile(File, configuration()))
      return std::move(E);
    Out << Shown
        << " is written: all checks, and every option as it is by default\n";
  }
  std::string Where = O.BuildDir.empty() ? "" : " -p " + O.BuildDir;
  Out << "\nnext:\n  corolint" << Where
      << " --summary\n      look at it, once; --html report.html makes a page\n"
         "  corolint"
      << Where
      << " --write-baseline corolint-baseline.json\n      if there is more "
         "than "
         "you want to mend now; then use --baseline with that file\n  corolint"
      << Where
      << " --since origin/main\n      or look at changed lines only, in CI\n";
  return Clean;
}

#include "driver/input/CompileDb.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/input/Root.h"
#include "driver/input/Toolchain.h"
#include "driver/options/Options.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <nlohmann/json.hpp>
#include <set>

using namespace corolint;
using clang::tooling::CompilationDatabase;
using clang::tooling::CompileCommand;
using clang::tooling::JSONCompilationDatabase;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral DatabaseName = "compile_commands.json";

static std::string below(llvm::StringRef Directory, llvm::StringRef Name) {
  llvm::SmallString<256> Path(Directory);
  path::append(Path, Name);
  return Path.str().str();
}

/// The directories that build systems and editors put their output in, those
/// that are least deep first: "build", then "build/debug".
static std::vector<std::string> buildDirectories(llvm::StringRef Above) {
  auto Below = [](llvm::StringRef Directory, auto IsMeant) {
    std::vector<std::string> Found;
    std::error_code Ignored;
    for (fs::directory_iterator I(Directory, Ignored), End;
         I != End && !Ignored; I.increment(Ignored))
      if (IsMeant(path::filename(I->path())) && fs::is_directory(I->path()))
        Found.push_back(I->path());
    llvm::sort(Found);
    return Found;
  };
  std::vector<std::string> All = Below(Above, [](llvm::StringRef Name) {
    return Name.starts_with("build") || Name.starts_with("cmake-build-") ||
           Name == "_build" || Name == ".build" || Name == "bld" ||
           Name == "out";
  });
  auto Any = [](llvm::StringRef) { return true; };
  for (size_t I = 0, First = All.size(); I != First; ++I)
    llvm::append_range(All, Below(All[I], Any));
  llvm::append_range(All, Below(below(Above, "out/build"), Any));
  return All;
}

/// Says which one was taken, and how to take another.
static void sayChoice(llvm::ArrayRef<std::string> Found) {
  std::set<std::string> Seen = {realPath(Found.front())};
  std::vector<std::string> Others;
  for (const std::string &Other : Found.drop_front())
    if (Seen.insert(realPath(Other)).second)
      Others.push_back(pathBelow(workingDirectory(), path::parent_path(Other)));
  constexpr size_t MostShown = 3;
  size_t Rest = Others.size() - std::min(Others.size(), MostShown);
  Others.resize(Others.size() - Rest);
  if (!Others.empty())
    sayRemark("took " + pathBelow(workingDirectory(), Found.front()) +
              "; there is one in " + llvm::join(Others, ", ") +
              (Rest ? " and " + std::to_string(Rest) + " more" : "") +
              " too: -p chooses");
}

/// A database right above beats one in a build directory further up only if it
/// is as near: each directory is asked for both before its parent is.
static std::string findDatabase(llvm::StringRef Start, bool IsQuiet) {
  for (llvm::StringRef Directory = Start; !Directory.empty();
       Directory = path::parent_path(Directory)) {
    std::string Here = below(Directory, DatabaseName);
    if (fs::exists(Here))
      return Here;
    std::vector<std::string> Found;
    for (const std::string &Build : buildDirectories(Directory))
      if (std::string There = below(Build, DatabaseName); fs::exists(There))
        Found.push_back(There);
    if (Found.empty())
      continue;
    if (!IsQuiet)
      sayChoice(Found);
    return Found.front();
  }
  return "";
}

static constexpr char HowToGetOne[] =
    "; make one with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON, name its "
    "directory with -p, or write: corolint FILE -- FLAGS";

static llvm::Expected<std::string> locate(const Options &O) {
  if (!O.BuildDir.empty()) {
    std::string Named = fs::is_directory(O.BuildDir)
                            ? below(O.BuildDir, DatabaseName)
                            : O.BuildDir;
    if (!fs::exists(Named))
      return problem("'" + Named + "' does not exist" + HowToGetOne);
    return Named;
  }
  std::string Start = workingDirectory();
  if (!O.Files.empty())
    Start = fs::is_directory(O.Files.front())
                ? realPath(O.Files.front())
                : path::parent_path(realPath(O.Files.front())).str();
  std::string Found = findDatabase(Start, O.Quiet);
  if (Found.empty())
    return problem("no compile_commands.json in or above '" + Start +
                   "' nor in its build directories" + HowToGetOne);
  return Found;
}

static llvm::Expected<std::unique_ptr<JSONCompilationDatabase>>
load(const std::string &File) {
  auto Text = readFile(File);
  if (!Text)
    return problem("cannot read '" + File + "': " + Text.getError().message());
  // clang's reader prints syntax errors itself, on several lines.
  // It takes names that are not UTF-8 as they are.
  std::string Ascii = (*Text)->getBuffer().str();
  for (char &C : Ascii)
    if (static_cast<unsigned char>(C) >= 0x80)
      C = '?';
  auto Parsed = parseJson(Ascii, File);
  if (!Parsed)
    return Parsed.takeError();
  // It calls itself for each bracket.
  for (const nlohmann::json &Entry : *Parsed)
    for (const nlohmann::json &Value : Entry)
      if (Value.is_structured() &&
          llvm::any_of(Value, [](const nlohmann::json &Part) {
            return Part.is_structured();
          }))
        return problem(File + ": an entry has lists inside of lists");
  std::string Why;
  auto Db = JSONCompilationDatabase::loadFromFile(
      File, Why, clang::tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Db)
    return problem(File + ": " + llvm::StringRef(Why).rtrim(".\n"));
  if (Db->getAllFiles().empty())
    return problem(File + ": lists no file; build the project once, or name "
                          "another build directory with -p");
  return Db;
}

/// What stands after "--": flags, or a whole command as CMake passes it.
static CompileCommand fixedCommand(const std::vector<std::string> &Words,
                                   const std::string &File) {
  CompileCommand C;
  C.Directory = workingDirectory();
  C.Filename = File;
  if (Words.empty() || llvm::StringRef(Words.front()).starts_with("-"))
    C.CommandLine.push_back("clang-tool");
  C.CommandLine.insert(C.CommandLine.end(), Words.begin(), Words.end());
  clang::tooling::addExpandedResponseFiles(C.CommandLine, C.Directory,
                                           llvm::cl::TokenizeGNUCommandLine,
                                           *llvm::vfs::getRealFileSystem());
  return C;
}

static void addExtraArgs(CompileCommand &C, const Options &O) {
  auto &Words = C.CommandLine;
  Words.insert(Words.begin() + !Words.empty(), O.ExtraArgsBefore.begin(),
               O.ExtraArgsBefore.end());
  Words.insert(Words.end(), O.ExtraArgs.begin(), O.ExtraArgs.end());
}

/// A name with a wildcard in it, and no file: the shell found nothing, or there
/// was none.
static bool isPattern(llvm::StringRef Name) {
  return Name.find_first_of("*?[") != Name.npos && !fs::exists(Name);
}

bool corolint::asksForAll(const Options &O) {
  return O.Files.empty() || llvm::any_of(O.Files, [&](const std::string &Name) {
           return fs::is_directory(Name) &&
                  (rootOf(O) + "/")
                      .starts_with(
                          llvm::StringRef(realPath(Name)).rtrim('/').str() +
                          "/");
         });
}

bool corolint::namesFiles(const Options &O) {
  return llvm::any_of(O.Files, [](const std::string &Name) {
    return !fs::is_directory(Name) && !isPattern(Name);
  });
}

static llvm::Error checkFile(const std::string &File, bool HasDatabase) {
  fs::file_status Status;
  if (isPattern(File) && HasDatabase)
    return llvm::Error::success();
  if (fs::status(File, Status))
    return problem("'" + File + "' does not exist");
  if (fs::is_directory(Status)) {
    if (HasDatabase)
      return llvm::Error::success();
    return problem("'" + File + "' is a directory; name files before '--'");
  }
  if (!fs::is_regular_file(Status))
    return problem("'" + File + "' is not a regular file");
  return llvm::Error::success();
}

/// The commands of the database for this directory or pattern, by file.
static llvm::Expected<std::vector<CompileCommand>>
commandsBelow(const std::string &Name, const CompilationDatabase &Db) {
  std::string Directory;
  if (fs::is_directory(Name))
    Directory = llvm::StringRef(realPath(Name)).rtrim('/').str() + "/";
  std::string Glob =
      path::is_absolute(Name) ? Name : below(workingDirectory(), Name);
  auto Pattern = llvm::GlobPattern::create(Glob);
  if (!Pattern)
    return problem("'" + Name + "': " + llvm::toString(Pattern.takeError()));
  std::vector<std::pair<std::string, CompileCommand>> Found;
  for (CompileCommand &C : Db.getAllCompileCommands()) {
    std::string Real = realPath(path::is_absolute(C.Filename)
                                    ? C.Filename
                                    : below(C.Directory, C.Filename));
    if (Directory.empty() ? Pattern->match(Real)
                          : llvm::StringRef(Real).starts_with(Directory))
      Found.emplace_back(std::move(Real), std::move(C));
  }
  llvm::sort(Found, llvm::less_first());
  std::vector<CompileCommand> Commands;
  for (auto &[File, C] : Found)
    Commands.push_back(std::move(C));
  return Commands;
}

static bool isModuleInterface(llvm::StringRef File) {
  return llvm::is_contained({".cppm", ".ixx", ".ccm", ".cxxm", ".c++m", ".mpp"},
                            path::extension(File));
}

/// Those of the file itself, else those of one that is like it.
static std::vector<CompileCommand> commandsOf(const std::string &File,
                                              const CompilationDatabase &Db) {
  std::vector<CompileCommand> Own = Db.getCompileCommands(File);
  if (!isModuleInterface(File) || Own.empty() || Own.front().Heuristic.empty())
    return Own;
  // The library drops the standard for what it takes for another language, so
  // it is asked for a source file.
  llvm::SmallString<256> Source(File);
  path::replace_extension(Source, ".cpp");
  std::vector<CompileCommand> Guessed = Db.getCompileCommands(Source);
  for (CompileCommand &C : Guessed) {
    if (C.Heuristic.empty())
      C.Heuristic = "inferred from " + Source.str().str();
    for (std::string &Word : C.CommandLine)
      if (Word == C.Filename)
        Word = File;
    C.Filename = File;
    C.CommandLine.insert(C.CommandLine.begin() + 1, "-xc++-module");
  }
  return Guessed;
}

/// What the command line names, in the database of that file.
static llvm::Expected<std::vector<CompileCommand>>
commandsIn(const CompilationDatabase &Db, llvm::StringRef File,
           const Options &O) {
  if (asksForAll(O))
    return Db.getAllCompileCommands();
  std::vector<CompileCommand> All;
  for (const std::string &Name : O.Files) {
    std::vector<CompileCommand> Some;
    if (bool IsPattern = isPattern(Name); IsPattern || fs::is_directory(Name)) {
      auto Found = commandsBelow(Name, Db);
      if (!Found)
        return Found.takeError();
      Some = std::move(*Found);
      if (Some.empty())
        return problem(File + ": lists no file " +
                       (IsPattern ? "that matches '" : "below '") + Name + "'");
    } else {
      Some = commandsOf(clang::tooling::getAbsolutePath(Name), Db);
      if (Some.empty())
        return problem(File + ": no command for '" + Name + "' or like it");
    }
    llvm::append_range(All, Some);
  }
  return All;
}

/// "inferred from src/a.cpp", as clang's library says it.
static std::string guessedFrom(const CompileCommand &C) {
  llvm::StringRef How = C.Heuristic;
  return How.consume_front("inferred from ")
             ? clang::tooling::getAbsolutePath(How)
             : "";
}

static llvm::Expected<std::vector<Command>> commands(const Options &O,
                                                     bool OfAll) {
  for (const std::string &File : O.Files)
    if (llvm::Error E = checkFile(File, !O.Command))
      return std::move(E);

  std::vector<CompileCommand> Found;
  if (O.Command) {
    for (const std::string &File : O.Files)
      Found.push_back(fixedCommand(*O.Command, File));
  } else {
    auto File = locate(O);
    if (!File)
      return File.takeError();
    auto Loaded = load(*File);
    if (!Loaded)
      return Loaded.takeError();
    std::unique_ptr<CompilationDatabase> Db =
        clang::tooling::inferMissingCompileCommands(
            clang::tooling::expandResponseFiles(
                std::move(*Loaded), llvm::vfs::getRealFileSystem()));
    llvm::Expected<std::vector<CompileCommand>> Named =
        OfAll ? Db->getAllCompileCommands() : commandsIn(*Db, *File, O);
    if (!Named)
      return Named.takeError();
    Found = std::move(*Named);
  }

  Toolchains Where(rootOf(O), O.TrustedCompilers);
  std::vector<Command> Commands;
  std::set<Command> Seen;
  for (CompileCommand &C : Found) {
    addExtraArgs(C, O);
    Command Clean = cleaned(C, Where);
    Clean.Others = Libraries(O, Clean.File);
    Clean.GuessedFrom = guessedFrom(C);
    if (Seen.insert(Clean).second)
      Commands.push_back(std::move(Clean));
  }
  if (OfAll || asksForAll(O))
    llvm::sort(Commands);
  return Commands;
}

llvm::Expected<std::vector<Command>> corolint::commandsFor(const Options &O) {
  return commands(O, /*OfAll=*/false);
}

llvm::Expected<std::vector<Command>> corolint::allCommands(const Options &O) {
  return commands(O, /*OfAll=*/true);
}

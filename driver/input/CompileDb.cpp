#include "driver/input/CompileDb.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/input/Root.h"
#include "driver/input/Toolchain.h"
#include "driver/options/Options.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
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

/// The directories that build systems and editors put their output in.
static std::vector<std::string> buildDirectories(llvm::StringRef Above) {
  std::vector<std::string> Found;
  auto List = [&](llvm::StringRef Directory, auto IsMeant) {
    std::error_code Ignored;
    for (fs::directory_iterator I(Directory, Ignored), End;
         I != End && !Ignored; I.increment(Ignored))
      if (IsMeant(path::filename(I->path())))
        Found.push_back(I->path());
  };
  List(Above, [](llvm::StringRef Name) {
    return Name.starts_with("build") || Name.starts_with("cmake-build-");
  });
  List(below(Above, "out"), [](llvm::StringRef) { return true; });
  llvm::sort(Found);
  return Found;
}

/// A database right above beats one in a build directory further up only if it
/// is as near: each directory is asked for both before its parent is.
static std::string findDatabase(llvm::StringRef Start) {
  for (llvm::StringRef Directory = Start; !Directory.empty();
       Directory = path::parent_path(Directory)) {
    std::string Here = below(Directory, DatabaseName);
    if (fs::exists(Here))
      return Here;
    for (const std::string &Build : buildDirectories(Directory)) {
      std::string There = below(Build, DatabaseName);
      if (fs::exists(There))
        return There;
    }
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
    Start = path::parent_path(realPath(O.Files.front())).str();
  std::string Found = findDatabase(Start);
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

static llvm::Error checkFile(const std::string &File) {
  fs::file_status Status;
  if (fs::status(File, Status))
    return problem("'" + File + "' does not exist");
  if (fs::is_directory(Status))
    return problem("'" + File +
                   "' is a directory; name files, or none for all "
                   "of the compile database");
  if (!fs::is_regular_file(Status))
    return problem("'" + File + "' is not a regular file");
  return llvm::Error::success();
}

llvm::Expected<std::vector<Command>> corolint::commandsFor(const Options &O) {
  for (const std::string &File : O.Files)
    if (llvm::Error E = checkFile(File))
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
    if (O.Files.empty())
      Found = Db->getAllCompileCommands();
    for (const std::string &Name : O.Files) {
      auto Some = Db->getCompileCommands(clang::tooling::getAbsolutePath(Name));
      if (Some.empty())
        return problem(*File + ": no command for '" + Name + "' or like it");
      llvm::append_range(Found, Some);
    }
  }

  Toolchains Where(rootOf(O), O.TrustedCompilers);
  std::vector<Command> Commands;
  std::set<Command> Seen;
  for (CompileCommand &C : Found) {
    addExtraArgs(C, O);
    Command Clean = cleaned(C, Where);
    Clean.Others = Libraries(O, Clean.File);
    if (Seen.insert(Clean).second)
      Commands.push_back(std::move(Clean));
  }
  if (O.Files.empty())
    llvm::sort(Commands);
  return Commands;
}

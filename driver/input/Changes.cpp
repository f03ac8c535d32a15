#include "driver/input/Changes.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include <climits>
#include <cstdlib>
#include <ctime>

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static std::string below(llvm::StringRef Root, llvm::StringRef Name) {
  llvm::SmallString<256> Path(Root);
  path::append(Path, Name);
  return std::string(Path);
}

/// git puts names with quotes, backslashes or control characters in quotes, as
/// C spells them.
static std::string unquoted(llvm::StringRef Name) {
  if (Name.size() < 2 || !Name.consume_front("\"") || !Name.consume_back("\""))
    return Name.str();
  std::string Text;
  while (!Name.empty()) {
    char C = Name.front();
    Name = Name.drop_front();
    if (C != '\\' || Name.empty()) {
      Text += C;
      continue;
    }
    unsigned Octal;
    if (!Name.take_front(3).getAsInteger(8, Octal)) {
      Text += char(Octal);
      Name = Name.drop_front(3);
      continue;
    }
    static constexpr llvm::StringLiteral Letters = "abtnvfr",
                                         Meant = "\a\b\t\n\v\f\r";
    size_t At = Letters.find(Name.front());
    Text += At == Letters.npos ? Name.front() : Meant[At];
    Name = Name.drop_front();
  }
  return Text;
}

/// "b/src/a.cpp" is src/a.cpp, unless there is a directory b.
static std::string fileNamed(llvm::StringRef Name, llvm::StringRef Root) {
  if (path::is_absolute(Name))
    return realPath(Name);
  std::string AsItIs = below(Root, Name);
  if (Name.consume_front("b/") && !fs::exists(AsItIs))
    return realPath(below(Root, Name));
  return realPath(AsItIs);
}

llvm::Expected<Changes> Changes::parse(llvm::StringRef Diff,
                                       llvm::StringRef Root,
                                       llvm::StringRef Name) {
  Changes C;
  std::vector<Range> *Of = nullptr;
  unsigned Number = 0, Hunks = 0, Left = 0, Line = 0;
  for (llvm::StringRef Rest = Diff; !Rest.empty();) {
    llvm::StringRef Text;
    std::tie(Text, Rest) = Rest.split('\n');
    ++Number;
    // Inside of a hunk "+++ " is an added line.
    if (Left && (Text.starts_with("+") || Text.starts_with(" "))) {
      if (Of && Text.starts_with("+"))
        Of->push_back({Line, Line});
      ++Line;
      --Left;
    } else if (Text.consume_front("+++ ")) {
      std::string File = unquoted(Text.split('\t').first.rtrim('\r'));
      Of = File == "/dev/null" ? nullptr : &C.Lines[fileNamed(File, Root)];
    } else if (Text.starts_with("@@ ")) {
      llvm::StringRef Added = Text.split('+').second.split(' ').first;
      auto [First, Count] = Added.split(',');
      if (First.getAsInteger(10, Line))
        return problem(Name + ":" + llvm::Twine(Number) +
                       ": not a line of a unified diff: '" + Text + "'");
      Left = 1;
      if (!Count.empty() && Count.getAsInteger(10, Left))
        return problem(Name + ":" + llvm::Twine(Number) +
                       ": not a line of a unified diff: '" + Text + "'");
      ++Hunks;
    }
  }
  if (!Hunks && !Diff.trim().empty() && !Diff.contains("diff --git"))
    return problem(Name + ": has no hunks; expected a unified diff, as "
                          "'git diff' or 'diff -u' print it");
  return C;
}

/// What git says on standard output.
static llvm::Expected<std::string> git(llvm::StringRef Root,
                                       std::vector<llvm::StringRef> Words) {
  auto Git = llvm::sys::findProgramByName("git");
  if (!Git)
    return problem("--since needs the program 'git'");
  llvm::SmallString<128> Folder;
  path::system_temp_directory(/*ErasedOnReboot=*/true, Folder);
  auto Out = fs::TempFile::create(below(Folder, "corolint-%%%%%%")),
       Wrong = fs::TempFile::create(below(Folder, "corolint-%%%%%%"));
  if (!Out)
    return Out.takeError();
  if (!Wrong)
    return Wrong.takeError();
  std::vector<llvm::StringRef> All = {*Git,
                                      "-C",
                                      Root,
                                      "-c",
                                      "core.quotePath=false",
                                      "-c",
                                      "core.fsmonitor=false"};
  llvm::append_range(All, Words);
  std::optional<llvm::StringRef> Streams[] = {"", Out->TmpName, Wrong->TmpName};
  int Code = llvm::sys::ExecuteAndWait(*Git, All, std::nullopt, Streams);
  auto Text = [](llvm::StringRef File) {
    auto Read = llvm::MemoryBuffer::getFile(File);
    return Read ? (*Read)->getBuffer().str() : std::string();
  };
  std::string Output = Text(Out->TmpName), Errors = Text(Wrong->TmpName);
  llvm::consumeError(Out->discard());
  llvm::consumeError(Wrong->discard());
  if (Code)
    return problem("git " + llvm::join(Words, " ") + ": " +
                   llvm::StringRef(Errors).split('\n').first);
  return Output;
}

/// What both sides had in common counts, not what the other side did since.
static llvm::Expected<std::string> comparedWith(llvm::StringRef Root,
                                                const std::string &Since) {
  auto Common = git(Root, {"merge-base", Since, "HEAD"});
  if (Common)
    return llvm::StringRef(*Common).trim().str();
  llvm::consumeError(Common.takeError());
  auto Head = git(Root, {"rev-parse", "--verify", "--quiet", "HEAD"});
  if (Head || Since != "HEAD") {
    // A clone without its history knows nothing that they have in common.
    llvm::consumeError(Head.takeError());
    return Since;
  }
  // Before its first commit a repository has nothing: the empty tree.
  llvm::consumeError(Head.takeError());
  auto Nothing = git(Root, {"hash-object", "-t", "tree", "/dev/null"});
  if (!Nothing)
    return Nothing.takeError();
  return llvm::StringRef(*Nothing).trim().str();
}

llvm::Expected<std::optional<Changes>> Changes::of(const Options &O) {
  std::string Root = rootOf(O);
  if (!O.Diff.empty()) {
    auto Text = llvm::MemoryBuffer::getFileOrSTDIN(O.Diff, /*IsText=*/true);
    if (!Text)
      return problem("can't read the diff '" + O.Diff +
                     "': " + Text.getError().message());
    auto C = parse((*Text)->getBuffer(), Root,
                   O.Diff == "-" ? "<standard input>" : O.Diff);
    if (!C)
      return C.takeError();
    return std::move(*C);
  }
  if (O.Since.empty())
    return std::nullopt;
  auto Top = git(Root, {"rev-parse", "--show-toplevel"});
  if (!Top)
    return Top.takeError();
  std::string Tree = llvm::StringRef(*Top).trim().str();
  auto Before = comparedWith(Root, O.Since);
  if (!Before)
    return Before.takeError();
  auto Text = git(Root, {"diff", "--unified=0", "--no-color", "--no-ext-diff",
                         "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/",
                         *Before, "--"});
  if (!Text)
    return Text.takeError();
  auto C = parse(*Text, Tree, "git diff");
  if (!C)
    return C.takeError();
  auto New = git(Tree, {"ls-files", "-z", "--others", "--exclude-standard"});
  if (!New)
    return New.takeError();
  llvm::SmallVector<llvm::StringRef> Files;
  llvm::StringRef(*New).split(Files, '\0', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef File : Files)
    C->Lines[realPath(below(Tree, File))] = {{1, UINT_MAX}};
  return std::move(*C);
}

Revision Revision::of(const Options &O) {
  Revision R;
  if (auto Said = git(
          rootOf(O), {"log", "-1", "--no-show-signature", "--format=%h %cs"})) {
    auto [Name, Day] = llvm::StringRef(*Said).trim().split(' ');
    R = {Name.str(), Day.str()};
  } else {
    llvm::consumeError(Said.takeError());
  }
  const char *Epoch = std::getenv("SOURCE_DATE_EPOCH");
  std::time_t Seconds;
  if (!Epoch || llvm::StringRef(Epoch).getAsInteger(10, Seconds))
    return R;
  std::tm Of;
  char Day[16];
  if (::gmtime_r(&Seconds, &Of) && std::strftime(Day, sizeof(Day), "%F", &Of))
    R.Day = Day;
  return R;
}

bool Changes::has(const Place &P) const {
  auto It = Lines.find(realPath(P.File));
  return It != Lines.end() && llvm::any_of(It->second, [&](Range R) {
           return R.First <= P.Line && P.Line <= R.Last;
         });
}

bool Changes::concern(const Finding &F) const {
  return has(F.At) || llvm::any_of(F.Notes, [&](const Note &N) {
           return (N.IsStep || N.IsCause) && has(N.At);
         });
}

void Changes::explain(Finding &F) const {
  if (has(F.At))
    return;
  // Last, where the text shows it whatever is left out.
  std::vector<Note> Reasons;
  llvm::erase_if(F.Notes, [&](Note &N) {
    if (!N.IsCause || !has(N.At))
      return false;
    Reasons.push_back(std::move(N));
    return true;
  });
  for (Note &N : Reasons) {
    N.Message += " (this line was changed)";
    F.Notes.push_back(std::move(N));
  }
}

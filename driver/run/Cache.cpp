#include "driver/run/Cache.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "checks/program/SummaryJson.h"
#include "driver/base/BuildId.h"
#include "driver/base/Console.h"
#include "driver/base/Hash.h"
#include "driver/input/CarriedHeaders.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "driver/run/LastRun.h"
#include "driver/unit/Reports.h"
#include "fixes/Apply.h"
#include "fixes/Shown.h"
#include "fixes/SignalsHeld.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <algorithm>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// The first line of every list, with its key behind it: files may have been
/// moved about. Another format is another number.
static constexpr llvm::StringLiteral FirstLine = "corolint cache 2 ";
/// So many states of its inputs a command is known in: a branch and back.
static constexpr size_t StatesKept = 8;

/// Ends the tag of a directory that is ours.
static constexpr llvm::StringLiteral Maker =
    "# Made by corolint; may be deleted at any time.\n";

static std::optional<std::string> textIn(const llvm::Twine &Path) {
  auto Text = readFile(Path);
  if (!Text)
    return std::nullopt;
  return (*Text)->getBuffer().str();
}

/// Below the file's own two digits, so that no directory grows too long.
static std::string slotOf(llvm::StringRef Directory, llvm::StringRef Kind,
                          llvm::StringRef Hash) {
  llvm::SmallString<256> Path(Directory);
  path::append(Path, Kind, Hash.take_front(2), Hash);
  return std::string(Path);
}

/// It was used today.
static void touch(const std::string &Path) {
  ::utimensat(AT_FDCWD, Path.c_str(), nullptr, 0);
}

/// A file that is there whole or not at all.
static bool put(const std::string &Path, llvm::StringRef Text) {
  if (fs::create_directories(path::parent_path(Path)))
    return false;
  SignalsHeld Held;
  int FD;
  llvm::SmallString<256> Temporary;
  if (fs::createUniqueFile(Path + ".%%%%%%", FD, Temporary))
    return false;
  llvm::raw_fd_ostream Out(FD, /*shouldClose=*/true);
  Out << Text;
  Out.close();
  bool Failed = Out.has_error();
  Out.clear_error();
  if (Failed || fs::rename(Temporary, Path)) {
    fs::remove(Temporary);
    return false;
  }
  return true;
}

Cache::Cache(std::string Directory, std::string Root, uint64_t Limit)
    : Directory(std::move(Directory)), Root(std::move(Root)), Limit(Limit) {
  Tool = buildId();
  if (Tool.empty())
    Tool = contentHash(
        textIn(fs::getMainExecutable(nullptr, nullptr)).value_or(""));
  Tool += clang::getClangFullRepositoryVersion();
}

/// Whoever has files there did not mean them to be cleaned up.
static bool isForeign(const std::string &Directory) {
  std::error_code Error;
  fs::directory_iterator First(Directory, Error);
  return !Error && First != fs::directory_iterator() &&
         !textIn(Directory + "/CACHEDIR.TAG").value_or("").ends_with(Maker);
}

/// Says to git and to backups that it is nothing of value.
static bool prepare(const std::string &Directory) {
  if (fs::create_directories(Directory))
    return false;
  llvm::SmallString<256> Ignore(Directory), Tag(Directory);
  path::append(Ignore, ".gitignore");
  path::append(Tag, "CACHEDIR.TAG");
  return (fs::exists(Ignore) || put(std::string(Ignore), "*\n")) &&
         (fs::exists(Tag) ||
          put(std::string(Tag),
              "Signature: 8a477f597d28d172789f06886806bc55\n" + Maker.str()));
}

std::optional<Cache> Cache::open(const Options &O) {
  if (!wantsCache(O))
    return std::nullopt;
  std::string Root = rootOf(O);
  llvm::SmallString<256> Where(O.CacheDir);
  if (Where.empty())
    if (const char *Set = std::getenv("COROLINT_CACHE_DIR"))
      Where = Set;
  if (Where.empty())
    Where = ownCacheOf(Root);
  if (Where.empty())
    return std::nullopt;
  fs::make_absolute(Where);
  if (isForeign(std::string(Where))) {
    sayWarning("'" + Where +
               "' is not used as a cache, for there are files in "
               "it that corolint did not make");
    return std::nullopt;
  }
  if (!prepare(std::string(Where)))
    return std::nullopt;
  return Cache(std::string(Where), Root, uint64_t(O.CacheLimit) << 20);
}

std::string Cache::spelled(llvm::StringRef Path) const {
  return Path == Root ? "." : pathBelow(Root, Path);
}

std::string Cache::absolute(llvm::StringRef Path) const {
  if (Path == ".")
    return Root;
  if (path::is_absolute(Path))
    return Path.str();
  llvm::SmallString<256> Whole(Root);
  path::append(Whole, Path);
  return std::string(Whole);
}

/// Text in which the root is the same everywhere.
std::string Cache::rootless(llvm::StringRef What) const {
  std::string Text;
  for (size_t At;
       !Root.empty() && (At = What.find(Root)) != llvm::StringRef::npos;
       What = What.drop_front(At + Root.size()))
    Text += (What.take_front(At) + "\1").str();
  return Text + What.str();
}

/// Empty: what some flag names is not told to us.
std::string Cache::commandOf(const Job &J) const {
  std::string All = Tool + "\n" + rootless(J.What.File) + "\n" +
                    rootless(J.What.Directory) + "\n" +
                    rootless(J.What.Others.spelled());
  for (llvm::StringRef Arg : J.What.Args) {
    if (Arg.starts_with("-include-pch") || Arg.starts_with("-fmodule"))
      return "";
    All += "\nflag " + rootless(Arg);
  }
  for (const char *Variable : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
    if (const char *Value = std::getenv(Variable))
      All += std::string("\n") + Variable + " " + rootless(Value);
  return All;
}

std::optional<std::string> Cache::keyOf(const Job &J) const {
  std::string All = commandOf(J);
  if (All.empty())
    return std::nullopt;
  for (const Check *C : J.How.Selected.Checks)
    All += ("\ncheck " + C->Id).str();
  std::vector<std::pair<llvm::StringRef, llvm::StringRef>> Set;
  for (const auto &Entry : J.How.Selected.Options)
    Set.emplace_back(Entry.getKey(), Entry.getValue());
  llvm::sort(Set);
  for (const auto &[Key, Value] : Set)
    All += ("\n" + Key + " " + Value).str();
  All += "\nonly " + (J.How.Headers.Only ? "=" + *J.How.Headers.Only : "") +
         "\nexcept " + J.How.Headers.Except;
  if (J.MakesFixes)
    All += "\nfix";
  for (const std::string &Glob : J.How.Headers.Excluded.Globs)
    All += "\nexclude " + Glob;
  for (const std::string &Models : J.How.Models)
    All += "\nmodels " + contentHash(textIn(Models).value_or(""));
  return contentHash(All);
}

const std::string &Cache::hashOf(const std::string &File) {
  auto [It, New] = Hashes.try_emplace(File);
  if (!New)
    return It->second;
  if (auto Carried = carriedHeader(File)) {
    It->second = contentHash(*Carried);
  } else {
    auto Text = shownText(File);
    // Where no directory was there may be one now.
    It->second = Text               ? contentHash((*Text)->getBuffer())
                 : fs::exists(File) ? "not a file"
                                    : NoFile.str();
  }
  return It->second;
}

namespace {

/// One state of a command's inputs: what belongs to it. Most inputs are
/// system headers, and the same for many: they are a set with one hash.
struct State {
  llvm::StringRef Value, Set, SetHash;
  std::vector<std::pair<llvm::StringRef, llvm::StringRef>> Own; ///< Hash, file.
};

std::vector<State> statesIn(llvm::StringRef Text, llvm::StringRef Key) {
  std::vector<State> All;
  auto Line = [&] {
    llvm::StringRef Next;
    std::tie(Next, Text) = Text.split('\n');
    return Next;
  };
  llvm::StringRef First = Line();
  if (!First.consume_front(FirstLine) || First != Key)
    return All;
  while (!Text.empty()) {
    llvm::SmallVector<llvm::StringRef, 4> Head;
    Line().split(Head, ' ');
    unsigned Count;
    if (Head.size() != 4 || Head[3].getAsInteger(10, Count))
      return All;
    State S{Head[0], Head[1], Head[2], {}};
    for (unsigned I = 0; I != Count && !Text.empty(); ++I)
      S.Own.push_back(Line().split(' '));
    All.push_back(std::move(S));
  }
  return All;
}

std::string printed(const State &S) {
  std::string Text = (S.Value + " " + S.Set + " " + S.SetHash + " " +
                      llvm::Twine(S.Own.size()) + "\n")
                         .str();
  for (auto [Hash, File] : S.Own)
    Text += (Hash + " " + File + "\n").str();
  return Text;
}

} // namespace

const Cache::FileSet &Cache::setOf(llvm::StringRef Name) {
  auto [Known, New] = Sets.try_emplace(Name);
  if (New) {
    std::string All;
    auto Files = textIn(slotOf(Directory, "sets", Name));
    if (Files && contentHash(*Files) == Name)
      for (llvm::StringRef Rest = *Files; !Rest.empty();) {
        auto [File, After] = Rest.split('\n');
        All += hashOf(Known->second.Files.emplace_back(File));
        Rest = After;
      }
    Known->second.Hash = contentHash(All);
  }
  return Known->second;
}

std::optional<std::string> Cache::valueOf(llvm::StringRef Kind,
                                          const std::string &Key,
                                          std::vector<ReadFile> *Inputs) {
  std::string File = slotOf(Directory, Kind, Key);
  auto Text = textIn(File);
  if (!Text)
    return std::nullopt;
  for (const State &S : statesIn(*Text, Key)) {
    bool IsSame = llvm::all_of(S.Own, [&](const auto &Input) {
      return hashOf(absolute(Input.second)) == Input.first;
    });
    if (!IsSame)
      continue;
    const FileSet &Outside = setOf(S.Set);
    if (Outside.Hash != S.SetHash)
      continue;
    if (Inputs) {
      for (const std::string &Name : Outside.Files)
        Inputs->push_back({Name, hashOf(Name)});
      for (auto [Hash, Name] : S.Own)
        Inputs->push_back({absolute(Name), Hash.str()});
    }
    touch(File);
    return S.Value.str();
  }
  return std::nullopt;
}

void Cache::keep(llvm::StringRef Kind, const std::string &Key,
                 llvm::ArrayRef<ReadFile> Inputs, llvm::StringRef Value) const {
  std::string Outside, OutsideHashes;
  std::vector<ReadFile> Own;
  for (const ReadFile &F : Inputs) {
    std::string Name = spelled(F.Name);
    if (!path::is_absolute(Name)) {
      Own.push_back({std::move(Name), F.Hash});
      continue;
    }
    Outside += Name + "\n";
    OutsideHashes += F.Hash;
  }
  std::string Set = contentHash(Outside), SetHash = contentHash(OutsideHashes);
  State S{Value, Set, SetHash, {}};
  for (const ReadFile &F : Own)
    S.Own.emplace_back(F.Hash, F.Name);
  std::string SetFile = slotOf(Directory, "sets", Set),
              File = slotOf(Directory, Kind, Key);
  if (!fs::exists(SetFile) && !put(SetFile, Outside))
    return;
  std::string Text = (FirstLine + Key + "\n").str() + printed(S);
  std::string Before = textIn(File).value_or("");
  size_t Kept = 1;
  for (const State &Old : statesIn(Before, Key))
    if (Old.Value != Value && Kept++ < StatesKept)
      Text += printed(Old);
  put(File, Text);
}

/// A report says whose it is, since files may have been moved about, and what
/// it was when it was written: disks fail.
static std::string firstLineOf(llvm::StringRef Name, llvm::StringRef Report) {
  return (Name + " " + contentHash(Report)).str();
}

std::vector<std::optional<TuReport>> Cache::find(const Plan &P,
                                                 llvm::ArrayRef<size_t> Jobs) {
  std::vector<std::optional<TuReport>> All(Jobs.size());
  std::vector<std::optional<std::string>> Files(Jobs.size());
  for (size_t I = 0; I != Jobs.size(); ++I)
    if (auto Key = keyOf(P.Jobs[Jobs[I]]))
      if (auto Value = valueOf("units", *Key))
        Files[I] = slotOf(Directory, "reports", *Value);
  llvm::DefaultThreadPool Threads;
  for (size_t I = 0; I != Jobs.size(); ++I)
    if (Files[I])
      Threads.async([&, I] {
        auto Text = textIn(*Files[I]);
        if (!Text)
          return;
        auto [First, Report] = llvm::StringRef(*Text).split('\n');
        if (First != firstLineOf(path::filename(*Files[I]), Report))
          return;
        auto R = parseReport(Report, [&](llvm::StringRef Path) {
          return Path.empty() ? std::string() : absolute(asBytes(Path));
        });
        if (!R)
          return llvm::consumeError(R.takeError());
        const Job &J = P.Jobs[Jobs[I]];
        R->File = J.What.File;
        R->Directory = J.What.Directory;
        R->Command = J.What.Args;
        R->IsKept = true;
        All[I] = std::move(*R);
        touch(*Files[I]);
      });
  Threads.wait();
  Asked += Jobs.size();
  Found += llvm::count_if(All, [](const auto &R) { return R.has_value(); });
  return All;
}

void Cache::keep(const Job &J, const TuReport &R) const {
  auto Key = keyOf(J);
  if (R.Status != TuStatus::Ok || R.Read.empty() || !Key)
    return;
  std::string Name = *Key;
  for (const ReadFile &F : R.Read)
    Name += F.Hash + spelled(F.Name);
  Name = contentHash(Name);
  std::string Report = printReport(R, Root);
  if (put(slotOf(Directory, "reports", Name),
          firstLineOf(Name, Report) + "\n" + Report))
    keep("units", *Key, R.Read, Name);
}

std::optional<Cache::Evidence> Cache::evidenceOf(const Job &J,
                                                 llvm::StringRef EvidenceKey) {
  std::string Command = commandOf(J);
  if (Command.empty())
    return std::nullopt;
  std::vector<ReadFile> Inputs;
  auto Value =
      valueOf("sights", contentHash(Command + EvidenceKey.str()), &Inputs);
  if (!Value)
    return std::nullopt;
  Evidence S;
  for (ReadFile &F : Inputs)
    if (F.Hash != NoFile)
      S.Files.push_back(std::move(F.Name));
  auto [May, Name] = llvm::StringRef(*Value).split('-');
  S.MayAwait = May == "may";
  std::string File = slotOf(Directory, "macros", Name);
  auto [Known, New] = Macros.try_emplace(Name);
  if (New) {
    auto Text = textIn(File);
    if (!Text || contentHash(*Text) != Name)
      return std::nullopt;
    touch(File);
    for (llvm::StringRef Rest = *Text; !Rest.empty();) {
      IdentifierHash W;
      if (Rest.consumeInteger(16, W) || !Rest.consume_front("\n"))
        return std::nullopt;
      Known->second.push_back(W);
    }
  }
  S.Macros = Known->second;
  return S;
}

void Cache::keep(const Job &J, llvm::StringRef EvidenceKey, const Evidence &S) {
  std::string Command = commandOf(J);
  if (Command.empty())
    return;
  std::string Text;
  for (IdentifierHash W : S.Macros)
    Text += llvm::utohexstr(W, true) + "\n";
  std::string Name = contentHash(Text);
  std::string File = slotOf(Directory, "macros", Name);
  if (!fs::exists(File) && !put(File, Text))
    return;
  std::vector<ReadFile> Inputs;
  for (const std::string &File : S.Files)
    Inputs.push_back({File, hashOf(File)});
  for (const std::string &Name : S.Missing)
    Inputs.push_back({Name, NoFile.str()});
  keep("sights", contentHash(Command + EvidenceKey.str()), Inputs,
       (S.MayAwait ? "may-" : "not-") + Name);
}

std::optional<Preamble> Cache::preambleOf(const std::string &Key) {
  Preamble P;
  auto Value = valueOf("preambles", contentHash(Tool + Key), &P.Inputs);
  if (!Value)
    return std::nullopt;
  auto [Slot, Own] = llvm::StringRef(*Value).split(',');
  P.File = slotOf(Directory, "pch", Slot.str()) + ".pch";
  llvm::SmallVector<llvm::StringRef> Begins;
  Own.split(Begins, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Begin : Begins)
    if (Begin.getAsInteger(10, P.Own.emplace_back()))
      return std::nullopt;
  if (!fs::exists(P.File))
    return std::nullopt; // or its header, which is one of the inputs
  touch(P.File);
  return P;
}

std::string Cache::newPreamble(llvm::StringRef Name) const {
  // Another of that name, of older headers, may be in use.
  llvm::SmallString<256> File;
  std::string Model =
      slotOf(Directory, "pch", contentHash(Tool + Name.str())) + "-%%%%%%.pch";
  if (fs::create_directories(path::parent_path(Model)))
    return "";
  fs::createUniquePath(Model, File, /*MakeAbsolute=*/false);
  return std::string(File);
}

void Cache::keepPreamble(const std::string &Key, const Preamble &P) {
  // As slotOf() will build it again.
  std::string Value = path::stem(P.File).str();
  for (unsigned Begin : P.Own)
    Value += "," + std::to_string(Begin);
  keep("preambles", contentHash(Tool + Key), P.Inputs, Value);
}

std::optional<std::string> Cache::sharedBy(const Job &J, llvm::StringRef Head) {
  std::string Command = commandOf(J);
  if (Command.empty())
    return std::nullopt;
  auto Name = valueOf("shares", contentHash(Command + "\n" + Head.str()));
  if (!Name)
    return std::nullopt;
  std::string File = slotOf(Directory, "lines", *Name);
  auto Lines = textIn(File);
  if (!Lines || contentHash(*Lines) != *Name)
    return std::nullopt;
  touch(File);
  return Lines;
}

void Cache::keepShared(const Job &J, llvm::StringRef Head,
                       llvm::ArrayRef<std::string> Files,
                       llvm::StringRef Lines) {
  std::string Command = commandOf(J);
  std::string Name = contentHash(Lines);
  std::string File = slotOf(Directory, "lines", Name);
  if (Command.empty() || (!fs::exists(File) && !put(File, Lines)))
    return;
  std::vector<ReadFile> Inputs;
  for (const std::string &File : Files)
    Inputs.push_back({File, hashOf(File)});
  keep("shares", contentHash(Command + "\n" + Head.str()), Inputs, Name);
}

void Cache::keepProgram(const UnitSummary &Effects) const {
  put(lastRunIn(Directory, Root),
      printHeader(Root) + printEffects(Effects, Root));
}

void Cache::trim() const {
  struct Entry {
    llvm::sys::TimePoint<> Used;
    uint64_t Size;
    std::string Path;
  };
  std::vector<Entry> All;
  uint64_t Total = 0;
  std::error_code Error;
  for (fs::recursive_directory_iterator
           It(Directory, Error, /*follow_symlinks=*/false),
       End;
       It != End && !Error; It.increment(Error))
    if (auto Status = It->status();
        Status && Status->type() == fs::file_type::regular_file) {
      All.push_back(
          {Status->getLastModificationTime(), Status->getSize(), It->path()});
      Total += Status->getSize();
    }
  if (Total <= Limit)
    return;
  llvm::sort(All, [](const Entry &A, const Entry &B) {
    return std::tie(A.Used, A.Path) < std::tie(B.Used, B.Path);
  });
  // Some room, or it would be done again after every run.
  for (const Entry &E : All) {
    if (Total <= Limit - Limit / 5)
      break;
    llvm::StringRef Name = path::filename(E.Path);
    if (Name == "CACHEDIR.TAG" || Name == ".gitignore")
      continue;
    if (!fs::remove(E.Path))
      Total -= E.Size;
  }
}

std::string Cache::stats() const {
  return (llvm::Twine(Found) + " of " + llvm::Twine(Asked) + " reports from " +
          pathBelow(workingDirectory(), Directory))
      .str();
}

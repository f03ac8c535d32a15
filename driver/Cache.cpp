#include "driver/Cache.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "clang/Basic/Version.h"
#include "driver/Finish.h"
#include "driver/Options.h"
#include "driver/Reports.h"
#include "fixes/Apply.h"
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

/// The first line of every list; another format is another number.
static constexpr llvm::StringLiteral FirstLine = "corolint cache 1";
/// So many states of its inputs a command is known in: a branch and back.
static constexpr size_t StatesKept = 8;

std::string corolint::contentHash(llvm::StringRef Text) {
  llvm::XXH128_hash_t H = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Text));
  return llvm::utohexstr(H.high64, true, 16) + llvm::utohexstr(H.low64, true, 16);
}

static std::optional<std::string> textIn(const llvm::Twine &Path) {
  auto Text = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                          /*RequiresNullTerminator=*/false);
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

/// A file that is there whole or not at all.
static bool put(const std::string &Path, llvm::StringRef Text) {
  if (fs::create_directories(path::parent_path(Path)))
    return false;
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
  std::string Self = fs::getMainExecutable(nullptr, nullptr);
  Tool = contentHash(textIn(Self).value_or("")) +
         clang::getClangFullRepositoryVersion();
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
              "Signature: 8a477f597d28d172789f06886806bc55\n# Made by corolint; "
              "may be deleted at any time.\n"));
}

bool Cache::isWanted(const Options &O) {
  const char *Set = std::getenv("COROLINT_CACHE_DIR");
  if (O.NoCache || !O.Fault.empty() || (Set && !*Set && O.CacheDir.empty()))
    return false;
  // A single file with its flags is an experiment, not a project.
  return !O.CacheDir.empty() || Set || !O.Command;
}

std::optional<Cache> Cache::open(const Options &O) {
  if (!isWanted(O))
    return std::nullopt;
  std::string Root = rootOf(O);
  llvm::SmallString<256> Where(O.CacheDir);
  if (Where.empty())
    if (const char *Set = std::getenv("COROLINT_CACHE_DIR"))
      Where = Set;
  if (Where.empty()) {
    Where = Root;
    path::append(Where, ".corolint-cache");
    if (!fs::exists(Where) && !fs::can_write(Root)) {
      Where.clear();
      if (!path::cache_directory(Where))
        return std::nullopt;
      path::append(Where, "corolint");
    }
  }
  fs::make_absolute(Where);
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

std::optional<std::string> Cache::keyOf(const Job &J) const {
  std::string All = Tool;
  auto Add = [&](llvm::StringRef Kind, llvm::StringRef What) {
    All += ("\n" + Kind + " ").str();
    // Wherever the root stands in a flag.
    for (size_t At; (At = What.find(Root)) != llvm::StringRef::npos;
         What = What.drop_front(At + Root.size()))
      All += (What.take_front(At) + "\1").str();
    All += What;
  };
  Add("file", J.What.File);
  Add("in", J.What.Directory);
  for (llvm::StringRef Arg : J.What.Args) {
    // What stands in those is not told to us.
    if (Arg.starts_with("-include-pch") || Arg.starts_with("-fmodule"))
      return std::nullopt;
    Add("flag", Arg);
  }
  for (const char *Variable : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH"})
    if (const char *Value = std::getenv(Variable))
      Add(Variable, Value);
  for (const Check *C : J.How.Selected.Checks)
    Add("check", C->Id);
  std::vector<std::pair<llvm::StringRef, llvm::StringRef>> Set;
  for (const auto &Entry : J.How.Selected.Options)
    Set.emplace_back(Entry.getKey(), Entry.getValue());
  llvm::sort(Set);
  for (const auto &[Key, Value] : Set)
    Add(Key, Value);
  Add("only", J.How.Headers.Only ? "=" + *J.How.Headers.Only : "");
  Add("except", J.How.Headers.Except);
  for (const std::string &Models : J.How.Models)
    Add("models", contentHash(textIn(Models).value_or("")));
  return contentHash(All);
}

const std::string &Cache::hashOf(const std::string &File) {
  auto [It, New] = Hashes.try_emplace(File);
  if (New) {
    auto Text = llvm::MemoryBuffer::getFile(File, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false);
    It->second = Text ? contentHash((*Text)->getBuffer()) : "gone";
  }
  return It->second;
}

namespace {

/// One state of a command's inputs: which report belongs to it. Most inputs are
/// system headers, and the same for many: they are a set with one hash.
struct State {
  llvm::StringRef Report, Set, SetHash;
  std::vector<std::pair<llvm::StringRef, llvm::StringRef>> Own; ///< Hash, file.
};

std::vector<State> statesIn(llvm::StringRef Text) {
  std::vector<State> All;
  auto Line = [&] {
    llvm::StringRef Next;
    std::tie(Next, Text) = Text.split('\n');
    return Next;
  };
  if (Line() != FirstLine)
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
  std::string Text = (S.Report + " " + S.Set + " " + S.SetHash + " " +
                      llvm::Twine(S.Own.size()) + "\n")
                         .str();
  for (auto [Hash, File] : S.Own)
    Text += (Hash + " " + File + "\n").str();
  return Text;
}

} // namespace

std::optional<std::string> Cache::reportFor(const std::string &Key) {
  auto Text = textIn(slotOf(Directory, "units", Key));
  if (!Text)
    return std::nullopt;
  for (const State &S : statesIn(*Text)) {
    bool IsSame = llvm::all_of(S.Own, [&](const auto &Input) {
      return hashOf(absolute(Input.second)) == Input.first;
    });
    if (!IsSame)
      continue;
    auto [Now, New] = Sets.try_emplace(S.Set);
    if (New) {
      std::string All;
      if (auto Files = textIn(slotOf(Directory, "sets", S.Set)))
        for (llvm::StringRef Rest = *Files; !Rest.empty();) {
          auto [File, After] = Rest.split('\n');
          All += hashOf(File.str());
          Rest = After;
        }
      Now->second = contentHash(All);
    }
    if (Now->second == S.SetHash)
      return slotOf(Directory, "reports", S.Report);
  }
  return std::nullopt;
}

std::vector<std::optional<TuReport>> Cache::find(const Plan &P,
                                                 llvm::ArrayRef<size_t> Jobs) {
  std::vector<std::optional<TuReport>> All(Jobs.size());
  std::vector<std::optional<std::string>> Files(Jobs.size());
  for (size_t I = 0; I != Jobs.size(); ++I)
    if (auto Key = keyOf(P.Jobs[Jobs[I]]))
      Files[I] = reportFor(*Key);
  llvm::DefaultThreadPool Threads;
  for (size_t I = 0; I != Jobs.size(); ++I)
    if (Files[I])
      Threads.async([&, I] {
        auto Text = textIn(*Files[I]);
        if (!Text)
          return;
        auto R = parseReport(*Text, [&](llvm::StringRef Path) {
          return Path.empty() ? std::string() : absolute(Path);
        });
        if (!R)
          return llvm::consumeError(R.takeError());
        const Job &J = P.Jobs[Jobs[I]];
        R->File = J.What.File;
        R->Directory = J.What.Directory;
        R->Command = J.What.Args;
        R->IsKept = true;
        All[I] = std::move(*R);
        // Used today.
        ::utimensat(AT_FDCWD, Files[I]->c_str(), nullptr, 0);
      });
  Threads.wait();
  Asked += Jobs.size();
  Found += llvm::count_if(All, [](const auto &R) { return R.has_value(); });
  return All;
}

void Cache::keep(const Job &J, const TuReport &R) const {
  if (R.Status != TuStatus::Ok || R.Read.empty())
    return;
  auto Key = keyOf(J);
  if (!Key)
    return;
  State S;
  std::string Outside, OutsideHashes, Report = *Key;
  std::vector<std::string> Names;
  for (const ReadFile &F : R.Read) {
    Report += F.Hash + F.Name;
    std::string Name = spelled(F.Name);
    if (path::is_absolute(Name)) {
      Outside += Name + "\n";
      OutsideHashes += F.Hash;
    } else {
      Names.push_back(std::move(Name));
    }
  }
  auto Name = Names.begin();
  for (const ReadFile &F : R.Read)
    if (!path::is_absolute(spelled(F.Name)))
      S.Own.emplace_back(F.Hash, *Name++);
  std::string Set = contentHash(Outside), SetHash = contentHash(OutsideHashes);
  Report = contentHash(Report);
  S.Report = Report;
  S.Set = Set;
  S.SetHash = SetHash;

  std::string SetFile = slotOf(Directory, "sets", Set),
              UnitFile = slotOf(Directory, "units", *Key);
  if ((!fs::exists(SetFile) && !put(SetFile, Outside)) ||
      !put(slotOf(Directory, "reports", Report), printReport(R, Root)))
    return;
  std::string Text = (FirstLine + "\n").str() + printed(S);
  std::string Before = textIn(UnitFile).value_or("");
  size_t Kept = 1;
  for (const State &Old : statesIn(Before))
    if (Old.Report != Report && Kept++ < StatesKept)
      Text += printed(Old);
  put(UnitFile, Text);
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
  for (fs::recursive_directory_iterator It(Directory, Error), End;
       It != End && !Error; It.increment(Error))
    if (auto Status = It->status();
        Status && Status->type() == fs::file_type::regular_file) {
      All.push_back({Status->getLastModificationTime(), Status->getSize(),
                     It->path()});
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

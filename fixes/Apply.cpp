#include "fixes/Apply.h"
#include "fixes/Shown.h"
#include "fixes/SignalsHeld.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <set>
#include <sys/stat.h>
#include <tuple>
#include <unistd.h>
#ifdef __linux__
#include <sys/xattr.h>
#endif

using namespace corolint;
using clang::tooling::Replacement;
using clang::tooling::Replacements;

uint64_t corolint::stampOf(llvm::StringRef Text) {
  return llvm::xxh3_64bits(Text);
}

const FunctionExtent *
corolint::functionAround(const std::vector<FunctionExtent> &Sorted,
                         const std::string &File, unsigned Begin,
                         unsigned End) {
  auto Next = llvm::partition_point(Sorted, [&](const FunctionExtent &F) {
    return std::tie(F.File, F.Begin) < std::tie(File, Begin);
  });
  if (Next == Sorted.begin())
    return nullptr;
  const FunctionExtent &F = *std::prev(Next);
  return F.File == File && End <= F.End ? &F : nullptr;
}

namespace {

struct Draft {
  std::string Text;
  Replacements Edits;
  /// Where the accepted edits begin and end. Those of one fix may touch.
  std::multimap<unsigned, unsigned> Taken;
  /// The #includes by the offset where they go in: any number of fixes, or one,
  /// may put several there.
  std::map<unsigned, std::vector<std::string>> Includes;

  bool isFree(const Edit &E) const {
    auto Next = Taken.lower_bound(E.Offset);
    if (Next != Taken.end() && Next->first <= E.Offset + E.Length)
      return false;
    return Next == Taken.begin() || std::prev(Next)->second < E.Offset;
  }

  bool isInAnInclude(const Edit &E) const {
    auto Next = Includes.lower_bound(E.Offset);
    return Next != Includes.end() && Next->first <= E.Offset + E.Length;
  }

  void include(const Edit &E) {
    std::vector<std::string> &Here = Includes[E.Offset];
    if (!llvm::is_contained(Here, E.Text))
      Here.push_back(E.Text);
  }
};

/// Lines end in this file as they end elsewhere in it.
std::string withLineEndsOf(llvm::StringRef File, llvm::StringRef Text) {
  std::string Out;
  for (size_t I = 0; I < Text.size(); ++I) {
    if (Text[I] == '\n' && (I == 0 || Text[I - 1] != '\r') &&
        File.detectEOL() == "\r\n")
      Out += '\r';
    Out += Text[I];
  }
  return Out;
}

class Planner {
public:
  explicit Planner(const Stamps &Parsed) : Parsed(Parsed) {}

  bool take(const Fix &F) {
    if (F.Edits.empty())
      return false;
    if (Whole.contains(F.Edits))
      return true; // another finding asked for the same
    if (llvm::any_of(F.Edits, [&](const Edit &E) { return !draft(E.File); }))
      return false;

    std::map<std::string, Replacements> Trial;
    for (const Edit &E : F.Edits)
      if (!fits(E, Trial[E.File])) {
        ++Overlapping;
        return false;
      }
    for (const auto &[File, Edits] : Trial)
      for (const Replacement &R : Edits)
        llvm::cantFail(Drafts.at(File).Edits.add(R));
    for (const Edit &E : F.Edits)
      if (isInclude(E))
        Drafts.at(E.File).include(E);
      else
        Drafts.at(E.File).Taken.emplace(E.Offset, E.Offset + E.Length);
    Whole.insert(F.Edits);
    return true;
  }

  unsigned Overlapping = 0;
  std::set<std::string> Changed;
  std::map<std::string, Draft> Drafts;

private:
  /// Two fixes may ask for the same #include, or for several at one place. Any
  /// other edit belongs to its fix: of two opening parentheses each needs its
  /// own closing one.
  static bool isInclude(const Edit &E) {
    llvm::StringRef Text = E.Text;
    return E.Length == 0 && Text.ends_with("\n") &&
           Text.ltrim().starts_with("#include");
  }

  /// Edits of two fixes may not even touch: "co_await " before and at the end
  /// of a replaced part would both go in, and await twice.
  bool fits(const Edit &E, Replacements &Edits) const {
    const Draft &D = Drafts.at(E.File);
    if (E.Offset > D.Text.size() || E.Length > D.Text.size() - E.Offset)
      return false;
    if (!D.isFree(E))
      return false;
    if (isInclude(E))
      return true;
    if (D.isInAnInclude(E))
      return false;
    llvm::Error Clash = Edits.add(Replacement(E.File, E.Offset, E.Length,
                                              withLineEndsOf(D.Text, E.Text)));
    bool Fits = !Clash;
    llvm::consumeError(std::move(Clash));
    return Fits;
  }

  /// Null if the file is not what it was when the offsets were counted.
  Draft *draft(const std::string &File) {
    auto Known = Drafts.find(File);
    if (Known != Drafts.end())
      return &Known->second;
    if (Changed.count(File))
      return nullptr;
    auto Buffer = shownText(File);
    auto Stamp = Parsed.find(File);
    if (!Buffer || Stamp == Parsed.end() ||
        stampOf((*Buffer)->getBuffer()) != Stamp->second) {
      Changed.insert(File);
      return nullptr;
    }
    return &Drafts
                .try_emplace(File,
                             Draft{(*Buffer)->getBuffer().str(), {}, {}, {}})
                .first->second;
  }

  const Stamps &Parsed;
  std::set<std::vector<Edit>> Whole;
};

} // namespace

FixPlan corolint::planFixes(llvm::ArrayRef<const Fix *> Asked,
                            const Stamps &Parsed) {
  FixPlan Plan;
  Planner P(Parsed);
  for (const Fix *F : Asked)
    Plan.Taken.push_back(P.take(*F));
  Plan.Overlapping = P.Overlapping;
  Plan.Changed.assign(P.Changed.begin(), P.Changed.end());
  for (const auto &[File, D] : P.Drafts) {
    Replacements Edits = D.Edits;
    for (const auto &[Offset, Lines] : D.Includes)
      Edits = Edits.merge(Replacements(
          Replacement(File, Edits.getShiftedCodePosition(Offset), 0,
                      withLineEndsOf(D.Text, llvm::join(Lines, "")))));
    if (Edits.empty())
      continue;
    auto Text = clang::tooling::applyAllReplacements(D.Text, Edits);
    if (!Text) {
      // Can't be: the edits fit the text one by one.
      llvm::consumeError(Text.takeError());
      continue;
    }
    Plan.Texts[File] = std::move(*Text);
    Plan.Edits[File] = std::move(Edits);
  }
  return Plan;
}

llvm::Error corolint::applyFixes(const FixPlan &Plan) {
  for (const auto &[File, Text] : Plan.Texts)
    if (!llvm::sys::fs::can_write(File))
      return llvm::createStringError("'" + File +
                                     "' is not writable; no file was fixed");
  for (const auto &[File, Text] : Plan.Texts)
    if (llvm::Error E = replaceFile(File, Text))
      return E;
  return llvm::Error::success();
}

static llvm::Error cannotWrite(llvm::StringRef Path, std::error_code Why) {
  return llvm::createStringError(Why, "cannot write '" + Path +
                                          "': " + Why.message());
}

static std::error_code writeAll(int FD, llvm::StringRef Text) {
  llvm::raw_fd_ostream Out(FD, /*shouldClose=*/false);
  Out << Text;
  Out.flush();
  std::error_code Why = Out.error();
  Out.clear_error();
  return Why;
}

static std::error_code lastError() {
  return std::error_code(errno, std::generic_category());
}

/// Over the old text: the file stays the same one, under all of its names.
static std::error_code overwrite(const char *Path, llvm::StringRef Text) {
  SignalsHeld Held;
  int FD = ::open(Path, O_WRONLY | O_CLOEXEC);
  if (FD < 0)
    return lastError();
  std::error_code Why;
#ifdef __linux__
  // Half of it must not be written for lack of room.
  if (!Text.empty() &&
      ::fallocate(FD, FALLOC_FL_KEEP_SIZE, 0, Text.size()) != 0 &&
      errno != EOPNOTSUPP)
    Why = lastError();
#endif
  if (!Why)
    Why = writeAll(FD, Text);
  if (!Why && ::ftruncate(FD, Text.size()) != 0)
    Why = lastError();
  ::close(FD);
  return Why;
}

/// Gives a new file the owner, the mode and the attributes of the old one.
static bool inherit(int New, const char *OldPath, const struct stat &Old) {
  struct stat Is;
  if (::fstat(New, &Is) != 0 ||
      ((Is.st_uid != Old.st_uid || Is.st_gid != Old.st_gid) &&
       ::fchown(New, Old.st_uid, Old.st_gid) != 0) ||
      ::fchmod(New, Old.st_mode & 07777) != 0)
    return false;
#ifdef __linux__
  // Access lists are among them.
  std::vector<char> Names(65536), Value(65536);
  ssize_t Length = ::listxattr(OldPath, Names.data(), Names.size());
  for (ssize_t At = 0; At < Length;) {
    const char *Name = Names.data() + At;
    ssize_t Size = ::getxattr(OldPath, Name, Value.data(), Value.size());
    if (Size < 0 || ::fsetxattr(New, Name, Value.data(), Size, 0) != 0)
      return false;
    At += std::strlen(Name) + 1;
  }
#endif
  return true;
}

#ifdef __linux__
/// Gives a file without a name that of `Path`. False: it can't be done so.
static bool nameFile(int FD, const llvm::SmallString<256> &Path) {
  llvm::SmallString<256> Between;
  llvm::sys::fs::createUniquePath(Path + ".%%%%%%.tmp", Between, false);
  std::string Unnamed = "/proc/self/fd/" + std::to_string(FD);
  SignalsHeld Held;
  if (::linkat(AT_FDCWD, Unnamed.c_str(), AT_FDCWD, Between.c_str(),
               AT_SYMLINK_FOLLOW) != 0)
    return false;
  if (::rename(Between.c_str(), std::string(Path).c_str()) == 0)
    return true;
  ::unlink(Between.c_str());
  return false;
}
#endif

llvm::Error corolint::replaceFile(llvm::StringRef Path, llvm::StringRef Text) {
  namespace fs = llvm::sys::fs;
  // Through a link: the file it names is meant, not the link.
  llvm::SmallString<256> Target(Path);
  struct stat Old;
  bool Exists = ::stat(Target.c_str(), &Old) == 0;
  if (Exists && S_ISDIR(Old.st_mode))
    return cannotWrite(Path, std::make_error_code(std::errc::is_a_directory));
  if (Exists && S_ISREG(Old.st_mode))
    if (std::error_code Why = fs::real_path(Path, Target))
      return cannotWrite(Path, Why);
  auto InPlace = [&] {
    std::error_code Why = overwrite(Target.c_str(), Text);
    return Why ? cannotWrite(Path, Why) : llvm::Error::success();
  };
  if (Exists && !S_ISREG(Old.st_mode)) {
    int FD = ::open(Target.c_str(), O_WRONLY | O_CLOEXEC);
    std::error_code Why = FD < 0 ? lastError() : writeAll(FD, Text);
    ::close(FD);
    return Why ? cannotWrite(Path, Why) : llvm::Error::success();
  }
  if (Exists && Old.st_nlink > 1)
    return InPlace();

#ifdef __linux__
  // Without a name until it is whole: nothing is left beside the file, however
  // this process ends.
  std::string Directory = llvm::sys::path::parent_path(Target).str();
  int FD = ::open(Directory.empty() ? "." : Directory.c_str(),
                  O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (FD >= 0) {
    std::error_code Why = writeAll(FD, Text);
    bool IsAlike = Why || !Exists || inherit(FD, Target.c_str(), Old);
    bool Done = !Why && IsAlike && nameFile(FD, Target);
    ::close(FD);
    if (Why)
      return cannotWrite(Path, Why);
    if (Done)
      return llvm::Error::success();
    if (!IsAlike)
      return InPlace();
  }
#endif
  auto Temp = fs::TempFile::create(Target + ".%%%%%%.tmp");
  if (!Temp) {
    std::error_code Why = llvm::errorToErrorCode(Temp.takeError());
    // The file may be written to, its directory not.
    return Exists && fs::can_write(Target) ? InPlace() : cannotWrite(Path, Why);
  }
  std::error_code Why = writeAll(Temp->FD, Text);
  bool IsAlike = Why || !Exists || inherit(Temp->FD, Target.c_str(), Old);
  if (Why || !IsAlike) {
    llvm::consumeError(Temp->discard());
    return Why ? cannotWrite(Path, Why) : InPlace();
  }
  if (llvm::Error Failed = Temp->keep(Target))
    return cannotWrite(Path, llvm::errorToErrorCode(std::move(Failed)));
  return llvm::Error::success();
}

static llvm::SmallString<128> temporary(llvm::StringRef Ending) {
  llvm::SmallString<128> Path;
  llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Path);
  llvm::sys::path::append(Path, "corolint-%%%%%%." + Ending);
  return Path;
}

/// As git writes a name in a diff: control characters, '"' and '\\' in quotes.
static std::string quotedAsGitDoes(const std::string &Name) {
  if (llvm::none_of(Name, [](unsigned char C) {
        return C < 0x20 || C == 0x7f || C == '"' || C == '\\';
      }))
    return Name;
  std::string Quoted;
  llvm::raw_string_ostream Out(Quoted);
  Out << '"';
  Out.write_escaped(Name);
  Out << '"';
  return Quoted;
}

llvm::Expected<std::string> corolint::diffOf(llvm::StringRef File,
                                             llvm::StringRef Text,
                                             const std::string &Name) {
  namespace fs = llvm::sys::fs;
  auto Diff = llvm::sys::findProgramByName("diff");
  if (!Diff)
    return llvm::createStringError(Diff.getError(),
                                   "--fix-dry-run needs the program 'diff'");
  auto New = fs::TempFile::create(temporary("new")),
       Out = fs::TempFile::create(temporary("diff"));
  if (!New)
    return New.takeError();
  if (!Out)
    return Out.takeError();
  std::string Old = quotedAsGitDoes("a/" + Name),
              Now = quotedAsGitDoes("b/" + Name);
  std::error_code Why = writeAll(New->FD, Text);
  std::optional<llvm::StringRef> Streams[] = {"", Out->TmpName, std::nullopt};
  int Code =
      Why ? -1
          : llvm::sys::ExecuteAndWait(*Diff,
                                      {*Diff, "-u", "--label", Old, "--label",
                                       Now, File, New->TmpName},
                                      std::nullopt, Streams);
  auto Output = llvm::MemoryBuffer::getFile(Out->TmpName);
  std::string Diffs = Output ? (*Output)->getBuffer().str() : "";
  llvm::consumeError(New->discard());
  llvm::consumeError(Out->discard());
  if (Code != 1) // it found differences
    return llvm::createStringError("cannot compare '" + File +
                                   "' with its fixed text");
  return Diffs;
}

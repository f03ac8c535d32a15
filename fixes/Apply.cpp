#include "fixes/Apply.h"
#include "fixes/Shown.h"
#include "clang/Tooling/Core/Replacement.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"
#include <set>

using namespace corolint;
using clang::tooling::Replacement;
using clang::tooling::Replacements;

uint64_t corolint::stampOf(llvm::StringRef Text) {
  return llvm::xxh3_64bits(Text);
}

namespace {

struct Draft {
  std::string Text;
  Replacements Edits;
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
    if (llvm::is_contained(Whole, F.Edits))
      return true; // another finding asked for the same
    if (llvm::any_of(F.Edits, [&](const Edit &E) { return !draft(E.File); }))
      return false;

    std::map<std::string, Replacements> Trial;
    std::vector<Edit> Added;
    for (const Edit &E : F.Edits) {
      if (Accepted.count(E) && isWholeLine(E))
        continue;
      Replacements &Edits =
          Trial.try_emplace(E.File, draft(E.File)->Edits).first->second;
      if (!fits(E, Edits)) {
        ++Overlapping;
        return false;
      }
      Added.push_back(E);
    }
    for (auto &[File, Edits] : Trial)
      Drafts.at(File).Edits = std::move(Edits);
    Accepted.insert(Added.begin(), Added.end());
    Whole.push_back(F.Edits);
    return true;
  }

  unsigned Overlapping = 0;
  std::set<std::string> Changed;
  std::map<std::string, Draft> Drafts;

private:
  /// Two fixes may ask for the same #include. Anything less than a line belongs
  /// to its fix: of two opening parentheses each needs its own closing one.
  static bool isWholeLine(const Edit &E) {
    return E.Length == 0 && llvm::StringRef(E.Text).ends_with("\n");
  }

  /// Edits of two fixes may not even touch: "co_await " before and at the end
  /// of a replaced part would both go in, and await twice.
  bool fits(const Edit &E, Replacements &Edits) const {
    const Draft &D = Drafts.at(E.File);
    if (E.Offset > D.Text.size() || E.Length > D.Text.size() - E.Offset)
      return false;
    if (llvm::any_of(Accepted, [&](const Edit &Other) {
          return Other.File == E.File && Other.Offset <= E.Offset + E.Length &&
                 E.Offset <= Other.Offset + Other.Length;
        }))
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
    return &Drafts.try_emplace(File, Draft{(*Buffer)->getBuffer().str(), {}})
                .first->second;
  }

  const Stamps &Parsed;
  std::set<Edit> Accepted;
  std::vector<std::vector<Edit>> Whole;
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
    if (D.Edits.empty())
      continue;
    auto Text = clang::tooling::applyAllReplacements(D.Text, D.Edits);
    if (!Text) {
      // Can't be: the edits fit the text one by one.
      llvm::consumeError(Text.takeError());
      continue;
    }
    Plan.Texts[File] = std::move(*Text);
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

llvm::Error corolint::replaceFile(llvm::StringRef Path, llvm::StringRef Text) {
  namespace fs = llvm::sys::fs;
  fs::file_status Status;
  bool Exists = !fs::status(Path, Status);
  if (Exists && fs::is_directory(Status))
    return cannotWrite(Path, std::make_error_code(std::errc::is_a_directory));
  if (Exists && !fs::is_regular_file(Status)) {
    int FD;
    if (std::error_code Why =
            fs::openFileForWrite(Path, FD, fs::CD_OpenExisting))
      return cannotWrite(Path, Why);
    std::error_code Why = writeAll(FD, Text);
    fs::file_t Handle = fs::convertFDToNativeFile(FD);
    fs::closeFile(Handle);
    return Why ? cannotWrite(Path, Why) : llvm::Error::success();
  }

  // Through a link: the file it names is meant, not the link.
  llvm::SmallString<256> Target(Path);
  if (Exists)
    if (std::error_code Why = fs::real_path(Path, Target))
      return cannotWrite(Path, Why);

  auto Temp = fs::TempFile::create(Target + ".%%%%%%.tmp");
  if (!Temp)
    return cannotWrite(Path, llvm::errorToErrorCode(Temp.takeError()));
  std::error_code Why = writeAll(Temp->FD, Text);
  if (!Why && Exists)
    Why = fs::setPermissions(Temp->FD, Status.permissions());
  if (Why) {
    llvm::consumeError(Temp->discard());
    return cannotWrite(Path, Why);
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
  std::string Old = "a/" + Name, Now = "b/" + Name;
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

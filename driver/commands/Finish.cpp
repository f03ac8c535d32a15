#include "driver/commands/Finish.h"
#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "checks/base/Unique.h"
#include "checks/program/Program.h"
#include "driver/base/Console.h"
#include "driver/base/ExitCode.h"
#include "driver/input/Changes.h"
#include "driver/input/CompileDb.h"
#include "driver/input/Libraries.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "driver/report/Baseline.h"
#include "driver/report/Emit.h"
#include "driver/report/Resolve.h"
#include "driver/report/Roots.h"
#include "driver/report/Silence.h"
#include "driver/report/Troubles.h"
#include "fixes/Apply.h"
#include "clang/Driver/Types.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include <map>
#include <set>

using namespace corolint;
namespace fs = llvm::sys::fs;

static bool isStdout(llvm::StringRef File) {
  return File.empty() || File == "-";
}

llvm::Error corolint::writeOutput(const std::string &File,
                                  llvm::StringRef Text) {
  if (!isStdout(File))
    return replaceFile(File, Text);
  llvm::outs() << Text;
  llvm::outs().flush();
  std::error_code Why = llvm::outs().error();
  if (!Why)
    return llvm::Error::success();
  llvm::outs().clear_error();
  return problem("cannot write to standard output: " + Why.message());
}

namespace {

/// Which files are written, in which format; "" and "-" are standard output.
struct Outputs {
  std::vector<std::pair<Format, std::string>> Files;

  explicit Outputs(const Options &O) {
    if (!O.Sarif.empty())
      Files.emplace_back(Format::Sarif, O.Sarif);
    if (!O.Json.empty())
      Files.emplace_back(Format::Json, O.Json);
    if (!O.Html.empty())
      Files.emplace_back(Format::Html, O.Html);
    // A report on standard output stands there alone, and so does a diff.
    if (O.IsDryRun && isStdout(O.Output))
      return;
    if (!isStdout(O.Output) ||
        (O.Sarif != "-" && O.Json != "-" && O.Html != "-"))
      Files.emplace_back(O.OutputFormat, O.Output);
  }
};

} // namespace

static bool isDevice(const std::string &File) {
  fs::file_status Status;
  return !fs::status(File, Status) && !fs::is_regular_file(Status) &&
         !fs::is_directory(Status);
}

/// Is that file read, or would it be, going by its name?
static bool isInput(const std::string &File, const Options &O) {
  namespace types = clang::driver::types;
  namespace path = llvm::sys::path;
  std::string Real = realPath(File);
  llvm::StringRef Name = path::filename(Real), Ending = path::extension(Real);
  if (Name == "compile_commands.json" || Name == ".clang-tidy")
    return true;
  types::ID Language = Ending.empty()
                           ? types::TY_INVALID
                           : types::lookupTypeForExtension(Ending.drop_front());
  if (Language != types::TY_INVALID && types::isAcceptedByClang(Language))
    return true;
  std::vector<std::string> Read = {O.BuildDir, O.Diff};
  llvm::append_range(Read, O.Files);
  llvm::append_range(Read, O.Models);
  return llvm::any_of(Read, [&](const std::string &Other) {
    return !Other.empty() && realPath(Other) == Real;
  });
}

llvm::Error corolint::checkFiles(const Options &O) {
  if (workingDirectory().empty())
    return problem("the working directory does not exist any more");
  if (!O.Baseline.empty()) {
    auto Old = Baseline::read(O.Baseline);
    if (!Old)
      return Old.takeError();
  }
  std::vector<std::string> Written = {O.NewBaseline, O.DepFile, O.Report};
  for (const auto &[Shape, File] : Outputs(O).Files)
    Written.push_back(File);
  llvm::erase_if(Written, [](const std::string &File) {
    return isStdout(File) || isDevice(File);
  });
  std::set<std::string> Seen;
  for (const std::string &File : Written) {
    if (!Seen.insert(realPath(File)).second)
      return problem("'" + File + "' would be written twice");
    // A baseline may be written anew while the old one holds.
    bool IsBaseline = !O.Baseline.empty() && File != O.NewBaseline &&
                      realPath(O.Baseline) == realPath(File);
    if (IsBaseline || isInput(File, O))
      return problem("cannot write '" + File + "': it is one of the inputs");
    llvm::StringRef Parent = llvm::sys::path::parent_path(File);
    if (fs::is_directory(File))
      return problem("cannot write '" + File + "': is a directory");
    if (!fs::is_directory(Parent.empty() ? "." : Parent))
      return problem("cannot write '" + File +
                     "': its directory does not exist");
  }
  return llvm::Error::success();
}

/// The files' stamps when they were parsed; 0 where two units saw different
/// texts.
static Stamps stampsOf(llvm::ArrayRef<TuReport> Units) {
  Stamps All;
  for (const TuReport &R : Units)
    for (const auto &[File, Stamp] : R.Parsed) {
      auto [It, IsNew] = All.try_emplace(File, Stamp);
      if (It->second != Stamp)
        It->second = 0;
    }
  return All;
}

/// Chooses a fix for every alert and marks those that are applied.
static FixPlan chooseFixes(std::vector<Alert> &Alerts, const Options &O,
                           const Stamps &Parsed) {
  std::vector<const Fix *> Asked;
  std::vector<std::pair<Alert *, size_t>> From;
  for (Alert &A : Alerts) {
    if (A.isQuiet() || !O.Fix)
      continue;
    const std::vector<Fix> &Fixes = A.What.Fixes;
    for (size_t I = 0; I < Fixes.size(); ++I)
      if (Fixes[I].Safety == Safety::Safe || *O.Fix == Safety::Suggested) {
        Asked.push_back(&Fixes[I]);
        From.emplace_back(&A, I);
        break;
      }
  }
  FixPlan Plan = planFixes(Asked, Parsed);
  for (size_t I = 0; I < From.size(); ++I)
    if (Plan.Taken[I] && !O.IsDryRun)
      From[I].first->AppliedFix = From[I].second;
  return Plan;
}

/// Writes a comment for each finding that is left, and marks it as silenced.
static llvm::Error addSuppressions(Outcome &Result, Sources &Texts,
                                   const Options &O) {
  std::vector<Silence> All = silencesFor(Result.Alerts, Texts);
  std::vector<const Fix *> Asked;
  for (const Silence &S : All)
    Asked.push_back(&S.Comment);
  FixPlan Plan = planFixes(Asked, stampsOf(Result.Units));
  size_t Written = 0;
  for (size_t I = 0; I != All.size(); ++I)
    if (Plan.Taken[I]) {
      ++Written;
      for (size_t Of : All[I].Alerts)
        Result.Alerts[Of].SilencedBy =
            Silencer{Result.Alerts[Of].What.At, ReasonToFillIn};
    }
  if (llvm::Error E = applyFixes(Plan))
    return E;
  size_t Left = llvm::count_if(Result.Alerts,
                               [](const Alert &A) { return !A.isQuiet(); });
  if (O.Quiet)
    return llvm::Error::success();
  if (Written)
    sayRemark("wrote " + counted(Written, "comment") + " into " +
              counted(Plan.Texts.size(), "file") + ": at each '" +
              ReasonToFillIn + "' say why");
  if (Left)
    sayRemark(counted(Left, "finding") + (Left == 1 ? " is" : " are") +
              " left: there a comment would cut the line, or the file has "
              "changed");
  if (!Written && !Left)
    sayRemark("there is nothing to silence");
  return llvm::Error::success();
}

static int exitCodeOf(const Outcome &O, std::optional<Level> FailOn) {
  if (llvm::any_of(O.Units,
                   [](const TuReport &R) { return isIncomplete(R.Status); }))
    return Incomplete;
  bool Fails = llvm::any_of(O.Alerts, [&](const Alert &A) {
    return FailOn && A.What.Severity >= *FailOn && !A.isQuiet() &&
           !A.AppliedFix;
  });
  return Fails ? HasFindings : Clean;
}

static llvm::Error write(Outcome &Result, Sources &Texts, const Options &O,
                         const Outputs &Written) {
  for (const auto &[Shape, File] : Written.Files) {
    Result.IsTerminal = O.Paint != Colour::Never && isStdout(File) &&
                        llvm::outs().is_displayed() &&
                        llvm::outs().has_colors();
    Result.InColour = O.Paint == Colour::Always || Result.IsTerminal;
    std::string Text;
    llvm::raw_string_ostream Out(Text);
    emit(Shape, Result, Texts, Out);
    if (llvm::Error E = writeOutput(File, Text))
      return E;
  }
  return llvm::Error::success();
}

static llvm::Error showFixes(const FixPlan &Plan, llvm::StringRef Root) {
  for (const auto &[File, Text] : Plan.Texts) {
    auto Diff = diffOf(File, Text, pathBelow(Root, File));
    if (!Diff)
      return Diff.takeError();
    if (llvm::Error E = writeOutput("-", *Diff))
      return E;
  }
  return llvm::Error::success();
}

static void sayFixes(const FixPlan &Plan) {
  for (const std::string &File : Plan.Changed)
    sayWarning(pathBelow(workingDirectory(), File) +
               " changed since it was parsed; not fixed");
  if (Plan.Overlapping)
    sayWarning((Plan.Overlapping == 1
                    ? llvm::Twine("1 fix overlaps another and was")
                    : llvm::Twine(Plan.Overlapping) +
                          " fixes overlap others and were") +
               " left out; run again");
}

/// How a person, or a program, looks again at one file.
static void sayHowAgain(Outcome &Result, const Options &O) {
  Result.Again = "corolint";
  auto Add = [&](llvm::StringRef Option, llvm::StringRef Value) {
    Result.Again += (" " + Option).str() + quotedForShell(Value);
  };
  if (!O.BuildDir.empty())
    Add("-p ", O.BuildDir);
  if (!O.Root.empty())
    Add("--root=", O.Root);
  for (const std::string &Flag : O.ExtraArgsBefore)
    Add("--extra-arg-before=", Flag);
  for (const std::string &Flag : O.ExtraArgs)
    Add("--extra-arg=", Flag);
  if (!O.Checks.empty())
    Add("--checks=", O.Checks);
  if (O.Preview)
    Result.Again += " --preview";
  for (const std::string &Option : O.CheckOptions)
    Add("--option=", Option);
  for (const std::string &File : O.Models)
    Add("--models=", File);
  if (!O.Command)
    return;
  Result.AgainFlags = " --";
  for (const std::string &Word : *O.Command)
    Result.AgainFlags += " " + quotedForShell(Word);
}

/// Marks what is in the baseline and reports entries that are no longer found;
/// or writes a new one.
static llvm::Error applyBaseline(Outcome &Result, Sources &Texts, bool SeesAll,
                                 const Options &O) {
  if (!O.NewBaseline.empty()) {
    Baseline All = Baseline::of(Result.Alerts, Texts, Result.Root);
    for (Alert &A : Result.Alerts)
      A.IsKnown = !A.SilencedBy;
    return replaceFile(O.NewBaseline, All.text());
  }
  if (O.Baseline.empty())
    return llvm::Error::success();
  auto Old = Baseline::read(O.Baseline);
  if (!Old)
    return Old.takeError();
  std::vector<Baseline::Entry> Gone =
      Old->mark(Result.Alerts, Texts, Result.Root);
  // What was not looked at may still be there.
  std::set<std::string> Looked;
  for (const TuReport &R : Result.Units)
    if (R.Status == TuStatus::Ok)
      for (const std::string &File : R.Inputs)
        Looked.insert(pathBelow(Result.Root, File));
  llvm::erase_if(Gone, [&](const Baseline::Entry &E) {
    return !SeesAll && !Looked.contains(E.File);
  });
  if (!Gone.empty())
    sayRemark(counted(Gone.size(), "finding") + " of " + O.Baseline +
              (Gone.size() == 1 ? " is" : " are") + " gone, the first is " +
              Gone.front().Check + " in " + Gone.front().File +
              "; write it anew with --write-baseline");
  return llvm::Error::success();
}

/// Warns of NOLINT comments that silence nothing. Returns how many there are.
static size_t sayUnused(const Outcome &Result, Suppressions &Comments,
                        bool SeesAll) {
  std::set<std::string> Files;
  std::vector<std::string> Off;
  for (const TuReport &R : Result.Units) {
    if (R.Status != TuStatus::Ok)
      continue;
    for (const Silenced &S : R.Quieted)
      Comments.find(S.At, S.Check);
    Off.insert(Off.end(), R.Off.begin(), R.Off.end());
    // A header's comment may be there for a unit that was not looked at.
    if (SeesAll)
      Files.insert(R.Inputs.begin(), R.Inputs.end());
    else if (R.OnlyIn.empty())
      Files.insert(realPath(R.File));
  }
  makeUnique(Off);
  size_t Count = 0;
  for (const std::string &File : Files)
    for (const Suppressions::Unused &U : Comments.unused(File, Off)) {
      sayWarning(pathBelow(workingDirectory(), U.At.File) + ":" +
                 llvm::Twine(U.At.Line) + ":" + llvm::Twine(U.At.Column) +
                 (U.IsStray ? ": " + strayNames(U.Name).front()
                            : ": this comment silences no " + U.Name));
      ++Count;
    }
  return Count;
}

/// "3 errors, 2 warnings, 1 note"
static std::string countedByLevel(llvm::ArrayRef<Alert> Alerts) {
  std::vector<std::string> Parts;
  for (Level L : {Level::Error, Level::Warning, Level::Note, Level::Hint})
    if (size_t Count = llvm::count_if(Alerts, [&](const Alert &A) {
          return !A.isQuiet() && A.What.Severity == L;
        }))
      Parts.push_back(counted(Count, spell(L)));
  return Parts.empty() ? "no findings" : llvm::join(Parts, ", ");
}

/// "2 fixable with --fix, 1 more with --fix=suggested", or "".
static std::string fixable(llvm::ArrayRef<Alert> Alerts) {
  size_t Safe = 0, Suggested = 0;
  for (const Alert &A : Alerts) {
    if (A.isQuiet() || A.AppliedFix || A.What.Fixes.empty())
      continue;
    ++(llvm::any_of(A.What.Fixes,
                    [](const Fix &X) { return X.Safety == Safety::Safe; })
           ? Safe
           : Suggested);
  }
  std::vector<std::string> Parts;
  if (Safe)
    Parts.push_back(std::to_string(Safe) + " fixable with --fix");
  if (Suggested)
    Parts.push_back(std::to_string(Suggested) + (Safe ? " more" : " fixable") +
                    " with --fix=suggested");
  return llvm::join(Parts, ", ");
}

/// Which files were not looked at, or not wholly, and why.
static std::vector<std::string> notLookedAt(llvm::ArrayRef<TuReport> Units,
                                            bool IsOfChanges) {
  struct {
    const char *Words;
    bool (*Is)(TuStatus);
  } Reasons[] = {
      {IsOfChanges ? " not parsed, for no changed line concerns them"
                   : " not parsed, for no coroutine depends on them",
       [](TuStatus S) { return S == TuStatus::Spared; }},
      {" not C++", [](TuStatus S) { return S == TuStatus::Skipped; }},
      {" missing", [](TuStatus S) { return S == TuStatus::Missing; }},
      {" not fully analysed, with errors above", isIncomplete},
  };
  std::vector<std::string> Parts;
  for (const auto &[Words, Is] : Reasons) {
    std::set<llvm::StringRef> Files; // a file may be two units
    for (const TuReport &R : Units)
      if (Is(R.Status))
        Files.insert(R.File);
    if (!Files.empty())
      Parts.push_back(counted(Files.size(), "file") + Words);
  }
  return Parts;
}

static void saySummary(const Outcome &Result, size_t Silenced, size_t Known,
                       bool IsOfChanges, const Options &O) {
  std::map<llvm::StringRef, size_t> ByCheck;
  size_t Fixed = 0;
  for (const Alert &A : Result.Alerts) {
    if (A.isQuiet())
      continue;
    ++ByCheck[A.What.Check];
    Fixed += A.AppliedFix.has_value();
  }
  std::set<llvm::StringRef> Looked; // a file may be two units
  for (const TuReport &R : Result.Units)
    if (!isPassedOver(R.Status))
      Looked.insert(R.File);
  std::string Line =
      countedByLevel(Result.Alerts) + " in " + counted(Looked.size(), "file");
  if (size_t Kept = llvm::count_if(Result.Units,
                                   [](const TuReport &R) { return R.IsKept; }))
    Line += (" (" + llvm::Twine(Kept) + " from the cache)").str();
  if (Fixed)
    Line += "; " + std::to_string(Fixed) + " fixed";
  if (Silenced)
    Line += "; " + std::to_string(Silenced) + " silenced";
  if (Known)
    Line += "; " + std::to_string(Known) + " in the baseline";
  double Seconds =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - O.Begin)
          .count();
  llvm::errs() << "corolint: " << Line << llvm::format("; %.1f s\n", Seconds);
  if (std::vector<std::string> Others = notLookedAt(Result.Units, IsOfChanges);
      !Others.empty())
    llvm::errs() << "corolint: " << llvm::join(Others, "; ") << '\n';
  if (ByCheck.size() > 1) {
    std::vector<std::string> Parts;
    for (const auto &[Check, Count] : ByCheck)
      Parts.push_back((llvm::Twine(Count) + " " + Check).str());
    llvm::errs() << "corolint: " << llvm::join(Parts, ", ") << '\n';
  }
  if (std::string Words = fixable(Result.Alerts); !Words.empty())
    llvm::errs() << "corolint: " << Words << '\n';
}

llvm::Expected<int> corolint::finish(std::vector<TuReport> Units,
                                     const Program &All, const Changes *Only,
                                     const Options &O) {
  Outcome Result;
  Result.Units = std::move(Units);
  Result.Root = rootOf(O);
  Result.ClosedProgram = &All;
  Result.SarifCategory = O.SarifCategory;
  Result.IsVerbose = O.Verbose;
  Result.IsSarifBeside = !O.Sarif.empty();
  if (!O.Html.empty() || O.OutputFormat == Format::Html) {
    auto [Name, Day] = Revision::of(O);
    Result.Revision = std::move(Name);
    Result.Day = std::move(Day);
    Result.Editor = O.Editor;
  }
  sayHowAgain(Result, O);
  resolve(Result.Units, All);
  std::vector<Finding> Findings;
  for (TuReport &R : Result.Units) {
    raiseToErrors(R.Findings, R.WarningsAsErrors);
    for (Finding &F : R.Findings) {
      // What clang made up for broken code is no ground to build on.
      if (O.Fix && R.Status == TuStatus::Errors)
        F.Fixes.clear();
      Findings.push_back(std::move(F));
    }
    R.Findings.clear();
  }

  Sources Texts;
  Suppressions Comments(Texts);
  Result.Alerts = triage(std::move(Findings), Comments);
  if (Only)
    llvm::erase_if(Result.Alerts,
                   [&](const Alert &A) { return !Only->concern(A.What); });
  if (Only)
    for (Alert &A : Result.Alerts)
      Only->explain(A.What);
  bool SeesAll =
      !Only && (O.Do == Options::Link || asksForAll(O)) &&
      llvm::none_of(Result.Units, [](const TuReport &R) {
        return isIncomplete(R.Status) || R.Status == TuStatus::Missing;
      });
  if (llvm::Error E = applyBaseline(Result, Texts, SeesAll, O))
    return std::move(E);
  // Further texts are those of before.
  if (O.AddsSuppressions)
    if (llvm::Error E = addSuppressions(Result, Texts, O))
      return std::move(E);
  size_t Silenced = llvm::count_if(
      Result.Alerts, [](const Alert &A) { return A.SilencedBy.has_value(); });
  size_t Known =
      llvm::count_if(Result.Alerts, [](const Alert &A) { return A.IsKnown; });
  if (!O.ReportSuppressed)
    llvm::erase_if(Result.Alerts, [](const Alert &A) { return A.isQuiet(); });
  if (!O.EachCall)
    joinRoots(Result.Alerts);
  FixPlan Fixes = chooseFixes(Result.Alerts, O, stampsOf(Result.Units));
  Result.ExitCode = exitCodeOf(Result, O.FailOn);
  if (O.UnusedSuppressions && sayUnused(Result, Comments, SeesAll) &&
      Result.ExitCode == Clean && O.FailOn && *O.FailOn <= Level::Warning)
    Result.ExitCode = HasFindings;

  // The texts are those of before the fixes: first show, then write.
  if (llvm::Error E = write(Result, Texts, O, Outputs(O)))
    return std::move(E);
  if (llvm::Error E =
          O.IsDryRun ? showFixes(Fixes, Result.Root) : applyFixes(Fixes))
    return std::move(E);
  sayTroubles(Result.Units);
  sayFixes(Fixes);
  if (O.Summary || (!O.Quiet && llvm::errs().is_displayed()))
    saySummary(Result, Silenced, Known, Only != nullptr, O);
  return Result.ExitCode;
}

#include "driver/commands/Run.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "checks/program/Program.h"
#include "driver/commands/Finish.h"
#include "driver/input/Changes.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "driver/report/Emit.h"
#include "driver/report/Troubles.h"
#include "driver/run/Analyze.h"
#include "driver/run/Plan.h"
#include "driver/run/Stats.h"
#include "driver/unit/Reports.h"
#include "fixes/Apply.h"
#include "fixes/Shown.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <set>
#include <tuple>

using namespace corolint;

static llvm::Expected<std::vector<TuReport>> analyzedUnits(const Options &O,
                                                           const Changes *Only,
                                                           Program &All,
                                                           Stats &Took) {
  auto Planned = [&] {
    Stats::Phase Time(&Took, "reading the database");
    return planRun(O);
  }();
  if (!Planned)
    return Planned.takeError();
  return analyzeWhatMatters(*Planned, O, Only, All, Took);
}

/// Takes standard input for the text of the one file that is named.
static llvm::Expected<Options> withStdin(Options O) {
  if (O.StdinFile.empty())
    return O;
  auto Text = llvm::MemoryBuffer::getSTDIN();
  if (!Text)
    return problem("cannot read standard input: " + Text.getError().message());
  showInstead({{realPath(O.StdinFile), (*Text)->getBuffer().str()}});
  O.Files = {O.StdinFile};
  return O;
}

llvm::Expected<int> corolint::lintProject(const Options &AsWritten) {
  auto Read = withStdin(AsWritten);
  if (!Read)
    return Read.takeError();
  const Options &O = *Read;
  if (llvm::Error E = checkFiles(O))
    return std::move(E);
  auto Changed = Changes::of(O);
  if (!Changed)
    return Changed.takeError();
  const Changes *Only = *Changed ? &**Changed : nullptr;
  Program All;
  Stats Took;
  auto Units = analyzedUnits(O, Only, All, Took);
  if (!Units)
    return Units.takeError();
  auto Code = [&] {
    Stats::Phase Time(&Took, "reporting");
    return finish(std::move(*Units), All, Only, O);
  }();
  if (O.StatsAs)
    Took.print(*O.StatsAs, llvm::errs());
  return Code;
}

/// A path in a rule of Make and Ninja.
static std::string escapedForMake(llvm::StringRef Path) {
  std::string Escaped;
  for (char C : Path) {
    if (C == ' ' || C == '#')
      Escaped += '\\';
    if (C == '$')
      Escaped += '$';
    Escaped += C;
  }
  return Escaped;
}

/// "OUTPUT: INPUTS", for Make and Ninja.
static std::string makeRule(llvm::StringRef Output,
                            llvm::ArrayRef<TuReport> Units) {
  std::set<std::string> Inputs;
  for (const TuReport &R : Units)
    Inputs.insert(R.Inputs.begin(), R.Inputs.end());
  std::string Rule = escapedForMake(Output) + ":";
  for (const std::string &File : Inputs)
    Rule += " \\\n  " + escapedForMake(File);
  return Rule + "\n";
}

/// Reports which units were not analysed; the exit code of a command that shows
/// no findings.
static int exitCodeWithoutFindings(llvm::ArrayRef<TuReport> Units) {
  sayTroubles(Units);
  bool IsWhole = llvm::none_of(
      Units, [](const TuReport &R) { return isIncomplete(R.Status); });
  return IsWhole ? Clean : Incomplete;
}

llvm::Expected<int> corolint::summarizeUnits(const Options &O) {
  if (llvm::Error E = checkFiles(O))
    return std::move(E);
  auto Planned = planRun(O);
  if (!Planned)
    return Planned.takeError();
  auto Units = analyzeAll(*Planned, O);
  if (!Units)
    return Units.takeError();
  std::string Root = rootOf(O);
  std::string Text = printHeader(Root);
  for (const TuReport &R : *Units)
    Text += printReport(R, Root);
  if (llvm::Error E = writeOutput(O.Output, Text))
    return std::move(E);
  if (!O.DepFile.empty())
    if (llvm::Error E = replaceFile(O.DepFile, makeRule(O.Output, *Units)))
      return std::move(E);
  return exitCodeWithoutFindings(*Units);
}

/// The units of the files that `summarize` wrote. `All` is closed, and knows
/// what their functions do.
static llvm::Expected<std::vector<TuReport>> readSummarized(const Options &O,
                                                            Program &All) {
  std::vector<TuReport> Units;
  // The summaries of a large program would not fit side by side.
  auto Take = [&](TuReport R) {
    All.add(std::exchange(R.Summary, {}));
    Units.push_back(std::move(R));
  };
  for (const std::string &File : O.Files)
    if (llvm::Error E =
            readReports(File, O.Root.empty() ? "" : rootOf(O), Take))
      return std::move(E);
  All.close();
  // As a run over all of them has them, whoever had which part.
  llvm::sort(Units, [](const TuReport &A, const TuReport &B) {
    return std::tie(A.File, A.Command) < std::tie(B.File, B.Command);
  });
  return Units;
}

/// In a format that shows no findings.
static llvm::Error writeProgram(const Program &All, const Options &O) {
  Outcome Result;
  Result.ClosedProgram = &All;
  Result.Root = rootOf(O);
  Sources Texts;
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  emit(O.OutputFormat, Result, Texts, Out);
  return writeOutput(O.Output, Text);
}

llvm::Expected<int> corolint::linkSummaries(const Options &O) {
  if (llvm::Error E = checkFiles(O))
    return std::move(E);
  Program All;
  auto Units = readSummarized(O, All);
  if (!Units)
    return Units.takeError();
  if (rowOf(O.OutputFormat).Shows == FormatRow::Summaries) {
    if (llvm::Error E = writeProgram(All, O))
      return std::move(E);
    return Clean;
  }
  auto Changed = Changes::of(O);
  if (!Changed)
    return Changed.takeError();
  return finish(std::move(*Units), All, *Changed ? &**Changed : nullptr, O);
}

llvm::Expected<int> corolint::drawGraph(const Options &O) {
  if (llvm::Error E = checkFiles(O))
    return std::move(E);
  Program All;
  std::vector<TuReport> Units;
  if (!O.Files.empty() && llvm::StringRef(O.Files.front()).ends_with(".json")) {
    auto Read = readSummarized(O, All);
    if (!Read)
      return Read.takeError();
    Units = std::move(*Read);
  } else {
    Stats Took;
    auto Found = analyzedUnits(O, nullptr, All, Took);
    if (!Found)
      return Found.takeError();
    Units = std::move(*Found);
  }
  if (llvm::Error E = writeProgram(All, O))
    return std::move(E);
  return exitCodeWithoutFindings(Units);
}

#include "driver/Run.h"
#include "checks/analysis/Link.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/Finish.h"
#include "driver/Options.h"
#include "driver/Plan.h"
#include "driver/Reports.h"
#include "driver/Say.h"
#include "fixes/Apply.h"
#include "llvm/ADT/STLExtras.h"
#include <set>
#include <tuple>

using namespace corolint;

llvm::Expected<int> corolint::run(const Options &O) {
  if (llvm::Error E = checkWritable(O))
    return std::move(E);
  auto Planned = planRun(O);
  if (!Planned)
    return Planned.takeError();
  Program All;
  auto Units = analyzeWhatMatters(*Planned, O, All);
  if (!Units)
    return Units.takeError();
  if (!*Units)
    return Interrupted;
  return finish(std::move(**Units), All, O);
}

/// As Make and Ninja read it.
static std::string escaped(llvm::StringRef Path) {
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

static std::string rule(llvm::StringRef Output,
                        llvm::ArrayRef<TuReport> Units) {
  std::set<std::string> Inputs;
  for (const TuReport &R : Units)
    Inputs.insert(R.Inputs.begin(), R.Inputs.end());
  std::string Rule = escaped(Output) + ":";
  for (const std::string &File : Inputs)
    Rule += " \\\n  " + escaped(File);
  return Rule + "\n";
}

llvm::Expected<int> corolint::summarize(const Options &O) {
  if (llvm::Error E = checkWritable(O))
    return std::move(E);
  auto Planned = planRun(O);
  if (!Planned)
    return Planned.takeError();
  auto Units = analyzeAll(*Planned, O);
  if (!Units)
    return Units.takeError();
  if (!*Units)
    return Interrupted;
  std::string Root = rootOf(O);
  std::string Text = printHeader(Root);
  bool IsWhole = true;
  for (const TuReport &R : **Units) {
    Text += printReport(R, Root);
    IsWhole &= !isIncomplete(R.Status);
  }
  if (llvm::Error E = writeTo(O.Output, Text))
    return std::move(E);
  if (!O.DepFile.empty())
    if (llvm::Error E = replaceFile(O.DepFile, rule(O.Output, **Units)))
      return std::move(E);
  sayTroubles(**Units);
  return IsWhole ? Clean : Incomplete;
}

llvm::Expected<int> corolint::link(const Options &O) {
  if (llvm::Error E = checkWritable(O))
    return std::move(E);
  std::vector<TuReport> Units;
  Program All;
  // The summaries of a large program would not fit side by side.
  auto Take = [&](TuReport R) {
    All.add(R.Summary);
    R.Summary = {};
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
  if (O.Shape == Format::Summaries) {
    std::string Root = rootOf(O);
    std::string Text = printHeader(Root) + printEffects(All.effects(), Root);
    if (llvm::Error E = writeTo(O.Output, Text))
      return std::move(E);
    return Clean;
  }
  return finish(std::move(Units), All, O);
}

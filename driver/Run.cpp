#include "driver/Run.h"
#include "checks/analysis/Link.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/Finish.h"
#include "driver/Options.h"
#include "driver/Plan.h"
#include "driver/Reports.h"
#include "driver/Say.h"
#include "driver/Settle.h"
#include "fixes/Apply.h"
#include "llvm/ADT/STLExtras.h"
#include <set>
#include <tuple>

using namespace corolint;

/// The plan, if there is nothing to say against it.
static llvm::Expected<std::optional<std::vector<TuReport>>>
analyzed(const Options &O) {
  auto Planned = planRun(O);
  if (!Planned)
    return Planned.takeError();
  if (O.Shard.Of > 1) {
    std::vector<Job> Part;
    for (size_t I = O.Shard.Number - 1; I < Planned->Jobs.size();
         I += O.Shard.Of)
      Part.push_back(std::move(Planned->Jobs[I]));
    Planned->Jobs = std::move(Part);
  }
  if (!O.Quiet)
    sayRemarks(*Planned);
  return analyzeAll(*Planned, O);
}

llvm::Expected<int> corolint::run(const Options &O) {
  if (llvm::Error E = checkWritable(O))
    return std::move(E);
  auto Units = analyzed(O);
  if (!Units)
    return Units.takeError();
  if (!*Units)
    return Interrupted;
  Program All;
  gather(**Units, All);
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
  auto Units = analyzed(O);
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
  if (O.Output == "-")
    llvm::outs() << Text;
  else if (llvm::Error E = replaceFile(O.Output, Text))
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
    if (O.Output.empty() || O.Output == "-")
      llvm::outs() << Text;
    else if (llvm::Error E = replaceFile(O.Output, Text))
      return std::move(E);
    return Clean;
  }
  return finish(std::move(Units), All, O);
}

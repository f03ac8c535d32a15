#include "driver/unit/Worker.h"
#include "checks/Analyze.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "checks/base/Suppress.h"
#include "driver/unit/CollectingSink.h"
#include "clang/AST/ASTContext.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/PrettyStackTrace.h"
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <set>
#include <thread>
#include <tuple>

using namespace corolint;

/// For the tests of what happens to a run when a worker goes wrong.
static void misbehave(const Job &J) {
  auto [Kind, Glob] = llvm::StringRef(J.Fault).split(':');
  auto Pattern = llvm::GlobPattern::create(Glob);
  if (!Pattern) {
    llvm::consumeError(Pattern.takeError());
    return;
  }
  if (J.Fault.empty() || !Pattern->match(J.What.File))
    return;
  if (Kind == "write") {
    std::string Stray = J.What.File + ".stray";
    std::ofstream Out(Stray);
    (void)!std::system(("touch '" + Stray + "'").c_str());
  }
  if (Kind == "crash")
    std::raise(SIGSEGV);
  while (Kind == "hang")
    std::this_thread::sleep_for(std::chrono::hours(1));
}

/// Those that hold an edit, or a place that explains a finding with a fix, and
/// what those with an edit call.
static void addFixable(Analysis &All, UnitResult &R) {
  std::vector<std::tuple<std::string, unsigned, unsigned>> Edits, Places;
  auto AddOf = [&](const Finding &F) {
    for (const Fix &X : F.Fixes)
      for (const Edit &E : X.Edits)
        Edits.emplace_back(E.File, E.Offset, E.Offset + E.Length);
    if (F.Fixes.empty())
      return;
    Places.emplace_back(F.At.File, F.At.Offset, F.At.Offset);
    for (const Note &N : F.Notes)
      Places.emplace_back(N.At.File, N.At.Offset, N.At.Offset);
  };
  for (const Finding &F : R.Findings)
    AddOf(F);
  for (const OpenFinding &F : R.Open)
    AddOf(F.What);
  if (Edits.empty())
    return;
  const std::vector<FunctionExtent> Functions = All.plainFunctions();
  auto Around = [&](const auto &Spots) {
    std::set<FunctionExtent> Found;
    for (const auto &[File, Begin, End] : Spots)
      if (auto *F = functionAround(Functions, File, Begin, End))
        Found.insert(*F);
    return Found;
  };
  std::set<FunctionExtent> Changed = Around(Edits), Found = Around(Places);
  R.CalledByFixable = All.calledFrom(Changed);
  Found.merge(Changed);
  R.Fixable.assign(Found.begin(), Found.end());
}

UnitResult corolint::analyzeUnit(clang::ASTContext &Ast, const ModelSet &Models,
                                 const TuConfig &How) {
  UnitResult Result;
  CollectingSink To(Ast, How.Headers, Result);
  Analysis All(Ast, Models, How.Selected);
  for (const Check *C : How.Selected.Checks)
    All.run(*C, To);
  Result.Summary = All.summary();
  llvm::sort(Result.Findings);
  llvm::sort(Result.Open);
  addFixable(All, Result);
  Sources Texts;
  Result.Quieted = Suppressions(Texts).silence(Result.Summary);
  Result.CheckTimes = All.times();
  Result.TooLarge = All.tooLarge();
  return Result;
}

UnitResult corolint::answer(ModelQuestion Asks, clang::ASTContext &Ast,
                            const ModelSet &Models) {
  UnitResult Result;
  if (Asks == ModelQuestion::Declared) {
    Result.Declared = declaredEntries(Ast, Models);
    return Result;
  }
  Selection None;
  Analysis All(Ast, Models, None);
  Result.Unseen = All.unseen();
  Result.Summary = All.summary();
  return Result;
}

TuReport corolint::analyzeOnce(const Job &J, const FileTexts &Instead,
                               const Preamble *Shared,
                               const FunctionNames *Only) {
  using Clock = std::chrono::steady_clock;
  const auto Begin = Clock::now();
  auto Parsed = Begin, Checked = Begin;
  UnitResult Result;
  auto Look = [&](clang::ASTContext &Ast) {
    Parsed = Clock::now();
    Result = J.Asks == ModelQuestion::None ? analyzeUnit(Ast, *J.Models, J.How)
                                           : answer(J.Asks, Ast, *J.Models);
    Checked = Clock::now();
  };
  TuReport R = parse(J.What, Look, Instead, Shared, Only);
  if (Shared && R.Status != TuStatus::Ok)
    return analyzeOnce(J, Instead, nullptr, Only);
  static_cast<UnitResult &>(R) = std::move(Result);
  if (!J.IsToBeKept)
    R.Read.clear();
  R.Took.Parse = std::chrono::duration<double>(Parsed - Begin).count();
  R.Took.Parts = std::move(R.CheckTimes);
  R.Took.TooLarge = std::move(R.TooLarge);
  R.Took.Check = std::chrono::duration<double>(Checked - Parsed).count();
  for (const Check *C : allChecks())
    if (!llvm::is_contained(J.How.Selected.Checks, C))
      R.Off.push_back(C->Id.str());
  R.WarningsAsErrors = J.How.WarningsAsErrors;
  return R;
}

TuReport corolint::analyze(const Job &J, const Preamble *Shared) {
  std::string Doing = "analysing " + J.What.File;
  llvm::PrettyStackTraceString IfItCrashes(Doing.c_str());
  misbehave(J);
  return analyzeOnce(J, {}, Shared);
}

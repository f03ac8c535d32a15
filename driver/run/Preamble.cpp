#include "driver/run/Preamble.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/base/Hash.h"
#include "driver/run/Cache.h"
#include "driver/run/PreamblePlanner.h"
#include "driver/unit/Reports.h"
#include "fixes/Shown.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr size_t LeastUnits = 3;
/// One that has templates takes as long to build as one trial without it.
static constexpr size_t LeastTrials = 2;

/// Could what is parsed for one unit serve this one, too?
static bool mayShare(const Job &J) {
  return J.Models && J.What.Speaks == Command::Cxx && J.Fault.empty() &&
         !J.What.Others.areRead() &&
         llvm::none_of(J.What.Args, [](llvm::StringRef Arg) {
           return Arg.starts_with("-include") || Arg.starts_with("-imacros") ||
                  Arg.starts_with("-fmodule") || Arg == "-xc++-header";
         });
}

/// What is the same for units that see a header in the same way.
static std::vector<std::string> flagsOf(const Command &C) {
  std::vector<std::string> Flags = C.Args;
  Flags.pop_back();
  Flags.push_back(C.Directory);
  Flags.push_back(C.Others.spelled());
  return Flags;
}

/// The text of the unit's own file up to its last #include: what it shares with
/// others, or with itself as it was before a key was pressed, follows from
/// that.
static std::string headOf(const Command &C) {
  auto File = shownText(realPath(C.File));
  if (!File)
    return "";
  llvm::StringRef Text = (*File)->getBuffer();
  size_t End = 0;
  for (llvm::StringRef Rest = Text; !Rest.empty();) {
    auto [Line, After] = Rest.split('\n');
    Rest = After;
    if (Line.ltrim().starts_with("#") &&
        (Line.contains("include") || Line.contains("import")))
      End = Line.end() - Text.begin();
  }
  return Text.take_front(End).str();
}

llvm::Error Preambles::make(const Plan &P, llvm::ArrayRef<size_t> Jobs,
                            Inclusions &Read, PoolLimits Limits, Cache *Kept) {
  llvm::MapVector<std::vector<std::string>, std::vector<size_t>,
                  std::map<std::vector<std::string>, unsigned>>
      ByFlags;
  const size_t Before = Sets.size();
  // Who types in a file comes back to it soon.
  const bool IsTyping = Kept && !shownTexts().empty();
  const size_t Least =
      IsTyping ? 1 : std::max<size_t>(LeastUnits, Limits.AtOnce + 1);
  for (size_t I : Jobs) {
    if (!mayShare(P.Jobs[I]))
      continue;
    auto Known = IsTyping ? Kept->sharedBy(P.Jobs[I], headOf(P.Jobs[I].What))
                          : std::nullopt;
    if (!Known) {
      ByFlags[flagsOf(P.Jobs[I].What)].push_back(I);
    } else if (Known->size() > 1) {
      auto [Libraries, Own] = llvm::StringRef(*Known).split('\0');
      By[I] = Sets.size();
      Sets.push_back({&P.Jobs[I].What, Libraries.str(), Own.str(), {}, {}});
    }
  }
  std::vector<const Command *> Commands;
  for (const auto &[Flags, Some] : ByFlags)
    if (Some.size() >= Least)
      for (size_t I : Some)
        Commands.push_back(&P.Jobs[I].What);
  if (!Commands.empty())
    if (llvm::Error Failed = Read.follow(Commands, Limits))
      return Failed;

  for (const auto &[Flags, Some] : ByFlags) {
    if (Some.size() < Least)
      continue;
    PreamblePlanner All(Read);
    for (size_t I : Some)
      if (const UnitInclusions *Of = Read.of(P.Jobs[I].What))
        All.add(I, P.Jobs[I].What, *Of);
    for (size_t Unit = 0; Unit != All.size(); ++Unit)
      Costs[All.jobOf(Unit)] = All.bytesOf(Unit);
    std::vector<bool> Shares(All.size());
    for (const PreamblePlanner::Cluster &C : All.clusters(Least)) {
      std::string Libraries = All.librariesOf(C), Own = All.partsOf(C);
      if (Libraries.empty() && Own.empty())
        continue;
      for (size_t Unit : C.Units) {
        Shares[Unit] = true;
        By[All.jobOf(Unit)] = Sets.size();
        Costs[All.jobOf(Unit)] -= C.Bytes;
      }
      Sets.push_back({&All.commandOf(C.Units.front()),
                      std::move(Libraries),
                      std::move(Own),
                      {},
                      {}});
    }
    for (size_t Unit = 0; Unit != All.size(); ++Unit)
      if (std::string Why = All.obstacleOf(Unit); !Why.empty())
        ++Obstacles[{Why, bool(Shares[Unit])}];
  }
  std::vector<size_t> Fresh;
  for (size_t I = Before; I != Sets.size(); ++I)
    Fresh.push_back(I);
  if (llvm::Error Failed = build(Fresh, Bodies::Few, Limits, Kept))
    return Failed;
  if (IsTyping)
    for (const auto &[Flags, Some] : ByFlags)
      for (size_t I : Some)
        if (const UnitInclusions *Of = Read.of(P.Jobs[I].What)) {
          std::vector<std::string> Others;
          for (unsigned File : llvm::drop_begin(Of->Files))
            Others.push_back(Read.Files[File]);
          Kept->keepShared(P.Jobs[I], headOf(P.Jobs[I].What), Others,
                           linesFor(I));
        }
  return llvm::Error::success();
}

/// What the unit shares, for the cache; that it is nothing counts, too.
std::string Preambles::linesFor(size_t Job) const {
  auto It = By.find(Job);
  if (It == By.end() || !Sets[It->second].Plain)
    return std::string(1, '\0');
  const Set &S = Sets[It->second];
  return S.Libraries + '\0' + S.Own;
}

llvm::Error Preambles::makeForTrials(llvm::ArrayRef<size_t> Jobs,
                                     PoolLimits Limits, Cache *Kept) {
  std::map<size_t, size_t> Asked;
  for (size_t J : Jobs)
    if (auto It = By.find(J); It != By.end())
      ++Asked[It->second];
  std::vector<size_t> Worth;
  for (auto [Set, Trials] : Asked)
    if (Trials >= LeastTrials && !Sets[Set].WithTemplates)
      Worth.push_back(Set);
  return build(Worth, Bodies::Templates, Limits, Kept);
}

llvm::Error Preambles::build(llvm::ArrayRef<size_t> Which, Bodies With,
                             PoolLimits Limits, Cache *Kept) {
  if (Which.empty())
    return llvm::Error::success();
  if (!Kept && Temporary.directory().empty())
    return llvm::Error::success();
  struct Piece {
    Set *For;
    std::string Key, File;
  };
  std::vector<Piece> ToDo;
  auto SlotIn = [&](Set &S) -> std::optional<Preamble> & {
    return With == Bodies::Few ? S.Plain : S.WithTemplates;
  };
  for (size_t I : Which) {
    Set &S = Sets[I];
    std::string Key = contentHash(
        (With == Bodies::Few ? "" : "with templates\n") + S.Libraries + S.Own +
        "\n" + llvm::join(flagsOf(*S.What), "\n"));
    if (Kept)
      SlotIn(S) = Kept->preambleOf(Key);
    if (SlotIn(S))
      continue;
    std::string File = Kept ? Kept->newPreamble(Key)
                            : Temporary.directory() + "/" + Key + ".pch";
    if (!File.empty())
      ToDo.push_back({&S, std::move(Key), std::move(File)});
  }
  if (!Kept)
    Limits.Writable.push_back(Temporary.directory());
  llvm::Error Failed = runForked(
      ToDo.size(), Limits,
      [&](size_t N) -> std::string {
        const Piece &M = ToDo[N];
        // The header has to be there as long as the precompiled form.
        std::string Header = path::parent_path(M.File).str() + "/" +
                             path::stem(M.File).str() + ".hpp";
        std::error_code Why;
        llvm::raw_fd_ostream Out(Header, Why);
        if (Why)
          return "";
        Out << M.For->Libraries << M.For->Own;
        Out.close();
        if (Out.has_error()) {
          Out.clear_error();
          return "";
        }
        auto Made = precompile(*M.For->What, Header, M.File, With);
        if (!Made)
          return "";
        std::string Own;
        for (unsigned Begin : Made->Own)
          Own += std::to_string(Begin) + " ";
        return Own + "\n" + printReadFiles(Made->Inputs);
      },
      [&](size_t N, Ending E) {
        const Piece &M = ToDo[N];
        auto [Own, Inputs] = llvm::StringRef(E.Text).split('\n');
        auto Read =
            E.How == Ending::Done ? parseReadFiles(Inputs) : std::nullopt;
        if (!Read)
          return;
        Preamble Made{M.File, std::move(*Read), {}};
        for (unsigned Begin; !Own.consumeInteger(10, Begin); Own = Own.ltrim())
          Made.Own.push_back(Begin);
        if (Kept)
          Kept->keepPreamble(M.Key, Made);
        SlotIn(*M.For) = std::move(Made);
      });
  if (Failed)
    return Failed;
  // Its own headers need what else stands in the units.
  std::vector<size_t> Again;
  for (size_t I : Which)
    if (!SlotIn(Sets[I]) && !Sets[I].Own.empty()) {
      Sets[I].Own.clear();
      if (!Sets[I].Libraries.empty())
        Again.push_back(I);
    }
  return build(Again, With, Limits, Kept);
}

std::vector<std::string> Preambles::obstacles() const {
  std::vector<std::string> Lines;
  for (const auto &[What, Units] : Obstacles)
    Lines.push_back(counted(Units, "unit") +
                    (What.second ? " less: " : " not: ") + What.first);
  return Lines;
}

size_t Preambles::count() const {
  return llvm::count_if(Sets, [](const Set &S) { return S.Plain.has_value(); });
}

size_t Preambles::units() const {
  return llvm::count_if(
      By, [&](const auto &JobSet) { return Sets[JobSet.second].Plain; });
}

uint64_t Preambles::costOf(size_t Job) const { return Costs.lookup(Job); }

const Preamble *Preambles::of(size_t Job) const {
  auto It = By.find(Job);
  return It == By.end() || !Sets[It->second].Plain ? nullptr
                                                   : &*Sets[It->second].Plain;
}

const Preamble *Preambles::forTrialOf(size_t Job) const {
  auto It = By.find(Job);
  return It == By.end() || !Sets[It->second].WithTemplates
             ? nullptr
             : &*Sets[It->second].WithTemplates;
}

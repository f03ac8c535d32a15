#include "driver/run/Preamble.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/base/Hash.h"
#include "driver/run/Cache.h"
#include "driver/scan/Identifiers.h"
#include "driver/scan/Scan.h"
#include "driver/unit/Reports.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

/// Below that a preamble takes more time than it saves.
static constexpr uint64_t LeastBytes = 1 << 20;
static constexpr size_t LeastUnits = 3;
/// One that has templates takes as long to build as one trial without it.
static constexpr size_t LeastTrials = 2;

namespace {

/// The headers that a few units have in common, and who they are.
struct Cluster {
  std::vector<size_t> Units; ///< Of the shop's.
  llvm::BitVector Files;     ///< Of libraries, that all of them read.
};

/// Units with the same flags, and what each of them reads.
class PreamblePlanner {
public:
  explicit PreamblePlanner(const Inclusions &Read)
      : Read(Read), Sizes(Read.Files.size()), Includers(Read.Files.size()) {
    for (unsigned From = 0; From != Read.Edges.size(); ++From)
      for (unsigned To : Read.Edges[From])
        Includers[To].push_back(From);
  }

  void add(size_t Job, const Command &C, const UnitInclusions &Of) {
    Unit &U = Units.emplace_back();
    U.Job = Job;
    U.What = &C;
    U.Reads = &Of;
    U.Library.resize(Read.Files.size());
    for (size_t I = 0; I != Of.Files.size(); ++I)
      if (!Of.IsOwn[I])
        U.Library.set(Of.Files[I]);
    leaveOutWhatItChanges(U);
  }

  /// The best sets of units first; what is left over shares nothing.
  std::vector<Cluster> clusters(size_t Least) {
    std::vector<Cluster> All;
    std::vector<size_t> Left(Units.size());
    for (size_t I = 0; I != Left.size(); ++I)
      Left[I] = I;
    while (Left.size() >= Least) {
      Cluster Best = grow(Left, Least);
      if (Best.Units.empty())
        break;
      llvm::erase_if(
          Left, [&](size_t I) { return llvm::is_contained(Best.Units, I); });
      All.push_back(std::move(Best));
    }
    return All;
  }

  size_t size() const { return Units.size(); }
  size_t jobOf(size_t Unit) const { return Units[Unit].Job; }
  const Command &commandOf(size_t Unit) const { return *Units[Unit].What; }

  /// Why some library header can't be shared with this unit, as a line for
  /// people; or "".
  std::string obstacleOf(size_t Unit) const { return Units[Unit].Obstacle; }

  /// The lines that read the cluster's headers, in the order of the units'.
  std::string headerFor(const Cluster &C) const {
    std::string Text;
    std::set<std::string> Seen;
    for (size_t I : C.Units)
      for (const UnitInclusions::Include &Line : Units[I].Reads->Includes)
        if (Line.IsGuarded && Line.IsSearched && C.Files[Line.File] &&
            Seen.insert(Line.Name).second)
          Text += "#include <" + Line.Name + ">\n";
    return Text;
  }

  uint64_t bytesOf(const llvm::BitVector &Files) {
    uint64_t Total = 0;
    for (unsigned File : Files.set_bits())
      Total += bytesIn(File);
    return Total;
  }

  uint64_t bytesOf(size_t Unit) {
    uint64_t Total = 0;
    for (unsigned File : Units[Unit].Reads->Files)
      Total += bytesIn(File);
    return Total;
  }

private:
  struct Unit {
    size_t Job;
    const Command *What;
    const UnitInclusions *Reads;
    llvm::BitVector Library; ///< What may be shared of it.
    std::string Obstacle;
  };

  /// A library's header that comes first is the same as where the unit has it
  /// unless the project's macros make it another, or it answers what the
  /// project has asked before. Left out with it is all that includes it.
  void leaveOutWhatItChanges(Unit &U) {
    const UnitInclusions &Of = *U.Reads;
    std::vector<unsigned> Changed;
    auto Change = [&](unsigned File, unsigned By, llvm::StringRef Macro,
                      llvm::StringRef What) {
      if (U.Obstacle.empty())
        U.Obstacle = ("'" + Macro + "' of " + path::filename(Read.Files[By]) +
                      " " + What + " " + path::filename(Read.Files[File]))
                         .str();
      Changed.push_back(File);
    };
    for (const UnitInclusions::Macro &M : Of.Macros)
      for (size_t I = M.From; I < M.To; ++I)
        if (!Of.IsOwn[I] &&
            identifiersOf(Of.Files[I]).contains(identifierHash(M.Name)))
          Change(Of.Files[I], M.File, M.Name, "is a word in");
    for (const UnitInclusions::Question &Q : Of.Questions)
      Change(Q.By, Q.File, Q.Name, "was asked for before");
    llvm::BitVector Left(Read.Files.size());
    while (!Changed.empty()) {
      unsigned File = Changed.back();
      Changed.pop_back();
      if (Left[File])
        continue;
      Left.set(File);
      llvm::append_range(Changed, Includers[File]);
    }
    U.Library.reset(Left);
  }

  uint64_t bytesIn(unsigned File) {
    if (!Sizes[File]) {
      uint64_t Size = 0;
      fs::file_size(Read.Files[File], Size);
      Sizes[File] = Size + 1;
    }
    return Sizes[File];
  }

  /// Begins with what reads most and takes in, one by one, who shares most of
  /// that; then looks where it was best to stop.
  Cluster grow(const std::vector<size_t> &Left, size_t Least) {
    std::vector<size_t> Rest = Left;
    auto Most = llvm::max_element(Rest, [&](size_t A, size_t B) {
      return Units[A].Library.count() < Units[B].Library.count();
    });
    Cluster Now{{*Most}, Units[*Most].Library}, Best;
    Rest.erase(Most);
    uint64_t BestGain = 0;
    while (!Rest.empty()) {
      auto Next = llvm::max_element(Rest, [&](size_t A, size_t B) {
        return shared(Now, A) < shared(Now, B);
      });
      Now.Units.push_back(*Next);
      Now.Files &= Units[*Next].Library;
      Rest.erase(Next);
      uint64_t Bytes = bytesOf(Now.Files);
      if (Bytes < LeastBytes)
        break;
      // Who builds it gains nothing.
      uint64_t Gain = Bytes * (Now.Units.size() - 1);
      if (Now.Units.size() >= Least && Gain >= BestGain) {
        BestGain = Gain;
        Best = Now;
      }
    }
    llvm::sort(Best.Units);
    return Best;
  }

  unsigned shared(const Cluster &C, size_t Unit) const {
    llvm::BitVector Both = C.Files;
    Both &= Units[Unit].Library;
    return Both.count();
  }

  const llvm::DenseSet<IdentifierHash> &identifiersOf(unsigned File) {
    auto [It, New] = Said.try_emplace(File);
    if (New)
      It->second = identifiersIn(textOf(Read.Files[File])).All;
    return It->second;
  }

  const Inclusions &Read;
  std::vector<Unit> Units;
  std::vector<uint64_t> Sizes;                  ///< And 1; 0: not yet known.
  std::vector<std::vector<unsigned>> Includers; ///< Of each file.
  std::map<unsigned, llvm::DenseSet<IdentifierHash>> Said;
};

} // namespace

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

llvm::Error Preambles::make(const Plan &P, llvm::ArrayRef<size_t> Jobs,
                            Inclusions &Read, PoolLimits Limits, Cache *Kept) {
  llvm::MapVector<std::vector<std::string>, std::vector<size_t>,
                  std::map<std::vector<std::string>, unsigned>>
      ByFlags;
  for (size_t I : Jobs)
    if (mayShare(P.Jobs[I]))
      ByFlags[flagsOf(P.Jobs[I].What)].push_back(I);
  const size_t Before = Sets.size();
  const size_t Least = std::max<size_t>(LeastUnits, Limits.AtOnce + 1);
  std::vector<const Command *> Commands;
  for (const auto &[Flags, Some] : ByFlags)
    if (Some.size() >= Least)
      for (size_t I : Some)
        Commands.push_back(&P.Jobs[I].What);
  if (Commands.empty())
    return llvm::Error::success();
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
    for (const Cluster &C : All.clusters(Least)) {
      std::string Text = All.headerFor(C);
      if (Text.empty())
        continue;
      for (size_t Unit : C.Units) {
        Shares[Unit] = true;
        By[All.jobOf(Unit)] = Sets.size();
        Costs[All.jobOf(Unit)] -= All.bytesOf(C.Files);
      }
      Sets.push_back(
          {&All.commandOf(C.Units.front()), std::move(Text), {}, {}});
    }
    for (size_t Unit = 0; Unit != All.size(); ++Unit)
      if (std::string Why = All.obstacleOf(Unit); !Why.empty())
        ++Obstacles[{Why, bool(Shares[Unit])}];
  }
  std::vector<size_t> Fresh;
  for (size_t I = Before; I != Sets.size(); ++I)
    Fresh.push_back(I);
  return build(Fresh, Bodies::Few, Limits, Kept);
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
    std::string Key =
        contentHash((With == Bodies::Few ? "" : "with templates\n") + S.Header +
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
  return runForked(
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
        Out << M.For->Header;
        Out.close();
        if (Out.has_error()) {
          Out.clear_error();
          return "";
        }
        auto Inputs = precompile(*M.For->What, Header, M.File, With);
        return Inputs ? printReadFiles(*Inputs) : "";
      },
      [&](size_t N, Ending E) {
        const Piece &M = ToDo[N];
        auto Inputs =
            E.How == Ending::Done ? parseReadFiles(E.Text) : std::nullopt;
        if (!Inputs)
          return;
        if (Kept)
          Kept->keepPreamble(M.Key, {M.File, *Inputs});
        SlotIn(*M.For) = Preamble{M.File, std::move(*Inputs)};
      });
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

#include "driver/run/PreamblePlanner.h"
#include "driver/input/Command.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace corolint;
namespace path = llvm::sys::path;

/// Below that a preamble takes more time than it saves.
static constexpr uint64_t LeastBytes = 1 << 20;
/// A byte of theirs takes so many times as long to parse as one of a library's,
/// whose bodies are skipped.
static constexpr uint64_t OwnWeight = 4;

PreamblePlanner::PreamblePlanner(const Inclusions &Read)
    : Read(Read), Sizes(Read.Files.size()), Includers(Read.Files.size()) {
  for (unsigned From = 0; From != Read.Edges.size(); ++From)
    for (unsigned To : Read.Edges[From])
      Includers[To].push_back(From);
}

void PreamblePlanner::add(size_t Job, const Command &C,
                          const UnitInclusions &Of) {
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

std::vector<PreamblePlanner::Cluster> PreamblePlanner::clusters(size_t Least) {
  std::vector<Cluster> All;
  for (Cluster &Some : clustersByLibraries(Least))
    splitByParts(std::move(Some), Least, All);
  return All;
}

std::string PreamblePlanner::librariesOf(const Cluster &C) const {
  std::string Text;
  std::set<std::string> Seen;
  for (size_t I : C.Units)
    for (const UnitInclusions::Include &Line : Units[I].Reads->Includes)
      if (Line.IsGuarded && Line.IsSearched && C.Files[Line.File] &&
          Seen.insert(Line.Name).second)
        Text += "#include <" + Line.Name + ">\n";
  return Text;
}

std::string PreamblePlanner::partsOf(const Cluster &C) {
  std::string Text;
  for (const UnitInclusions::Part &P : C.Parts)
    Text += "#include \"" + P.Name + "\"\n";
  return Text;
}

/// A header that comes first is the same as where the unit has it unless macros
/// make it another, or it answers what was asked before. Left out with it is
/// all that includes it. What parts that come first as well define and ask is
/// no obstacle to a part, as long as they stay in their order.
void PreamblePlanner::leaveOutWhatItChanges(Unit &U) {
  const UnitInclusions &Of = *U.Reads;
  llvm::DenseMap<unsigned, size_t> Index;
  for (size_t I = 0; I != Of.Files.size(); ++I)
    Index.try_emplace(Of.Files[I], I);
  auto PartOf = [&](unsigned File) {
    auto It = Index.find(File);
    return It == Index.end() ? NoPart : Of.PartOf[It->second];
  };
  std::vector<unsigned> Changed, ChangedForParts;
  // `Before` has made `File` what it is, or has asked for what it defines.
  auto Precede = [&](unsigned Before, unsigned File, bool IsOwn,
                     llvm::StringRef Macro, llvm::StringRef What) {
    if (!IsOwn && U.Obstacle.empty())
      U.Obstacle = ("'" + Macro + "' of " + path::filename(Read.Files[Before]) +
                    " " + What + " " + path::filename(Read.Files[File]))
                       .str();
    if (!IsOwn)
      Changed.push_back(File);
    size_t First = PartOf(Before), Second = PartOf(File);
    if (First == NoPart || (First > Second && Second != NoPart))
      ChangedForParts.push_back(File);
    else if (Second != NoPart && First != Second)
      U.Ordered.emplace_back(First, Second);
  };
  for (const UnitInclusions::Macro &M : Of.Macros)
    for (size_t I = M.From; I < M.To; ++I)
      if (Of.Files[I] != M.File &&
          identifiersOf(Of.Files[I]).contains(identifierHash(M.Name)))
        Precede(M.File, Of.Files[I], Of.IsOwn[I], M.Name, "is a word in");
  for (const UnitInclusions::Question &Q : Of.Questions) {
    auto It = Index.find(Q.By);
    Precede(Q.File, Q.By, It == Index.end() || Of.IsOwn[It->second], Q.Name,
            "was asked for before");
  }
  U.Library.reset(withIncluders(std::move(Changed)));
  U.LeftOut = withIncluders(std::move(ChangedForParts));
}

llvm::BitVector
PreamblePlanner::withIncluders(std::vector<unsigned> Some) const {
  llvm::BitVector All(Read.Files.size());
  while (!Some.empty()) {
    unsigned File = Some.back();
    Some.pop_back();
    if (All[File])
      continue;
    All.set(File);
    llvm::append_range(Some, Includers[File]);
  }
  return All;
}

std::vector<PreamblePlanner::Cluster>
PreamblePlanner::clustersByLibraries(size_t Least) {
  std::vector<Cluster> All;
  std::vector<size_t> Left(Units.size());
  for (size_t I = 0; I != Left.size(); ++I)
    Left[I] = I;
  while (Left.size() >= Least) {
    Cluster Best = grow(Left, Least);
    if (Best.Units.empty())
      break;
    llvm::erase_if(Left,
                   [&](size_t I) { return llvm::is_contained(Best.Units, I); });
    All.push_back(std::move(Best));
  }
  return All;
}

/// Begins with what reads most and takes in, one by one, who shares most of
/// that; then looks where it was best to stop.
PreamblePlanner::Cluster PreamblePlanner::grow(const std::vector<size_t> &Left,
                                               size_t Least) {
  std::vector<size_t> Rest = Left;
  auto Most = llvm::max_element(Rest, [&](size_t A, size_t B) {
    return Units[A].Library.count() < Units[B].Library.count();
  });
  Cluster Now{{*Most}, Units[*Most].Library, {}, 0}, Best;
  Rest.erase(Most);
  uint64_t BestGain = 0;
  if (Least == 1) {
    Now.Bytes = bytesOf(Now.Files);
    Best = Now;
  }
  while (!Rest.empty()) {
    auto Next = llvm::max_element(Rest, [&](size_t A, size_t B) {
      return shared(Now, A) < shared(Now, B);
    });
    Now.Units.push_back(*Next);
    Now.Files &= Units[*Next].Library;
    Rest.erase(Next);
    Now.Bytes = bytesOf(Now.Files);
    if (Now.Bytes < LeastBytes)
      break;
    // Who builds it gains nothing.
    uint64_t Gain = Now.Bytes * (Now.Units.size() - 1);
    if (Now.Units.size() >= Least && Gain >= BestGain) {
      BestGain = Gain;
      Best = Now;
    }
  }
  llvm::sort(Best.Units);
  return Best;
}

unsigned PreamblePlanner::shared(const Cluster &C, size_t Unit) const {
  llvm::BitVector Both = C.Files;
  Both &= Units[Unit].Library;
  return Both.count();
}

/// Of units that share libraries, those whose parts begin alike share these as
/// well, where that saves more than another preamble costs.
void PreamblePlanner::splitByParts(Cluster Some, size_t Least,
                                   std::vector<Cluster> &Into) {
  std::map<unsigned, size_t> Readers;
  for (size_t I : Some.Units)
    for (const UnitInclusions::Part &P : Units[I].Reads->Parts)
      ++Readers[P.File];
  std::map<size_t, std::vector<size_t>> Order;
  for (size_t I : Some.Units)
    Order[I] = orderOfParts(I, Some.Files, Readers);
  auto PartAt = [&](size_t Unit, size_t Nth) -> const UnitInclusions::Part & {
    return Units[Unit].Reads->Parts[Order[Unit][Nth]];
  };
  auto BytesOf = [&](size_t Unit, size_t Count) {
    const UnitInclusions &Of = *Units[Unit].Reads;
    std::vector<size_t> First(Order[Unit].begin(), Order[Unit].begin() + Count);
    uint64_t Total = 0;
    for (size_t I = 0; I != Of.Files.size(); ++I)
      if (!Some.Files[Of.Files[I]] && llvm::is_contained(First, Of.PartOf[I]))
        Total += bytesIn(Of.Files[I]);
    return Total;
  };
  while (Some.Units.size() >= Least) {
    uint64_t BestGain = 0, BestBytes = 0;
    std::vector<size_t> Best;
    size_t BestCount = 0;
    auto Look = [&](auto &Self, const std::vector<size_t> &Alike,
                    size_t Count) -> void {
      if (Alike.size() < Least)
        return;
      uint64_t Bytes = BytesOf(Alike.front(), Count),
               Gain = OwnWeight * Bytes * (Alike.size() - 1);
      bool IsAnotherOne = Alike.size() != Some.Units.size();
      if (Bytes && Gain >= BestGain && (!IsAnotherOne || Gain > Some.Bytes)) {
        BestGain = Gain;
        BestBytes = Bytes;
        Best = Alike;
        BestCount = Count;
      }
      llvm::MapVector<unsigned, std::vector<size_t>> Next;
      for (size_t I : Alike)
        if (Order[I].size() > Count)
          Next[PartAt(I, Count).File].push_back(I);
      for (const auto &[File, Units] : Next)
        Self(Self, Units, Count + 1);
    };
    Look(Look, Some.Units, 0);
    if (Best.empty())
      break;
    Cluster One{Best, Some.Files, {}, Some.Bytes + BestBytes};
    for (size_t Nth = 0; Nth != BestCount; ++Nth)
      One.Parts.push_back(PartAt(Best.front(), Nth));
    llvm::erase_if(Some.Units,
                   [&](size_t I) { return llvm::is_contained(Best, I); });
    Into.push_back(std::move(One));
  }
  // Of one alone nobody else gains.
  if (!Some.Units.empty() && Some.Units.size() >= std::min<size_t>(Least, 2))
    Into.push_back(std::move(Some));
}

std::vector<size_t>
PreamblePlanner::orderOfParts(size_t Unit, const llvm::BitVector &Files,
                              const std::map<unsigned, size_t> &Readers) {
  const auto &U = Units[Unit];
  const UnitInclusions &Of = *U.Reads;
  const size_t Count = Of.Parts.size();
  // Those before a part that have to stay there.
  std::vector<std::vector<size_t>> Needs(Count);
  for (size_t Later = 0; Later != Count; ++Later)
    for (size_t Earlier = 0; Earlier != Later; ++Earlier)
      if (dependOnOrder(Of, Earlier, Later))
        Needs[Later].push_back(Earlier);
  for (auto [Earlier, Later] : U.Ordered)
    Needs[Later].push_back(Earlier);
  std::vector<bool> IsOut(Count);
  for (size_t I = 0; I != Count; ++I)
    IsOut[I] = !Of.Parts[I].IsGuarded || U.LeftOut[Of.Parts[I].File];
  llvm::DenseMap<unsigned, size_t> PartOf;
  for (size_t I = 0; I != Of.Files.size(); ++I) {
    PartOf.try_emplace(Of.Files[I], Of.PartOf[I]);
    if (U.LeftOut[Of.Files[I]] && Of.PartOf[I] != NoPart)
      IsOut[Of.PartOf[I]] = true;
  }
  // The macros of libraries that it uses have to be there.
  for (auto [By, Library] : Of.Uses) {
    size_t User = PartOf.lookup(By), Giver = PartOf.lookup(Library);
    if (User == NoPart || User == Giver || Files[Library])
      continue;
    if (Giver == NoPart || Giver > User)
      IsOut[User] = true;
    else
      Needs[User].push_back(Giver);
  }
  // What most units read comes first.
  std::vector<size_t> Order;
  std::vector<bool> IsPlaced(Count);
  auto Rank = [&](size_t I) {
    unsigned File = Of.Parts[I].File;
    return std::pair(Readers.at(File), ~File);
  };
  while (true) {
    size_t Best = NoPart;
    for (size_t I = 0; I != Count; ++I)
      if (!IsOut[I] && !IsPlaced[I] &&
          llvm::all_of(Needs[I], [&](size_t N) { return IsPlaced[N]; }) &&
          (Best == NoPart || Rank(I) > Rank(Best)))
        Best = I;
    if (Best == NoPart)
      return Order;
    IsPlaced[Best] = true;
    Order.push_back(Best);
  }
}

bool PreamblePlanner::dependOnOrder(const UnitInclusions &Of, size_t Earlier,
                                    size_t Later) {
  auto FilesOf = [&](size_t Part) {
    std::vector<unsigned> All;
    for (size_t I = 0; I != Of.Files.size(); ++I)
      if (Of.PartOf[I] == Part && Of.IsOwn[I])
        All.push_back(Of.Files[I]);
    return All;
  };
  std::vector<unsigned> A = FilesOf(Earlier), B = FilesOf(Later);
  auto [It, New] = Depend.try_emplace({A, B});
  if (!New)
    return It->second;
  auto Mention = [&](llvm::ArrayRef<unsigned> Some,
                     llvm::ArrayRef<unsigned> Others) {
    for (unsigned Other : Others) {
      const DeclaredNames &Names = declaredIn(Other);
      if (Names.MayBeAnything)
        return true;
      for (unsigned One : Some)
        for (IdentifierHash Name : Names.Names)
          if (declaredIn(One).Mentions.contains(Name))
            return true;
    }
    return false;
  };
  auto Include = [&](llvm::ArrayRef<unsigned> Some,
                     llvm::ArrayRef<unsigned> Others) {
    return llvm::any_of(Some, [&](unsigned One) {
      return llvm::any_of(Read.Edges[One], [&](unsigned To) {
        return llvm::is_contained(Others, To);
      });
    });
  };
  return It->second =
             Include(B, A) || Include(A, B) || Mention(A, B) || Mention(B, A);
}

uint64_t PreamblePlanner::bytesIn(unsigned File) {
  if (!Sizes[File]) {
    uint64_t Size = 0;
    llvm::sys::fs::file_size(Read.Files[File], Size);
    Sizes[File] = Size + 1;
  }
  return Sizes[File];
}

uint64_t PreamblePlanner::bytesOf(const llvm::BitVector &Files) {
  uint64_t Total = 0;
  for (unsigned File : Files.set_bits())
    Total += bytesIn(File);
  return Total;
}

uint64_t PreamblePlanner::bytesOf(size_t Unit) {
  uint64_t Total = 0;
  for (unsigned File : Units[Unit].Reads->Files)
    Total += bytesIn(File);
  return Total;
}

const llvm::DenseSet<IdentifierHash> &
PreamblePlanner::identifiersOf(unsigned File) {
  auto [It, New] = Said.try_emplace(File);
  if (New)
    It->second = identifiersIn(textOf(Read.Files[File])).All;
  return It->second;
}

const DeclaredNames &PreamblePlanner::declaredIn(unsigned File) {
  auto [It, New] = Declared.try_emplace(File);
  if (New)
    It->second = declaredNamesIn(textOf(Read.Files[File]));
  return It->second;
}

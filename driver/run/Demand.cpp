#include "driver/run/Demand.h"
#include "checks/base/Sources.h"
#include "driver/base/Hash.h"
#include "driver/input/Changes.h"
#include "driver/run/Cache.h"
#include "driver/scan/Scan.h"
#include "driver/scan/SearchDirectories.h"
#include "driver/scan/TextIncludes.h"
#include "llvm/ADT/STLExtras.h"

using namespace corolint;

/// Where there is none of them, nothing but a model can make a type awaitable.
static constexpr llvm::StringLiteral AwaitableWords[] = {
    "coroutine_traits", "promise_type", "await_ready", "co_await",
    "sender_concept"};

static bool isACoroutineIn(llvm::StringRef Text) {
  return Text.contains("co_await") || Text.contains("co_return") ||
         Text.contains("co_yield");
}

/// Are callbacks asked for? They need no coroutine.
static bool looksAtHandlers(const Selection &S) {
  return llvm::any_of(S.Checks,
                      [&](const Check *C) { return S.looksAtHandlers(*C); });
}

/// The names without which a model has nothing to say of a unit.
static std::vector<std::string> wordsOf(const Plan &P, const ModelSet &Models) {
  std::vector<std::string> Names = Models.awaitableTypes();
  if (llvm::any_of(
          P.Jobs, [](const Job &J) { return looksAtHandlers(J.How.Selected); }))
    llvm::append_range(Names, Models.handlerFunctions());
  return Names;
}

namespace {

/// The words that could make a type awaitable, each a bit.
class AwaitableEvidence {
public:
  explicit AwaitableEvidence(const Plan &P) {
    for (llvm::StringRef Word : AwaitableWords)
      Types.push_back({bitOf(Word)});
    for (const auto &[Files, Models] : P.Models)
      for (const std::string &Name : wordsOf(P, Models)) {
        llvm::SmallVector<llvm::StringRef, 4> Parts;
        llvm::StringRef(Name).split(Parts, "::", -1, /*KeepEmpty=*/false);
        std::vector<unsigned> &Bits = Types.emplace_back();
        for (llvm::StringRef Part : Parts)
          Bits.push_back(bitOf(Part));
      }
  }

  llvm::BitVector in(const Identifiers &Said) const {
    llvm::BitVector Seen(Bits.size());
    for (const auto &[Word, Bit] : Bits)
      if (Said.All.contains(Word))
        Seen.set(Bit);
    return Seen;
  }

  bool meanATask(const llvm::BitVector &Seen) const {
    return llvm::any_of(Types, [&](const std::vector<unsigned> &Needed) {
      return llvm::all_of(Needed, [&](unsigned Bit) { return Seen[Bit]; });
    });
  }

  llvm::BitVector none() const { return llvm::BitVector(Bits.size()); }

private:
  unsigned bitOf(llvm::StringRef Word) {
    return Bits.try_emplace(identifierHash(Word), Bits.size()).first->second;
  }

  llvm::DenseMap<IdentifierHash, unsigned> Bits;
  std::vector<std::vector<unsigned>> Types; ///< What all has to be there.
};

} // namespace

/// Without a look at what it includes.
static bool isClearlyFirst(const Job &J) {
  return J.What.Speaks == Command::Cxx && isACoroutineIn(textOf(J.What.File));
}

/// By what it is told that a type can be awaited.
static std::string evidenceKeyOf(const Plan &P) {
  std::string All;
  for (const auto &[Files, Models] : P.Models)
    for (const std::string &Name : wordsOf(P, Models))
      All += Name + "\n";
  return contentHash(All);
}

llvm::Expected<Demand> Demand::of(const Plan &P, llvm::ArrayRef<size_t> Jobs,
                                  Inclusions &Read, PoolLimits Limits,
                                  Cache *Kept, const Changes *Only) {
  Demand D;
  std::vector<size_t> Looked = Only ? D.unchanged(P, Jobs, *Only) : Jobs.vec();
  std::vector<UnclearUnit> Unclear;
  std::vector<size_t> Unseen;
  std::vector<const Command *> Commands;
  std::string EvidenceKey = evidenceKeyOf(P);
  for (size_t I : Looked) {
    const Command &C = P.Jobs[I].What;
    if (!Only && isClearlyFirst(P.Jobs[I])) {
      D.First.push_back(I);
      continue;
    }
    std::optional<Cache::Evidence> Known;
    if (Kept)
      Known = Kept->evidenceOf(P.Jobs[I], EvidenceKey);
    if (Known) {
      Unclear.push_back({I,
                         std::move(Known->Files),
                         std::move(Known->Macros),
                         Known->MayAwait,
                         {}});
    } else {
      Unseen.push_back(I);
      Commands.push_back(&C);
    }
  }
  if (llvm::Error Failed = Read.follow(Commands, Limits))
    return std::move(Failed);
  for (size_t I : Unseen) {
    UnclearUnit &S = Unclear.emplace_back(UnclearUnit{I, {}, {}, {}, {}});
    if (const UnitInclusions *Of = Read.of(P.Jobs[I].What)) {
      S.Files.emplace();
      for (unsigned File : Of->Files)
        S.Files->push_back(Read.Files[File]);
      for (unsigned Name : Of->Missing)
        S.Missing.push_back(Read.Missing[Name]);
    }
  }
  D.judge(P, Unclear, EvidenceKey, Kept, Only);
  llvm::sort(D.First);
  llvm::sort(D.Rest,
             [](const Waiting &A, const Waiting &B) { return A.Job < B.Job; });
  return D;
}

std::vector<size_t> Demand::unchanged(const Plan &P,
                                      llvm::ArrayRef<size_t> Jobs,
                                      const Changes &Only) {
  TextIncludes Text;
  std::vector<size_t> Left;
  for (size_t I : Jobs) {
    const Command &C = P.Jobs[I].What;
    TextIncludes::Reach R = Text.of(C);
    auto IsChanged = [&](const std::string &File) { return Only.has(File); };
    if (llvm::any_of(R.Own, IsChanged) && isClearlyFirst(P.Jobs[I])) {
      First.push_back(I);
      continue;
    }
    if (!R.IsAll || llvm::any_of(R.Own, IsChanged)) {
      Left.push_back(I);
      continue;
    }
    Waiting &W = Rest.emplace_back();
    W.Job = I;
    W.Files.emplace();
    for (const std::string &File : R.Own)
      W.Files->push_back(numberOf(File));
    W.Macros = R.Macros;
    AreMacrosKnown = false;
  }
  return Left;
}

unsigned Demand::numberOf(llvm::StringRef File) {
  auto [It, New] = Numbers.try_emplace(File, Names.size());
  if (New) {
    Names.push_back(File.str());
    Said.emplace_back();
  }
  return It->second;
}

const Identifiers &Demand::identifiersOf(unsigned File) {
  if (!Said[File])
    Said[File] = identifiersIn(textOf(Names[File]));
  return *Said[File];
}

void Demand::judge(const Plan &P, llvm::ArrayRef<UnclearUnit> Unclear,
                   llvm::StringRef EvidenceKey, Cache *Kept,
                   const Changes *Only) {
  AwaitableEvidence Of(P);
  llvm::DenseMap<unsigned, llvm::BitVector> Seen;
  auto SignsIn = [&](unsigned File) -> const llvm::BitVector & {
    auto [It, New] = Seen.try_emplace(File);
    if (New) {
      It->second = Of.in(identifiersOf(File));
      Said[File]->All.clear();
    }
    return It->second;
  };
  for (const UnclearUnit &S : Unclear) {
    const Job &J = P.Jobs[S.Job];
    std::vector<unsigned> Reads;
    if (S.Files)
      for (const std::string &File : *S.Files)
        Reads.push_back(numberOf(File));
    bool IsNew = !S.MayAwait, MayAwait = S.MayAwait.value_or(!S.Files);
    if (IsNew) {
      llvm::BitVector All = Of.none();
      for (unsigned File : Reads)
        All |= SignsIn(File);
      MayAwait |= Of.meanATask(All);
    }
    bool IsAsked = !Only || !S.Files ||
                   llvm::any_of(*S.Files, [&](const std::string &File) {
                     return Only->has(File);
                   });
    bool IsFirst = MayAwait && IsAsked && J.What.Speaks == Command::Cxx;
    if (IsFirst)
      First.push_back(S.Job);
    else
      Rest.push_back({S.Job, std::nullopt, {}});
    if (!S.Files || (IsFirst && !(Kept && IsNew)))
      continue;
    SearchDirectories Where(J.What);
    llvm::DenseSet<IdentifierHash> Outside;
    std::vector<unsigned> Own;
    for (unsigned File : Reads) {
      bool IsOwn = Where.isOwn(Names[File]);
      if (IsOwn)
        Own.push_back(File);
      else if (IsNew)
        Outside.insert(Said[File]->Macros.begin(), Said[File]->Macros.end());
    }
    if (!IsFirst) {
      Rest.back().Files = std::move(Own);
      Rest.back().Macros = Where.Macros;
      Macros.insert(S.Macros.begin(), S.Macros.end());
      Macros.insert(Outside.begin(), Outside.end());
    }
    if (Kept && IsNew) {
      Cache::Evidence ToKeep{
          MayAwait, *S.Files, S.Missing, {Outside.begin(), Outside.end()}};
      llvm::sort(ToKeep.Files);
      llvm::sort(ToKeep.Macros);
      Kept->keep(J, EvidenceKey, ToKeep);
    }
  }
}

/// Of what the files of the rest say.
void Demand::index() {
  IsIndexed = true;
  llvm::BitVector IsOwn(Names.size());
  for (const Waiting &W : Rest)
    if (W.Files)
      for (unsigned File : *W.Files)
        IsOwn.set(File);
  for (unsigned File : IsOwn.set_bits()) {
    const Identifiers &W = identifiersOf(File);
    Macros.insert(W.Macros.begin(), W.Macros.end());
  }
  for (unsigned File : IsOwn.set_bits()) {
    for (IdentifierHash W : Said[File]->Defines)
      Defining[W].push_back(File);
    for (IdentifierHash W : Said[File]->Pasted)
      Pasting[W].push_back(File);
    for (auto [Macro, Argument] : Said[File]->Given)
      if (!AreMacrosKnown || Macros.contains(Macro)) {
        Defining[Argument].push_back(File);
        Pasting[Argument].push_back(File);
      }
  }
}

/// What stands in some of `Index` for a word, as bits.
llvm::BitVector Demand::filesWith(const Index &Of, llvm::StringRef Text) const {
  llvm::BitVector Some(Names.size());
  if (auto It = Of.find(identifierHash(Text)); It != Of.end())
    for (unsigned File : It->second)
      Some.set(File);
  return Some;
}

std::vector<size_t> Demand::callersOf(const std::set<std::string> &Named) {
  std::vector<size_t> Callers;
  llvm::erase_if(Rest, [&](const Waiting &W) {
    bool May = !W.Files || llvm::any_of(*W.Files, [&](unsigned File) {
      return llvm::any_of(Named, [&](const std::string &Name) {
        return identifiersOf(File).All.contains(identifierHash(Name));
      });
    });
    if (May)
      Callers.push_back(W.Job);
    return May;
  });
  return Callers;
}

std::vector<size_t> Demand::next(llvm::ArrayRef<std::string> Asked) {
  std::vector<size_t> Next;
  if (Asked.empty())
    return Next;
  if (!IsIndexed)
    index();
  llvm::BitVector Defined(Names.size());
  struct Paste {
    llvm::BitVector Pieces[3];
  };
  std::vector<Paste> Pastes;
  for (llvm::StringRef Name : Asked) {
    Defined |= filesWith(Defining, Name);
    // of two pieces, or three; the last of two is "of no further piece"
    for (size_t I = 1; I < Name.size(); ++I) {
      llvm::BitVector Head = filesWith(Pasting, Name.take_front(I));
      if (Head.none())
        continue;
      for (size_t K = I + 1; K <= Name.size(); ++K) {
        llvm::BitVector Middle = filesWith(Pasting, Name.slice(I, K));
        if (Middle.none())
          continue;
        llvm::BitVector Tail = K == Name.size()
                                   ? llvm::BitVector(Names.size(), true)
                                   : filesWith(Pasting, Name.drop_front(K));
        if (Tail.any())
          Pastes.push_back({{Head, std::move(Middle), std::move(Tail)}});
      }
    }
  }
  auto Reads = [](const Waiting &W, const llvm::BitVector &Any) {
    return llvm::any_of(*W.Files, [&](unsigned File) { return Any[File]; });
  };
  llvm::erase_if(Rest, [&](const Waiting &W) {
    bool May = !W.Files || Reads(W, Defined) ||
               llvm::any_of(Asked,
                            [&](llvm::StringRef Name) {
                              return W.Macros.contains(identifierHash(Name));
                            }) ||
               llvm::any_of(Pastes, [&](const Paste &Of) {
                 return llvm::all_of(Of.Pieces, [&](const auto &Piece) {
                   return Reads(W, Piece);
                 });
               });
    if (May)
      Next.push_back(W.Job);
    return May;
  });
  return Next;
}

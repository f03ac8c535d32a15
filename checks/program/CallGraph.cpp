#include "checks/program/CallGraph.h"
#include "checks/base/Unique.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"
#include <deque>

namespace corolint {

CallGraph::Text CallGraph::intern(llvm::StringRef Of) {
  auto [It, New] = Ids.try_emplace(Of, Texts.size());
  if (New)
    Texts.push_back(It->getKey());
  return It->second;
}

/// The places of a unit are mostly in one file.
CallGraph::Text CallGraph::fileOf(const Place &P) {
  if (LastFile >= Texts.size() || Texts[LastFile] != P.File)
    LastFile = intern(P.File);
  return LastFile;
}

CallGraph::Location CallGraph::location(const Place &P) {
  return {fileOf(P), P.Line, P.Column, P.EndColumn, P.Offset};
}

CallGraph::Vertex CallGraph::newVertex(bool IsCandidates, size_t Index) {
  Vertices.push_back({IsCandidates, unsigned(Index)});
  return Vertices.size() - 1;
}

CallGraph::Vertex CallGraph::candidatesFor(Symbol Id, bool IsDispatch) {
  auto &Known = IsDispatch ? Dispatches : Definitions;
  auto [It, New] = Known.try_emplace(Id, 0);
  if (New) {
    It->second = newVertex(true, CandidateSets.size());
    CandidateSets.push_back({Id, IsDispatch, false, false, {}});
  }
  return It->second;
}
static std::pair<Symbol, std::uint64_t> key(Symbol Id,
                                            const CallGraph::Location &At) {
  return {Id, std::uint64_t(At.File) << 32 | At.Line};
}

/// A hash of what it does.
std::uint64_t CallGraph::contents(const FunctionSummary &S) {
  llvm::SmallVector<std::uint64_t, 64> All = {S.Id};
  auto Add = [&](const Place &P, llvm::StringRef Words) {
    All.push_back(fileOf(P));
    All.push_back(std::uint64_t(P.Line) << 32 | P.Column);
    All.push_back(std::uint64_t(P.EndColumn) << 32 | intern(Words));
  };
  Add(S.At, "");
  for (const DirectEffect &L : S.DirectEffects) {
    Add(L.At, L.Phrase);
    All.append({intern(L.Kind), intern(L.Why), intern(L.Instead),
                std::uint64_t(L.AtMost)});
  }
  for (const CallSite &C : S.Calls) {
    Add(C.At, C.Phrase);
    All.append({C.To, std::uint64_t(C.How), C.Passes.size()});
    for (const CallSite::Argument &A : C.Passes)
      All.append({A.Number, A.Callable, A.Parameter});
  }
  llvm::ArrayRef<std::uint64_t> Numbers = All;
  return llvm::xxh3_64bits(
             {reinterpret_cast<const std::uint8_t *>(Numbers.data()),
              Numbers.size() * sizeof(std::uint64_t)}) >>
         1;
}

/// `Logger::write`, `logging::flush`, `log_line`; not `commit_log::append`.
static bool isLogger(llvm::StringRef Name) {
  std::string Spelled = Name.lower();
  if (llvm::StringRef(Spelled).contains("logger") ||
      llvm::StringRef(Spelled).contains("logging"))
    return true;
  llvm::StringRef Own = Name.substr(Name.rfind(':') + 1);
  return (Own.consume_front("log") || Own.consume_front("Log")) &&
         (Own.empty() || Own.front() == '_' || llvm::isUpper(Own.front()));
}

void CallGraph::add(const UnitSummary &Unit) {
  llvm::DenseMap<Symbol, Vertex> Here;
  std::vector<char> IsNew(Unit.Functions.size());
  for (size_t I = 0; I != Unit.Functions.size(); ++I) {
    const FunctionSummary &S = Unit.Functions[I];
    Location At = location(S.At);
    auto [It, New] = Nodes.try_emplace(key(S.Id, At), 0);
    if (New) {
      It->second = newVertex(false, Functions.size());
      Functions.push_back({S.Id, At, intern(S.Phrase), intern(S.Name),
                           S.IsCoroutine, !S.CallsParameters.empty(),
                           isLogger(S.Name)});
      candidates(candidatesFor(S.Id, false)).Members.push_back(It->second);
      for (Symbol Base : S.Overrides) {
        Vertex D = candidatesFor(Base, true);
        candidates(D).Members.push_back(It->second);
        Overriding.emplace_back(It->second, Base);
      }
    }
    Here[S.Id] = It->second;
    // A header's functions come with every unit that includes it.
    IsNew[I] = Contents.insert(contents(S)).second;
  }
  for (Symbol S : Unit.Harmless)
    candidates(candidatesFor(S, false)).IsOpen = true;
  for (const auto &[S, Name] : Unit.Sought)
    Names[S] = intern(Name);

  auto Resolve = [&](Symbol S, CallSite::Dispatch How) -> Vertex {
    if (How == CallSite::Direct) {
      auto It = Here.find(S);
      return It != Here.end() && !Unit.IsWhole ? It->second
                                               : candidatesFor(S, false);
    }
    Vertex D = candidatesFor(S, true);
    if (How == CallSite::Virtual && !candidates(D).HasOwn) {
      Vertex Own = candidatesFor(S, false);
      candidates(D).HasOwn = true;
      candidates(D).Members.push_back(Own);
    }
    return D;
  };
  for (size_t I = 0; I != Unit.Functions.size(); ++I) {
    const FunctionSummary &S = Unit.Functions[I];
    if (!IsNew[I])
      continue;
    Vertex From = Nodes.lookup(key(S.Id, location(S.At)));
    for (unsigned P : S.CallsParameters)
      CallsItself.insert({From, P});
    for (const DirectEffect &L : S.DirectEffects)
      DirectEffects.push_back({From, location(L.At), kind(L.Kind), L.AtMost,
                               intern(L.Phrase), intern(L.Why),
                               intern(L.Instead)});
    for (const CallSite &C : S.Calls) {
      Edge E{From, Resolve(C.To, C.How), location(C.At), intern(C.Phrase),
             C.When};
      Edges.push_back(E);
      for (const CallSite::Argument &A : C.Passes)
        Passes.push_back(
            {E, A.Number,
             A.Callable ? Resolve(A.Callable, CallSite::Direct) : None,
             A.Parameter, C.How});
    }
  }
}

unsigned char CallGraph::kind(llvm::StringRef Name) {
  auto [It, New] = Kinds.try_emplace(Name, Kinds.size());
  return It->second;
}

/// Does whatever the vertex stands for call that parameter of its own?
bool CallGraph::calls(Vertex V, unsigned Parameter) const {
  if (!Vertices[V].IsCandidates)
    return Called.contains({V, Parameter});
  const Candidates &C = candidates(V);
  return !C.IsOpen && !C.Members.empty() &&
         llvm::all_of(C.Members, [&](Vertex M) { return calls(M, Parameter); });
}

void CallGraph::close() {
  for (Candidates &C : CandidateSets) {
    makeUnique(C.Members);
  }
  handOn();
  sortEdges();
  llvm::sort(DirectEffects,
             [](const Effect &A, const Effect &B) { return A.From < B.From; });
  spread();
}

/// Calls what is handed to a function that calls its parameter.
void CallGraph::handOn() {
  llvm::erase_if(Edges, [](const Edge &E) { return E.IsHandedOn; });
  Called = CallsItself;
  for (bool Grows = true; Grows;) {
    Grows = false;
    for (const Pass &P : Passes)
      if (P.Callable == None && calls(P.By.To, P.Number))
        Grows |= Called.insert({P.By.From, P.Parameter}).second;
  }
  for (const Pass &P : Passes)
    if (P.Callable != None && calls(P.By.To, P.Number)) {
      Edge &E = Edges.emplace_back(P.By);
      E.To = P.Callable;
      E.IsHandedOn = true;
    }
}

void CallGraph::sortEdges() {
  auto Same = [](const Edge &E) {
    return std::tie(E.From, E.At.File, E.At.Line, E.At.Column, E.At.EndColumn,
                    E.To, E.Phrase);
  };
  llvm::sort(Edges, [&](const Edge &A, const Edge &B) {
    return std::tuple(Same(A), A.IsHandedOn) <
           std::tuple(Same(B), B.IsHandedOn);
  });
  Edges.erase(std::unique(Edges.begin(), Edges.end(),
                          [&](const Edge &A, const Edge &B) {
                            return Same(A) == Same(B);
                          }),
              Edges.end());
  FirstEdge.assign(Vertices.size() + 1, 0);
  for (const Edge &E : Edges)
    ++FirstEdge[E.From + 1];
  for (size_t I = 1; I < FirstEdge.size(); ++I)
    FirstEdge[I] += FirstEdge[I - 1];
}

/// From the direct effects up, level by level: the first way found is the
/// shortest. A choice follows with its last member.
void CallGraph::spread() {
  // Who depends on a vertex: callers, and the choices it is in.
  std::vector<unsigned> First(Vertices.size() + 1, 0);
  auto ForAll = [&](auto Do) {
    for (const Edge &E : Edges)
      if (E.runsHere() && !function(E.From).IsCoroutine)
        Do(E.To, E.From, E.When == CallSite::Once);
    for (Vertex V = 0; V != Vertices.size(); ++V)
      if (Vertices[V].IsCandidates && !candidates(V).IsOpen)
        for (Vertex M : candidates(V).Members)
          Do(M, V, false);
  };
  ForAll([&](Vertex On, Vertex, bool) { ++First[On + 1]; });
  for (size_t I = 1; I < First.size(); ++I)
    First[I] += First[I - 1];
  struct Dependent {
    Vertex By;
    bool Once;
  };
  std::vector<Dependent> Dependents(First.back());
  std::vector<unsigned> Fill(First.begin(), First.end() - 1);
  ForAll([&](Vertex On, Vertex By, bool Once) {
    Dependents[Fill[On]++] = {By, Once};
  });
  IsShort.assign(Kinds.size(), false);
  for (llvm::StringRef Kind : {"disk", "stat", "cpu", "log"})
    if (auto It = Kinds.find(Kind); It != Kinds.end())
      IsShort[It->second] = true;

  Lengths.assign(Vertices.size() * Kinds.size(), 0);
  std::vector<std::uint32_t> Agree(CandidateSets.size() * Kinds.size(), 0);
  std::deque<std::pair<Vertex, unsigned char>> Queue;
  // That log lines come to a disk in the end is known, and wanted.
  auto Is = [&](unsigned char Kind, llvm::StringRef Name) {
    auto It = Kinds.find(Name);
    return It != Kinds.end() && Kind == It->second;
  };
  auto IsWanted = [&](Vertex V, unsigned char Kind) {
    return (Is(Kind, "disk") || Is(Kind, "stat")) &&
           !Vertices[V].IsCandidates && function(V).IsLogger;
  };
  auto Settle = [&](Vertex V, unsigned char Kind, std::uint32_t Length) {
    llvm::SmallVector<Vertex, 4> Same = {V};
    while (!Same.empty()) {
      Vertex Next = Same.pop_back_val();
      if (length(Next, Kind) || IsWanted(Next, Kind))
        continue;
      length(Next, Kind) = Length;
      Queue.emplace_back(Next, Kind);
      for (unsigned I = First[Next]; I != First[Next + 1]; ++I) {
        Vertex By = Dependents[I].By;
        if (Vertices[By].IsCandidates &&
            ++Agree[Vertices[By].Index * Kinds.size() + Kind] ==
                candidates(By).Members.size())
          Same.push_back(By);
      }
    }
  };
  for (const Effect &L : DirectEffects)
    if (!function(L.From).IsCoroutine)
      Settle(L.From, L.Kind, 1);
  for (; !Queue.empty(); Queue.pop_front()) {
    auto [V, Kind] = Queue.front();
    std::uint32_t Next = length(V, Kind) + 1;
    for (unsigned I = First[V]; I != First[V + 1]; ++I)
      if (auto [By, Once] = Dependents[I];
          !Vertices[By].IsCandidates && !(Once && IsShort[Kind]))
        Settle(By, Kind, Next);
  }
}

llvm::ArrayRef<CallGraph::Effect> CallGraph::directEffectsOf(Vertex V) const {
  auto [B, E] = std::equal_range(
      DirectEffects.begin(), DirectEffects.end(),
      Effect{V, {}, 0, Level::Off, 0, 0, 0},
      [](const Effect &A, const Effect &B) { return A.From < B.From; });
  return llvm::ArrayRef(DirectEffects).slice(B - DirectEffects.begin(), E - B);
}

CallGraph::Vertex CallGraph::member(Vertex V, unsigned Kind) const {
  while (Vertices[V].IsCandidates) {
    auto Order = [&](Vertex M) {
      Vertex F = M;
      while (Vertices[F].IsCandidates && !candidates(F).Members.empty())
        F = candidates(F).Members.front();
      return std::tuple(length(M, Kind), order(function(F).At));
    };
    V = *llvm::min_element(candidates(V).Members, [&](Vertex A, Vertex B) {
      return Order(A) < Order(B);
    });
  }
  return V;
}

const CallGraph::Edge *CallGraph::next(Vertex V, unsigned Kind) const {
  const Edge *Best = nullptr;
  for (const Edge &E : edgesOf(V))
    if (carries(E, Kind) && length(E.To, Kind) + 1 == length(V, Kind) &&
        length(E.To, Kind) &&
        (!Best || std::tuple(order(E.At), Texts[E.Phrase]) <
                      std::tuple(order(Best->At), Texts[Best->Phrase])))
      Best = &E;
  return Best;
}

const CallGraph::Effect *CallGraph::directEffect(Vertex V,
                                                 unsigned Kind) const {
  const Effect *Best = nullptr;
  for (const Effect &L : directEffectsOf(V))
    if (L.Kind == Kind &&
        (!Best || std::tuple(order(L.At), Texts[L.Phrase], Texts[L.Why]) <
                      std::tuple(order(Best->At), Texts[Best->Phrase],
                                 Texts[Best->Why])))
      Best = &L;
  return Best;
}

std::vector<CallGraph::Vertex> CallGraph::functionsOf(Vertex V) const {
  if (!Vertices[V].IsCandidates)
    return {V};
  std::vector<Vertex> All;
  for (Vertex M : candidates(V).Members)
    llvm::append_range(All, functionsOf(M));
  return All;
}

std::vector<llvm::StringRef> CallGraph::kindNames() const {
  std::vector<llvm::StringRef> Names(Kinds.size());
  for (const auto &K : Kinds)
    Names[K.second] = K.getKey();
  return Names;
}

std::optional<CallGraph::Vertex> CallGraph::find(Symbol Id,
                                                 const Place &At) const {
  auto File = Ids.find(At.File);
  if (File == Ids.end())
    return std::nullopt;
  auto It = Nodes.find({Id, std::uint64_t(File->second) << 32 | At.Line});
  if (It == Nodes.end())
    return std::nullopt;
  return It->second;
}

} // namespace corolint

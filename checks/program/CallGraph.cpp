#include "checks/program/CallGraph.h"
#include "checks/base/Unique.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"
#include <deque>

namespace corolint {

EffectGraph::Text EffectGraph::intern(llvm::StringRef Of) {
  auto [It, New] = Ids.try_emplace(Of, Texts.size());
  if (New)
    Texts.push_back(It->getKey());
  return It->second;
}

/// The places of a unit are mostly in one file.
EffectGraph::Text EffectGraph::fileOf(const Place &P) {
  if (LastFile >= Texts.size() || Texts[LastFile] != P.File)
    LastFile = intern(P.File);
  return LastFile;
}

EffectGraph::Spot EffectGraph::spot(const Place &P) {
  return {fileOf(P), P.Line, P.Column, P.EndColumn, P.Offset};
}

EffectGraph::Vertex EffectGraph::newVertex(bool IsChoice, size_t Index) {
  Vertices.push_back({IsChoice, unsigned(Index)});
  return Vertices.size() - 1;
}

EffectGraph::Vertex EffectGraph::choiceFor(Symbol Id, bool IsDispatch) {
  auto &Known = IsDispatch ? Dispatches : Definitions;
  auto [It, New] = Known.try_emplace(Id, 0);
  if (New) {
    It->second = newVertex(true, Choices.size());
    Choices.push_back({Id, IsDispatch, false, false, {}});
  }
  return It->second;
}
static std::pair<Symbol, std::uint64_t> key(Symbol Id,
                                            const EffectGraph::Spot &At) {
  return {Id, std::uint64_t(At.File) << 32 | At.Line};
}

/// A hash of what it does.
std::uint64_t EffectGraph::contents(const FunctionSummary &S) {
  llvm::SmallVector<std::uint64_t, 64> All = {S.Id};
  auto Add = [&](const Place &P, llvm::StringRef Words) {
    All.push_back(fileOf(P));
    All.push_back(std::uint64_t(P.Line) << 32 | P.Column);
    All.push_back(std::uint64_t(P.EndColumn) << 32 | intern(Words));
  };
  Add(S.At, "");
  for (const Leaf &L : S.Leaves) {
    Add(L.At, L.Words);
    All.append({intern(L.Kind), intern(L.Why), intern(L.Instead),
                std::uint64_t(L.AtMost)});
  }
  for (const CallSite &C : S.Calls) {
    Add(C.At, C.Words);
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

void EffectGraph::add(const UnitSummary &Unit) {
  llvm::DenseMap<Symbol, Vertex> Here;
  std::vector<char> IsNew(Unit.Functions.size());
  for (size_t I = 0; I != Unit.Functions.size(); ++I) {
    const FunctionSummary &S = Unit.Functions[I];
    Spot At = spot(S.At);
    auto [It, New] = Nodes.try_emplace(key(S.Id, At), 0);
    if (New) {
      It->second = newVertex(false, Functions.size());
      Functions.push_back({S.Id, At, intern(S.Words), intern(S.Name),
                           S.IsCoroutine, !S.CallsParameters.empty(),
                           isLogger(S.Name)});
      choice(choiceFor(S.Id, false)).Members.push_back(It->second);
      for (Symbol Base : S.Overrides) {
        Vertex D = choiceFor(Base, true);
        choice(D).Members.push_back(It->second);
        Overriding.emplace_back(It->second, Base);
      }
    }
    Here[S.Id] = It->second;
    // A header's functions come with every unit that includes it.
    IsNew[I] = Contents.insert(contents(S)).second;
  }
  for (Symbol S : Unit.Harmless)
    choice(choiceFor(S, false)).IsOpen = true;
  for (const auto &[S, Name] : Unit.Sought)
    Names[S] = intern(Name);

  auto Resolve = [&](Symbol S, CallSite::Dispatch How) -> Vertex {
    if (How == CallSite::Direct) {
      auto It = Here.find(S);
      return It != Here.end() && !Unit.IsWhole ? It->second
                                               : choiceFor(S, false);
    }
    Vertex D = choiceFor(S, true);
    if (How == CallSite::Virtual && !choice(D).HasOwn) {
      Vertex Own = choiceFor(S, false);
      choice(D).HasOwn = true;
      choice(D).Members.push_back(Own);
    }
    return D;
  };
  for (size_t I = 0; I != Unit.Functions.size(); ++I) {
    const FunctionSummary &S = Unit.Functions[I];
    if (!IsNew[I])
      continue;
    Vertex From = Nodes.lookup(key(S.Id, spot(S.At)));
    for (unsigned P : S.CallsParameters)
      CallsItself.insert({From, P});
    for (const Leaf &L : S.Leaves)
      Leaves.push_back({From, spot(L.At), kind(L.Kind), L.AtMost,
                        intern(L.Words), intern(L.Why), intern(L.Instead)});
    for (const CallSite &C : S.Calls) {
      Edge E{From, Resolve(C.To, C.How), spot(C.At), intern(C.Words), C.When};
      Edges.push_back(E);
      for (const CallSite::Argument &A : C.Passes)
        Passes.push_back(
            {E, A.Number,
             A.Callable ? Resolve(A.Callable, CallSite::Direct) : None,
             A.Parameter, C.How});
    }
  }
}

unsigned char EffectGraph::kind(llvm::StringRef Name) {
  auto [It, New] = Kinds.try_emplace(Name, Kinds.size());
  return It->second;
}

/// Does whatever the vertex stands for call that parameter of its own?
bool EffectGraph::calls(Vertex V, unsigned Parameter) const {
  if (!Vertices[V].IsChoice)
    return Called.contains({V, Parameter});
  const Choice &C = choice(V);
  return !C.IsOpen && !C.Members.empty() &&
         llvm::all_of(C.Members, [&](Vertex M) { return calls(M, Parameter); });
}

void EffectGraph::close() {
  for (Choice &C : Choices) {
    makeUnique(C.Members);
  }
  handOn();
  sortEdges();
  llvm::sort(Leaves,
             [](const Effect &A, const Effect &B) { return A.From < B.From; });
  spread();
}

/// Calls what is handed to a function that calls its parameter.
void EffectGraph::handOn() {
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

void EffectGraph::sortEdges() {
  auto Same = [](const Edge &E) {
    return std::tie(E.From, E.At.File, E.At.Line, E.At.Column, E.At.EndColumn,
                    E.To, E.Words);
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

/// From the leaves up, level by level: the first way found is the shortest. A
/// choice follows with its last member.
void EffectGraph::spread() {
  // Who depends on a vertex: callers, and the choices it is in.
  std::vector<unsigned> First(Vertices.size() + 1, 0);
  auto ForAll = [&](auto Do) {
    for (const Edge &E : Edges)
      if (E.When == CallSite::Now && !function(E.From).IsCoroutine)
        Do(E.To, E.From);
    for (Vertex V = 0; V != Vertices.size(); ++V)
      if (Vertices[V].IsChoice && !choice(V).IsOpen)
        for (Vertex M : choice(V).Members)
          Do(M, V);
  };
  ForAll([&](Vertex On, Vertex) { ++First[On + 1]; });
  for (size_t I = 1; I < First.size(); ++I)
    First[I] += First[I - 1];
  std::vector<Vertex> Dependents(First.back());
  std::vector<unsigned> Fill(First.begin(), First.end() - 1);
  ForAll([&](Vertex On, Vertex By) { Dependents[Fill[On]++] = By; });

  Lengths.assign(Vertices.size() * Kinds.size(), 0);
  std::vector<std::uint32_t> Agree(Choices.size() * Kinds.size(), 0);
  std::deque<std::pair<Vertex, unsigned char>> Queue;
  // That log lines come to a disk in the end is known, and wanted.
  auto Disk = Kinds.find("disk");
  auto IsWanted = [&](Vertex V, unsigned char Kind) {
    return Disk != Kinds.end() && Kind == Disk->second &&
           !Vertices[V].IsChoice && function(V).IsLogger;
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
        Vertex By = Dependents[I];
        if (Vertices[By].IsChoice &&
            ++Agree[Vertices[By].Index * Kinds.size() + Kind] ==
                choice(By).Members.size())
          Same.push_back(By);
      }
    }
  };
  for (const Effect &L : Leaves)
    if (!function(L.From).IsCoroutine)
      Settle(L.From, L.Kind, 1);
  for (; !Queue.empty(); Queue.pop_front()) {
    auto [V, Kind] = Queue.front();
    std::uint32_t Next = length(V, Kind) + 1;
    for (unsigned I = First[V]; I != First[V + 1]; ++I)
      if (!Vertices[Dependents[I]].IsChoice)
        Settle(Dependents[I], Kind, Next);
  }
}

llvm::ArrayRef<EffectGraph::Effect> EffectGraph::leavesOf(Vertex V) const {
  auto [B, E] = std::equal_range(
      Leaves.begin(), Leaves.end(), Effect{V, {}, 0, Level::Off, 0, 0, 0},
      [](const Effect &A, const Effect &B) { return A.From < B.From; });
  return llvm::ArrayRef(Leaves).slice(B - Leaves.begin(), E - B);
}

EffectGraph::Vertex EffectGraph::member(Vertex V, unsigned Kind) const {
  while (Vertices[V].IsChoice) {
    auto Order = [&](Vertex M) {
      Vertex F = M;
      while (Vertices[F].IsChoice && !choice(F).Members.empty())
        F = choice(F).Members.front();
      return std::tuple(length(M, Kind), order(function(F).At));
    };
    V = *llvm::min_element(choice(V).Members, [&](Vertex A, Vertex B) {
      return Order(A) < Order(B);
    });
  }
  return V;
}

const EffectGraph::Edge *EffectGraph::next(Vertex V, unsigned Kind) const {
  const Edge *Best = nullptr;
  for (const Edge &E : edgesOf(V))
    if (E.When == CallSite::Now && length(E.To, Kind) + 1 == length(V, Kind) &&
        length(E.To, Kind) &&
        (!Best || std::tuple(order(E.At), Texts[E.Words]) <
                      std::tuple(order(Best->At), Texts[Best->Words])))
      Best = &E;
  return Best;
}

const EffectGraph::Effect *EffectGraph::leaf(Vertex V, unsigned Kind) const {
  const Effect *Best = nullptr;
  for (const Effect &L : leavesOf(V))
    if (L.Kind == Kind &&
        (!Best ||
         std::tuple(order(L.At), Texts[L.Words], Texts[L.Why]) <
             std::tuple(order(Best->At), Texts[Best->Words], Texts[Best->Why])))
      Best = &L;
  return Best;
}

std::vector<EffectGraph::Vertex> EffectGraph::functionsOf(Vertex V) const {
  if (!Vertices[V].IsChoice)
    return {V};
  std::vector<Vertex> All;
  for (Vertex M : choice(V).Members)
    llvm::append_range(All, functionsOf(M));
  return All;
}

std::vector<llvm::StringRef> EffectGraph::kindNames() const {
  std::vector<llvm::StringRef> Names(Kinds.size());
  for (const auto &K : Kinds)
    Names[K.second] = K.getKey();
  return Names;
}

std::optional<EffectGraph::Vertex> EffectGraph::find(Symbol Id,
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

#include "checks/analysis/Link.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/Hashing.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Allocator.h"
#include <deque>
#include <tuple>

namespace corolint {

std::string insteadNote(llvm::StringRef Code) {
  return ("what can be awaited instead: " + Code).str();
}

bool isBetter(const Settled &A, const Settled &B) {
  if (A.Loudness != B.Loudness)
    return A.Loudness > B.Loudness;
  if (A.Steps.size() != B.Steps.size())
    return A.Steps.size() < B.Steps.size();
  return std::tie(A.Words, A.Steps) < std::tie(B.Words, B.Steps);
}

/// The vertices are functions (one for each definition) and choices: what may
/// answer for a symbol. A choice has an effect if all of its members have it.
class Program::Graph {
public:
  using Vertex = unsigned;
  using Text = unsigned;

  struct Spot {
    Text File = 0;
    unsigned Line = 0, Column = 0, EndColumn = 0, Offset = 0;
    bool operator==(const Spot &) const = default;
  };

  struct Function {
    Symbol Id = 0;
    Spot At;
    Text Words = 0, Name = 0;
    bool IsCoroutine = false;
    bool CallsParameters = false;
  };

  struct Choice {
    Symbol Id = 0;
    bool IsDispatch = false;
    bool IsOpen = false; ///< One candidate at least has no effect.
    bool HasOwn = false; ///< A dispatch that the method itself may answer.
    std::vector<Vertex> Members;
  };

  struct Edge {
    Vertex From, To;
    Spot At;
    Text Words;
    bool IsAwaited;
  };

  struct Effect {
    Vertex From;
    Spot At;
    unsigned char Kind;
    Level AtMost;
    Text Words, Why, Instead;
  };

  struct Pass {
    Edge By;
    unsigned Number;
    Vertex Callable; ///< None: the caller's parameter.
    unsigned Parameter;
    CallSite::Dispatch How;
  };
  static constexpr Vertex None = ~0u;

  // --- Building

  Text intern(llvm::StringRef Of) {
    auto [It, New] = Ids.try_emplace(Of, Texts.size());
    if (New)
      Texts.push_back(It->getKey());
    return It->second;
  }

  Spot spot(const Place &P) {
    return {intern(P.File), P.Line, P.Column, P.EndColumn, P.Offset};
  }

  Vertex newVertex(bool IsChoice, size_t Index) {
    Vertices.push_back({IsChoice, unsigned(Index)});
    return Vertices.size() - 1;
  }

  Vertex choiceFor(Symbol Id, bool IsDispatch) {
    auto &Known = IsDispatch ? Dispatches : Definitions;
    auto [It, New] = Known.try_emplace(Id, 0);
    if (New) {
      It->second = newVertex(true, Choices.size());
      Choices.push_back({Id, IsDispatch, false, false, {}});
    }
    return It->second;
  }
  Choice &choice(Vertex V) { return Choices[Vertices[V].Index]; }
  const Choice &choice(Vertex V) const { return Choices[Vertices[V].Index]; }
  Function &function(Vertex V) { return Functions[Vertices[V].Index]; }
  const Function &function(Vertex V) const {
    return Functions[Vertices[V].Index];
  }

  static std::pair<Symbol, std::uint64_t> key(Symbol Id, const Spot &At) {
    return {Id, std::uint64_t(At.File) << 32 | At.Line};
  }

  void add(const UnitSummary &Unit) {
    llvm::DenseMap<Symbol, Vertex> Here;
    std::vector<char> IsNew(Unit.Functions.size());
    for (size_t I = 0; I != Unit.Functions.size(); ++I) {
      const FunctionSummary &S = Unit.Functions[I];
      Spot At = spot(S.At);
      auto [It, New] = Nodes.try_emplace(key(S.Id, At), 0);
      if (New) {
        It->second = newVertex(false, Functions.size());
        Functions.push_back({S.Id, At, intern(S.Words), intern(S.Name),
                             S.IsCoroutine, !S.CallsParameters.empty()});
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
        Called.insert({From, P});
      for (const Leaf &L : S.Leaves)
        Leaves.push_back({From, spot(L.At), kind(L.Kind), L.AtMost,
                          intern(L.Words), intern(L.Why), intern(L.Instead)});
      for (const CallSite &C : S.Calls) {
        Edge E{From, Resolve(C.To, C.How), spot(C.At), intern(C.Words),
               C.IsAwaited};
        Edges.push_back(E);
        for (const CallSite::Argument &A : C.Passes)
          Passes.push_back(
              {E, A.Number,
               A.Callable ? Resolve(A.Callable, CallSite::Direct) : None,
               A.Parameter, C.How});
      }
    }
  }

  unsigned char kind(llvm::StringRef Name) {
    auto [It, New] = Kinds.try_emplace(Name, Kinds.size());
    return It->second;
  }

  std::uint64_t contents(const FunctionSummary &S) const {
    auto PlaceOf = [](const Place &P) {
      return llvm::hash_combine(P.File, P.Line, P.Column, P.EndColumn);
    };
    llvm::hash_code H = llvm::hash_combine(S.Id, PlaceOf(S.At));
    for (const Leaf &L : S.Leaves)
      H = llvm::hash_combine(H, PlaceOf(L.At), L.Kind, L.Words, L.Why,
                             L.Instead, unsigned(L.AtMost));
    for (const CallSite &C : S.Calls) {
      H = llvm::hash_combine(H, PlaceOf(C.At), C.Words, C.To, unsigned(C.How));
      for (const CallSite::Argument &A : C.Passes)
        H = llvm::hash_combine(H, A.Number, A.Callable, A.Parameter);
    }
    return std::uint64_t(H) >> 1;
  }

  // --- Closing

  /// Does whatever the vertex stands for call that parameter of its own?
  bool calls(Vertex V, unsigned Parameter) const {
    if (!Vertices[V].IsChoice)
      return Called.contains({V, Parameter});
    const Choice &C = choice(V);
    return !C.IsOpen && !C.Members.empty() &&
           llvm::all_of(C.Members,
                        [&](Vertex M) { return calls(M, Parameter); });
  }

  void close() {
    for (Choice &C : Choices) {
      llvm::sort(C.Members);
      C.Members.erase(std::unique(C.Members.begin(), C.Members.end()),
                      C.Members.end());
    }
    // A parameter that is handed on is called by who calls it there.
    for (bool Grows = true; Grows;) {
      Grows = false;
      for (const Pass &P : Passes)
        if (P.Callable == None && calls(P.By.To, P.Number))
          Grows |= Called.insert({P.By.From, P.Parameter}).second;
    }
    for (const Pass &P : Passes)
      if (P.Callable != None && calls(P.By.To, P.Number)) {
        Edges.push_back(P.By);
        Edges.back().To = P.Callable;
      }
    auto Order = [](const Edge &E) {
      return std::tie(E.From, E.At.File, E.At.Line, E.At.Column, E.At.EndColumn,
                      E.To, E.Words);
    };
    llvm::sort(Edges, [&](const Edge &A, const Edge &B) {
      return Order(A) < Order(B);
    });
    Edges.erase(std::unique(Edges.begin(), Edges.end(),
                            [&](const Edge &A, const Edge &B) {
                              return Order(A) == Order(B);
                            }),
                Edges.end());
    llvm::sort(Leaves, [](const Effect &A, const Effect &B) {
      return A.From < B.From;
    });
    FirstEdge.assign(Vertices.size() + 1, 0);
    for (const Edge &E : Edges)
      ++FirstEdge[E.From + 1];
    for (size_t I = 1; I < FirstEdge.size(); ++I)
      FirstEdge[I] += FirstEdge[I - 1];
    spread();
  }

  std::uint32_t &length(Vertex V, unsigned Kind) {
    return Lengths[size_t(V) * Kinds.size() + Kind];
  }
  std::uint32_t length(Vertex V, unsigned Kind) const {
    return Lengths[size_t(V) * Kinds.size() + Kind];
  }

  /// From the leaves up, level by level: the first way found is the shortest. A
  /// choice follows with its last member.
  void spread() {
    // Who depends on a vertex: callers, and the choices it is in.
    std::vector<unsigned> First(Vertices.size() + 1, 0);
    auto ForAll = [&](auto Do) {
      for (const Edge &E : Edges)
        if (!E.IsAwaited && !function(E.From).IsCoroutine)
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
    auto Settle = [&](Vertex V, unsigned char Kind, std::uint32_t Length) {
      llvm::SmallVector<Vertex, 4> Same = {V};
      while (!Same.empty()) {
        Vertex Next = Same.pop_back_val();
        if (length(Next, Kind))
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

  // --- Asking

  llvm::ArrayRef<Edge> edgesOf(Vertex V) const {
    return llvm::ArrayRef(Edges).slice(FirstEdge[V],
                                       FirstEdge[V + 1] - FirstEdge[V]);
  }
  llvm::ArrayRef<Effect> leavesOf(Vertex V) const {
    auto [B, E] = std::equal_range(
        Leaves.begin(), Leaves.end(), Effect{V, {}, 0, Level::Off, 0, 0, 0},
        [](const Effect &A, const Effect &B) { return A.From < B.From; });
    return llvm::ArrayRef(Leaves).slice(B - Leaves.begin(), E - B);
  }

  auto order(const Spot &S) const {
    return std::tuple(Texts[S.File], S.Line, S.Column, S.EndColumn);
  }
  Place place(const Spot &S) const {
    return {Texts[S.File].str(), S.Line, S.Column, S.EndColumn, S.Offset};
  }

  /// The function that the shortest way of that kind leads through; of several,
  /// the first by place.
  Vertex member(Vertex V, unsigned Kind) const {
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

  /// Where the way of that kind goes on from a function: a call, unless the
  /// function has the effect itself.
  const Edge *next(Vertex V, unsigned Kind) const {
    const Edge *Best = nullptr;
    for (const Edge &E : edgesOf(V))
      if (!E.IsAwaited && length(E.To, Kind) + 1 == length(V, Kind) &&
          length(E.To, Kind) &&
          (!Best || std::tuple(order(E.At), Texts[E.Words]) <
                        std::tuple(order(Best->At), Texts[Best->Words])))
        Best = &E;
    return Best;
  }

  const Effect *leaf(Vertex V, unsigned Kind) const {
    const Effect *Best = nullptr;
    for (const Effect &L : leavesOf(V))
      if (L.Kind == Kind &&
          (!Best || std::tuple(order(L.At), Texts[L.Words], Texts[L.Why]) <
                        std::tuple(order(Best->At), Texts[Best->Words],
                                   Texts[Best->Why])))
        Best = &L;
    return Best;
  }

  std::optional<Vertex> find(Symbol Id, const Place &At) const {
    auto File = Ids.find(At.File);
    if (File == Ids.end())
      return std::nullopt;
    auto It = Nodes.find({Id, std::uint64_t(File->second) << 32 | At.Line});
    if (It == Nodes.end())
      return std::nullopt;
    return It->second;
  }

  /// The way from a call to the effect below it.
  Settled along(Vertex V, unsigned Kind, const Answer &By,
                llvm::StringRef Call) const {
    Settled S;
    auto Step = [&](Vertex F, const Spot &At, Text Words) {
      S.Steps.push_back(
          {place(At),
           ("in " + Texts[function(F).Words] + ": " + Texts[Words]).str(),
           true});
    };
    for (V = member(V, Kind);;) {
      if (const Effect *L = leaf(V, Kind)) {
        Step(V, L->At, L->Words);
        S.Loudness = std::min(By.Loudness, L->AtMost);
        S.Words = (Call + By.Words + Texts[L->Words]).str();
        if (!Texts[L->Why].empty())
          S.Words += (", which " + Texts[L->Why]).str();
        S.Instead =
            Texts[L->Instead].empty() ? By.Instead : Texts[L->Instead].str();
        return S;
      }
      const Edge *E = next(V, Kind);
      Step(V, E->At, E->Words);
      V = member(E->To, Kind);
    }
  }

  /// A variable's construction and its end stand at one place.
  bool isOf(const Edge &E, const Premise &If) const {
    return !E.IsAwaited && Texts[E.Words] == If.Words && place(E.At) == If.Call;
  }

  std::optional<Settled> settle(const Premise &If) const {
    std::optional<Settled> Best;
    std::optional<Vertex> In = find(If.In, If.InAt);
    if (!In)
      return Best;
    for (const Edge &E : edgesOf(*In)) {
      if (!isOf(E, If))
        continue;
      for (const Answer &By : If.Answers) {
        auto Kind = Kinds.find(By.Kind);
        if (Kind == Kinds.end() || !length(E.To, Kind->second))
          continue;
        Settled S = along(E.To, Kind->second, By, If.Words);
        if (S.Loudness != Level::Off && (!Best || isBetter(S, *Best)))
          Best = std::move(S);
      }
    }
    return Best;
  }

  std::vector<std::string> sought(llvm::ArrayRef<Premise> Ifs) const {
    std::vector<char> Seen(Vertices.size());
    std::vector<Vertex> Queue;
    auto Visit = [&](Vertex V) {
      if (!Seen[V]) {
        Seen[V] = true;
        Queue.push_back(V);
      }
    };
    llvm::DenseMap<Vertex, llvm::SmallVector<Vertex, 2>> Given;
    for (const Pass &P : Passes)
      if (P.Callable != None)
        Given[P.By.From].push_back(P.Callable);
    for (const Premise &If : Ifs)
      if (std::optional<Vertex> In = find(If.In, If.InAt)) {
        for (const Edge &E : edgesOf(*In))
          if (isOf(E, If))
            Visit(E.To);
        for (Vertex V : Given.lookup(*In))
          Visit(V);
      }
    llvm::DenseSet<Text> Wanted;
    while (!Queue.empty()) {
      Vertex V = Queue.back();
      Queue.pop_back();
      if (Vertices[V].IsChoice) {
        if (auto It = Names.find(choice(V).Id); It != Names.end())
          Wanted.insert(It->second);
        for (Vertex M : choice(V).Members)
          Visit(M);
        continue;
      }
      if (function(V).IsCoroutine)
        continue;
      for (const Edge &E : edgesOf(V))
        if (!E.IsAwaited)
          Visit(E.To);
      for (Vertex G : Given.lookup(V))
        Visit(G);
    }
    std::vector<std::string> Words;
    for (Text T : Wanted)
      Words.push_back(Texts[T].str());
    llvm::sort(Words);
    return Words;
  }

  UnitSummary effects() const;

  llvm::StringMap<Text, llvm::BumpPtrAllocator> Ids;
  std::vector<llvm::StringRef> Texts;
  struct Kept {
    bool IsChoice;
    unsigned Index;
  };
  std::vector<Kept> Vertices;
  std::vector<Function> Functions;
  std::vector<Choice> Choices;
  llvm::DenseMap<std::pair<Symbol, std::uint64_t>, Vertex> Nodes;
  llvm::DenseMap<Symbol, Vertex> Definitions, Dispatches;
  llvm::DenseMap<Symbol, Text> Names; ///< Of what other units may define.
  llvm::DenseSet<std::uint64_t> Contents;
  llvm::DenseSet<std::pair<Vertex, unsigned>> Called;
  std::vector<std::pair<Vertex, Symbol>> Overriding;
  std::vector<Edge> Edges;         ///< After close(): by caller and place.
  std::vector<unsigned> FirstEdge; ///< Of each vertex.
  std::vector<Effect> Leaves;
  std::vector<Pass> Passes;
  llvm::StringMap<unsigned char> Kinds;
  std::vector<std::uint32_t> Lengths; ///< In calls; 0: no such effect.
};

UnitSummary Program::Graph::effects() const {
  UnitSummary Unit;
  Unit.IsWhole = true;
  std::vector<llvm::StringRef> KindNames(Kinds.size());
  for (const auto &K : Kinds)
    KindNames[K.second] = K.getKey();
  llvm::DenseMap<Vertex, llvm::SmallVector<Symbol, 1>> Bases;
  for (auto [V, Base] : Overriding)
    Bases[V].push_back(Base);
  llvm::DenseMap<Vertex, llvm::SmallVector<const Pass *, 1>> Given;
  for (const Pass &P : Passes)
    if (P.Callable == None)
      Given[P.By.From].push_back(&P);
  auto SiteOf = [&](const Edge &E) {
    CallSite C;
    C.At = place(E.At);
    C.Words = Texts[E.Words].str();
    C.To = Vertices[E.To].IsChoice ? choice(E.To).Id : function(E.To).Id;
    if (Vertices[E.To].IsChoice && choice(E.To).IsDispatch)
      C.How = choice(E.To).HasOwn ? CallSite::Virtual : CallSite::Pure;
    return C;
  };
  for (Vertex V = 0; V != Vertices.size(); ++V) {
    if (Vertices[V].IsChoice) {
      if (!choice(V).IsDispatch && choice(V).IsOpen)
        Unit.Harmless.push_back(choice(V).Id);
      continue;
    }
    const Function &F = function(V);
    if (F.IsCoroutine)
      continue;
    FunctionSummary S;
    S.Id = F.Id;
    S.At = place(F.At);
    S.Words = Texts[F.Words].str();
    S.Name = Texts[F.Name].str();
    auto Answers = Bases.lookup(V);
    S.Overrides.assign(Answers.begin(), Answers.end());
    for (unsigned Kind = 0; Kind != Kinds.size(); ++Kind) {
      if (!length(V, Kind))
        continue;
      if (const Effect *L = leaf(V, Kind))
        S.Leaves.push_back({place(L->At), KindNames[Kind].str(),
                            Texts[L->Words].str(), Texts[L->Why].str(),
                            Texts[L->Instead].str(), L->AtMost});
      else
        S.Calls.push_back(SiteOf(*next(V, Kind)));
    }
    for (const Pass *P : Given.lookup(V)) {
      CallSite C = SiteOf(P->By);
      C.Passes.push_back({P->Number, 0, P->Parameter});
      S.Calls.push_back(std::move(C));
    }
    for (unsigned P = 0; P != 16; ++P)
      if (F.CallsParameters && Called.contains({V, P}))
        S.CallsParameters.push_back(P);
    llvm::sort(S.Calls);
    S.Calls.erase(std::unique(S.Calls.begin(), S.Calls.end()), S.Calls.end());
    if (!S.Leaves.empty() || !S.Calls.empty() || !S.CallsParameters.empty() ||
        !S.Overrides.empty())
      Unit.Functions.push_back(std::move(S));
    else
      Unit.Harmless.push_back(F.Id);
  }
  llvm::sort(Unit.Functions, [](const auto &A, const auto &B) {
    return std::tie(A.At, A.Id) < std::tie(B.At, B.Id);
  });
  llvm::sort(Unit.Harmless);
  Unit.Harmless.erase(std::unique(Unit.Harmless.begin(), Unit.Harmless.end()),
                      Unit.Harmless.end());
  return Unit;
}

Program::Program() : All(std::make_unique<Graph>()) {}
Program::~Program() = default;

void Program::add(const UnitSummary &Unit) { All->add(Unit); }
void Program::close() { All->close(); }

std::optional<Settled> Program::settle(const Premise &If) const {
  return All->settle(If);
}

std::vector<std::string> Program::sought(llvm::ArrayRef<Premise> Ifs) const {
  return All->sought(Ifs);
}

UnitSummary Program::effects() const { return All->effects(); }

size_t Program::functions() const { return All->Functions.size(); }
size_t Program::calls() const { return All->Edges.size(); }

} // namespace corolint

#include "checks/program/Program.h"
#include "checks/base/Unique.h"
#include "checks/program/CallGraph.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <map>
#include <numeric>

namespace corolint {

using Vertex = CallGraph::Vertex;

std::string insteadNote(llvm::StringRef Code) {
  return ("what can be awaited instead: " + Code).str();
}

bool isBetter(const Resolved &A, const Resolved &B) {
  if (A.Severity != B.Severity)
    return A.Severity > B.Severity;
  if (A.Steps.size() != B.Steps.size())
    return A.Steps.size() < B.Steps.size();
  return std::tie(A.Message, A.Steps) < std::tie(B.Message, B.Steps);
}

Program::Program() : All(std::make_unique<CallGraph>()) {}
Program::~Program() = default;

void Program::add(const UnitSummary &Unit) {
  All->add(Unit);
  Separate.add(Unit);
  UsedMembers.insert(Unit.UsedMembers.begin(), Unit.UsedMembers.end());
  Later.add(Unit);
  OfContainers.add(Unit);
  for (const ThrowingFunction &F : Unit.Throwing) {
    auto [It, IsNew] = Throwing.try_emplace(F.Of, F.At);
    if (!IsNew)
      It->second = std::min(It->second, F.At);
  }
}
void Program::close() { All->close(); }

/// Steps told at each end of a way. Through a thousand files, each with a
/// finding, all of them would be half a million.
static constexpr size_t StepsAtAnEnd = 20;

/// The way from a call to the effect below it.
static Resolved along(const CallGraph &G, Vertex V, unsigned Kind,
                      const EffectMessage &By, llvm::StringRef Call) {
  Resolved S;
  const size_t Length = G.length(V, Kind);
  size_t Taken = 0;
  auto Step = [&](Vertex F, const CallGraph::Location &At,
                  CallGraph::Text Words) {
    size_t Nth = Taken++;
    if (Nth >= StepsAtAnEnd && Nth + StepsAtAnEnd < Length) {
      if (Nth == StepsAtAnEnd)
        S.Steps.push_back({G.place(At),
                           "and so on, through " +
                               std::to_string(Length - 2 * StepsAtAnEnd) +
                               " more calls",
                           true});
      return;
    }
    S.Steps.push_back(
        {G.place(At),
         ("in " + G.Texts[G.function(F).Phrase] + ": " + G.Texts[Words]).str(),
         true});
  };
  for (V = G.member(V, Kind);;) {
    if (const CallGraph::Effect *L = G.directEffect(V, Kind)) {
      Step(V, L->At, L->Phrase);
      S.Severity = std::min(By.Severity, L->AtMost);
      S.Message = (Call + By.Message + G.Texts[L->Phrase]).str();
      if (!G.Texts[L->Why].empty())
        S.Message += (", which " + G.Texts[L->Why]).str();
      S.Instead =
          G.Texts[L->Instead].empty() ? By.Instead : G.Texts[L->Instead].str();
      return S;
    }
    const CallGraph::Edge *E = G.next(V, Kind);
    Step(V, E->At, E->Phrase);
    V = G.member(E->To, Kind);
  }
}

/// The calls of a function that stand there.
static llvm::ArrayRef<CallGraph::Edge> edgesAt(const CallGraph &G, Vertex In,
                                               const Place &At) {
  auto File = G.Ids.find(At.File);
  if (File == G.Ids.end())
    return {};
  auto Order = [](const CallGraph::Edge &E) {
    return std::tie(E.At.File, E.At.Line, E.At.Column, E.At.EndColumn);
  };
  const auto Wanted = std::tie(File->second, At.Line, At.Column, At.EndColumn);
  llvm::ArrayRef<CallGraph::Edge> All = G.edgesOf(In);
  const auto *First = llvm::partition_point(
      All, [&](const auto &E) { return Order(E) < Wanted; });
  const auto *Last = std::partition_point(
      First, All.end(), [&](const auto &E) { return Order(E) == Wanted; });
  return {First, Last};
}

/// A variable's construction and its end stand at one place.
static bool isOf(const CallGraph &G, const CallGraph::Edge &E,
                 const Place &Call, llvm::StringRef Words) {
  return E.runsHere() && G.Texts[E.Phrase] == Words && G.place(E.At) == Call;
}

/// What the call of that place comes to, if `Counts`.
static std::optional<Resolved>
best(const CallGraph &G, Vertex In, const Place &Call, llvm::StringRef Words,
     llvm::ArrayRef<EffectMessage> Messages,
     llvm::function_ref<bool(const Resolved &)> Counts) {
  std::optional<Resolved> Best;
  for (const CallGraph::Edge &E : edgesAt(G, In, Call)) {
    if (!isOf(G, E, Call, Words))
      continue;
    for (const EffectMessage &By : Messages) {
      auto Kind = G.Kinds.find(By.Kind);
      if (Kind == G.Kinds.end() || !G.length(E.To, Kind->second) ||
          !G.carries(E, Kind->second))
        continue;
      Resolved S = along(G, E.To, Kind->second, By, Words);
      if (S.Severity != Level::Off && (!Best || isBetter(S, *Best)) &&
          Counts(S))
        Best = std::move(S);
    }
  }
  return Best;
}

std::optional<Resolved> Program::resolve(const EffectCondition &If) const {
  const CallGraph &G = *All;
  std::optional<Vertex> In = G.find(If.In, If.InAt);
  if (!In)
    return std::nullopt;
  auto IsNews = [&](const Resolved &S) {
    return llvm::none_of(If.Before, [&](const auto &Other) {
      return best(G, *In, Other.first, Other.second, If.Messages.all(),
                  [&](const Resolved &Known) {
                    return Known.Steps.back() == S.Steps.back();
                  });
    });
  };
  return best(G, *In, If.Call, If.Phrase, If.Messages.all(), IsNews);
}

std::optional<Resolved>
Program::resolve(const IndependenceCondition &If) const {
  if (Separate.holds(If))
    return Resolved{If.Severity, If.Message, {}, ""};
  if (If.Otherwise == Level::Off)
    return std::nullopt;
  return Resolved{If.Otherwise, If.OtherwiseWords, {}, ""};
}

std::optional<Resolved> Program::resolve(const UnusedCondition &If) const {
  bool IsSeen = llvm::all_of(If.Users, [&](const auto &User) {
    return Separate.isDefined(User.first);
  });
  if (!IsSeen || UsedMembers.contains(If.Member))
    return std::nullopt;
  return Resolved{If.Severity, If.Message, {}, ""};
}

std::optional<Resolved> Program::resolve(const LentUseCondition &If) const {
  const LentUse *Use = Later.of(If);
  if (!Use)
    return std::nullopt;
  if (If.Asks == LentUseCondition::LetsGo)
    return Resolved{If.Severity,
                    If.Message,
                    {{Use->CalledAt, "the coroutine begins here"}},
                    ""};
  return Resolved{If.Severity,
                  If.Message,
                  {{Use->Since, Use->SinceWhy, /*IsStep=*/false,
                    /*IsCause=*/true},
                   {Use->At, "it is used here"}},
                  ""};
}

std::optional<Resolved> Program::resolve(const ChangeCondition &If) const {
  if (const ContainerChange *C = OfContainers.of(If)) {
    std::string Message = If.Message;
    if (size_t At = Message.find("{}"); At != Message.npos)
      Message.replace(At, 2, "'" + C->By + "'");
    return Resolved{
        If.Severity,
        std::move(Message),
        {{C->At, "'" + C->By + "' " + inWords(C->Does).str() + " it here",
          /*IsStep=*/false, /*IsCause=*/true}},
        ""};
  }
  if (If.Otherwise == Level::Off)
    return std::nullopt;
  return Resolved{If.Otherwise, If.OtherwiseWords, {}, ""};
}

std::optional<Resolved> Program::resolve(const ThrowCondition &If) const {
  for (const auto &[Function, Name] : If.Of)
    if (auto It = Throwing.find(Function); It != Throwing.end())
      return Resolved{
          If.Severity, If.Message, {{It->second, "this can leave it"}}, ""};
  return std::nullopt;
}

std::optional<Resolved> Program::resolve(const DeferredCondition &If) const {
  return std::visit([&](const auto &Which) { return resolve(Which); }, If);
}

std::vector<std::string>
Program::sought(llvm::ArrayRef<const DeferredCondition *> Ifs) const {
  const CallGraph &G = *All;
  std::vector<char> Seen(G.Vertices.size());
  std::vector<Vertex> Queue;
  auto Visit = [&](Vertex V) {
    if (!Seen[V]) {
      Seen[V] = true;
      Queue.push_back(V);
    }
  };
  llvm::DenseMap<Vertex, llvm::SmallVector<Vertex, 2>> Given;
  for (const CallGraph::Pass &P : G.Passes)
    if (P.Callable != CallGraph::None)
      Given[P.By.From].push_back(P.Callable);
  std::vector<std::string> Words;
  for (const DeferredCondition *Any : Ifs) {
    if (const auto *If = std::get_if<IndependenceCondition>(Any))
      Separate.addSought(*If, Words);
    if (const auto *If = std::get_if<UnusedCondition>(Any))
      for (const auto &[User, Name] : If->Users)
        if (!Separate.isDefined(User))
          Words.push_back(Name);
    if (const auto *If = std::get_if<LentUseCondition>(Any))
      if (std::string Name = Later.sought(*If); !Name.empty())
        Words.push_back(std::move(Name));
    if (const auto *If = std::get_if<ThrowCondition>(Any))
      for (const auto &[Function, Name] : If->Of)
        if (!Throwing.count(Function) && !Separate.isDefined(Function))
          Words.push_back(Name);
    if (const auto *If = std::get_if<ChangeCondition>(Any))
      if (!OfContainers.of(*If))
        Words.push_back(If->Name);
    const auto *If = std::get_if<EffectCondition>(Any);
    if (std::optional<Vertex> In =
            If ? G.find(If->In, If->InAt) : std::nullopt) {
      for (const CallGraph::Edge &E : edgesAt(G, *In, If->Call))
        if (isOf(G, E, If->Call, If->Phrase))
          Visit(E.To);
      for (Vertex V : Given.lookup(*In))
        Visit(V);
    }
  }
  llvm::DenseSet<CallGraph::Text> Wanted;
  while (!Queue.empty()) {
    Vertex V = Queue.back();
    Queue.pop_back();
    if (G.Vertices[V].IsCandidates) {
      if (auto It = G.Names.find(G.candidates(V).Id); It != G.Names.end())
        Wanted.insert(It->second);
      for (Vertex M : G.candidates(V).Members)
        Visit(M);
      continue;
    }
    if (G.function(V).IsCoroutine)
      continue;
    for (const CallGraph::Edge &E : G.edgesOf(V))
      if (E.runsHere())
        Visit(E.To);
    for (Vertex F : Given.lookup(V))
      Visit(F);
  }
  for (CallGraph::Text T : Wanted)
    Words.push_back(G.Texts[T].str());
  makeUnique(Words);
  return Words;
}

/// The call that an edge of `G` stands for.
static CallSite siteOf(const CallGraph &G, const CallGraph::Edge &E) {
  CallSite C;
  C.At = G.place(E.At);
  C.Phrase = G.Texts[E.Phrase].str();
  C.To = G.idOf(E.To);
  C.When = E.When;
  if (G.Vertices[E.To].IsCandidates && G.candidates(E.To).IsDispatch)
    C.How = G.candidates(E.To).HasOwn ? CallSite::Virtual : CallSite::Pure;
  return C;
}

UnitSummary Program::effects() const {
  const CallGraph &G = *All;
  UnitSummary Unit;
  Unit.IsWhole = true;
  std::vector<llvm::StringRef> KindNames = G.kindNames();
  // Not in the order in which the units brought them.
  std::vector<unsigned> Kinds(KindNames.size());
  std::iota(Kinds.begin(), Kinds.end(), 0);
  llvm::sort(Kinds, [&](unsigned A, unsigned B) {
    return KindNames[A] < KindNames[B];
  });
  llvm::DenseMap<Vertex, llvm::SmallVector<Symbol, 1>> Bases;
  for (auto [V, Base] : G.Overriding)
    Bases[V].push_back(Base);
  llvm::DenseMap<Vertex, llvm::SmallVector<const CallGraph::Pass *, 1>> Given;
  for (const CallGraph::Pass &P : G.Passes)
    if (P.Callable == CallGraph::None)
      Given[P.By.From].push_back(&P);
  llvm::DenseMap<Vertex, std::vector<unsigned>> CalledBy;
  for (auto [V, Parameter] : G.Called)
    if (!G.Vertices[V].IsCandidates && G.function(V).CallsParameters)
      CalledBy[V].push_back(Parameter);
  for (Vertex V = 0; V != G.Vertices.size(); ++V) {
    if (G.Vertices[V].IsCandidates) {
      if (!G.candidates(V).IsDispatch && G.candidates(V).IsOpen)
        Unit.Harmless.push_back(G.candidates(V).Id);
      continue;
    }
    const CallGraph::Function &F = G.function(V);
    if (F.IsCoroutine)
      continue;
    FunctionSummary S;
    S.Id = F.Id;
    S.At = G.place(F.At);
    S.Phrase = G.Texts[F.Phrase].str();
    S.Name = G.Texts[F.Name].str();
    auto Messages = Bases.lookup(V);
    S.Overrides.assign(Messages.begin(), Messages.end());
    for (unsigned Kind : Kinds) {
      if (!G.length(V, Kind))
        continue;
      if (const CallGraph::Effect *L = G.directEffect(V, Kind))
        S.DirectEffects.push_back(
            {G.place(L->At), KindNames[Kind].str(), G.Texts[L->Phrase].str(),
             G.Texts[L->Why].str(), G.Texts[L->Instead].str(), L->AtMost});
      else
        S.Calls.push_back(siteOf(G, *G.next(V, Kind)));
    }
    for (const CallGraph::Pass *P : Given.lookup(V)) {
      CallSite C = siteOf(G, P->By);
      C.Passes.push_back({P->Number, 0, P->Parameter});
      S.Calls.push_back(std::move(C));
    }
    S.CallsParameters = CalledBy.lookup(V);
    makeUnique(S.CallsParameters);
    makeUnique(S.Calls);
    if (!S.DirectEffects.empty() || !S.Calls.empty() ||
        !S.CallsParameters.empty() || !S.Overrides.empty())
      Unit.Functions.push_back(std::move(S));
    else
      Unit.Harmless.push_back(F.Id);
  }
  llvm::sort(Unit.Functions, [](const auto &A, const auto &B) {
    return std::tie(A.At, A.Id) < std::tie(B.At, B.Id);
  });
  makeUnique(Unit.Harmless);
  Unit.Footprints = Separate.closed();
  Unit.UsedMembers.assign(UsedMembers.begin(), UsedMembers.end());
  llvm::sort(Unit.UsedMembers);
  Unit.LentUses = Later.all();
  Unit.Changes = OfContainers.all();
  for (const auto &[Function, At] : Throwing)
    Unit.Throwing.push_back({Function, At});
  return Unit;
}

ProgramGraph Program::graph() const { return draw(*All); }

size_t Program::functions() const { return All->Functions.size(); }
size_t Program::calls() const { return All->Edges.size(); }

} // namespace corolint

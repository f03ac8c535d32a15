#include "checks/program/ProgramGraph.h"
#include "checks/base/Unique.h"
#include "checks/program/CallGraph.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <numeric>

namespace corolint {

using Vertex = CallGraph::Vertex;

namespace {

class Drawing {
public:
  explicit Drawing(const CallGraph &G) : G(G), Kinds(G.kindNames()) {}

  ProgramGraph draw() {
    for (Vertex V = 0; V != G.Vertices.size(); ++V)
      if (!G.Vertices[V].IsCandidates && G.function(V).IsCoroutine)
        addCoroutine(V);
    sort();
    return std::move(Found);
  }

private:
  size_t nodeFor(Vertex V) {
    auto [It, New] = Ids.try_emplace(V, Found.Nodes.size());
    if (New) {
      const CallGraph::Function &F = G.function(V);
      llvm::StringRef Name = G.Texts[F.Name];
      Found.Nodes.push_back(
          {G.place(F.At),
           Name.empty() ? G.Texts[F.Phrase].str() : Name.str(),
           F.IsCoroutine,
           {}});
    }
    return It->second;
  }

  void addCoroutine(Vertex V) {
    size_t Node = nodeFor(V);
    for (const CallGraph::Effect &L : G.directEffectsOf(V))
      addDirectEffect(Node, L);
    for (const CallGraph::Edge &E : G.edgesOf(V)) {
      if (E.runsHere()) {
        for (unsigned Kind = 0; Kind != Kinds.size(); ++Kind)
          if (G.length(E.To, Kind))
            addWay(Node, E, Kind);
        continue;
      }
      auto How = E.When == CallSite::Awaited ? ProgramGraph::Edge::Awaits
                                             : ProgramGraph::Edge::Makes;
      for (Vertex To : G.functionsOf(E.To))
        Found.Edges.push_back({Node, How, nodeFor(To), G.place(E.At)});
    }
  }

  /// Down to the effect, or to where somebody went on before.
  void addWay(size_t From, const CallGraph::Edge &By, unsigned Kind) {
    reaches(From, Kind);
    const CallGraph::Edge *E = &By;
    while (E) {
      Vertex V = G.member(E->To, Kind);
      size_t To = nodeFor(V);
      Found.Edges.push_back(
          {From, ProgramGraph::Edge::Calls, To, G.place(E->At)});
      if (!Gone.insert({V, Kind}).second)
        return;
      reaches(To, Kind);
      if (const CallGraph::Effect *L = G.directEffect(V, Kind)) {
        addDirectEffect(To, *L);
        return;
      }
      From = To;
      E = G.next(V, Kind);
    }
  }

  void addDirectEffect(size_t From, const CallGraph::Effect &L) {
    reaches(From, L.Kind);
    ProgramGraph::DirectEffect DirectEffect{
        Kinds[L.Kind].str(), G.Texts[L.Phrase].str(), G.Texts[L.Why].str()};
    auto [It, New] =
        DirectEffects.try_emplace(DirectEffect, Found.DirectEffects.size());
    if (New)
      Found.DirectEffects.push_back(DirectEffect);
    Found.Edges.push_back(
        {From, ProgramGraph::Edge::Does, It->second, G.place(L.At)});
  }

  void reaches(size_t Node, unsigned Kind) {
    std::vector<std::string> &All = Found.Nodes[Node].Reaches;
    if (!llvm::is_contained(All, Kinds[Kind]))
      All.push_back(Kinds[Kind].str());
  }

  template <typename T> static std::vector<size_t> sorted(std::vector<T> &Of) {
    std::vector<size_t> Order(Of.size()), Now(Of.size());
    std::iota(Order.begin(), Order.end(), 0);
    llvm::sort(Order, [&](size_t A, size_t B) { return Of[A] < Of[B]; });
    std::vector<T> All;
    for (size_t I = 0; I != Order.size(); ++I) {
      Now[Order[I]] = I;
      All.push_back(std::move(Of[Order[I]]));
    }
    Of = std::move(All);
    return Now;
  }

  void sort() {
    for (ProgramGraph::Node &N : Found.Nodes)
      llvm::sort(N.Reaches);
    std::vector<size_t> Node = sorted(Found.Nodes),
                        DirectEffect = sorted(Found.DirectEffects);
    for (ProgramGraph::Edge &E : Found.Edges) {
      E.From = Node[E.From];
      E.To =
          E.How == ProgramGraph::Edge::Does ? DirectEffect[E.To] : Node[E.To];
    }
    makeUnique(Found.Edges);
  }

  const CallGraph &G;
  const std::vector<llvm::StringRef> Kinds;
  ProgramGraph Found;
  llvm::DenseMap<Vertex, size_t> Ids;
  std::map<ProgramGraph::DirectEffect, size_t> DirectEffects;
  llvm::DenseSet<std::pair<Vertex, unsigned>> Gone;
};

} // namespace

ProgramGraph draw(const CallGraph &G) { return Drawing(G).draw(); }

} // namespace corolint

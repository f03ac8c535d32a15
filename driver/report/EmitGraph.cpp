#include "checks/base/Sources.h"
#include "checks/program/Program.h"
#include "driver/report/Emit.h"
#include "driver/unit/FindingJson.h"
#include "llvm/Support/GraphWriter.h"

using namespace corolint;

static llvm::StringRef verbOf(const ProgramGraph::Edge &E) {
  switch (E.How) {
  case ProgramGraph::Edge::Awaits:
    return "awaits";
  case ProgramGraph::Edge::Makes:
    return "makes";
  case ProgramGraph::Edge::Calls:
    return "calls";
  case ProgramGraph::Edge::Does:
    return "does";
  }
  return "";
}

void corolint::emitGraphJson(const Outcome &O, Sources &,
                             llvm::raw_ostream &Out) {
  const ProgramGraph G = O.ClosedProgram->graph();
  auto Relative = [&](llvm::StringRef Path) { return pathBelow(O.Root, Path); };
  Json Functions = Json::array(), Leaves = Json::array(), Edges = Json::array();
  for (const ProgramGraph::Node &N : G.Nodes)
    Functions.push_back({{"name", N.Name},
                         {"at", toJson(N.At, Relative)},
                         {"coroutine", N.IsCoroutine},
                         {"reaches", N.Reaches}});
  for (const ProgramGraph::DirectEffect &L : G.DirectEffects)
    Leaves.push_back({{"kind", L.Kind}, {"words", L.Phrase}, {"why", L.Why}});
  for (const ProgramGraph::Edge &E : G.Edges)
    Edges.push_back({{"from", E.From},
                     {"how", verbOf(E).str()},
                     {"to", E.To},
                     {"at", toJson(E.At, Relative)}});
  Out << print({{"version", 1},
                {"root", O.Root},
                {"functions", std::move(Functions)},
                {"leaves", std::move(Leaves)},
                {"edges", std::move(Edges)}});
}

/// "the call of 'sleep_for'" is too long for a box.
static std::string shortened(llvm::StringRef Words) {
  auto [Before, Quoted] = Words.split('\'');
  return Quoted.empty() ? Words.str() : Quoted.rsplit('\'').first.str();
}

void corolint::emitDot(const Outcome &O, Sources &, llvm::raw_ostream &Out) {
  const ProgramGraph G = O.ClosedProgram->graph();
  auto Quoted = [](const std::string &Label) {
    return '"' + llvm::DOT::EscapeString(Label) + '"';
  };
  auto Where = [&](const Place &P) {
    return pathBelow(O.Root, P.File) + ":" + std::to_string(P.Line);
  };
  Out << "// Rounded: coroutines; red: those that come to an effect on their "
         "thread.\n"
         "// Solid: awaits; dashed: makes, for somebody to await; dotted: "
         "calls."
         "\ndigraph corolint {\n"
         "  rankdir=LR;\n"
         "  node [shape=box, fontname=\"sans-serif\", fontsize=11];\n";
  for (size_t I = 0; I != G.Nodes.size(); ++I) {
    const ProgramGraph::Node &N = G.Nodes[I];
    Out << "  f" << I << " [label=" << Quoted(N.Name + "\n" + Where(N.At));
    if (N.IsCoroutine)
      Out << ", style=rounded";
    if (N.IsCoroutine && !N.Reaches.empty())
      Out << ", color=red";
    Out << "];\n";
  }
  for (size_t I = 0; I != G.DirectEffects.size(); ++I)
    Out << "  e" << I << " [shape=ellipse, label="
        << Quoted(shortened(G.DirectEffects[I].Phrase) + "\n" +
                  G.DirectEffects[I].Kind)
        << "];\n";
  for (const ProgramGraph::Edge &E : G.Edges) {
    bool IsLeaf = E.How == ProgramGraph::Edge::Does;
    Out << "  f" << E.From << " -> " << (IsLeaf ? 'e' : 'f') << E.To
        << " [tooltip=" << Quoted(Where(E.At));
    if (E.How == ProgramGraph::Edge::Makes)
      Out << ", style=dashed";
    else if (E.How != ProgramGraph::Edge::Awaits)
      Out << ", style=dotted";
    Out << "];\n";
  }
  Out << "}\n";
}

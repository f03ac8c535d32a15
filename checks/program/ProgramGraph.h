//===- ProgramGraph.h - what there is to draw of a program --------------===//
//
// Which coroutines does a program have, who awaits whom, and by which way does
// each come to what blocks its thread? Plain data, for `corolint graph` and the
// report.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_PROGRAMGRAPH_H
#define COROLINT_CHECKS_PROGRAM_PROGRAMGRAPH_H

#include "checks/base/Finding.h"
#include <string>
#include <vector>

namespace corolint {

/// The coroutines of a program and what they come to. Sorted by place.
struct ProgramGraph {
  struct Node {
    Place At;
    std::string Name; ///< Qualified, or "the lambda".
    bool IsCoroutine = false;
    std::vector<std::string> Reaches; ///< Kinds of effects, by any way.

    auto operator<=>(const Node &) const = default;
  };
  struct DirectEffect {
    std::string Kind, Phrase, Why;
    auto operator<=>(const DirectEffect &) const = default;
  };
  /// From a node, at a place in it.
  struct Edge {
    size_t From = 0;
    enum { Awaits, Makes, Calls, Does } How = Calls;
    size_t To = 0; ///< A node; for `Does`, one of DirectEffects.
    Place At;

    auto operator<=>(const Edge &) const = default;
  };
  std::vector<Node> Nodes;
  std::vector<DirectEffect> DirectEffects;
  std::vector<Edge> Edges;
};

class CallGraph;

/// What there is to draw of a graph that is closed.
ProgramGraph draw(const CallGraph &G);

} // namespace corolint

#endif

//===- ProgramGraph.h - what there is to draw of a program --------------===//
//
// Which coroutines does a program have, who awaits whom, and by which way does each
// come to what blocks its thread? Plain data, for `corolint graph` and the report.
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
  struct Leaf {
    std::string Kind, Words, Why;
    auto operator<=>(const Leaf &) const = default;
  };
  /// From a node, at a place in it.
  struct Edge {
    size_t From = 0;
    enum { Awaits, Makes, Calls, Does } How = Calls;
    size_t To = 0; ///< A node; of Does, a leaf.
    Place At;

    auto operator<=>(const Edge &) const = default;
  };
  std::vector<Node> Nodes;
  std::vector<Leaf> Leaves;
  std::vector<Edge> Edges;
};

class EffectGraph;

/// Of a closed graph.
ProgramGraph draw(const EffectGraph &G);

} // namespace corolint

#endif

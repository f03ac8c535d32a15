//===- CallGraph.h - who calls whom, and what it comes to -----------------===//
//
// The functions of all units and their calls, as numbers. Which functions come
// to an effect, and in how many calls at least? What to make of it is
// Program's.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_CALLGRAPH_H
#define COROLINT_CHECKS_PROGRAM_CALLGRAPH_H

#include "checks/base/Summary.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Allocator.h"
#include <optional>
#include <tuple>

namespace corolint {

/// The vertices are functions (one for each definition) and candidates: what
/// may answer for a symbol. Candidates have an effect if all of their members
/// have it.
class CallGraph {
public:
  using Vertex = unsigned;
  using Text = unsigned; ///< An index of Texts.

  struct Location {
    Text File = 0;
    unsigned Line = 0, Column = 0, EndColumn = 0, Offset = 0;
    bool operator==(const Location &) const = default;
  };

  struct Function {
    Symbol Id = 0;
    Location At;
    Text Phrase = 0, Name = 0;
    bool IsCoroutine = false;
    bool CallsParameters = false;
    bool IsLogger = false;
  };

  struct Candidates {
    Symbol Id = 0;
    bool IsDispatch = false;
    bool IsOpen = false; ///< One candidate at least has no effect.
    bool HasOwn = false; ///< A dispatch that the method itself may answer.
    std::vector<Vertex> Members;
  };

  struct Edge {
    Vertex From, To;
    Location At;
    Text Phrase;
    CallSite::Time When;
    bool IsHandedOn = false; ///< Follows from others: `To` is an argument.

    bool runsHere() const {
      return When == CallSite::Now || When == CallSite::Once;
    }
  };

  struct Effect {
    Vertex From;
    Location At;
    unsigned char Kind;
    Level AtMost;
    Text Phrase, Why, Instead;
  };

  struct Pass {
    Edge By;
    unsigned Number;
    Vertex Callable; ///< `None`: the caller's parameter is passed on.
    unsigned Parameter;
    CallSite::Dispatch How;
  };
  static constexpr Vertex None = ~0u;

  void add(const UnitSummary &Unit);

  /// Works out who comes to which effect. Has to be called again after further
  /// units.
  void close();

  const Candidates &candidates(Vertex V) const {
    return CandidateSets[Vertices[V].Index];
  }
  const Function &function(Vertex V) const {
    return Functions[Vertices[V].Index];
  }
  Symbol idOf(Vertex V) const {
    return Vertices[V].IsCandidates ? candidates(V).Id : function(V).Id;
  }
  /// The function itself, or those that may answer for a symbol.
  std::vector<Vertex> functionsOf(Vertex V) const;
  std::vector<llvm::StringRef> kindNames() const;
  std::optional<Vertex> find(Symbol Id, const Place &At) const;

  /// Calls on the shortest way to an effect of that kind; 0: there is none.
  std::uint32_t length(Vertex V, unsigned Kind) const {
    return Lengths[size_t(V) * Kinds.size() + Kind];
  }

  /// Does an effect of that kind come through the call? What happens once in a
  /// program is worth its while, unless it is a long wait.
  bool carries(const Edge &E, unsigned Kind) const {
    return E.When == CallSite::Now ||
           (E.When == CallSite::Once && !IsShort[Kind]);
  }

  llvm::ArrayRef<Edge> edgesOf(Vertex V) const {
    return llvm::ArrayRef(Edges).slice(FirstEdge[V],
                                       FirstEdge[V + 1] - FirstEdge[V]);
  }
  llvm::ArrayRef<Effect> directEffectsOf(Vertex V) const;

  auto order(const Location &S) const {
    return std::tuple(Texts[S.File], S.Line, S.Column, S.EndColumn);
  }
  Place place(const Location &S) const {
    return {Texts[S.File].str(), S.Line, S.Column, S.EndColumn, S.Offset};
  }

  /// The function that the shortest way of that kind leads through; of several,
  /// the first by place.
  Vertex member(Vertex V, unsigned Kind) const;

  /// Where the way of that kind goes on from a function: a call, unless the
  /// function has the effect itself.
  const Edge *next(Vertex V, unsigned Kind) const;
  const Effect *directEffect(Vertex V, unsigned Kind) const;

  llvm::StringMap<Text, llvm::BumpPtrAllocator> Ids;
  std::vector<llvm::StringRef> Texts;
  struct Kept {
    bool IsCandidates;
    unsigned Index;
  };
  std::vector<Kept> Vertices;
  std::vector<Function> Functions;
  std::vector<Candidates> CandidateSets;
  llvm::DenseMap<std::pair<Symbol, std::uint64_t>, Vertex> Nodes;
  llvm::DenseMap<Symbol, Vertex> Definitions, Dispatches;
  /// The identifiers of what other units may define.
  llvm::DenseMap<Symbol, Text> Names;
  /// Functions, and the parameters that they call.
  llvm::DenseSet<std::pair<Vertex, unsigned>> Called;
  std::vector<std::pair<Vertex, Symbol>> Overriding;
  std::vector<Edge> Edges; ///< Sorted by caller and place, after close().
  std::vector<Effect> DirectEffects;
  std::vector<Pass> Passes;
  llvm::StringMap<unsigned char> Kinds;

private:
  Text intern(llvm::StringRef Of);
  Text fileOf(const Place &P);
  Location location(const Place &P);
  std::uint64_t contents(const FunctionSummary &S);
  unsigned char kind(llvm::StringRef Name);
  Vertex newVertex(bool IsCandidates, size_t Index);
  Vertex candidatesFor(Symbol Id, bool IsDispatch);
  Candidates &candidates(Vertex V) { return CandidateSets[Vertices[V].Index]; }
  std::uint32_t &length(Vertex V, unsigned Kind) {
    return Lengths[size_t(V) * Kinds.size() + Kind];
  }
  bool calls(Vertex V, unsigned Parameter) const;
  void handOn();
  void sortEdges();
  void spread();

  Text LastFile = 0;
  llvm::DenseSet<std::uint64_t> Contents;
  llvm::DenseSet<std::pair<Vertex, unsigned>> CallsItself;
  std::vector<unsigned> FirstEdge; ///< Of each vertex: an index of Edges.
  std::vector<std::uint32_t> Lengths;
  std::vector<char> IsShort; ///< Kinds of effects that are over soon.
};

} // namespace corolint

#endif

#include "checks/analysis/Flow.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

const CFG *Flow::of(const Body &B) {
  auto [It, New] = Graphs.try_emplace(&B);
  if (New) {
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Options.AddEHEdges = false;
    It->second = CFG::buildCFG(B.Fn, const_cast<Stmt *>(B.Root), &Ast, Options);
  }
  return It->second.get();
}

namespace {

/// Walks one graph for one variable. A block is entered at its beginning; the
/// block of the declaration counts from behind the declaration, and coming
/// back to it means a new variable.
class Search {
  const CFG &Graph;
  const CFGBlock *Home = nullptr;
  llvm::BitVector Mentioned;  // The block mentions the variable.
  llvm::BitVector Clean;      // Its end is reached without a mention,
  llvm::BitVector Dirty;      // … and with one.
  llvm::BitVector CanMention; // Some way on from its beginning mentions it.
  llvm::BitVector CanLeave;   // Some way on from its beginning leaves normally.

public:
  Search(const CFG &Graph, const TaskLocal &L)
      : Graph(Graph), Mentioned(Graph.getNumBlockIDs()),
        Clean(Graph.getNumBlockIDs()), Dirty(Graph.getNumBlockIDs()),
        CanMention(Graph.getNumBlockIDs()), CanLeave(Graph.getNumBlockIDs()) {
    llvm::SmallPtrSet<const Stmt *, 8> Mentions(L.Mentions.begin(),
                                                L.Mentions.end());
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block) {
        auto S = Element.getAs<CFGStmt>();
        if (!S)
          continue;
        const auto *Declares = dyn_cast<DeclStmt>(S->getStmt());
        if (Declares && llvm::is_contained(Declares->decls(), L.Var)) {
          Home = Block;
          Mentioned.reset(Block->getBlockID());
        } else if (Mentions.contains(S->getStmt())) {
          Mentioned.set(Block->getBlockID());
        }
      }
  }

  std::optional<WayOut> run() {
    if (!Home)
      return std::nullopt;
    forward(Home, Mentioned[Home->getBlockID()]);
    backward();
    for (const CFGBlock *Block : Graph) {
      unsigned Id = Block->getBlockID();
      if (!Clean[Id] || Dirty[Id] || isLoop(Block) || isOutOfAMacro(Block))
        continue;
      int Index = -1;
      for (const CFGBlock::AdjacentBlock &To : Block->succs()) {
        ++Index;
        if (!To || mentions(*To) || !leaves(*To))
          continue;
        if (llvm::none_of(Block->succs(), [&](const auto &Other) {
              return Other && mentions(*Other);
            }))
          continue;
        const Stmt *Condition = Block->getTerminatorCondition();
        if (!Condition)
          continue;
        if (isa_and_nonnull<SwitchStmt>(Block->getTerminatorStmt()))
          return WayOut{To->getLabel() ? To->getLabel() : Condition, {}};
        return WayOut{Condition, Index == 0};
      }
    }
    return std::nullopt;
  }

private:
  void forward(const CFGBlock *Block, bool IsDirty) {
    llvm::BitVector &Reached = IsDirty ? Dirty : Clean;
    if (Reached[Block->getBlockID()])
      return;
    Reached.set(Block->getBlockID());
    for (const CFGBlock::AdjacentBlock &To : Block->succs())
      if (To && &*To != Home)
        forward(To, IsDirty || Mentioned[To->getBlockID()]);
  }

  void backward() {
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (const CFGBlock *Block : Graph) {
        unsigned Id = Block->getBlockID();
        bool Mention = Mentioned[Id], Leave = Block == &Graph.getExit();
        if (!throwsOrStops(*Block))
          for (const CFGBlock::AdjacentBlock &To : Block->succs())
            if (To) {
              Mention |= mentions(*To);
              Leave |= leaves(*To);
            }
        Changed |= Mention != CanMention[Id] || Leave != CanLeave[Id];
        CanMention[Id] = Mention;
        CanLeave[Id] = Leave;
      }
    }
  }

  bool mentions(const CFGBlock &To) const {
    return &To != Home && CanMention[To.getBlockID()];
  }
  bool leaves(const CFGBlock &To) const {
    return &To == Home || CanLeave[To.getBlockID()];
  }

  static bool isLoop(const CFGBlock *Block) {
    return isa_and_nonnull<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(
        Block->getTerminatorStmt());
  }

  /// The way out that an assertion takes is none that the author thinks of.
  static bool isOutOfAMacro(const CFGBlock *Block) {
    const Stmt *Branch = Block->getTerminatorStmt();
    return Branch && Branch->getBeginLoc().isMacroID();
  }

  static bool throwsOrStops(const CFGBlock &Block) {
    return Block.hasNoReturnElement() ||
           llvm::any_of(Block, [](const CFGElement &Element) {
             auto S = Element.getAs<CFGStmt>();
             return S && isa<CXXThrowExpr>(S->getStmt());
           });
  }
};

} // namespace

std::optional<WayOut> Flow::withoutMention(const TaskLocal &L) {
  const CFG *Graph = of(*L.In);
  return Graph ? Search(*Graph, L).run() : std::nullopt;
}

} // namespace corolint

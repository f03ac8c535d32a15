#include "checks/analysis/Flow.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

/// Are there awaits in awaits in awaits, more of them than anybody writes?
static bool nestsManyAwaits(const Stmt &S, unsigned Depth = 0) {
  constexpr unsigned Many = 12;
  Depth += isa<CoroutineSuspendExpr>(S);
  return Depth > Many || llvm::any_of(childrenOf(S), [&](const Stmt *Child) {
           return Child && nestsManyAwaits(*Child, Depth);
         });
}

std::unique_ptr<CFG> graphOf(const Body &B, ASTContext &Ast,
                             const CFG::BuildOptions &Options) {
  if (nestsManyAwaits(*B.Root))
    return nullptr;
  return CFG::buildCFG(B.Fn, const_cast<Stmt *>(B.Root), &Ast, Options);
}

const CFG *Flow::of(const Body &B) {
  auto [It, New] = Graphs.try_emplace(&B);
  if (New) {
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Options.AddEHEdges = false;
    It->second = graphOf(B, Ast, Options);
  }
  return It->second.get();
}

namespace {

/// What one element of a graph does to a variable.
class Events {
  const TaskLocal &L;
  llvm::SmallPtrSet<const Stmt *, 8> Mentions, Overwrites;

public:
  enum Kind { None, Declared, Mentioned, Overwritten };

  explicit Events(const TaskLocal &L)
      : L(L), Overwrites(L.Overwrites.begin(), L.Overwrites.end()) {
    for (const Mention &M : L.Mentions)
      Mentions.insert(M.At);
  }

  Kind of(const CFGElement &Element) const {
    auto In = Element.getAs<CFGStmt>();
    if (!In)
      return None;
    const Stmt *S = In->getStmt();
    if (const auto *D = dyn_cast<DeclStmt>(S);
        D && llvm::is_contained(D->decls(), L.Var))
      return Declared;
    return Mentions.contains(S)     ? Mentioned
           : Overwrites.contains(S) ? Overwritten
                                    : None;
  }
};

/// Follows what a variable was given at one place.
class PathSearch {
  const Events VarEvents;
  const Stmt *From; ///< The assignment; null: the declaration.
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;

public:
  bool MeetsMention = false, MeetsExit = false;
  const Stmt *MeetsOverwrite = nullptr;

  PathSearch(const CFG &Graph, const TaskLocal &L, const Stmt *From)
      : VarEvents(L), From(From) {
    for (const CFGBlock *Block : Graph)
      for (auto It = Block->begin(); It != Block->end(); ++It)
        if (isStart(*It)) {
          follow(*Block, std::next(It), Graph.getExit());
          return;
        }
    MeetsMention = true; // Not in the graph: not known.
  }

private:
  bool isStart(const CFGElement &Element) const {
    auto In = Element.getAs<CFGStmt>();
    return In && (From ? In->getStmt() == From
                       : VarEvents.of(Element) == Events::Declared);
  }

  void follow(const CFGBlock &Block, CFGBlock::const_iterator It,
              const CFGBlock &Exit) {
    if (&Block == &Exit)
      MeetsExit = true;
    for (; It != Block.end(); ++It)
      switch (VarEvents.of(*It)) {
      case Events::None:
        break;
      case Events::Mentioned:
        MeetsMention = true;
        return;
      case Events::Declared:
        MeetsExit = true;
        return;
      case Events::Overwritten:
        if (!MeetsOverwrite)
          MeetsOverwrite = It->castAs<CFGStmt>().getStmt();
        return;
      }
    for (const CFGBlock::AdjacentBlock &To : Block.succs())
      if (To && Seen.insert(&*To).second)
        follow(*To, To->begin(), Exit);
  }
};

/// Walks one graph for one variable. A block is entered at its beginning; the
/// block of the declaration counts from behind the declaration, and coming
/// back to it means a new variable.
class BranchSearch {
  const CFG &Graph;
  const CFGBlock *Home = nullptr;
  llvm::BitVector Mentioned;  // The block mentions the variable.
  llvm::BitVector Replaced;   // It overwrites it before that.
  llvm::BitVector Clean;      // Its end is reached without a mention,
  llvm::BitVector Dirty;      // … and with one.
  llvm::BitVector CanMention; // Some way on from its beginning mentions it.
  llvm::BitVector CanLeave;   // Some way on from its beginning leaves normally.

public:
  BranchSearch(const CFG &Graph, const TaskLocal &L)
      : Graph(Graph), Mentioned(Graph.getNumBlockIDs()),
        Replaced(Graph.getNumBlockIDs()), Clean(Graph.getNumBlockIDs()),
        Dirty(Graph.getNumBlockIDs()), CanMention(Graph.getNumBlockIDs()),
        CanLeave(Graph.getNumBlockIDs()) {
    Events VarEvents(L);
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block) {
        unsigned Id = Block->getBlockID();
        switch (VarEvents.of(Element)) {
        case Events::None:
          break;
        case Events::Declared:
          Home = Block;
          Mentioned.reset(Id);
          Replaced.reset(Id);
          break;
        case Events::Mentioned:
          if (!Replaced[Id])
            Mentioned.set(Id);
          break;
        case Events::Overwritten:
          if (!Mentioned[Id])
            Replaced.set(Id);
          break;
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
        // From an assignment on it is another value.
        if (!throwsOrStops(*Block) && !Replaced[Id])
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

/// The value of a condition, through `!`.
static std::optional<bool> valueUnder(const Expr &E, Flow::Knowledge Known) {
  const Expr *Own = E.IgnoreParenImpCasts();
  // `a != b`, where only == is there.
  if (const auto *Other = dyn_cast<CXXRewrittenBinaryOperator>(Own))
    return valueUnder(*Other->getSemanticForm(), Known);
  if (const auto *Not = dyn_cast<UnaryOperator>(Own);
      Not && Not->getOpcode() == UO_LNot) {
    std::optional<bool> Inner = valueUnder(*Not->getSubExpr(), Known);
    return Inner ? std::optional(!*Inner) : std::nullopt;
  }
  return Known(*Own);
}

bool Flow::neverReturns(const Body &B, const Stmt &At) {
  const CFG *Graph = of(B);
  if (!Graph)
    return false;
  // From the end back to where it can still be reached.
  llvm::BitVector Returns(Graph->getNumBlockIDs());
  llvm::SmallVector<const CFGBlock *> Queue = {&Graph->getExit()};
  while (!Queue.empty()) {
    const CFGBlock *Block = Queue.pop_back_val();
    if (Returns[Block->getBlockID()] || Block->hasNoReturnElement())
      continue;
    Returns.set(Block->getBlockID());
    for (const CFGBlock::AdjacentBlock &From : Block->preds())
      if (const CFGBlock *Reachable = From.getReachableBlock())
        Queue.push_back(Reachable);
  }
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block)
      if (auto S = Element.getAs<CFGStmt>(); S && S->getStmt() == &At)
        return !Returns[Block->getBlockID()];
  return false;
}

llvm::DenseSet<const Stmt *> Flow::skipped(const Body &B, Knowledge Known) {
  llvm::DenseSet<const Stmt *> Found;
  const CFG *Graph = of(B);
  if (!Graph)
    return Found;
  llvm::BitVector Seen(Graph->getNumBlockIDs());
  llvm::SmallVector<const CFGBlock *> Queue = {&Graph->getEntry()};
  while (!Queue.empty()) {
    const CFGBlock *Block = Queue.pop_back_val();
    if (Seen[Block->getBlockID()])
      continue;
    Seen.set(Block->getBlockID());
    std::optional<bool> Goes;
    if (Block->succ_size() == 2)
      if (const auto *E =
              dyn_cast_or_null<Expr>(Block->getTerminatorCondition()))
        Goes = valueUnder(*E, Known);
    int Index = 0;
    for (const CFGBlock::AdjacentBlock &To : Block->succs()) {
      bool IsTaken = !Goes || *Goes == (Index == 0);
      ++Index;
      if (const CFGBlock *Next = To.getReachableBlock(); Next && IsTaken)
        Queue.push_back(Next);
    }
  }
  for (const CFGBlock *Block : *Graph)
    if (!Seen[Block->getBlockID()])
      for (const CFGElement &Element : *Block)
        if (auto S = Element.getAs<CFGStmt>())
          Found.insert(S->getStmt());
  return Found;
}

std::optional<WayOut> Flow::withoutMention(const TaskLocal &L) {
  const CFG *Graph = of(*L.In);
  return Graph ? BranchSearch(*Graph, L).run() : std::nullopt;
}

const Stmt *Flow::overwritten(const TaskLocal &L, const Stmt *From) {
  const CFG *Graph = L.Overwrites.empty() ? nullptr : of(*L.In);
  if (!Graph)
    return nullptr;
  PathSearch T(*Graph, L, From);
  return T.MeetsMention || T.MeetsExit ? nullptr : T.MeetsOverwrite;
}

bool Flow::isDeadAfter(const TaskLocal &L, const Stmt &From) {
  const CFG *Graph = of(*L.In);
  if (!Graph)
    return false;
  PathSearch T(*Graph, L, &From);
  return !T.MeetsMention && !T.MeetsOverwrite;
}

bool reaches(const CFGBlock &From, const CFGBlock &To,
             const CFGBlock &Without) {
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  SmallVector<const CFGBlock *, 16> Queue = {&From};
  while (!Queue.empty())
    for (const CFGBlock::AdjacentBlock &Next : Queue.pop_back_val()->succs()) {
      if (!Next || &*Next == &Without || !Seen.insert(&*Next).second)
        continue;
      if (&*Next == &To)
        return true;
      Queue.push_back(&*Next);
    }
  return false;
}

} // namespace corolint

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

/// `do { … } while (never())` out of a macro, as test libraries have it around
/// the statements of a check.
static bool goesRoundOnce(const DoStmt &Loop) {
  const auto *Asks = dyn_cast<CallExpr>(Loop.getCond()->IgnoreParenImpCasts());
  return Asks && Asks->getNumArgs() == 0 && Asks->getDirectCallee() &&
         !isa<CXXMemberCallExpr>(Asks) && Loop.getDoLoc().isMacroID() &&
         Asks->getBeginLoc().isMacroID();
}

/// Nobody comes from `From` to `To`.
static void cut(CFGBlock &From, CFGBlock &To) {
  for (CFGBlock::AdjacentBlock &Next :
       llvm::make_range(From.succ_begin(), From.succ_end()))
    if (Next.getReachableBlock() == &To)
      Next = CFGBlock::AdjacentBlock(&To, /*IsReachable=*/false);
  for (CFGBlock::AdjacentBlock &Before :
       llvm::make_range(To.pred_begin(), To.pred_end()))
    if (Before.getReachableBlock() == &From)
      Before = CFGBlock::AdjacentBlock(&From, /*IsReachable=*/false);
}

/// Clang makes no graph of a template's loop over a range whose type is not
/// known yet: it has no begin, no end and no condition. While this lives, they
/// are there, and say nothing.
class KnownRanges {
public:
  KnownRanges(const Body &B, ASTContext &Ast) {
    if (B.Fn->isDependentContext())
      add(*B.Root, B, Ast);
  }
  KnownRanges(const KnownRanges &) = delete;
  ~KnownRanges() {
    for (CXXForRangeStmt *Loop : Loops)
      set(*Loop, nullptr, nullptr);
  }

private:
  void add(const Stmt &S, const Body &B, ASTContext &Ast) {
    for (const Stmt *Child : childrenOf(S))
      if (Child)
        add(*Child, B, Ast);
    const auto *Loop = dyn_cast<CXXForRangeStmt>(&S);
    if (!Loop || Loop->getCond())
      return;
    SourceLocation At = Loop->getColonLoc();
    // What is declared here makes nothing.
    auto *Nothing =
        EmptyDecl::Create(Ast, const_cast<FunctionDecl *>(B.Fn), At);
    Loops.push_back(const_cast<CXXForRangeStmt *>(Loop));
    set(*Loops.back(), new (Ast) DeclStmt(DeclGroupRef(Nothing), At, At),
        RecoveryExpr::Create(Ast, Ast.BoolTy, At, At, {}));
  }

  static void set(CXXForRangeStmt &Loop, Stmt *Declares, Expr *Asks) {
    Loop.setBeginStmt(Declares);
    Loop.setEndStmt(Declares);
    Loop.setCond(Asks);
    Loop.setInc(Asks);
  }

  llvm::SmallVector<CXXForRangeStmt *, 4> Loops;
};

std::unique_ptr<CFG> graphOf(const Body &B, ASTContext &Ast,
                             const CFG::BuildOptions &Options) {
  if (nestsManyAwaits(*B.Root))
    return nullptr;
  KnownRanges Ranges(B, Ast);
  std::unique_ptr<CFG> Graph =
      CFG::buildCFG(B.Fn, const_cast<Stmt *>(B.Root), &Ast, Options);
  if (Graph)
    for (CFGBlock *Block : *Graph)
      if (const auto *Loop =
              dyn_cast_or_null<DoStmt>(Block->getTerminatorStmt());
          Loop && Block->succ_size() == 2 && goesRoundOnce(*Loop))
        if (CFGBlock *Head = *Block->succ_begin())
          cut(*Block, *Head);
  return Graph;
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

const Ways *Flow::waysOf(const Body &B) {
  const CFG *Graph = of(B);
  std::unique_ptr<Ways> &Of = BodyWays[&B];
  if (Graph && !Of)
    Of = std::make_unique<Ways>(*Graph);
  return Of.get();
}

SmallVector<const Body *> Flow::tooLarge() const {
  SmallVector<const Body *> All(Large.begin(), Large.end());
  for (const auto &[B, Of] : BodyWays)
    if (Of && Of->isTooLarge() && !llvm::is_contained(All, B))
      All.push_back(B);
  return All;
}

/// Where what is in one graph?
struct Flow::Index {
  struct Position {
    const CFGBlock *In;
    unsigned Nth;
  };
  llvm::DenseMap<const Stmt *, SmallVector<Position, 1>> Statements;
  llvm::DenseMap<const Decl *, Position> Declarations;
  llvm::BitVector ThrowsOrStops; ///< Blocks.
  size_t Objects = 0;            ///< Variables that somebody may ask about.
  size_t Spent = 0;              ///< Blocks that were walked over.

  explicit Index(const CFG &Graph) : ThrowsOrStops(Graph.getNumBlockIDs()) {
    for (const CFGBlock *Block : Graph) {
      bool Throws = Block->hasNoReturnElement();
      unsigned Nth = 0;
      for (const CFGElement &Element : *Block) {
        Position Here{Block, Nth++};
        auto In = Element.getAs<CFGStmt>();
        if (!In)
          continue;
        Statements[In->getStmt()].push_back(Here);
        Throws |= isa<CXXThrowExpr>(In->getStmt());
        if (const auto *D = dyn_cast<DeclStmt>(In->getStmt()))
          for (const Decl *One : D->decls())
            if (const auto *Var = dyn_cast<VarDecl>(One);
                Declarations.try_emplace(One, Here).second && Var)
              Objects += Var->getType()->isRecordType();
      }
      if (Throws)
        ThrowsOrStops.set(Block->getBlockID());
    }
  }
};

/// Blocks to walk over in one body, once for each of its variables. So much
/// takes a tenth of a second. A body with more is left alone whole: which of
/// its variables are asked about first must not decide.
static constexpr size_t MostBlocks = 1 << 20;
static constexpr size_t MostSpent = 4 * MostBlocks;

const CFG *Flow::affordable(const Body &B, Index *&Of) {
  const CFG *Graph = of(B);
  if (!Graph)
    return nullptr;
  std::unique_ptr<Index> &Known = Indices[&B];
  const size_t Blocks = Graph->getNumBlockIDs();
  if (!Known) {
    Known = std::make_unique<Index>(*Graph);
    Known->Spent = Known->Objects * Blocks > MostBlocks ? MostSpent : 0;
    if (Known->Spent)
      Large.push_back(&B);
  }
  Of = Known.get();
  if (Of->Spent >= MostSpent)
    return nullptr;
  // A variable that is assigned to often is asked about as often.
  Of->Spent += Blocks;
  if (Of->Spent >= MostSpent)
    Large.push_back(&B);
  return Graph;
}

Flow::Flow(clang::ASTContext &Ast) : Ast(Ast) {}
Flow::~Flow() = default;

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
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;

public:
  bool MeetsMention = false, MeetsExit = false;
  const Stmt *MeetsOverwrite = nullptr;

  /// `From` is the assignment; null: the declaration.
  PathSearch(const CFG &Graph, const Flow::Index &Of, const TaskLocal &L,
             const Stmt *From)
      : VarEvents(L) {
    const Flow::Index::Position *Start = nullptr;
    if (auto It = Of.Statements.find(From); It != Of.Statements.end())
      Start = &It->second.front();
    else if (auto It = Of.Declarations.find(L.Var);
             !From && It != Of.Declarations.end())
      Start = &It->second;
    if (Start)
      follow(*Start->In, Start->In->begin() + Start->Nth + 1, Graph.getExit());
    else
      MeetsMention = true; // Not in the graph: not known.
  }

private:
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
  const llvm::BitVector &ThrowsOrStops;
  const CFGBlock *Home = nullptr;
  llvm::BitVector Mentioned;  // The block mentions the variable.
  llvm::BitVector Replaced;   // It overwrites it before that.
  llvm::BitVector Clean;      // Its end is reached without a mention,
  llvm::BitVector Dirty;      // … and with one.
  llvm::BitVector CanMention; // Some way on from its beginning mentions it.
  llvm::BitVector CanLeave;   // Some way on from its beginning leaves normally.

public:
  BranchSearch(const CFG &Graph, const Flow::Index &Of, const TaskLocal &L)
      : Graph(Graph), ThrowsOrStops(Of.ThrowsOrStops),
        Mentioned(Graph.getNumBlockIDs()), Replaced(Graph.getNumBlockIDs()),
        Clean(Graph.getNumBlockIDs()), Dirty(Graph.getNumBlockIDs()),
        CanMention(Graph.getNumBlockIDs()), CanLeave(Graph.getNumBlockIDs()) {
    auto Declared = Of.Declarations.find(L.Var);
    if (Declared == Of.Declarations.end())
      return;
    Home = Declared->second.In;
    // The first in a block counts. Before the declaration it is the variable of
    // the round before.
    llvm::DenseMap<unsigned, unsigned> First;
    auto Note = [&](const Stmt *At, llvm::BitVector &To, llvm::BitVector &Not) {
      auto Found = Of.Statements.find(At);
      if (Found == Of.Statements.end())
        return;
      for (const Flow::Index::Position &P : Found->second) {
        unsigned Id = P.In->getBlockID();
        if (P.In == Home && P.Nth < Declared->second.Nth)
          continue;
        auto [It, New] = First.try_emplace(Id, P.Nth);
        if (!New && It->second <= P.Nth)
          continue;
        It->second = P.Nth;
        To.set(Id);
        Not.reset(Id);
      }
    };
    for (const Mention &M : L.Mentions)
      Note(M.At, Mentioned, Replaced);
    for (const Stmt *Overwrite : L.Overwrites)
      Note(Overwrite, Replaced, Mentioned);
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
        if (!ThrowsOrStops[Id] && !Replaced[Id])
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

/// The statements after which the end of the body can't be reached.
static llvm::DenseSet<const Stmt *> ending(const CFG &Graph) {
  // From the end back to where it can still be reached.
  llvm::BitVector Returns(Graph.getNumBlockIDs());
  llvm::SmallVector<const CFGBlock *> Queue = {&Graph.getExit()};
  while (!Queue.empty()) {
    const CFGBlock *Block = Queue.pop_back_val();
    if (Returns[Block->getBlockID()] || Block->hasNoReturnElement())
      continue;
    Returns.set(Block->getBlockID());
    for (const CFGBlock::AdjacentBlock &From : Block->preds())
      if (const CFGBlock *Reachable = From.getReachableBlock())
        Queue.push_back(Reachable);
  }
  llvm::DenseSet<const Stmt *> Found;
  auto ForEach = [&](bool IsReturning, auto Do) {
    for (const CFGBlock *Block : Graph)
      if (Returns[Block->getBlockID()] == IsReturning)
        for (const CFGElement &Element : *Block)
          if (auto S = Element.getAs<CFGStmt>())
            Do(S->getStmt());
  };
  ForEach(false, [&](const Stmt *S) { Found.insert(S); });
  // The graph may have a statement in several blocks.
  if (!Found.empty())
    ForEach(true, [&](const Stmt *S) { Found.erase(S); });
  return Found;
}

bool Flow::neverReturns(const Body &B, const Stmt &At) {
  auto [It, IsNew] = Ending.try_emplace(&B);
  if (const CFG *Graph = IsNew ? of(B) : nullptr)
    It->second = ending(*Graph);
  return It->second.contains(&At);
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
  Index *Of = nullptr;
  const CFG *Graph = affordable(*L.In, Of);
  return Graph ? BranchSearch(*Graph, *Of, L).run() : std::nullopt;
}

const Stmt *Flow::overwritten(const TaskLocal &L, const Stmt *From) {
  Index *Of = nullptr;
  const CFG *Graph = L.Overwrites.empty() ? nullptr : affordable(*L.In, Of);
  if (!Graph)
    return nullptr;
  PathSearch T(*Graph, *Of, L, From);
  return T.MeetsMention || T.MeetsExit ? nullptr : T.MeetsOverwrite;
}

bool Flow::isDeadAfter(const TaskLocal &L, const Stmt &From) {
  Index *Of = nullptr;
  const CFG *Graph = affordable(*L.In, Of);
  if (!Graph)
    return false;
  PathSearch T(*Graph, *Of, L, &From);
  return !T.MeetsMention && !T.MeetsOverwrite;
}

} // namespace corolint

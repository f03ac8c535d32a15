#include "checks/analysis/Held.h"
#include "checks/analysis/Flow.h"
#include "checks/analysis/Unlocker.h"
#include "checks/facts/Expressions.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

namespace {

/// What may be at one place of the graph: a bit for each.
enum : uint8_t { IsHeld = 1, IsFree = 2 };

uint8_t bitsOf(Locks::Holding H) {
  return H == Locks::Held    ? IsHeld
         : H == Locks::Maybe ? IsHeld | IsFree
                             : IsFree;
}

struct Event {
  unsigned Of;
  uint8_t Becomes;
  std::optional<unsigned> From; ///< What it is moved out of.
};

class BodyWalk {
  ASTContext &Ast;
  Locks &TuLocks;
  const Body &B;
  std::unique_ptr<CFG> Graph;

  std::vector<HeldOver> Holders;
  llvm::SmallDenseSet<unsigned> Lost; ///< Holders that are not followed.
  llvm::DenseMap<const ValueDecl *, unsigned> OfVar;
  llvm::DenseMap<const Stmt *, unsigned> OfTemporary;
  std::vector<std::pair<ObjectPath, unsigned>> OfMutex;
  llvm::DenseMap<const Stmt *, llvm::SmallVector<Event, 2>> Events;
  llvm::DenseMap<const Stmt *, const Suspension *> Stops;
  llvm::SmallPtrSet<const Stmt *, 8> Awaited;
  /// `bool Ok = m.try_lock();`
  llvm::DenseMap<const ValueDecl *, unsigned> Tells;
  /// Calls that say whether a lock is held: owns_lock(), try_lock().
  llvm::DenseMap<const Stmt *, unsigned> Asks;
  /// An initialiser that moves → the variable it makes.
  llvm::DenseMap<const Stmt *, unsigned> Makes;
  /// What may unlock, when it ends, what was locked by hand.
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<unsigned, 1>> Unlockers;
  std::vector<std::vector<uint8_t>> In;
  std::vector<uint8_t> AtEntry;

public:
  BodyWalk(ASTContext &Ast, Locks &TuLocks, const Body &B,
           ArrayRef<const Suspension *> All)
      : Ast(Ast), TuLocks(TuLocks), B(B) {
    for (const Suspension *S : All) {
      Stops[S->At] = S;
      if (S->Operand)
        Awaited.insert(valueOf(S->Operand));
    }
  }

  void run(ArrayRef<const Call *> Calls, std::vector<HeldOver> &Out) {
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Options.AddEHEdges = false;
    Options.AddImplicitDtors = true;
    Options.AddTemporaryDtors = true;
    Graph = graphOf(B, Ast, Options);
    if (!Graph)
      return;
    findHolders();
    for (const Call *C : Calls)
      call(*C);
    // Who is called in a template's pattern, and unlocks what, nobody knows.
    if (llvm::any_of(Unresolved,
                     [](const Expr *E) { return isa<CallExpr>(E); }))
      for (const auto &[Path, Of] : OfMutex)
        Lost.insert(Of);
    findUnlockers(Calls);
    findTests();
    if (Holders.empty())
      return;
    flow();
    report(Out);
  }

private:
  unsigned add(HeldOver H) {
    H.In = &B;
    Holders.push_back(std::move(H));
    return Holders.size() - 1;
  }
  void set(const Stmt &At, unsigned Of, uint8_t Becomes,
           std::optional<unsigned> From = {}) {
    Events[&At].push_back({Of, Becomes, From});
  }

  HeldOver guard(const Locks::Guard &G) {
    HeldOver H;
    H.IsScope = G.IsScope;
    H.CanUnlock = G.CanUnlock;
    H.Changes = G.Changes;
    return H;
  }

  void findHolders() {
    for (const ParmVarDecl *P : B.Fn->parameters())
      if (const Locks::Guard *G = TuLocks.guardOf(P->getType());
          G && !G->IsPart && !G->IsScope) {
        HeldOver H = guard(*G);
        H.Local = P;
        OfVar[P] = add(std::move(H));
      }
    AtEntry.assign(Holders.size(), IsHeld);
    llvm::SmallPtrSet<const Stmt *, 8> Temporaries;
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &E : *Block)
        if (auto T = E.getAs<CFGTemporaryDtor>())
          Temporaries.insert(T->getBindTemporaryExpr());
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &E : *Block) {
        auto S = E.getAs<CFGStmt>();
        if (!S)
          continue;
        if (const auto *D = dyn_cast<DeclStmt>(S->getStmt())) {
          for (const Decl *One : D->decls())
            if (const auto *V = dyn_cast<VarDecl>(One);
                V && V->isLocalVarDecl() && !V->isStaticLocal()) {
              declared(*V, *D);
              Locals.push_back(V);
            }
        } else if (const auto *T = dyn_cast<CXXBindTemporaryExpr>(S->getStmt());
                   T && Temporaries.contains(T)) {
          temporary(*T);
        } else if (const auto *L = dyn_cast<LambdaExpr>(S->getStmt())) {
          Lambdas.push_back(L);
        } else if (const auto *E = dyn_cast<Expr>(S->getStmt());
                   E && E->isTypeDependent()) {
          Unresolved.push_back(E);
        }
      }
    // What a lambda has by reference, it may unlock.
    for (const LambdaExpr *L : Lambdas)
      for (const LambdaCapture &C : L->captures())
        if (C.capturesVariable() && C.getCaptureKind() == LCK_ByRef)
          if (auto It = OfVar.find(C.getCapturedVar()); It != OfVar.end())
            Lost.insert(It->second);
    // So may whoever is given it in a template's pattern.
    for (const Expr *E : Unresolved)
      for (const Stmt *Part : childrenOf(*E))
        if (std::optional<unsigned> Of = holder(dyn_cast_or_null<Expr>(Part)))
          Lost.insert(*Of);
  }
  std::vector<const VarDecl *> Locals;
  std::vector<const LambdaExpr *> Lambdas;
  std::vector<const Expr *> Unresolved;

  void declared(const VarDecl &V, const DeclStmt &At) {
    QualType T = V.getType();
    const Expr *Init = V.getInit();
    if (Init && T->isDependentType())
      Unresolved.push_back(Init);
    // `auto &&l = make();` keeps what it is bound to.
    if (T->isReferenceType() && Init) {
      const Expr *Bound = Init->IgnoreParenImpCasts();
      if (const auto *F = dyn_cast<FullExpr>(Bound))
        Bound = F->getSubExpr()->IgnoreParenImpCasts();
      if (!isa<MaterializeTemporaryExpr>(Bound))
        return;
      T = Bound->getType();
    }
    const Locks::Guard *G = TuLocks.guardOf(T);
    if (!G)
      return;
    HeldOver H = guard(*G);
    H.Local = &V;
    H.Taken = &At;
    std::optional<ObjectPath> Mutex;
    uint8_t Bits =
        Init ? bitsOf(TuLocks.holdingOf(*Init, Mutex)) : uint8_t(IsFree);
    H.Mutex = std::move(Mutex);
    H.IsTried = Bits == (IsHeld | IsFree);
    unsigned Of = add(std::move(H));
    OfVar[&V] = Of;
    if (const auto *Parts = dyn_cast<DecompositionDecl>(&V))
      for (const BindingDecl *Part : Parts->bindings())
        OfVar[Part] = Of;
    const Expr *Value = Init ? Init->IgnoreParenImpCasts() : nullptr;
    if (const auto *F = dyn_cast_or_null<FullExpr>(Value))
      Value = F->getSubExpr()->IgnoreParenImpCasts();
    if (const auto *C = dyn_cast_or_null<CXXConstructExpr>(Value);
        C && C->getConstructor()->isMoveConstructor() &&
        isa<DeclRefExpr>(valueOf(C)))
      Makes[C] = Of; // It gets its state from where it is moved from.
    else
      set(At, Of, Bits);
  }

  void temporary(const CXXBindTemporaryExpr &T) {
    const Locks::Guard *G = TuLocks.guardOf(T.getType());
    if (!G || G->IsPart)
      return;
    // What an await gives is a matter of who gave it; a parameter, of who has
    // it.
    const Expr *From = valueOf(T.getSubExpr());
    const auto *Result = dyn_cast<CXXMemberCallExpr>(From);
    if (isa<CoawaitExpr, DeclRefExpr>(From) ||
        (Result && Result->getMethodDecl() &&
         Result->getMethodDecl()->getNameAsString() == "await_resume"))
      return;
    HeldOver H = guard(*G);
    H.Taken = &T;
    H.CanUnlock = false;
    std::optional<ObjectPath> Mutex;
    uint8_t Bits = bitsOf(TuLocks.holdingOf(*T.getSubExpr(), Mutex));
    H.Mutex = std::move(Mutex);
    unsigned Of = add(std::move(H));
    OfTemporary[&T] = Of;
    set(T, Of, Bits);
  }

  /// The holder that an expression is, or is a part of.
  std::optional<unsigned> holder(const Expr *E) const {
    if (!E)
      return std::nullopt;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(E))) {
      auto It = OfVar.find(Ref->getDecl());
      return It == OfVar.end() ? std::nullopt : std::optional(It->second);
    }
    std::optional<ObjectPath> P = pathOf(*E);
    if (!P || !P->Root)
      return std::nullopt;
    auto It = OfVar.find(P->Root);
    return It == OfVar.end() ? std::nullopt : std::optional(It->second);
  }

  void call(const Call &C) {
    if (C.Ends || !C.At)
      return;
    for (const Locks::Act &A : TuLocks.actsOf(C)) {
      auto It = llvm::find_if(OfMutex,
                              [&](const auto &M) { return M.first == A.On; });
      if (It == OfMutex.end()) {
        if (A.What == LockStep::Frees)
          continue;
        HeldOver H;
        H.ByHand = true;
        H.Mutex = A.On;
        H.Taken = A.At;
        H.IsTried = A.What == LockStep::Tries;
        OfMutex.push_back({A.On, add(std::move(H))});
        It = std::prev(OfMutex.end());
      }
      if (C.IsUndecided)
        Lost.insert(It->second);
      set(*C.At, It->second,
          A.What == LockStep::Takes   ? IsHeld
          : A.What == LockStep::Frees ? IsFree
                                      : IsHeld | IsFree);
      if (A.What == LockStep::Tries)
        Asks[C.At] = It->second;
    }
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (!F)
      return;
    if (const auto *Made = dyn_cast<CXXConstructExpr>(C.At)) {
      if (Made->getNumArgs() && Made->getConstructor()->isMoveConstructor())
        if (const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(Made->getArg(0))))
          if (auto From = OfVar.find(Ref->getDecl()); From != OfVar.end()) {
            if (auto To = Makes.find(Made); To != Makes.end())
              set(*Made, To->second, IsFree, From->second);
            set(*Made, From->second, IsFree);
          }
      // What is made of a reference to it may unlock it.
      for (unsigned I = 0; I != Made->getNumArgs() && I != F->getNumParams();
           ++I) {
        QualType P = F->getParamDecl(I)->getType();
        if (P->isLValueReferenceType() &&
            !P->getPointeeType().isConstQualified())
          if (std::optional<unsigned> Of = holder(Made->getArg(I)))
            Lost.insert(*Of);
      }
      return;
    }
    std::string Name =
        F->getIdentifier() ? F->getName().lower() : std::string();
    if (std::optional<unsigned> Of = holder(C.object())) {
      if (C.IsUndecided)
        Lost.insert(*Of);
      operation(C, *Of, *F, Name);
    }
    if (F->isInStdNamespace() || C.Callee->isImplicit())
      return;
    for (const Expr *A : C.arguments()) {
      std::optional<unsigned> Of = holder(A);
      const CXXRecordDecl *Class = A->getType()->getAsCXXRecordDecl();
      if (!Of || !Class || !A->isGLValue() || A->getType().isConstQualified())
        continue;
      // Somebody else has it now, by reference. What a library's function does
      // with it is done when it returns, but for an operation that is awaited:
      // a condition frees the lock while it waits.
      if (!Ast.getSourceManager().isInSystemHeader(F->getLocation()) ||
          Awaited.contains(C.At))
        Lost.insert(*Of);
    }
    for (const Expr *A : C.arguments())
      if (std::optional<ObjectPath> P = pathOf(*A); P && !P->Name.empty())
        for (auto &[Path, Of] : OfMutex)
          if (Path == *P && !Events.contains(C.At))
            Lost.insert(Of);
  }

  void operation(const Call &C, unsigned Of, const FunctionDecl &F,
                 StringRef Name) {
    if (isa<CXXConversionDecl>(F) || Name == "owns_lock" ||
        Name == "owns_lock_shared" || Name == "has_value" ||
        Name == "islocked") {
      Asks[C.At] = Of;
      return;
    }
    if (F.getOverloadedOperator() == OO_Equal) {
      std::vector<const Expr *> Given = C.arguments();
      if (Given.empty())
        return;
      const Expr *Value = valueOf(Given.front());
      if (const auto *Ref = dyn_cast<DeclRefExpr>(Value))
        if (auto From = OfVar.find(Ref->getDecl()); From != OfVar.end()) {
          set(*C.At, Of, IsFree, From->second);
          set(*C.At, From->second, IsFree);
          return;
        }
      std::optional<ObjectPath> Mutex;
      set(*C.At, Of, bitsOf(TuLocks.holdingOf(*Given.front(), Mutex)));
      Taken(Of, C, Mutex);
      return;
    }
    if (Name.contains("unlock") || Name == "release" || Name == "reset") {
      // `opt.reset(…)` and `ptr.reset(new …)` make another one.
      if (Name == "reset" && !C.arguments().empty())
        Lost.insert(Of);
      set(*C.At, Of, IsFree);
    } else if (Name == "emplace") {
      set(*C.At, Of, C.arguments().empty() ? IsFree : IsHeld);
      std::optional<ObjectPath> Mutex;
      if (!C.arguments().empty())
        Mutex = pathOf(*C.arguments().front());
      Taken(Of, C, Mutex);
    } else if (Name.starts_with("try") && Name.contains("lock")) {
      set(*C.At, Of, IsHeld | IsFree);
      Asks[C.At] = Of;
      Taken(Of, C, {});
    } else if (Name.contains("lock") && !Name.contains("locked")) {
      set(*C.At, Of, IsHeld);
      Taken(Of, C, {});
    } else if (Name == "swap") {
      Lost.insert(Of);
    }
  }

  /// It was declared free, and locked here.
  void Taken(unsigned Of, const Call &C, std::optional<ObjectPath> Mutex) {
    if (Mutex)
      Holders[Of].Mutex = std::move(Mutex);
    Relocked.try_emplace(Of, C.At);
  }
  llvm::DenseMap<unsigned, const Stmt *> Relocked;

  void findUnlockers(ArrayRef<const Call *> Calls) {
    for (const auto &[Path, Of] : OfMutex) {
      auto Locks = [&, Of = Of](const Stmt &S) {
        auto It = Events.find(&S);
        return It != Events.end() &&
               llvm::any_of(It->second, [&](const Event &E) {
                 return E.Of == Of && E.Becomes == IsHeld;
               });
      };
      for (const VarDecl *V : Locals)
        if (mayUnlock(*V, Path, Locks))
          Unlockers[V].push_back(Of);
    }
    if (Unlockers.empty())
      return;
    auto Unlocks = [&](const Call &C, const Expr *By) {
      const auto *Ref = By ? dyn_cast<DeclRefExpr>(valueOf(By)) : nullptr;
      const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      for (unsigned Of : Unlockers.lookup(V))
        set(*C.At, Of, IsFree);
    };
    for (const Call *C : Calls) {
      Unlocks(*C, C->object());
      for (const Expr *A : C->arguments())
        Unlocks(*C, A);
    }
  }

  void findTests() {
    for (const CFGBlock *Block : *Graph)
      for (const CFGElement &E : *Block)
        if (auto S = E.getAs<CFGStmt>())
          if (const auto *D = dyn_cast<DeclStmt>(S->getStmt()))
            for (const Decl *One : D->decls())
              if (const auto *V = dyn_cast<VarDecl>(One);
                  V && V->hasInit() && V->getType()->isBooleanType())
                if (auto It = Asks.find(V->getInit()->IgnoreParenImpCasts());
                    It != Asks.end())
                  Tells[V] = It->second;
  }

  /// Takes in that `Condition` came out so. False: it can't have.
  bool assume(const Expr *Condition, bool IsTrue,
              std::vector<uint8_t> &State) const {
    const Expr *E = Condition ? Condition->IgnoreParenImpCasts() : nullptr;
    if (const auto *F = dyn_cast_or_null<FullExpr>(E))
      return assume(F->getSubExpr(), IsTrue, State);
    if (const auto *U = dyn_cast_or_null<UnaryOperator>(E);
        U && U->getOpcode() == UO_LNot)
      return assume(U->getSubExpr(), !IsTrue, State);
    if (const auto *O = dyn_cast_or_null<BinaryOperator>(E)) {
      if (O->isLogicalOp())
        return assume(O->getRHS(), IsTrue, State);
      // `pthread_mutex_trylock(&m) == 0`
      if (O->isEqualityOp() && integerIn(O->getRHS(), Ast) == 0)
        return assume(O->getLHS(), (O->getOpcode() == BO_EQ) != IsTrue, State);
      return true;
    }
    std::optional<unsigned> Of;
    if (auto It = Asks.find(E); E && It != Asks.end()) {
      Of = It->second;
      // An error code: zero is success.
      if (!E->getType()->isBooleanType() && E->getType()->isIntegerType())
        IsTrue = !IsTrue;
    } else if (const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E)) {
      if (auto It = Tells.find(Ref->getDecl()); It != Tells.end())
        Of = It->second;
    }
    if (!Of)
      return true;
    State[*Of] &= IsTrue ? IsHeld : IsFree;
    return State[*Of] != 0;
  }

  void through(
      const CFGBlock &Block, std::vector<uint8_t> &State,
      llvm::function_ref<void(const Suspension &, const std::vector<uint8_t> &)>
          Stop) const {
    for (const CFGElement &E : Block) {
      if (auto D = E.getAs<CFGAutomaticObjDtor>()) {
        if (auto It = OfVar.find(D->getVarDecl()); It != OfVar.end())
          State[It->second] = IsFree;
        if (auto It = Unlockers.find(D->getVarDecl()); It != Unlockers.end())
          for (unsigned Of : It->second)
            State[Of] = IsFree;
      } else if (auto D = E.getAs<CFGTemporaryDtor>()) {
        if (auto It = OfTemporary.find(D->getBindTemporaryExpr());
            It != OfTemporary.end())
          State[It->second] = IsFree;
      } else if (auto S = E.getAs<CFGStmt>()) {
        if (auto It = Stops.find(S->getStmt()); It != Stops.end())
          Stop(*It->second, State);
        if (auto It = Events.find(S->getStmt()); It != Events.end())
          for (const Event &Now : It->second)
            State[Now.Of] = Now.From ? State[*Now.From] : Now.Becomes;
      }
    }
  }

  void flow() {
    AtEntry.resize(Holders.size(), IsFree);
    In.assign(Graph->getNumBlockIDs(), std::vector<uint8_t>(Holders.size(), 0));
    std::vector<bool> Reached(Graph->getNumBlockIDs());
    SmallVector<const CFGBlock *, 16> Queue = {&Graph->getEntry()};
    In[Graph->getEntry().getBlockID()] = AtEntry;
    Reached[Graph->getEntry().getBlockID()] = true;
    while (!Queue.empty()) {
      const CFGBlock *Block = Queue.pop_back_val();
      std::vector<uint8_t> State = In[Block->getBlockID()];
      through(*Block, State, [](const auto &...) {});
      bool Branches = Block->succ_size() == 2 &&
                      !isa_and_nonnull<SwitchStmt>(Block->getTerminatorStmt());
      unsigned Index = 0;
      for (const CFGBlock::AdjacentBlock &To : Block->succs()) {
        bool IsTrue = Index++ == 0;
        if (!To)
          continue;
        std::vector<uint8_t> Out = State;
        if (Branches && !assume(Block->getLastCondition(), IsTrue, Out))
          continue;
        unsigned Id = To->getBlockID();
        bool Changed = !Reached[Id];
        Reached[Id] = true;
        for (size_t I = 0; I != Out.size(); ++I) {
          uint8_t Both = In[Id][I] | Out[I];
          Changed |= Both != In[Id][I];
          In[Id][I] = Both;
        }
        if (Changed)
          Queue.push_back(&*To);
      }
    }
  }

  void report(std::vector<HeldOver> &Out) {
    for (const CFGBlock *Block : *Graph) {
      std::vector<uint8_t> State = In[Block->getBlockID()];
      through(*Block, State,
              [&](const Suspension &S, const std::vector<uint8_t> &Now) {
                if (S.MaySuspend)
                  for (size_t I = 0; I != Now.size(); ++I)
                    // Its promise may give the scope's variable back.
                    if ((Now[I] & IsHeld) && !Lost.contains(I) &&
                        !(Holders[I].IsScope && S.IsInPattern)) {
                      Holders[I].IsOnAllWays &= Now[I] == IsHeld;
                      if (!llvm::is_contained(Holders[I].Over, &S))
                        Holders[I].Over.push_back(&S);
                    }
              });
    }
    for (size_t I = 0; I != Holders.size(); ++I) {
      HeldOver &H = Holders[I];
      if (H.Over.empty() ||
          (H.Changes && TuLocks.isKnownTo(B.promise(), *H.Changes)))
        continue;
      std::optional<ObjectPath> Mutex;
      bool WasFree =
          H.Local && H.Local->hasInit() &&
          TuLocks.holdingOf(*H.Local->getInit(), Mutex) == Locks::Nothing;
      if (auto It = Relocked.find(I); It != Relocked.end() && WasFree)
        H.Taken = It->second;
      llvm::sort(H.Over, [&](const Suspension *L, const Suspension *R) {
        return Ast.getSourceManager().isBeforeInTranslationUnit(
            L->At->getBeginLoc(), R->At->getBeginLoc());
      });
      Out.push_back(std::move(H));
    }
  }
};

} // namespace

HeldLocks::HeldLocks(ASTContext &Ast, const Facts &TuFacts, Locks &TuLocks)
    : Ast(Ast), TuLocks(TuLocks) {
  llvm::MapVector<const Body *, SmallVector<const Suspension *>> Stops;
  for (const Suspension &S : TuFacts.Suspensions)
    if (S.MaySuspend && S.In->Fn && S.In->Root)
      Stops[S.In].push_back(&S);
  if (Stops.empty())
    return;
  llvm::DenseMap<const Body *, std::vector<const Call *>> Calls;
  llvm::SmallPtrSet<const Body *, 8> Locking;
  for (const Call &C : TuFacts.Calls) {
    if (!Stops.contains(C.In))
      continue;
    Calls[C.In].push_back(&C);
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (!Locking.contains(C.In) &&
        ((C.Ends && TuLocks.guardOf(C.Ends->getType())) ||
         (F && !C.Ends && isa<Expr>(C.At) &&
          TuLocks.guardOf(cast<Expr>(C.At)->getType())) ||
         !TuLocks.actsOf(C).empty()))
      Locking.insert(C.In);
  }
  for (const auto &[B, Of] : Stops) {
    bool HasParameter =
        llvm::any_of(B->Fn->parameters(), [&](const ParmVarDecl *P) {
          return TuLocks.guardOf(P->getType());
        });
    if (HasParameter || Locking.contains(B))
      read(*B, Calls[B], Of);
  }
  llvm::sort(All, [&](const HeldOver &L, const HeldOver &R) {
    auto At = [](const HeldOver &H) {
      return H.Taken ? H.Taken->getBeginLoc() : H.Local->getLocation();
    };
    return Ast.getSourceManager().isBeforeInTranslationUnit(At(L), At(R));
  });
}

void HeldLocks::read(const Body &B, ArrayRef<const Call *> Calls,
                     ArrayRef<const Suspension *> Stops) {
  BodyWalk(Ast, TuLocks, B, Stops).run(Calls, All);
}

} // namespace corolint

#include "checks/analysis/Reuse.h"
#include "checks/facts/Copyable.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

namespace {

bool canBeLeft(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) &&
         (isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(S) ||
          llvm::any_of(childrenOf(*S), canBeLeft));
}

class Reuse {
  const Facts &TuFacts;
  Awaitables &Types;
  Flow &TuFlow;
  const Effects &TuEffects;
  std::vector<Reused> Found;
  /// Names that std::move is given.
  llvm::DenseMap<const Stmt *, const Expr *> MovedAt;
  llvm::DenseSet<const ValueDecl *> Tasks;

public:
  Reuse(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow,
        const Effects &TuEffects)
      : TuFacts(TuFacts), Types(Types), TuFlow(TuFlow), TuEffects(TuEffects) {}

  std::vector<Reused> run() {
    for (const Call &C : TuFacts.Calls)
      if (const auto *M = C.At && !C.Ends ? dyn_cast<CallExpr>(C.At) : nullptr;
          M && M->getNumArgs() == 1 && M->isCallToStdMove())
        if (const auto *Ref =
                dyn_cast<DeclRefExpr>(M->getArg(0)->IgnoreParenImpCasts()))
          MovedAt[Ref] = M;
    tasks();
    values();
    generators();
    return std::move(Found);
  }

private:
  void judge(const Body &B, const Life &L) {
    const Ways *Of = TuFlow.waysOf(B);
    if (!Of)
      return;
    for (const auto &[At, How] : L.Takes)
      for (const Stmt *Again : usesAfter(*At, L, *Of)) {
        bool IsItself = Again == At || Again == How.FirstAt;
        if (IsItself ? !How.Loop || !Of->isInEveryRound(*At, *How.Loop)
                     : !Of->belongTogether(*At, *Again))
          continue;
        Reused R = How;
        R.AgainAt = IsItself ? R.FirstAt : Again;
        R.In = &B;
        Found.push_back(R);
        return; // One finding for each variable.
      }
  }

  /// The names of tasks that a member function of theirs takes over.
  llvm::DenseSet<const Stmt *> chained() const {
    llvm::DenseSet<const Stmt *> Names;
    for (const Call &C : TuFacts.Calls)
      if (isa<CXXMemberCallExpr>(C.At) && C.object())
        if (const FunctionModel *M = TuEffects.modelOf(*C.Callee);
            M && M->Consumes)
          Names.insert(valueOf(C.object()));
    return Names;
  }

  /// The await whose operand is a local.
  llvm::DenseMap<const Stmt *, const Await *> awaitsOfNames() const {
    llvm::DenseMap<const Stmt *, const Await *> Of;
    for (const Await &A : TuFacts.Awaits)
      Of[valueOf(A.Expr->getOperand())] = &A;
    return Of;
  }

  void tasks() {
    for (const TaskLocal &L : TuFacts.Locals)
      Tasks.insert(L.Var);
    auto AwaitOf = awaitsOfNames();
    llvm::DenseSet<const Stmt *> Chained = chained();
    for (const TaskLocal &L : TuFacts.Locals) {
      if (!L.IsTask || !L.Type || L.IsTested || !L.In->Root)
        continue;
      const CXXRecordDecl *D = readable(L.Type->Class);
      bool IsOneOwner = D && !isCopyable(*D);
      bool IsAwaitedOnce = L.Type->AwaitedOnce == true &&
                           (L.Type->NeedsRvalue ||
                            (L.Type->Model && L.Type->Model->AwaitedOnce));
      Life Of;
      Of.Var = L.Var;
      bool Follow = true;
      for (const Mention &M : L.Mentions) {
        if (!M.At || isa<LambdaExpr>(M.At)) {
          Follow = false;
          break;
        }
        bool IsMoved = MovedAt.contains(M.At);
        bool IsAwaited = M.Used.How == Use::Awaited;
        bool IsChained = Chained.contains(M.At);
        if (IsAwaited || IsMoved || IsChained)
          Of.Uses.insert(M.At);
        Reused Step;
        Step.Var = L.Var;
        Step.FirstAt = M.At;
        if (IsAwaited && AwaitOf.contains(M.At)) {
          if (!IsAwaitedOnce)
            continue;
          Step.First = Reused::Awaited;
          Step.Loop = AwaitOf.lookup(M.At)->Loop;
        } else if (IsMoved && IsOneOwner && M.Used.How != Use::Discarded &&
                   M.Used.How != Use::Voided) {
          Step.First = Reused::Moved;
        } else if (IsChained && IsOneOwner) {
          Step.First = Reused::Chained;
        } else {
          continue;
        }
        Of.Takes.push_back({M.At, Step});
      }
      Of.Resets.insert(L.Overwrites.begin(), L.Overwrites.end());
      if (Follow && !Of.Takes.empty() &&
          (Of.Uses.size() > 1 || Of.Takes.front().second.Loop)) {
        size_t Before = Found.size();
        judge(*L.In, Of);
        if (Found.size() == Before)
          triedAgain(*L.In, Of);
      }
    }
  }

  /// `for (;;) try { co_return co_await std::move(job); } catch (…) {}`: the
  /// graph has no way into the handler, which goes on with the next round.
  void triedAgain(const Body &B, const Life &L) {
    for (const auto &[At, How] : L.Takes) {
      bool GoesOn = false, IsMadeAnew = false;
      forEachIn(How.Loop, [&](const Stmt &S) {
        IsMadeAnew |= L.Resets.contains(&S);
        const auto *D = dyn_cast<DeclStmt>(&S);
        IsMadeAnew |= D && llvm::is_contained(D->decls(), L.Var);
        const auto *Try = dyn_cast<CXXTryStmt>(&S);
        for (unsigned I = 0; Try && hasIt(Try->getTryBlock(), *At) &&
                             I != Try->getNumHandlers();
             ++I)
          GoesOn |= !canBeLeft(Try->getHandler(I)->getHandlerBlock());
      });
      if (!GoesOn || IsMadeAnew || How.First != Reused::Awaited)
        continue;
      Reused R = How;
      R.AgainAt = R.FirstAt;
      R.In = &B;
      Found.push_back(R);
      return;
    }
  }

  using LivesOf =
      llvm::MapVector<const Body *, llvm::DenseMap<const ValueDecl *, Life>>;

  /// A local that is moved into the call of a coroutine, at `At`.
  void movedInto(LivesOf &All, const Body &In, const Expr &Call, const Expr &At,
                 const Stmt *Loop) {
    const auto *C = dyn_cast<CallExpr>(valueOf(&Call));
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (!F || !In.Root)
      return;
    for (const Expr *Argument : C->arguments()) {
      const auto *Made = dyn_cast<CXXConstructExpr>(Argument->IgnoreImplicit());
      if (!Made || !Made->getConstructor()->isMoveConstructor() ||
          Made->getConstructor()->isTrivial())
        continue;
      const Stmt *Name = valueOf(Made);
      const auto *Ref = dyn_cast<DeclRefExpr>(Name);
      const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      if (!V || !MovedAt.contains(Ref) || !V->hasLocalStorage() ||
          (V->getType()->isReferenceType() && !isElement(*V)) ||
          Tasks.contains(V) || Types.of(V->getType()))
        continue;
      Life &L = All[&In][V];
      L.Var = V;
      Reused Step;
      Step.Var = V;
      Step.First = Reused::Moved;
      Step.FirstAt = Ref;
      Step.Into = F;
      if (isCopyable(*Made->getConstructor()->getParent()))
        Step.Moving = MovedAt.lookup(Ref);
      Step.Loop = Loop;
      L.Takes.push_back({&At, Step});
    }
  }

  /// `for (auto &row : rows)`, and no name beside it for what it refers to.
  static bool isElement(const VarDecl &V) {
    return V.isCXXForRangeDecl() && V.getType()->isLValueReferenceType();
  }

  /// The innermost loops that have awaits in their conditions.
  llvm::DenseMap<const Stmt *, const Stmt *> loopsAsking() const {
    llvm::DenseMap<const Stmt *, const Stmt *> Loops;
    for (const WrittenLoop &L : TuFacts.Loops) {
      const Stmt *Asked = nullptr;
      if (const auto *W = dyn_cast<WhileStmt>(L.At))
        Asked = W->getCond();
      else if (const auto *D = dyn_cast<DoStmt>(L.At))
        Asked = D->getCond();
      forEachIn(Asked, [&](const Stmt &Part) {
        if (isa<CoawaitExpr>(Part))
          Loops[&Part] = L.At;
      });
    }
    return Loops;
  }

  /// `co_await send(std::move(row)); log(row);`
  void values() {
    LivesOf All;
    const auto Loops = loopsAsking();
    for (const Await &A : TuFacts.Awaits) {
      const Stmt *Asking = Loops.lookup(A.Expr);
      movedInto(All, *A.In, *A.Expr->getOperand(), *A.Expr,
                Asking ? Asking : A.Loop);
    }
    for (const TaskExpr &T : TuFacts.Tasks)
      if (T.Used.How == Use::Local)
        movedInto(All, *T.In, *T.Made, *T.Made, nullptr);
    for (auto &[B, Lives] : All) {
      addTouches(B->Root, Lives);
      std::vector<const Life *> Sorted;
      for (const auto &[V, L] : Lives)
        Sorted.push_back(&L);
      llvm::sort(Sorted, [](const Life *A, const Life *B) {
        return A->Var->getLocation() < B->Var->getLocation();
      });
      SmallVector<const CXXTryStmt *> Tries;
      forEachIn(B->Root, [&](const Stmt &S) {
        if (const auto *Try = dyn_cast<CXXTryStmt>(&S))
          Tries.push_back(Try);
      });
      for (const Life *L : Sorted)
        if (!inAHandler(*B, *L, Tries))
          judge(*B, *L);
    }
  }

  /// `try { co_await send(std::move(row)); } catch (…) { log(row); }`: nothing
  /// is in front of the await that could throw.
  bool inAHandler(const Body &B, const Life &L,
                  ArrayRef<const CXXTryStmt *> Tries) {
    const Stmt *Again = nullptr;
    const Reused *How = nullptr;
    for (const CXXTryStmt *Try : Tries) {
      if (Again || Try->getTryBlock()->body_empty())
        continue;
      const Stmt *First = Try->getTryBlock()->body_front();
      How = nullptr;
      for (const auto &[At, Step] : L.Takes)
        if (isa<Expr, DeclStmt>(First) && hasIt(First, *At))
          How = &Step;
      for (unsigned I = 0; How && !Again && I != Try->getNumHandlers(); ++I) {
        bool IsNew = false;
        forEachIn(Try->getHandler(I)->getHandlerBlock(), [&](const Stmt &Part) {
          IsNew |= L.Resets.contains(&Part);
          if (!IsNew && !Again && L.Uses.contains(&Part))
            Again = &Part;
        });
      }
    }
    if (!Again)
      return false;
    Reused R = *How;
    R.AgainAt = Again;
    R.In = &B;
    Found.push_back(R);
    return true;
  }

  /// The generator that an expression names, if it is a local.
  const VarDecl *generatorIn(const Expr *E) const {
    const auto *Ref = dyn_cast_or_null<DeclRefExpr>(E ? valueOf(E) : nullptr);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    // The hidden reference of a range-for.
    if (V && V->isImplicit() && V->getType()->isReferenceType() && V->hasInit())
      return generatorIn(V->getInit());
    const Awaitable *Type = V ? Types.of(V->getType()) : nullptr;
    return Type && Type->Is == Role::Generator && V->hasLocalStorage() &&
                   !isCopyable(*Type->Class)
               ? V
               : nullptr;
  }

  /// `void print(generator<int> &numbers) { for (int n : numbers) … }`
  const VarDecl *walkedByACall(const Call &C) const {
    const FunctionDecl *F = definitionOf(*C.At);
    const auto *Root = F ? dyn_cast<CompoundStmt>(F->getBody()) : nullptr;
    std::vector<const Expr *> Given = C.arguments();
    for (unsigned I = 0; Root && I < Given.size() && I < F->getNumParams(); ++I)
      if (const VarDecl *V = generatorIn(Given[I]);
          V && F->getParamDecl(I)->getType()->isLValueReferenceType())
        for (const Stmt *S : Root->body()) {
          const auto *Loop = dyn_cast<CXXForRangeStmt>(S);
          if (canBeLeft(Loop ? Loop->getBody() : S))
            break;
          if (Loop && generatorIn(Loop->getRangeInit()) == F->getParamDecl(I))
            return V;
        }
    return nullptr;
  }

  /// What may be done with one generator.
  struct Walks {
    SmallVector<const Call *, 2> Begun, Passed;
    SmallVector<const Stmt *, 2> Moved;
    llvm::SmallPtrSet<const Stmt *, 4> Names; ///< Those that change nothing.
    bool IsInOneBody = true;
    const Body *In = nullptr;
  };

  llvm::MapVector<const ValueDecl *, Walks> walks() const {
    llvm::MapVector<const ValueDecl *, Walks> All;
    auto At = [&](const ValueDecl &V, const Call &C) -> Walks & {
      Walks &W = All[&V];
      W.IsInOneBody &= !W.In || W.In == C.In;
      W.In = C.In;
      return W;
    };
    for (const Call &C : TuFacts.Calls) {
      const auto *F = dyn_cast<FunctionDecl>(C.Callee);
      if (!F || !C.In->Root)
        continue;
      StringRef Name = F->getIdentifier() ? F->getName() : "";
      const VarDecl *V =
          Name == "begin" || Name == "end" ? generatorIn(C.object()) : nullptr;
      if (V) {
        Walks &W = At(*V, C);
        W.Names.insert(valueOf(C.object()));
        if (Name == "begin")
          W.Begun.push_back(&C);
      } else if (const auto *Made = dyn_cast<CXXConstructExpr>(C.At);
                 Made && Made->getConstructor()->isMoveConstructor() &&
                 MovedAt.contains(valueOf(Made))) {
        if (const VarDecl *From = generatorIn(Made))
          At(*From, C).Moved.push_back(valueOf(Made));
      } else if (const VarDecl *Lent = walkedByACall(C)) {
        Walks &W = At(*Lent, C);
        W.Passed.push_back(&C);
        for (const Expr *A : C.arguments())
          W.Names.insert(valueOf(A));
      }
    }
    return All;
  }

  /// `for (int n : numbers) …` and then once more.
  void generators() {
    for (const auto &[V, W] : walks()) {
      if (!W.IsInOneBody)
        continue;
      llvm::DenseMap<const ValueDecl *, Life> Lives;
      Life &L = Lives[V];
      L.Var = V;
      addTouches(W.In->Root, Lives);
      for (const Stmt *Name : W.Names)
        L.Resets.erase(Name);
      L.Uses.clear();
      auto Take = [&](const Stmt *At, Reused::Step How, const Stmt *Loop) {
        Reused Step;
        Step.Var = V;
        Step.First = How;
        Step.FirstAt = At;
        Step.Loop = Loop;
        L.Takes.push_back({At, Step});
      };
      for (const Call *C : W.Begun) {
        L.Uses.insert(C->At);
        const Stmt *Walked = nullptr, *Around = nullptr;
        findLoops(W.In->Root, *C->At, Walked, Around);
        if (Walked)
          Take(C->At, Reused::Walked, Around);
      }
      for (const Call *C : W.Passed) {
        L.Uses.insert(C->At);
        Take(C->At, Reused::Walked, nullptr);
      }
      for (const Stmt *Name : W.Moved) {
        L.Uses.insert(Name);
        Take(Name, Reused::Moved, nullptr);
      }
      judge(*W.In, L);
    }
  }

  /// The loop that this call begins, if it is never left before the end, and
  /// the innermost one around that.
  static void findLoops(const Stmt *S, const Stmt &Begin, const Stmt *&Walked,
                        const Stmt *&Around) {
    SmallVector<const Stmt *, 4> Outside;
    auto Search = [&](auto &Self, const Stmt *In) -> void {
      if (!In || Walked || isa<LambdaExpr>(In))
        return;
      if (walksAll(*In, Begin)) {
        Walked = In;
        Around = Outside.empty() ? nullptr : Outside.back();
        return;
      }
      bool IsLoop = isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(In);
      if (IsLoop)
        Outside.push_back(In);
      for (const Stmt *Child : childrenOf(*In))
        Self(Self, Child);
      if (IsLoop)
        Outside.pop_back();
    };
    Search(Search, S);
  }

  static bool walksAll(const Stmt &S, const Stmt &Begin) {
    if (const auto *F = dyn_cast<CXXForRangeStmt>(&S))
      return F->getBeginStmt() && hasIt(F->getBeginStmt(), Begin) &&
             !canBeLeft(F->getBody());
    // `for (auto it = numbers.begin(); it != numbers.end(); ++it)`
    const auto *F = dyn_cast<ForStmt>(&S);
    const Expr *Asked = F ? F->getCond() : nullptr;
    if (const auto *Full = dyn_cast_or_null<FullExpr>(Asked))
      Asked = Full->getSubExpr();
    Asked = Asked ? Asked->IgnoreParenImpCasts() : nullptr;
    const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Asked);
    bool IsEnd = (O && O->getOperator() == OO_ExclaimEqual) ||
                 isa_and_nonnull<CXXRewrittenBinaryOperator>(Asked);
    return IsEnd && F->getInc() && F->getInit() && hasIt(F->getInit(), Begin) &&
           !canBeLeft(F->getBody());
  }
  static bool hasIt(const Stmt *S, const Stmt &It) {
    return S && (S == &It || llvm::any_of(childrenOf(*S), [&](const Stmt *C) {
                   return hasIt(C, It);
                 }));
  }
};

} // namespace

std::vector<Reused> reusedIn(const Facts &TuFacts, Awaitables &Types,
                             Flow &TuFlow, const Effects &TuEffects) {
  return Reuse(TuFacts, Types, TuFlow, TuEffects).run();
}

} // namespace corolint

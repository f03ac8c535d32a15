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

/// A statement that takes what a variable has, and those that matter after it.
struct Life {
  const ValueDecl *Var = nullptr;
  SmallVector<std::pair<const Stmt *, Reused>, 4> Takes;
  llvm::SmallPtrSet<const Stmt *, 8> Uses, Resets;
};

struct Place {
  const CFGBlock *Block = nullptr;
  size_t Index = 0;
};

class LifeWalk {
  const CFG &Graph;
  const Life &L;
  llvm::DenseMap<const Stmt *, Place> Places;

public:
  LifeWalk(const CFG &Graph, const Life &L) : Graph(Graph), L(L) {
    for (const CFGBlock *Block : Graph)
      for (size_t I = 0; I != Block->size(); ++I)
        if (auto S = (*Block)[I].getAs<CFGStmt>())
          Places.try_emplace(S->getStmt(), Place{Block, I});
  }

  /// The uses that some run meets after `First`, before the variable has
  /// something new.
  SmallVector<const Stmt *, 4> usesAfter(const Stmt &First) {
    SmallVector<const Stmt *, 4> Found;
    // Of `auto [task, more]` the whole is declared.
    const ValueDecl *Declared = L.Var;
    if (const auto *Part = dyn_cast<BindingDecl>(L.Var))
      Declared = cast<ValueDecl>(Part->getDecomposedDecl());
    auto It = Places.find(&First);
    if (It == Places.end())
      return Found;
    llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
    auto Follow = [&](auto &Self, const CFGBlock &Block, size_t I) -> void {
      for (; I != Block.size(); ++I) {
        auto S = Block[I].getAs<CFGStmt>();
        if (!S)
          continue;
        const auto *D = dyn_cast<DeclStmt>(S->getStmt());
        if (L.Resets.contains(S->getStmt()) ||
            (D && llvm::is_contained(D->decls(), Declared)))
          return;
        if (L.Uses.contains(S->getStmt())) {
          Found.push_back(S->getStmt());
          return;
        }
      }
      for (const CFGBlock::AdjacentBlock &To : Block.succs())
        if (To && Seen.insert(&*To).second)
          Self(Self, *To, 0);
    };
    Follow(Follow, *It->second.Block, It->second.Index + 1);
    return Found;
  }

  /// Does every run from `First` meet `Again`, or come every run to `Again` by
  /// way of `First`?
  bool belongTogether(const Stmt &First, const Stmt &Again) {
    Place From = Places.lookup(&First), To = Places.lookup(&Again);
    if (From.Block == To.Block)
      return From.Index < To.Index;
    return !reaches(Graph.getEntry(), *To.Block, *From.Block) ||
           !reaches(*From.Block, Graph.getExit(), *To.Block);
  }

  /// Does every whole round of the loop come by the statement?
  bool isInEveryRound(const Stmt &At, const Stmt &Loop) {
    const CFGBlock *Block = Places.lookup(&At).Block;
    auto Head = llvm::find_if(Graph, [&](const CFGBlock *B) {
      return B->getTerminatorStmt() == &Loop;
    });
    return Block && Head != Graph.end() &&
           (*Head == Block || !reaches(**Head, **Head, *Block));
  }
};

bool canBeLeft(const Stmt *S) {
  return S && !isa<LambdaExpr>(S) &&
         (isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(S) ||
          llvm::any_of(childrenOf(*S), canBeLeft));
}

/// What may be asked of, or done to, an object that was moved from.
enum class Touch { Reads, Renews, Ignored };

class Touches {
  llvm::DenseMap<const ValueDecl *, Life> &Lives;

public:
  explicit Touches(llvm::DenseMap<const ValueDecl *, Life> &Lives)
      : Lives(Lives) {}

  void in(const Stmt *S) { walk(S); }

private:
  static bool isNullable(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && R->isInStdNamespace() && R->getIdentifier() &&
           llvm::is_contained(
               std::initializer_list<StringRef>{"unique_ptr", "shared_ptr",
                                                "optional", "function"},
               R->getName());
  }

  void walk(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const LambdaCapture &C : Lambda->captures())
        if (C.capturesVariable())
          if (auto It = Lives.find(C.getCapturedVar()); It != Lives.end())
            It->second.Resets.insert(S);
      return;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (auto It = Lives.find(Ref->getDecl()); It != Lives.end()) {
        switch (touch(*Ref)) {
        case Touch::Reads:
          It->second.Uses.insert(S);
          break;
        case Touch::Renews:
          It->second.Resets.insert(S);
          break;
        case Touch::Ignored:
          break;
        }
      }
    bool IsStep = !isa<ImplicitCastExpr, ParenExpr>(S);
    if (IsStep)
      Around.push_back(S);
    for (const Stmt *Child : childrenOf(*S))
      walk(Child);
    if (IsStep)
      Around.pop_back();
  }

  /// What is done to the variable, or to the field of it that is named.
  Touch touch(const DeclRefExpr &Ref) const {
    const Expr *What = &Ref;
    ArrayRef<const Stmt *> Outside = Around;
    while (!Outside.empty()) {
      const auto *M = dyn_cast<MemberExpr>(Outside.back());
      const auto *Field = M ? dyn_cast<FieldDecl>(M->getMemberDecl()) : nullptr;
      if (!Field)
        break;
      // A number is what it was before the move.
      if (Field->getType().isTriviallyCopyableType(Field->getASTContext()))
        return Touch::Ignored;
      What = M;
      Outside = Outside.drop_back();
    }
    return touch(*What, Outside.empty() ? nullptr : Outside.back());
  }

  static Touch touch(const Expr &What, const Stmt *Parent) {
    bool Nullable = isNullable(What.getType());
    if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Parent)) {
      if (O->isAssignmentOp() && valueOf(O->getArg(0)) == &What)
        return Touch::Renews;
      bool Reaches = O->getOperator() == OO_Arrow ||
                     O->getOperator() == OO_Star || O->getOperator() == OO_Call;
      return Nullable && !Reaches ? Touch::Ignored : Touch::Reads;
    }
    if (const auto *M = dyn_cast_or_null<MemberExpr>(Parent)) {
      const auto *F = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
      if (!F)
        return Touch::Ignored;
      // Who asks whether it is null knows what to do then.
      if (!F->isConst() || Nullable)
        return Touch::Renews;
      return F->getReturnType()->isBooleanType() ? Touch::Ignored
                                                 : Touch::Reads;
    }
    if (const auto *C = dyn_cast_or_null<CallExpr>(Parent)) {
      const FunctionDecl *F = C->getDirectCallee();
      if (C->isCallToStdMove())
        return Nullable ? Touch::Ignored : Touch::Reads;
      for (unsigned I = 0; F && I < C->getNumArgs() && I < F->getNumParams();
           ++I)
        if (valueOf(C->getArg(I)) == &What) {
          QualType P = F->getParamDecl(I)->getType();
          if (P->isReferenceType() &&
              !P.getNonReferenceType().isConstQualified())
            return Touch::Renews;
        }
      return Nullable ? Touch::Ignored : Touch::Reads;
    }
    if (isa_and_nonnull<CXXConstructExpr>(Parent) && !Nullable)
      return Touch::Reads;
    // The range of a range-for.
    if (const auto *D = dyn_cast_or_null<DeclStmt>(Parent);
        D && D->isSingleDecl() && D->getSingleDecl()->isImplicit())
      return Touch::Reads;
    // Whatever else may be said to it is no reading for certain.
    return Touch::Ignored;
  }

  /// What a name stands in, from the outside in.
  SmallVector<const Stmt *, 16> Around;
};

class Reuse {
  const Facts &TuFacts;
  Awaitables &Types;
  Flow &TuFlow;
  std::vector<Reused> Found;
  /// Names that std::move is given.
  llvm::DenseMap<const Stmt *, const Stmt *> MovedAt;

public:
  Reuse(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow)
      : TuFacts(TuFacts), Types(Types), TuFlow(TuFlow) {}

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
    const CFG *Graph = TuFlow.of(B);
    if (!Graph)
      return;
    LifeWalk Walk(*Graph, L);
    for (const auto &[At, How] : L.Takes)
      for (const Stmt *Again : Walk.usesAfter(*At)) {
        bool IsItself = Again == At || Again == How.FirstAt;
        if (IsItself ? !How.Loop || !Walk.isInEveryRound(*At, *How.Loop)
                     : !Walk.belongTogether(*At, *Again))
          continue;
        Reused R = How;
        R.AgainAt = IsItself ? R.FirstAt : Again;
        R.In = &B;
        Found.push_back(R);
        return; // One finding for each variable.
      }
  }

  /// The await whose operand is a local.
  llvm::DenseMap<const Stmt *, const Await *> awaitsOfNames() const {
    llvm::DenseMap<const Stmt *, const Await *> Of;
    for (const Await &A : TuFacts.Awaits)
      Of[valueOf(A.Expr->getOperand())] = &A;
    return Of;
  }

  void tasks() {
    auto AwaitOf = awaitsOfNames();
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
        if (IsAwaited || IsMoved)
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
        } else {
          continue;
        }
        Of.Takes.push_back({M.At, Step});
      }
      Of.Resets.insert(L.Overwrites.begin(), L.Overwrites.end());
      if (Follow && !Of.Takes.empty() &&
          (Of.Uses.size() > 1 || Of.Takes.front().second.Loop))
        judge(*L.In, Of);
    }
  }

  /// `co_await send(std::move(row)); log(row);`
  void values() {
    llvm::MapVector<const Body *, llvm::DenseMap<const ValueDecl *, Life>> All;
    llvm::DenseSet<const ValueDecl *> Tasks;
    for (const TaskLocal &L : TuFacts.Locals)
      Tasks.insert(L.Var);
    for (const Await &A : TuFacts.Awaits) {
      const auto *C = dyn_cast<CallExpr>(valueOf(A.Expr->getOperand()));
      const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
      if (!F || !A.In->Root)
        continue;
      for (const Expr *Argument : C->arguments()) {
        const auto *Made =
            dyn_cast<CXXConstructExpr>(Argument->IgnoreImplicit());
        if (!Made || !Made->getConstructor()->isMoveConstructor() ||
            Made->getConstructor()->isTrivial())
          continue;
        const Stmt *Name = valueOf(Made);
        const auto *Ref = dyn_cast<DeclRefExpr>(Name);
        const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
        if (!V || !MovedAt.contains(Ref) || !V->hasLocalStorage() ||
            V->getType()->isReferenceType() || Tasks.contains(V) ||
            Types.of(V->getType()))
          continue;
        Life &L = All[A.In][V];
        L.Var = V;
        Reused Step;
        Step.Var = V;
        Step.First = Reused::Moved;
        Step.FirstAt = Ref;
        Step.Into = F;
        Step.Loop = A.Loop;
        L.Takes.push_back({A.Expr, Step});
      }
    }
    for (auto &[B, Lives] : All) {
      Touches(Lives).in(B->Root);
      std::vector<const Life *> Sorted;
      for (const auto &[V, L] : Lives)
        Sorted.push_back(&L);
      llvm::sort(Sorted, [](const Life *A, const Life *B) {
        return A->Var->getLocation() < B->Var->getLocation();
      });
      for (const Life *L : Sorted)
        judge(*B, *L);
    }
  }

  /// `for (int n : numbers) …` and then once more.
  void generators() {
    llvm::MapVector<const ValueDecl *, SmallVector<const Call *, 2>> Begun;
    for (const Call &C : TuFacts.Calls) {
      const auto *F = dyn_cast<FunctionDecl>(C.Callee);
      if (!F || !F->getIdentifier() || F->getName() != "begin" || !C.In->Root ||
          !C.object())
        continue;
      const Expr *Object = valueOf(C.object());
      const auto *Ref = dyn_cast<DeclRefExpr>(Object);
      const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
      // The hidden reference of a range-for.
      if (V && V->isImplicit() && V->getType()->isReferenceType() &&
          V->hasInit())
        if (const auto *Range = dyn_cast<DeclRefExpr>(valueOf(V->getInit())))
          V = dyn_cast<VarDecl>(Range->getDecl());
      const Awaitable *Type = V ? Types.of(V->getType()) : nullptr;
      if (Type && Type->Is == Role::Generator && V->hasLocalStorage() &&
          !isCopyable(*Type->Class))
        Begun[V].push_back(&C);
    }
    for (const auto &[V, Calls] : Begun) {
      const Body *B = Calls.front()->In;
      if (Calls.size() < 2 ||
          llvm::any_of(Calls, [&](const Call *C) { return C->In != B; }))
        continue;
      Life L;
      L.Var = V;
      llvm::DenseMap<const ValueDecl *, Life> Lives;
      Lives[V].Var = V;
      Touches(Lives).in(B->Root);
      L.Resets = Lives[V].Resets;
      for (const Call *C : Calls) {
        L.Uses.insert(C->At);
        Reused Step;
        Step.Var = V;
        Step.First = Reused::Walked;
        Step.FirstAt = C->At;
        if (!isLeftEarly(B->Root, *C->At))
          L.Takes.push_back({C->At, Step});
      }
      judge(*B, L);
    }
  }

  /// Is it no range-for that this call begins, or one that may be left before
  /// the end?
  static bool isLeftEarly(const Stmt *S, const Stmt &Begin) {
    if (!S)
      return true;
    if (const auto *F = dyn_cast<CXXForRangeStmt>(S))
      if (F->getBeginStmt() && hasIt(F->getBeginStmt(), Begin))
        return canBeLeft(F->getBody());
    for (const Stmt *Child : childrenOf(*S))
      if (Child && !isLeftEarly(Child, Begin))
        return false;
    return true;
  }
  static bool hasIt(const Stmt *S, const Stmt &It) {
    return S && (S == &It || llvm::any_of(childrenOf(*S), [&](const Stmt *C) {
                   return hasIt(C, It);
                 }));
  }
};

} // namespace

std::vector<Reused> reusedIn(const Facts &TuFacts, Awaitables &Types,
                             Flow &TuFlow) {
  return Reuse(TuFacts, Types, TuFlow).run();
}

} // namespace corolint

#include "checks/analysis/Stale.h"
#include "checks/analysis/Effect.h"
#include "checks/analysis/LaterUse.h"
#include "checks/analysis/Meanwhile.h"
#include "checks/analysis/SharedChanges.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SetVector.h"
#include <optional>

using namespace clang;

namespace corolint {

namespace {

using Witness = SharedChange;

/// The way of one name through the graph.
class NameWalk {
  const Ways &Of;
  const ValueDecl &Var;
  const NamedElement &Name;
  const Body &B;

public:
  NameWalk(const Ways &Of, const ValueDecl &Var, const NamedElement &Name,
           const Body &B)
      : Of(Of), Var(Var), Name(Name), B(B) {}

  /// The first use behind `Stop`, if the name was made before and not since.
  const Stmt *usedOver(const Stmt &Stop) {
    if (!isMadeBefore(Stop))
      return nullptr;
    for (const auto &[Mention, At] : usesAfter(Stop))
      // The step of a loop over all depends on nothing else.
      if (Name.Loop || Of.belongTogether(Stop, *At))
        return Mention;
    return nullptr;
  }

private:
  bool makesAnew(const Stmt &S) const {
    if (Name.MadeAnewAt.contains(&S))
      return true;
    // Who looks again knows whether it is still there.
    const auto *C = dyn_cast<CallExpr>(&S);
    const Expr *In = C ? lookedUpBy(*C) : nullptr;
    std::optional<SharedContainer> Of;
    if (In)
      Of = sharedContainer(*In, B);
    return Of && Of->has(Name.Of);
  }

  /// The mention of it that is evaluated with `S`; null: there is none.
  const Stmt *useIn(const Stmt &S) const {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      return Ref->getDecl() == &Var && !Name.NoUses.contains(&S) ? &S : nullptr;
    if (const auto *L = dyn_cast<LambdaExpr>(&S))
      for (const LambdaCapture &C : L->captures())
        if (C.capturesVariable() && C.getCapturedVar() == &Var)
          return &S;
    // The left side of an assignment comes last ([expr.assign]).
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&S);
        O && O->isAssignmentOp() && !Name.MadeAnewAt.contains(&S) &&
        mentions(O->getArg(0), Var))
      return O->getArg(0);
    // So does a call on it: `it->second.set(co_await …)`.
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(&S))
      if (const Expr *Object = M->getImplicitObjectArgument();
          (Object->isGLValue() || Object->getType()->isPointerType()) &&
          isPartOfIt(Object))
        return Object;
    if (const auto *A = dyn_cast<CompoundAssignOperator>(&S);
        A && isPartOfIt(A->getLHS()))
      return A->getLHS();
    return nullptr;
  }

  /// Is it what the name says where it is, or a part of that?
  bool isPartOfIt(const Expr *E) const {
    while (E) {
      E = valueOf(E);
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
        return Ref->getDecl() == &Var && !Name.NoUses.contains(E);
      if (const auto *M = dyn_cast<MemberExpr>(E))
        E = M->getBase();
      else if (const auto *U = dyn_cast<UnaryOperator>(E))
        E = U->getOpcode() == UO_Deref ? U->getSubExpr() : nullptr;
      else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E))
        E = O->getNumArgs() && (O->getOperator() == OO_Arrow ||
                                O->getOperator() == OO_Star ||
                                O->getOperator() == OO_Subscript)
                ? O->getArg(0)
                : nullptr;
      else
        return false;
    }
    return false;
  }

  /// Does some run come from where the name is made to `Stop`?
  bool isMadeBefore(const Stmt &Stop) const {
    return llvm::any_of(Name.MadeAnewAt, [&](const Stmt *Made) {
      bool Reached = false;
      Of.follow(*Made, [&](const Stmt &S) {
        Reached |= &S == &Stop;
        return Reached || makesAnew(S) ? Ways::Step::Stop : Ways::Step::On;
      });
      return Reached;
    });
  }

  /// Mentions, and the statements of the graph that evaluate them.
  SmallVector<std::pair<const Stmt *, const Stmt *>, 4>
  usesAfter(const Stmt &Stop) const {
    SmallVector<std::pair<const Stmt *, const Stmt *>, 4> Found;
    Of.follow(Stop, [&](const Stmt &S) {
      const Stmt *Use = useIn(S);
      if (Use)
        Found.push_back({Use, &S});
      return Use || makesAnew(S) ? Ways::Step::Stop : Ways::Step::On;
    });
    llvm::sort(Found, [](const auto &L, const auto &R) {
      return L.first->getBeginLoc() < R.first->getBeginLoc();
    });
    return Found;
  }
};

/// The changes by what they change a part of, as there may be many classes.
class WitnessIndex {
  using ByDecl = llvm::DenseMap<const Decl *, SmallVector<const Witness *, 2>>;
  ByDecl Of;    ///< The global, or the class.
  ByDecl Below; ///< The bases of the class.

  static void forEachBase(const CXXRecordDecl &Class,
                          llvm::function_ref<void(const Decl &)> Do) {
    if (Class.hasDefinition())
      Class.forallBases([&](const CXXRecordDecl *Base) {
        Do(*Base->getCanonicalDecl());
        return true;
      });
  }

public:
  explicit WitnessIndex(const std::vector<Witness> &All) {
    for (const Witness &W : All) {
      if (W.Of.Global) {
        Of[W.Of.Global].push_back(&W);
      } else if (W.Of.Class) {
        Of[W.Of.Class->getCanonicalDecl()].push_back(&W);
        forEachBase(*W.Of.Class,
                    [&](const Decl &Base) { Below[&Base].push_back(&W); });
      }
    }
  }

  /// Those that concern it, in their order.
  std::vector<const Witness *> of(const SharedContainer &C) const {
    std::vector<const Witness *> Found;
    auto Add = [&](const ByDecl &From, const Decl *D) {
      if (auto It = From.find(D); It != From.end())
        llvm::copy_if(It->second, std::back_inserter(Found),
                      [&](const Witness *W) { return W->Of.has(C); });
    };
    if (C.Global) {
      Add(Of, C.Global);
    } else if (C.Class) {
      Add(Of, C.Class->getCanonicalDecl());
      Add(Below, C.Class->getCanonicalDecl());
      forEachBase(*C.Class, [&](const Decl &Base) { Add(Of, &Base); });
    }
    llvm::sort(Found);
    Found.erase(llvm::unique(Found), Found.end());
    return Found;
  }
};

class StaleSearch {
  const Facts &TuFacts;
  Flow &TuFlow;
  const std::vector<Witness> Witnesses;
  const WitnessIndex Changes;
  const Symbols &Ids;
  const bool IsAudit;
  const Finishes TuFinishes;
  const Meanwhile Others;
  LaterUses TuUses;
  llvm::DenseMap<const Body *, std::vector<const Suspension *>> Stops;
  llvm::DenseMap<const Body *, std::unique_ptr<Conduct>> Conducts;

public:
  StaleSearch(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow,
              const Effects &TuEffects, const Symbols &Ids,
              std::vector<Witness> Witnesses, bool IsAudit)
      : TuFacts(TuFacts), TuFlow(TuFlow), Witnesses(std::move(Witnesses)),
        Changes(this->Witnesses), Ids(Ids), IsAudit(IsAudit),
        TuFinishes(TuFacts, Types, TuFlow, TuEffects),
        Others(TuFacts, TuEffects, TuFinishes, Types),
        TuUses(TuFacts, Types, TuFlow) {}

  std::vector<StaleName> run() {
    std::vector<StaleName> All;
    llvm::SetVector<const Body *> Stopping;
    // A generator goes on when its caller says so.
    for (const Suspension &S : TuFacts.Suspensions)
      if (S.MaySuspend && !S.IsYield && !S.IsInPattern && S.In->Fn &&
          S.In->Root) {
        Stopping.insert(S.In);
        Stops[S.In].push_back(&S);
      }
    for (const Body *B : Stopping)
      search(*B, All);
    if (llvm::any_of(Witnesses, [](const Witness &W) { return W.Of.IsBox; }))
      for (const Suspension &S : TuFacts.Suspensions)
        if (Stopping.contains(S.In) && S.MaySuspend && !S.IsYield)
          if (std::optional<StaleName> Found = ownerOf(S))
            All.push_back(std::move(*Found));
    return All;
  }

private:
  const Conduct &conduct(const Body &B) {
    std::unique_ptr<Conduct> &C = Conducts[&B];
    if (!C)
      C = std::make_unique<Conduct>(B);
    return *C;
  }

  void search(const Body &B, std::vector<StaleName> &All) {
    std::vector<StaleName> Here;
    for (const auto &[Var, Name] : elementNames(B)) {
      bool IsChanged = llvm::any_of(Changes.of(Name.Of), [&](const Witness *W) {
        return W->In != &B && mayEnd(W->Does, Name.Kind, Name.Is);
      });
      const ValueDecl *Elsewhere = changedElsewhere(Name.Of);
      const Ways *Of =
          IsChanged || Elsewhere || IsAudit ? TuFlow.waysOf(B) : nullptr;
      if (!Of)
        continue;
      NameWalk Walk(*Of, *Var, Name, B);
      std::optional<StaleName> Unsure;
      for (const Suspension *At : Stops.lookup(&B)) {
        const Suspension &S = *At;
        const Stmt *Use = Walk.usedOver(*S.At);
        const Witness *By = Use ? witness(Name, S, *Use) : nullptr;
        if (!Use)
          continue;
        StaleName N{Var, Name.Loop, Name.Of.Name, Name.MadeAt, &S, Use};
        N.In = &B;
        if (!By) {
          if (Elsewhere && !Unsure)
            N.Open = openOver(Name, *Elsewhere, S, *Use);
          if ((IsAudit || N.Open) && !Unsure)
            Unsure = std::move(N);
          continue;
        }
        N.Change = By->Does;
        N.ChangedAt = By->At;
        N.ChangedBy = functionAround(*By->In);
        Here.push_back(std::move(N));
        Unsure.reset();
        break;
      }
      if (Unsure)
        Here.push_back(std::move(*Unsure));
    }
    // What one suspension does to several names of a container is one mistake.
    // The loop has the others in it.
    llvm::sort(Here, [](const StaleName &L, const StaleName &R) {
      if (!L.Loop != !R.Loop)
        return L.Loop != nullptr;
      return L.UsedAt->getBeginLoc() < R.UsedAt->getBeginLoc();
    });
    for (StaleName &S : Here)
      if (llvm::none_of(All, [&](const StaleName &Known) {
            return Known.In == S.In && Known.Over == S.Over &&
                   Known.Container == S.Container;
          }))
        All.push_back(std::move(S));
  }

  /// `co_await link_->run()`: who awaits a member of what a unique pointer or
  /// an optional owns, while somebody else may end that.
  std::optional<StaleName> ownerOf(const Suspension &S) {
    const auto *C = dyn_cast<CXXMemberCallExpr>(valueOf(S.Operand));
    const CXXMethodDecl *M = C ? C->getMethodDecl() : nullptr;
    const auto *Owned =
        M ? dyn_cast<CXXOperatorCallExpr>(
                C->getImplicitObjectArgument()->IgnoreParenImpCasts())
          : nullptr;
    if (!Owned || Owned->getNumArgs() != 1)
      return std::nullopt;
    NamedElement Name;
    Name.Is = ElementName::Reference;
    if (std::optional<SharedContainer> Of =
            sharedContainer(*Owned->getArg(0), *S.In))
      Name.Of = std::move(*Of);
    if (!Name.Of.IsBox ||
        !std::holds_alternative<UsedLater>(TuUses.ofCapture(*M, nullptr)))
      return std::nullopt;
    const Witness *By = witness(Name, S, *S.At);
    if (!By || By->In == S.In)
      return std::nullopt;
    StaleName N;
    N.Callee = M;
    N.Container = Name.Of.Name;
    N.Over = &S;
    N.UsedAt = C;
    N.In = S.In;
    N.Change = By->Does;
    N.ChangedAt = By->At;
    N.ChangedBy = functionAround(*By->In);
    return N;
  }

  /// What another unit has to do for the name to be invalid.
  ChangeCondition openOver(const NamedElement &Name, const ValueDecl &Container,
                           const Suspension &S, const Stmt &Use) {
    ChangeCondition If;
    If.Of = Ids.of(Container);
    If.Container = Name.Of.Name;
    If.Name = Container.getNameAsString();
    bool IsOnItsOwn = Others.isOnItsOwn(*S.In);
    for (Change::Kind Does :
         {Change::Adds, Change::Removes, Change::Empties, Change::Assigns}) {
      if (mayEnd(Does, Name.Kind, Name.Is))
        If.Ends |= 1u << Does;
      if (IsOnItsOwn || isSure(Does, Name))
        If.Always |= 1u << Does;
    }
    const Conduct &Own = conduct(*S.In);
    If.Tests = symbolsOf(testedBetween(*S.In, *S.At, Use), Ids);
    If.Writes = symbolsOf(Own.Writes, Ids);
    Fields Holds = guardedBy(S, Own);
    Holds.insert(Own.Frees.begin(), Own.Frees.end());
    If.Holds = symbolsOf(Holds, Ids);
    return If;
  }

  const Witness *witness(const NamedElement &Name, const Suspension &S,
                         const Stmt &Use) {
    // Each time the whole body is looked at.
    const Ways *Of = TuFlow.waysOf(*S.In);
    if (Of && !Of->spend(Of->size()))
      return nullptr;
    const Conduct &Own = conduct(*S.In);
    Fields Guards = guardedBy(S, Own);
    Fields Tests = testedBetween(*S.In, *S.At, Use);
    // Both may have agreed on who goes first: by a flag, a lock or a gate.
    auto Waits = [&](const Body &Other) {
      if (!Other.Root)
        return false;
      const Conduct &C = conduct(Other);
      return meet(Tests, C.Writes) || meet(Own.Writes, C.Tests) ||
             meet(Guards, C.All) || meet(Own.Frees, C.All);
    };
    for (const Witness *W : Changes.of(Name.Of))
      if (mayEnd(W->Does, Name.Kind, Name.Is) &&
          isWitness(*W, Name, *S.In, Others.of(*W->In, *S.In, Waits)))
        return W;
    return nullptr;
  }

  bool isWitness(const Witness &W, const NamedElement &Name, const Body &B,
                 Meanwhile::Answer Runs) const {
    if (!Runs.MayRun)
      return false;
    if (W.Does != Change::Removes && W.Does != Change::Empties &&
        !Runs.IsLive && !isMovedBy(W.Does, Name))
      return false;
    return isSure(W.Does, Name) || Runs.IsOnItsOwn || Others.isOnItsOwn(B);
  }

  /// One element of what lies in one piece is gone when that grows.
  static bool isMovedBy(Change::Kind Does, const NamedElement &Name) {
    return Does == Change::Adds && Name.Kind.Is == Container::Shifts &&
           !Name.Kind.IsBuffer && !Name.IsOneOfAll;
  }

  /// One value as a whole, such as a buffer, belongs to whoever runs now: it
  /// takes two that run beside each other. So it is with what is new, and with
  /// a loop over all: much is put in place before anybody runs.
  static bool isSure(Change::Kind Does, const NamedElement &Name) {
    const Container &Of = Name.Kind;
    return (Does == Change::Removes && !Of.IsBuffer) ||
           (Does == Change::Empties &&
            (Of.IsKeyed || (Of.Is != Container::Unknown && !Of.IsBuffer))) ||
           isMovedBy(Does, Name);
  }
};

} // namespace

std::vector<StaleName> staleNames(const Facts &TuFacts, Awaitables &Types,
                                  Flow &TuFlow, const Effects &TuEffects,
                                  const Symbols &Ids, bool IsAudit) {
  if (TuFacts.Suspensions.empty())
    return {};
  return StaleSearch(TuFacts, Types, TuFlow, TuEffects, Ids,
                     sharedChanges(TuFacts), IsAudit)
      .run();
}

} // namespace corolint

#include "checks/analysis/Spin.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "checks/facts/Members.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

namespace {

/// Is there such a statement, lambdas left out?
bool has(const Stmt *S, llvm::function_ref<bool(const Stmt &)> Is) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  return Is(*S) || llvm::any_of(childrenOf(*S),
                                [&](const Stmt *C) { return has(C, Is); });
}

bool suspends(const Stmt *S) {
  return has(S, [](const Stmt &Part) {
    return isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Part);
  });
}

bool isLeft(const Stmt *S) {
  return has(S, [](const Stmt &Part) {
    return isa<BreakStmt, ReturnStmt, CoreturnStmt, GotoStmt, CXXThrowExpr>(
        Part);
  });
}

StringRef nameOf(const FunctionDecl *F) {
  return F && F->getIdentifier() ? F->getName() : "";
}

/// Reads what one loop waits for.
class Reader {
  const Body &B;
  Locks &TuLocks;

public:
  std::optional<Spin::Kind> For;
  std::string Name;
  llvm::SmallPtrSet<const NamedDecl *, 4> Reads; ///< What others may change.

  Reader(const Body &B, Locks &TuLocks) : B(B), TuLocks(TuLocks) {}

  /// False: it does something that is not understood.
  bool condition(const Expr *E) {
    if (!E || E->isTypeDependent() || E->isValueDependent())
      return false;
    E = E->IgnoreParenImpCasts();
    if (const auto *F = dyn_cast<FullExpr>(E))
      return condition(F->getSubExpr());
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      return condition(M->getSubExpr());
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(E))
      return condition(Cast->getSubExpr());
    if (integerIn(E, B.Fn->getASTContext()))
      return true;
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return !U->isIncrementDecrementOp() && condition(U->getSubExpr());
    if (const auto *O = dyn_cast<BinaryOperator>(E))
      return !O->isAssignmentOp() && condition(O->getLHS()) &&
             condition(O->getRHS());
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return variable(*Ref);
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      if (!isa<FieldDecl>(M->getMemberDecl()))
        return false;
      if (isShared(M->getBase()) &&
          !M->getMemberDecl()->getType().isConstQualified())
        waits(Spin::Flag, *M->getMemberDecl());
      return true;
    }
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E)) {
      // Sums and comparisons of the clock's moments.
      if (O->isComparisonOp() || O->getOperator() == OO_Minus ||
          O->getOperator() == OO_Plus || O->getOperator() == OO_Spaceship)
        return llvm::all_of(O->arguments(),
                            [&](const Expr *A) { return condition(A); });
      return false;
    }
    if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(E))
      return condition(R->getLHS()) && condition(R->getRHS());
    if (const auto *C = dyn_cast<CXXConstructExpr>(E))
      return C->getNumArgs() == 1 && condition(C->getArg(0));
    const auto *C = dyn_cast<CallExpr>(E);
    return C && call(*C);
  }

  /// `if (ready_) break;`, and what is asked there; or null.
  static const Expr *leavesIf(const Stmt *S) {
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If || If->getElse() || If->hasInitStorage() || If->hasVarStorage())
      return nullptr;
    return isa<BreakStmt, CoreturnStmt>(onlyOne(If->getThen())) ? If->getCond()
                                                                : nullptr;
  }
  /// Without the braces around a single statement.
  static const Stmt *onlyOne(const Stmt *S) {
    const auto *Block = dyn_cast<CompoundStmt>(S);
    return Block && Block->size() == 1 ? Block->body_front() : S;
  }

  /// `std::lock_guard lock(mutex_);`: others change what is asked under it.
  bool isGuard(const Stmt *S) const {
    const auto *D = dyn_cast<DeclStmt>(S);
    const auto *V = D && D->isSingleDecl()
                        ? dyn_cast<VarDecl>(D->getSingleDecl())
                        : nullptr;
    return V && TuLocks.guardOf(V->getType());
  }

  /// Nothing but waiting?
  bool isIdle(const Stmt *S) const {
    if (!S || isa<NullStmt, ContinueStmt>(S) || isGuard(S))
      return true;
    if (const Expr *Test = leavesIf(S))
      return Reader(B, TuLocks).condition(Test);
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      return llvm::all_of(Block->body(),
                          [&](const Stmt *Part) { return isIdle(Part); });
    const auto *E = dyn_cast<Expr>(S);
    if (const auto *F = dyn_cast_or_null<FullExpr>(E))
      return isIdle(F->getSubExpr());
    const auto *C = dyn_cast_or_null<CallExpr>(E);
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (!F)
      return false;
    StringRef Name = nameOf(F);
    return (F->getReturnType()->isVoidType() && C->getNumArgs() == 0 &&
            (Name.contains("pause") || Name.contains("relax"))) ||
           Name == "yield" || Name == "sched_yield";
  }

private:
  void waits(Spin::Kind Kind, const NamedDecl &What) {
    Reads.insert(&What);
    if (For && *For >= Kind)
      return;
    For = Kind;
    Name = What.getNameAsString();
  }

  /// Is it an object that others can reach?
  bool isShared(const Expr *E) const {
    E = valueOf(E);
    if (isa<CXXThisExpr>(E))
      return true;
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return isShared(M->getBase());
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
        O && (O->getOperator() == OO_Arrow || O->getOperator() == OO_Star))
      return true;
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return U->getOpcode() == UO_Deref;
    const auto *Ref = dyn_cast<DeclRefExpr>(E);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (!V)
      return false;
    if (!V->hasLocalStorage() || V->getType()->isReferenceType() ||
        V->getType()->isPointerType())
      return true;
    // Of another body, or given to a lambda by reference.
    return V->getDeclContext() != B.Fn || isCaptured(B.Root, *V);
  }

  static bool isCaptured(const Stmt *S, const VarDecl &V) {
    if (!S)
      return false;
    if (const auto *L = dyn_cast<LambdaExpr>(S))
      return llvm::any_of(L->captures(), [&](const LambdaCapture &C) {
        return C.capturesVariable() && C.getCapturedVar() == &V &&
               C.getCaptureKind() == LCK_ByRef;
      });
    return llvm::any_of(childrenOf(*S),
                        [&](const Stmt *C) { return isCaptured(C, V); });
  }

  bool variable(const DeclRefExpr &Ref) {
    const auto *V = dyn_cast<VarDecl>(Ref.getDecl());
    if (!V)
      return isa<EnumConstantDecl>(Ref.getDecl());
    if (isShared(&Ref) &&
        !V->getType().getNonReferenceType().isConstQualified())
      waits(Spin::Flag, *V);
    return true;
  }

  bool call(const CallExpr &C) {
    const FunctionDecl *F = C.getDirectCallee();
    StringRef Name = nameOf(F);
    if (!F)
      return false;
    if (Name == "now" && C.getNumArgs() == 0) {
      waits(Spin::Clock, *F);
      return true;
    }
    const auto *M = dyn_cast<CXXMemberCallExpr>(&C);
    const CXXMethodDecl *Method = M ? M->getMethodDecl() : nullptr;
    if (!Method)
      return false;
    const Expr *Object = M->getImplicitObjectArgument();
    const NamedDecl *What = nullptr;
    const Expr *Named = valueOf(Object);
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Named))
      What = Ref->getDecl();
    else if (const auto *Field = dyn_cast<MemberExpr>(Named))
      What = Field->getMemberDecl();
    if (!What) {
      const Expr *Value =
          Method->isConst() && C.getNumArgs() == 0 && isa<CXXThisExpr>(Named)
              ? onlyReturn(Method)
              : nullptr;
      return Value && condition(Value);
    }
    const CXXRecordDecl *Class = Method->getParent();
    bool IsAtomic = Class->isInStdNamespace() && Class->getIdentifier() &&
                    Class->getName().contains("atomic");
    if (IsAtomic &&
        (isa<CXXConversionDecl>(Method) || Name == "load" || Name == "test")) {
      waits(Spin::Atomic, *What);
      return true;
    }
    if ((IsAtomic && Name == "test_and_set") ||
        (Name.starts_with("try") &&
         Name.lower().find("lock") != std::string::npos &&
         C.getNumArgs() == 0)) {
      waits(Spin::Lock, *What);
      return true;
    }
    // A wait of no length: another one blocks, which is told by itself.
    if (Name == "wait_for" && Class->isInStdNamespace() &&
        Class->getIdentifier() && Class->getName().contains("future")) {
      waits(Spin::Atomic, *What);
      return true;
    }
    if (!Method->isConst() || C.getNumArgs() != 0)
      return false;
    // `queue_.empty()`, and what gives a field.
    if (Class->isInStdNamespace() && !IsAtomic) {
      bool IsPart = Name == "count" || Name == "time_since_epoch";
      if (!IsPart && isShared(Object))
        waits(Spin::Flag, *What);
      return true;
    }
    const Expr *Value = onlyReturn(Method);
    if (!Value || !isShared(Object))
      return false;
    return condition(Value);
  }
};

std::optional<uint64_t> roundsOf(const ForStmt &F, const ASTContext &Ast) {
  const auto *D = dyn_cast_or_null<DeclStmt>(F.getInit());
  const auto *V =
      D && D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
  const auto *Until =
      F.getCond() ? dyn_cast<BinaryOperator>(F.getCond()->IgnoreParenImpCasts())
                  : nullptr;
  const auto *Step =
      F.getInc() ? dyn_cast<UnaryOperator>(F.getInc()->IgnoreParenImpCasts())
                 : nullptr;
  if (!V || !V->hasInit() || !Until || !Step || !Step->isIncrementOp() ||
      !V->getType()->isIntegerType())
    return std::nullopt;
  auto Is = [&](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == V;
  };
  if (!Is(Until->getLHS()) || !Is(Step->getSubExpr()) ||
      !(Until->getOpcode() == BO_LT || Until->getOpcode() == BO_LE ||
        Until->getOpcode() == BO_NE))
    return std::nullopt;
  auto From = integerIn(V->getInit(), Ast),
       To = integerIn(Until->getRHS(), Ast);
  if (!From || !To)
    return std::nullopt;
  int64_t Low = From->getExtValue(), High = To->getExtValue();
  return High > Low ? High - Low : 0;
}

/// The rounds of a loop, and of those counted loops that it is around.
uint64_t roundsWithin(const Stmt *S, const ASTContext &Ast) {
  if (!S || isa<LambdaExpr>(S))
    return 1;
  uint64_t Most = 1;
  for (const Stmt *C : childrenOf(*S))
    Most = std::max(Most, roundsWithin(C, Ast));
  if (const auto *F = dyn_cast<ForStmt>(S))
    if (std::optional<uint64_t> Own = roundsOf(*F, Ast))
      return *Own > UINT64_MAX / Most ? UINT64_MAX : Most * *Own;
  return Most;
}

/// `while (true) { if (done) break; … }`: the first test that ends it, and the
/// rest.
const Expr *testInside(const Stmt *Inside,
                       SmallVectorImpl<const Stmt *> &Rest) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Inside);
  const Expr *Test = nullptr;
  if (!Block)
    return nullptr;
  for (const Stmt *S : Block->body()) {
    const Expr *Asked = Test ? nullptr : Reader::leavesIf(S);
    if (Asked)
      Test = Asked;
    else
      Rest.push_back(S);
  }
  return Test;
}

bool isAlwaysTrue(const Expr *E, const ASTContext &Ast) {
  if (!E)
    return true;
  std::optional<llvm::APSInt> Value = integerIn(E, Ast);
  return Value && *Value != 0;
}

/// The seconds of a constant std::chrono::duration.
std::optional<double> seconds(const Expr &E, const ASTContext &Ast) {
  const auto *R =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(E.getType()));
  if (!R || !isOfTheStandardLibrary(*R) || R->getName() != "duration" ||
      R->getTemplateArgs().size() != 2 || E.isInstantiationDependent() ||
      E.containsErrors())
    return std::nullopt;
  const auto *Period = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
      recordOf(R->getTemplateArgs()[1].getAsType()));
  Expr::EvalResult Result;
  if (!Period || Period->getTemplateArgs().size() != 2 ||
      !E.EvaluateAsRValue(Result, Ast) || !Result.Val.isStruct() ||
      Result.Val.getStructNumFields() != 1 ||
      !Result.Val.getStructField(0).isInt())
    return std::nullopt;
  auto Number = [&](unsigned I) {
    return double(Period->getTemplateArgs()[I].getAsIntegral().getExtValue());
  };
  return Result.Val.getStructField(0).getInt().getExtValue() * Number(0) /
         Number(1);
}

/// `until = clock::now() + 10us; while (clock::now() < until);`: a scheduler
/// lets a thread alone for longer.
bool isOverAtOnce(const Expr &Condition, const ASTContext &Ast) {
  constexpr double Short = 0.001;
  std::optional<double> Longest;
  auto Take = [&](const Stmt &S) {
    const auto *E = dyn_cast<Expr>(&S);
    if (std::optional<double> Span = E ? seconds(*E, Ast) : std::nullopt)
      Longest = std::max(Longest.value_or(0), *Span);
  };
  forEachIn(&Condition, [&](const Stmt &S) {
    Take(S);
    const auto *Ref = dyn_cast<DeclRefExpr>(&S);
    const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
    if (V && V->isLocalVarDecl() && V->hasInit())
      forEachIn(V->getInit(), Take);
  });
  return Longest && *Longest < Short;
}

/// A loop that suspends, but not on every way round.
class WayRound {
  const Body &B;
  Locks &TuLocks;
  llvm::SmallPtrSet<const NamedDecl *, 4> Known;

public:
  std::optional<Reader> Wait; ///< What the way depends on.
  SmallVector<const Stmt *> Idle;
  const Expr *Asked = nullptr;

  WayRound(const Body &B, Locks &TuLocks) : B(B), TuLocks(TuLocks) {}

  /// `while (!stop_) { if (queue_.empty()) continue; … }`, or the same with all
  /// that the loop does behind the test.
  bool find(const Expr *Condition, const Stmt *Inside) {
    if (!isAlwaysTrue(Condition, B.Fn->getASTContext()) && !knows(Condition))
      return false;
    const auto *Block = dyn_cast_or_null<CompoundStmt>(Inside);
    if (!Block)
      return false;
    Reader Plain(B, TuLocks);
    for (const Stmt *S : Block->body()) {
      if (const auto *If = dyn_cast<IfStmt>(S);
          If && suspendsOnOneSide(*If, S == Block->body_back()))
        return waitsFor(If->getCond());
      if (!Plain.isIdle(S) ||
          (Reader::leavesIf(S) && !knows(Reader::leavesIf(S))))
        return false;
      Idle.push_back(S);
    }
    return false;
  }

private:
  bool knows(const Expr *Test) {
    Reader R(B, TuLocks);
    bool IsRead = R.condition(Test);
    Known.insert(R.Reads.begin(), R.Reads.end());
    return IsRead;
  }

  bool suspendsOnOneSide(const IfStmt &If, bool IsLast) {
    if (If.getElse() || If.hasInitStorage() || If.hasVarStorage())
      return false;
    return isa<ContinueStmt>(Reader::onlyOne(If.getThen())) ||
           (IsLast && suspends(If.getThen()));
  }

  /// What was asked before in this round is no new question.
  bool waitsFor(const Expr *Test) {
    Asked = Test;
    Wait.emplace(B, TuLocks);
    return Wait->condition(Test) && Wait->For && *Wait->For <= Spin::Atomic &&
           llvm::any_of(Wait->Reads,
                        [&](const NamedDecl *D) { return !Known.contains(D); });
  }
};

} // namespace

std::vector<Spin> spinsIn(const Facts &TuFacts, const Effects &TuEffects,
                          Locks &TuLocks, uint64_t ManyRounds) {
  std::vector<Spin> Found;
  // What blocks in it is told by itself, and its twin to await lets others run.
  auto blocks = [&](const Body &In, ArrayRef<const Stmt *> Where) {
    return llvm::any_of(TuFacts.Calls, [&](const Call &C) {
      return C.In == &In && std::holds_alternative<MayBlock>(TuEffects.of(C)) &&
             llvm::any_of(Where, [&](const Stmt *W) {
               return has(W, [&](const Stmt &Part) { return &Part == C.At; });
             });
    });
  };
  const Stmt *Around = nullptr; // The counted loop reported last.
  for (const WrittenLoop &L : TuFacts.Loops) {
    if (L.In->Broken || !TuEffects.mustNotBlock(*L.In, L.At))
      continue;
    const ASTContext &Ast = L.In->Fn->getASTContext();
    Spin S;
    S.Loop = L.At;
    S.In = L.In;
    const Expr *Condition = nullptr;
    if (const auto *W = dyn_cast<WhileStmt>(L.At)) {
      if (W->hasVarStorage())
        continue;
      Condition = W->getCond();
      S.Inside = W->getBody();
    } else if (const auto *D = dyn_cast<DoStmt>(L.At)) {
      Condition = D->getCond();
      S.Inside = D->getBody();
    } else if (const auto *F = dyn_cast<ForStmt>(L.At)) {
      S.Inside = F->getBody();
      if (roundsOf(*F, Ast)) {
        if (suspends(F))
          continue;
        uint64_t Rounds = roundsWithin(F, Ast);
        bool IsInner = Around && has(Around, [&](const Stmt &Part) {
                         return &Part == L.At;
                       });
        if (Rounds >= ManyRounds && !IsInner && !isLeft(S.Inside)) {
          S.For = Spin::Count;
          S.Rounds = Rounds;
          Found.push_back(S);
          Around = L.At;
        }
        continue;
      }
      if (F->getInc())
        continue;
      Condition = F->getCond();
    } else {
      continue;
    }
    if (suspends(L.At)) {
      WayRound Way(*L.In, TuLocks);
      if (suspends(Condition) || !Way.find(Condition, S.Inside) ||
          blocks(*L.In, Way.Idle))
        continue;
      S.For = *Way.Wait->For;
      S.Name = Way.Wait->Name;
      S.OnlyIf = Way.Asked;
      Found.push_back(S);
      continue;
    }
    Reader Wait(*L.In, TuLocks);
    SmallVector<const Stmt *> Rest = {S.Inside};
    if (isAlwaysTrue(Condition, Ast)) {
      Rest.clear();
      Condition = testInside(S.Inside, Rest);
    }
    if (!Condition || !Wait.condition(Condition) || !Wait.For)
      continue;
    S.For = *Wait.For;
    S.Name = Wait.Name;
    if (S.For == Spin::Clock && isOverAtOnce(*Condition, Ast))
      continue;
    S.Works =
        !llvm::all_of(Rest, [&](const Stmt *R) { return Wait.isIdle(R); });
    if (S.Works && S.For != Spin::Clock)
      continue;
    SmallVector<const Stmt *> Parts = {Condition};
    for (const Stmt *R : Rest)
      if (isa<CompoundStmt>(R))
        Parts.append(R->child_begin(), R->child_end());
      else
        Parts.push_back(R);
    auto Guards =
        std::partition(Parts.begin(), Parts.end(),
                       [&](const Stmt *P) { return !Wait.isGuard(P); });
    if (S.For == Spin::Flag && Guards != Parts.end())
      S.For = Spin::Atomic;
    Parts.erase(Guards, Parts.end());
    if (!blocks(*L.In, Parts))
      Found.push_back(S);
  }
  return Found;
}

} // namespace corolint

#include "checks/analysis/Spin.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"

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

public:
  std::optional<Spin::Kind> For;
  std::string Name;

  explicit Reader(const Body &B) : B(B) {}

  /// False: it does something that is not understood.
  bool condition(const Expr *E) {
    if (!E || E->isTypeDependent() || E->isValueDependent())
      return false;
    E = E->IgnoreParenImpCasts();
    if (const auto *F = dyn_cast<FullExpr>(E))
      return condition(F->getSubExpr());
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(E))
      return condition(M->getSubExpr());
    if (E->isIntegerConstantExpr(B.Fn->getASTContext()))
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

  /// Nothing but waiting?
  bool isIdle(const Stmt *S) const {
    if (!S || isa<NullStmt, ContinueStmt>(S))
      return true;
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
      !V->getType()->isIntegerType() || V->getInit()->isValueDependent() ||
      Until->isValueDependent())
    return std::nullopt;
  auto Is = [&](const Expr *E) {
    const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
    return Ref && Ref->getDecl() == V;
  };
  Expr::EvalResult From, To;
  if (!Is(Until->getLHS()) || !Is(Step->getSubExpr()) ||
      !(Until->getOpcode() == BO_LT || Until->getOpcode() == BO_LE ||
        Until->getOpcode() == BO_NE) ||
      !V->getInit()->EvaluateAsInt(From, Ast) ||
      !Until->getRHS()->EvaluateAsInt(To, Ast))
    return std::nullopt;
  int64_t Low = From.Val.getInt().getExtValue(),
          High = To.Val.getInt().getExtValue();
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

/// `while (true) { if (done) break; … }`: the test that ends it, and the rest.
const Expr *testInside(const Stmt *Inside,
                       SmallVectorImpl<const Stmt *> &Rest) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(Inside);
  const Expr *Test = nullptr;
  if (!Block)
    return nullptr;
  for (const Stmt *S : Block->body()) {
    const auto *If = dyn_cast<IfStmt>(S);
    if (!If) {
      Rest.push_back(S);
      continue;
    }
    const Stmt *Then = If->getThen();
    if (const auto *Only = dyn_cast<CompoundStmt>(Then);
        Only && Only->size() == 1)
      Then = Only->body_front();
    if (Test || If->getElse() || If->hasInitStorage() || If->hasVarStorage() ||
        !isa<BreakStmt, CoreturnStmt>(Then))
      return nullptr;
    Test = If->getCond();
  }
  return Test;
}

} // namespace

std::vector<Spin> spinsIn(const Facts &TuFacts, const Effects &TuEffects,
                          uint64_t ManyRounds) {
  std::vector<Spin> Found;
  const Stmt *Around = nullptr; // The counted loop reported last.
  for (const WrittenLoop &L : TuFacts.Loops) {
    if (L.In->Broken || suspends(L.At) || !TuEffects.mustNotBlock(*L.In, L.At))
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
    Reader Wait(*L.In);
    SmallVector<const Stmt *> Rest = {S.Inside};
    if (!Condition || (!Condition->isValueDependent() &&
                       Condition->isIntegerConstantExpr(Ast) &&
                       Condition->EvaluateKnownConstInt(Ast) != 0)) {
      Rest.clear();
      Condition = testInside(S.Inside, Rest);
    }
    if (!Condition || !Wait.condition(Condition) || !Wait.For)
      continue;
    S.For = *Wait.For;
    S.Name = Wait.Name;
    S.Works =
        !llvm::all_of(Rest, [&](const Stmt *R) { return Wait.isIdle(R); });
    if (S.Works && S.For != Spin::Clock)
      continue;
    // What blocks in it is told by itself, and its twin to await lets others
    // run.
    if (llvm::none_of(TuFacts.Calls, [&](const Call &C) {
          return C.In == L.In &&
                 std::holds_alternative<MayBlock>(TuEffects.of(C)) &&
                 has(L.At, [&](const Stmt &Part) { return &Part == C.At; });
        }))
      Found.push_back(S);
  }
  return Found;
}

} // namespace corolint

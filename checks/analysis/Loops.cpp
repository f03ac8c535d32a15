#include "checks/analysis/Loops.h"
#include "checks/analysis/Iteration.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/analysis/ObjectPath.h"
#include "checks/analysis/WorkList.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Handle.h"
#include "checks/facts/Names.h"
#include "checks/models/ModelSet.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace corolint {

namespace {

/// Reads one loop.
class LoopReader {
public:
  LoopReader(ASTContext &Ast, Awaitables &Types, Accesses &TuAccesses,
             const ModelSet &Models, SlowLoop &Out)
      : Ast(Ast), Types(Types), TuAccesses(TuAccesses), Models(Models),
        Out(Out), One(Ast, Types, *Out.Loop), Read(One.readByHeader()) {}

  bool areIndependent() {
    if (!One.body())
      return false;
    walk(One.body());
    if (IsOrdered)
      return false;
    // What one iteration writes, no other may read.
    return llvm::none_of(
        Written, [&](const ValueDecl *V) { return Read.contains(V) || !V; });
  }

private:
  //===--- what an iteration does -----------------------------------------===//

  void walkChildren(const Stmt *S) {
    for (const Stmt *C : childrenOf(*S))
      walk(C);
  }

  void walk(const Stmt *S) {
    if (!S || IsOrdered || S == One.step())
      return;
    switch (S->getStmtClass()) {
    case Stmt::BreakStmtClass:
      IsOrdered |= Breakables == 0;
      return;
    case Stmt::ReturnStmtClass:
      if (const Expr *E = cast<ReturnStmt>(S)->getRetValue();
          E && isTheIteration() && Types.of(E->getType()))
        return task(*E, *E, /*GivesNothing=*/true);
      IsOrdered |= Lambdas == 0 && !isTheIteration();
      return walkChildren(S);
    case Stmt::CoreturnStmtClass:
      IsOrdered |= Lambdas == 0 && !isTheIteration();
      return walk(cast<CoreturnStmt>(S)->getOperand());
    case Stmt::GotoStmtClass:
    case Stmt::CXXThrowExprClass:
    case Stmt::CoyieldExprClass:
    case Stmt::CXXDeleteExprClass:
    case Stmt::GCCAsmStmtClass:
      IsOrdered = true;
      return;
    case Stmt::ForStmtClass:
    case Stmt::WhileStmtClass:
    case Stmt::DoStmtClass:
    case Stmt::CXXForRangeStmtClass:
      // The awaits of an inner loop are its own.
      IsOrdered |= hasAwait(S);
      [[fallthrough]];
    case Stmt::SwitchStmtClass:
      ++Breakables;
      walkChildren(S);
      --Breakables;
      return;
    case Stmt::LambdaExprClass: {
      const auto *L = cast<LambdaExpr>(S);
      for (const Expr *Init : L->capture_inits())
        walk(Init);
      int Outer = std::exchange(Breakables, 0);
      ++Lambdas;
      walk(L->getBody());
      --Lambdas;
      Breakables = Outer;
      return;
    }
    case Stmt::CoroutineBodyStmtClass:
      return walk(cast<CoroutineBodyStmt>(S)->getBody());
    case Stmt::CoawaitExprClass:
      return await(*cast<CoawaitExpr>(S));
    default:
      break;
    }
    if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr>(S))
      return;
    if (const auto *E = dyn_cast<Expr>(S)) {
      if (E->containsErrors()) {
        IsOrdered = true;
        return;
      }
      if (expression(*E))
        return;
    }
    walkChildren(S);
  }

  /// True: done with it and all below.
  bool expression(const Expr &E) {
    if (const auto *B = dyn_cast<BinaryOperator>(&E);
        B && B->isAssignmentOp()) {
      if (const Expr *Other = foldedInto(*B)) {
        write(*B->getLHS(), nullptr);
        walk(Other);
        return true;
      }
      write(*B->getLHS(), B->getOpcode() == BO_Assign ? B->getRHS() : nullptr);
      walk(B->getRHS());
      return true;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(&E);
        U && U->isIncrementDecrementOp()) {
      write(*U->getSubExpr(), nullptr);
      return true;
    }
    if (const auto *M = dyn_cast<MemberExpr>(&E)) {
      noteRead(One.rootOf(M));
      return isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts());
    }
    if (isa<DeclRefExpr>(E)) {
      noteRead(One.rootOf(&E));
      return true;
    }
    if (const auto *C = dyn_cast<CallExpr>(&E)) {
      call(*C);
      return true;
    }
    if (const auto *C = dyn_cast<CXXConstructExpr>(&E)) {
      for (unsigned I = 0; I < C->getNumArgs(); ++I)
        argument(*C->getArg(I), parameter(*C->getConstructor(), I));
      return true;
    }
    return false;
  }

  /// `best = std::max(best, one)`: an operation on the old value, whatever the
  /// order. What it is done with; null: it is none.
  static const Expr *foldedInto(const BinaryOperator &B) {
    const auto *To = dyn_cast<DeclRefExpr>(B.getLHS()->IgnoreParens());
    const auto *C = dyn_cast<CallExpr>(valueOf(B.getRHS()));
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    if (!To || B.getOpcode() != BO_Assign || !F || !F->isInStdNamespace() ||
        C->getNumArgs() != 2)
      return nullptr;
    std::string Name = shortName(*F);
    if (Name != "max" && Name != "min")
      return nullptr;
    for (unsigned I : {0u, 1u}) {
      const auto *Old = dyn_cast<DeclRefExpr>(valueOf(C->getArg(I)));
      if (Old && Old->getDecl() == To->getDecl() &&
          !mentions(C->getArg(1 - I), *To->getDecl()))
        return C->getArg(1 - I);
    }
    return nullptr;
  }

  /// `all.end()`: where something is appended to `all`.
  static bool isTheEndOf(const Expr &E, const Expr &Container) {
    const Expr *Value = valueOf(&E);
    // It becomes an iterator that does not write.
    if (const auto *Made = dyn_cast<CXXConstructExpr>(Value);
        Made && Made->getNumArgs() == 1)
      Value = valueOf(Made->getArg(0));
    const auto *C = dyn_cast<CXXMemberCallExpr>(Value);
    if (!C || !C->getMethodDecl() || C->getNumArgs())
      return false;
    std::string Name = shortName(*C->getMethodDecl());
    auto To = pathOf(*C->getImplicitObjectArgument());
    return (Name == "end" || Name == "cend") && To && To == pathOf(Container);
  }

  void noteRead(Root R) {
    if (R.Is == Root::Outside)
      Read.insert(R.Of);
  }

  /// `Value`: what is assigned as it is; null: an operation on the old value.
  void write(const Expr &To, const Expr *Value) {
    Root R = One.rootOf(&To);
    if (R.Is == Root::Index)
      IsOrdered = true;
    if (R.Is == Root::Outside) {
      if (Value && !Value->isEvaluatable(Ast))
        IsOrdered = true;
      Written.insert(R.Of);
      return;
    }
    walkChildren(&To);
  }

  static QualType parameter(const FunctionDecl &F, unsigned I) {
    return I < F.getNumParams() ? F.getParamDecl(I)->getType() : QualType();
  }

  /// May the callee write to what this argument belongs to?
  bool mayWrite(const Expr &A, QualType P) const {
    if (P.isNull())
      return false; // of a variadic function: a value
    if (A.isXValue() || valueOf(&A) != A.IgnoreParenImpCasts()) {
      const auto *C = dyn_cast<CallExpr>(A.IgnoreParenImpCasts());
      if (C && C->isCallToStdMove())
        return true;
    }
    if (P->isReferenceType() || P->isAnyPointerType())
      return !P->getPointeeType().isConstQualified() &&
             !P->isFunctionPointerType();
    return isHandle(P) && !isView(P);
  }

  /// Strings and spans that are only read.
  static bool isView(QualType P) {
    std::string Class = typeName(P);
    return llvm::any_of(
        ArrayRef<StringRef>{"string_view", "StringRef", "StringPiece",
                            "StringView"},
        [&](StringRef View) { return StringRef(Class).ends_with(View); });
  }

  /// `std::back_inserter(all)`
  static bool isAppender(const Expr &E) {
    const auto *C = dyn_cast<CallExpr>(valueOf(&E));
    const FunctionDecl *F = C ? C->getDirectCallee() : nullptr;
    return F && F->isInStdNamespace() && shortName(*F) == "back_inserter";
  }

  void argument(const Expr &A, QualType P) {
    Root R = One.rootOf(&A);
    if (R.Is == Root::Outside && mayWrite(A, P) && !isAppender(A))
      IsOrdered = true;
    walk(&A);
  }

  static bool isAppending(StringRef Name) {
    static const llvm::StringSet<> Names = {
        "push_back", "emplace_back",     "insert", "emplace", "try_emplace",
        "append",    "insert_or_assign", "add",    "push",    "reserve"};
    return Names.contains(Name);
  }

  /// A look that has an overload for writing.
  static bool isLook(StringRef Name) {
    static const llvm::StringSet<> Names = {"begin", "end",  "at",   "front",
                                            "back",  "data", "find", "get",
                                            "value", "size", "empty"};
    return Names.contains(Name);
  }

  void call(const CallExpr &C) {
    const FunctionDecl *F = C.getDirectCallee();
    if (!F) {
      IsOrdered = true;
      return;
    }
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    std::string Name = shortName(*F);
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&C)) {
      if (operation(*O))
        return;
    } else if (isLogLine(Name)) {
      IsOrdered |= hasAwait(&C);
      return One.addReads(&C, Read);
    } else if (const auto *M = dyn_cast<CXXMemberCallExpr>(&C)) {
      const Expr *Object = M->getImplicitObjectArgument();
      Root R = One.rootOf(Object);
      if (R.Is == Root::Outside && Method && !Method->isConst() &&
          !isLook(Name)) {
        if (!isAppending(Name))
          IsOrdered = true;
        Written.insert(R.Of);
        if (C.getNumArgs() == 3 && isTheEndOf(*C.getArg(0), *Object)) {
          walk(C.getArg(1));
          return walk(C.getArg(2));
        }
      } else {
        walk(Object);
      }
    } else if (isAppender(C)) {
      Written.insert(One.rootOf(C.getArg(0)).Of);
      return;
    } else if (!Method || Method->isStatic()) {
      plainCall(C, *F);
    }
    unsigned Skip =
        isa<CXXOperatorCallExpr>(C) && Method && !Method->isStatic() ? 1 : 0;
    for (unsigned I = Skip; I < C.getNumArgs(); ++I)
      argument(*C.getArg(I), parameter(*F, I - Skip));
  }

  /// A function of the user's may do anything behind the scenes.
  void plainCall(const CallExpr &C, const FunctionDecl &F) {
    SourceLocation At = F.getLocation();
    if (C.isCallToStdMove() || F.getBuiltinID() ||
        Ast.getSourceManager().isInSystemHeader(At) || F.isConstexpr())
      return;
    CallAccesses T = TuAccesses.of(C);
    if (!T.isKnown())
      IsOrdered = true;
    for (const Access &One : T.Objects)
      if (One.isGlobal() && One.Writes)
        IsOrdered = true;
  }

  /// True: done with it and all below.
  bool operation(const CXXOperatorCallExpr &O) {
    switch (O.getOperator()) {
    case OO_Equal:
      write(*O.getArg(0), O.getArg(1));
      walk(O.getArg(1));
      return true;
    case OO_PlusEqual:
    case OO_MinusEqual:
    case OO_PipeEqual:
    case OO_AmpEqual:
      write(*O.getArg(0), nullptr);
      walk(O.getArg(1));
      return true;
    case OO_PlusPlus:
    case OO_MinusMinus:
      write(*O.getArg(0), nullptr);
      return true;
    case OO_LessLess: {
      // A log line, if it begins with a stream.
      const Expr *First = &O;
      while (const auto *Inner = dyn_cast<CXXOperatorCallExpr>(
                 First->IgnoreUnlessSpelledInSource())) {
        if (Inner->getOperator() != OO_LessLess)
          break;
        First = Inner->getArg(0);
      }
      std::string Class = typeName(First->getType());
      if (!StringRef(Class).contains_insensitive("stream") && !isLogLine(Class))
        return false;
      for (const Stmt *A : childrenOf(O))
        if (A)
          One.addReads(A, Read);
      // The stream itself is no state that an iteration reads.
      if (Root R = One.rootOf(First); R.Is == Root::Outside)
        Read.erase(R.Of);
      IsOrdered |= hasAwait(&O);
      return true;
    }
    case OO_Star:
    case OO_Arrow:
    case OO_Subscript:
      walkChildren(&O);
      return true;
    case OO_Call:
      // Somebody's code.
      IsOrdered |= One.rootOf(O.getArg(0)).Is == Root::Outside;
      return false;
    default:
      return false;
    }
  }

  //===--- the awaits -----------------------------------------------------===//

  void await(const CoawaitExpr &E) {
    if (Lambdas)
      return walk(E.getOperand());
    task(*E.getOperand(), E, E.getType()->isVoidType());
  }

  /// The callable's own return ends an iteration, not the loop.
  bool isTheIteration() const {
    return Lambdas == 0 && isa<LambdaExpr>(Out.Loop);
  }

  /// What an iteration waits for.
  void task(const Expr &Waited, const Expr &At, bool GivesNothing) {
    const Expr *Operand = unwrapped(valueOf(&Waited));
    const Expr *Made = Operand;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Operand))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && One.isInTheLoop(*V) && V->getInit() && !One.isAnElement(*V))
        Made = valueOf(V->getInit());
    const Awaitable *Type = Types.of(Operand->getType());
    const auto *Call = dyn_cast<CallExpr>(Made);
    bool IsElement = !Call && isTaskOfElement(*Made);
    if (!Type || Type->Is != Role::Task || (!Call && !IsElement) ||
        (IsElement ? !Type->isLazy() || isShared(*Type)
                   : !isOnItsOwn(*Call, GivesNothing))) {
      IsOrdered = true;
      return;
    }
    if (!Out.Type) {
      Out.Type = Type;
      Out.At = &At;
    }
    Out.OfTasks |= IsElement;
    if (IsElement || Made != Operand)
      return;
    for (const Stmt *C : childrenOf(*Call))
      if (C)
        One.addReads(C, Read);
  }

  /// `Wrapped{std::move(task)}`, `as_future(std::move(task))`: the task that an
  /// awaiter is made of and of nothing else.
  const Expr *unwrapped(const Expr *E) const {
    const Awaitable *Outer = Types.of(E->getType());
    if (!Outer || Outer->isTask())
      return E;
    const Expr *Part = E;
    if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Part))
      Part = Cast->getSubExpr()->IgnoreParenImpCasts();
    if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(Part))
      Part = B->getSubExpr();
    const Expr *Only = nullptr;
    if (const auto *L = dyn_cast<InitListExpr>(Part)) {
      Only = L->getNumInits() == 1 ? L->getInit(0) : nullptr;
    } else if (const auto *C = dyn_cast<CXXConstructExpr>(Part)) {
      Only = C->getNumArgs() == 1 ? C->getArg(0) : nullptr;
    } else if (const auto *C = dyn_cast<CallExpr>(Part)) {
      const NamedDecl *Callee = calleeOf(*C);
      const FunctionModel *M =
          Callee ? Models.function(qualifiedName(*Callee)) : nullptr;
      Only = M && M->Consumes && C->getNumArgs() == 1 ? C->getArg(0) : nullptr;
    }
    const Awaitable *Inner =
        Only ? Types.of(valueOf(Only)->getType()) : nullptr;
    return Inner && Inner->Is == Role::Task ? valueOf(Only) : E;
  }

  /// Copies of one task may have been awaited elsewhere, and run.
  static bool isShared(const Awaitable &Task) {
    const CXXRecordDecl *R = readable(Task.Class);
    return R && llvm::any_of(R->ctors(), [](const CXXConstructorDecl *C) {
             return C->isCopyConstructor() && !C->isDeleted() &&
                    !C->isImplicit();
           });
  }

  /// The element, or what is chosen by it, is the task.
  bool isTaskOfElement(const Expr &E) const {
    return One.rootOf(&E).Is == Root::Own &&
           !isa<CXXConstructExpr, LambdaExpr>(E);
  }

  /// Does the call work on the iteration's element and on nothing else that may
  /// change?
  bool isOnItsOwn(const CallExpr &C, bool GivesNothing) {
    const FunctionDecl *F = C.getDirectCallee();
    if (!F)
      return false;
    std::string Name = shortName(*F);
    if (isa<CXXOperatorCallExpr>(C) || isOrderedVerb(Name))
      return false;
    if (const FunctionModel *M = Models.function(qualifiedName(*F));
        M && M->takesTasks())
      return false;
    CallAccesses T = TuAccesses.of(C);
    if (T.Is == CallAccesses::Ordered)
      return false;
    bool IsSeen = T.isKnown();
    // What waits for nothing has nothing to overlap; what leaves neither trace
    // nor result paces the loop.
    if (IsSeen && (!T.Suspends || (T.LeavesNoTrace && GivesNothing)))
      return false;
    bool HasElement = false, IsShared = false;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&C)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      Root R = One.rootOf(Object);
      HasElement |= One.isOfElement(Object);
      if (R.Is == Root::Own && isLifecycle(Name) &&
          (One.isOfASystem() || isPartOfASystem(typeName(Object->getType())) ||
           hasSystemWord(*Object)))
        return false;
      IsShared |= R.Is == Root::Outside && !(IsSeen && !writes(T, nullptr));
    }
    for (unsigned I = 0; I < C.getNumArgs(); ++I) {
      const Expr &A = *C.getArg(I);
      if (isa<CXXDefaultArgExpr>(A))
        continue;
      Root R = One.rootOf(&A);
      HasElement |= One.isOfElement(&A);
      if (R.Is == Root::Outside && mayWrite(A, parameter(*F, I)))
        IsShared |= !(IsSeen && !writes(T, R.Of));
    }
    if (IsSeen)
      for (const Access &One : T.Objects)
        if (const auto *V = dyn_cast_or_null<VarDecl>(One.Object);
            V && V->hasGlobalStorage() && One.Writes)
          return false;
    Out.IsOnOne |= IsShared;
    return HasElement;
  }

  static bool writes(const CallAccesses &T, const ValueDecl *V) {
    return llvm::any_of(T.Objects, [&](const Access &One) {
      return One.Object == V && One.Writes;
    });
  }

  ASTContext &Ast;
  Awaitables &Types;
  Accesses &TuAccesses;
  const ModelSet &Models;
  SlowLoop &Out;

  Iteration One;
  Iteration::Olders Read, Written;
  int Breakables = 0, Lambdas = 0;
  bool IsOrdered = false; ///< Something says so, or is not understood.
};

} // namespace

Loops::Loops(ASTContext &Ast, const ModelSet &Models, const Facts &TuFacts,
             Awaitables &Types, Accesses &TuAccesses, Effects &TuEffects) {
  llvm::MapVector<const Stmt *, const Body *> Candidates;
  for (const Await &A : TuFacts.Awaits)
    if (A.Loop && A.In->Coroutine && !A.In->Broken)
      Candidates.insert({A.Loop, A.In});
  for (const Call &C : TuFacts.Calls) {
    const auto *F = dyn_cast_or_null<FunctionDecl>(C.Callee);
    const FunctionModel *M = F ? TuEffects.modelOf(*F) : nullptr;
    if (!M || !M->InTurn || C.In->Broken)
      continue;
    const std::vector<const Expr *> Arguments = C.arguments();
    if (!Arguments.empty())
      if (const auto *L = dyn_cast<LambdaExpr>(valueOf(Arguments.back())))
        Candidates.insert({L, C.In});
  }
  for (auto &[Loop, In] : Candidates) {
    SlowLoop Slow;
    Slow.Loop = Loop;
    Slow.In = In;
    // A list of work that grows is told from a loop over what is there.
    const auto *While = dyn_cast<WhileStmt>(Loop);
    if (auto Work = While ? workListOf(Types, *While) : std::nullopt) {
      Slow.At = Work->At;
      Slow.Type = Work->Type;
      Slow.WorkList = Work->Of;
      Found.push_back(Slow);
      continue;
    }
    bool IsSlow =
        LoopReader(Ast, Types, TuAccesses, Models, Slow).areIndependent() &&
        Slow.Type;
    if (!IsSlow)
      continue;
    if (const TypeModel *M = Slow.Type->Model; M && !M->GatheredBy.empty())
      if (const FunctionModel *F = Models.function(M->GatheredBy))
        Slow.With = F->Gathering ? &*F->Gathering : nullptr;
    Found.push_back(Slow);
  }
}

} // namespace corolint

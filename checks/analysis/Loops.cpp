#include "checks/analysis/Loops.h"
#include "checks/facts/Names.h"
#include "checks/models/ModelSet.h"
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

/// The words of a name, in lower case: "readNext", "read_next" → read, next.
static std::vector<std::string> wordsOf(StringRef Name) {
  std::vector<std::string> Words;
  char Last = '_';
  for (char C : Name) {
    bool Begins = llvm::isUpper(C) && !llvm::isUpper(Last);
    if (Words.empty() || Last == '_' || Begins)
      Words.emplace_back();
    if (C != '_')
      Words.back() += llvm::toLower(C);
    Last = C;
  }
  std::erase(Words, "");
  return Words;
}

static bool hasWord(StringRef Name, const llvm::StringSet<> &Known) {
  return llvm::any_of(wordsOf(Name), [&](const std::string &Word) {
    return Known.contains(Word) ||
           (StringRef(Word).ends_with("s") &&
            Known.contains(StringRef(Word).drop_back()));
  });
}

/// What is called so is done in order, whatever its body shows.
static bool isOrderedVerb(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "sleep",  "delay",   "pause",   "wait",    "throttle", "pace",
      "yield",  "lock",    "acquire", "backoff", "retry",    "poll",
      "try",    "attempt", "next",    "step",    "advance",  "read",
      "recv",   "receive", "migrate", "replay",  "apply",    "commit",
      "append", "begin",   "push",    "feed",    "consume",  "parse",
      "seek",   "skip",    "test",    "bench",   "schedule", "switch",
      "resume"};
  return hasWord(Name, Words);
}

/// Elements of what is called so come one after another.
static bool isOrderedNoun(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "step",   "stage",   "phase",       "migration",  "pipeline",
      "chain",  "filter",  "interceptor", "middleware", "layer",
      "hook",   "command", "statement",   "chunk",      "frame",
      "packet", "line",    "page",        "event",      "token",
      "script", "test",    "transaction", "attempt",    "sequence",
      "stack",  "reverse", "reversed",    "version",    "byte",
      "buffer", "level",   "candidate",   "fallback",   "priority"};
  return hasWord(Name, Words);
}

/// Such parts depend on those that are started before and stopped after them.
static bool isPartOfASystem(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "service", "module",   "component", "plugin",     "subsystem",
      "actor",   "daemon",   "extension", "dependency", "dependencie",
      "driver",  "resource", "system",    "manager"};
  return hasWord(Name, Words);
}

static bool isLogLine(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "log",   "logger", "print", "println", "printf", "trace",
      "debug", "info",   "warn",  "warning", "error",  "fatal",
      "cout",  "cerr",   "clog",  "verbose", "notice"};
  return hasWord(Name, Words);
}

namespace {

/// What an expression is, or belongs to, in one iteration.
struct Root {
  enum Kind {
    Value,   ///< Of nobody: a temporary, a constant.
    Own,     ///< The iteration's: its element, its locals.
    Index,   ///< The number of the iteration.
    Outside, ///< Older than the iteration; `Of` is it.
  } Is = Value;
  const ValueDecl *Of = nullptr; ///< Null: the receiver itself.
};

/// Reads one loop.
class Reader {
public:
  Reader(ASTContext &Ast, Awaitables &Types, TouchRoom &Room,
         const ModelSet &Models, SlowLoop &Out)
      : Ast(Ast), Types(Types), Room(Room), Models(Models), Out(Out) {}

  bool areIndependent() {
    Body = nullptr;
    if (!header() || !Body)
      return false;
    walk(Body);
    if (IsOrdered)
      return false;
    // What one iteration writes, no other may read.
    return llvm::none_of(
        Written, [&](const ValueDecl *V) { return Read.contains(V) || !V; });
  }

private:
  //===--- the loop itself ------------------------------------------------===//

  bool header() {
    if (const auto *L = dyn_cast<LambdaExpr>(Out.Loop))
      return callable(*L);
    if (const auto *L = dyn_cast<CXXForRangeStmt>(Out.Loop))
      return rangeFor(*L);
    if (const auto *L = dyn_cast<ForStmt>(Out.Loop))
      return countingFor(*L);
    if (const auto *L = dyn_cast<WhileStmt>(Out.Loop))
      return drainingWhile(*L);
    return false;
  }

  bool callable(const LambdaExpr &L) {
    const CXXMethodDecl *F = L.getCallOperator();
    if (F->getNumParams() != 1 ||
        isOrderedNoun(typeName(F->getParamDecl(0)->getType())))
      return false;
    Elements.insert(F->getParamDecl(0));
    Body = L.getBody();
    if (const auto *C = dyn_cast<CoroutineBodyStmt>(Body))
      Body = C->getBody();
    return true;
  }

  bool rangeFor(const CXXForRangeStmt &L) {
    const Expr *Range = L.getRangeInit();
    if (L.getCoawaitLoc().isValid() || !Range || hasOrderedWord(*Range) ||
        isa<InitListExpr, CXXStdInitializerListExpr>(
            Range->IgnoreUnlessSpelledInSource()))
      return false;
    // Elements that come when they come.
    const Awaitable *Source = Types.of(Range->getType());
    if (Source && Source->Is == Role::Generator)
      return false;
    const VarDecl *Element = L.getLoopVariable();
    if (isOrderedNoun(typeName(Element->getType())))
      return false;
    (isCounting(*Range) ? Counters : Elements).insert(Element);
    IsOfASystem = hasSystemWord(*Range);
    noteReads(Range);
    Body = L.getBody();
    return true;
  }

  /// Numbers that are made, not found.
  static bool isCounting(const Stmt &S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      if (const auto *Name = Ref->getDecl()->getIdentifier())
        if (Name->isStr("iota") || Name->isStr("irange"))
          return true;
    return llvm::any_of(S.children(),
                        [](const Stmt *C) { return C && isCounting(*C); });
  }

  /// `for (auto it = …; it != …; ++it)`, `for (int i = 0; i < n; ++i)`.
  bool countingFor(const ForStmt &L) {
    const auto *Init = dyn_cast_or_null<DeclStmt>(L.getInit());
    if (!Init || !L.getCond() || !L.getInc() || hasOrderedWord(*Init) ||
        hasOrderedWord(*L.getCond()))
      return false;
    const VarDecl *Counter = nullptr;
    for (const Decl *D : Init->decls())
      if (const auto *V = dyn_cast<VarDecl>(D);
          V && isIncremented(*L.getInc(), *V) && mentions(L.getCond(), *V))
        Counter = V;
    if (!Counter || hasAwait(L.getCond()) || hasAwait(L.getInc()))
      return false;
    (Counter->getType()->isArithmeticType() ? Counters : Elements)
        .insert(Counter);
    noteReads(L.getCond());
    noteReads(Init);
    IsOfASystem = hasSystemWord(*Init) || hasSystemWord(*L.getCond());
    Body = L.getBody();
    return true;
  }

  /// `while (!q.empty()) { … q.pop_front(); }`, `while (it != end) { … ++it;
  /// }`.
  bool drainingWhile(const WhileStmt &L) {
    const auto *Block = dyn_cast<CompoundStmt>(L.getBody());
    if (!Block || L.getConditionVariable() || hasAwait(L.getCond()))
      return false;
    for (const Stmt *S : Block->body()) {
      const auto *E = dyn_cast<Expr>(S);
      E = E ? E->IgnoreUnlessSpelledInSource() : nullptr;
      if (const auto *C = dyn_cast_or_null<CXXMemberCallExpr>(E)) {
        const auto *Ref = dyn_cast<DeclRefExpr>(
            C->getImplicitObjectArgument()->IgnoreParenImpCasts());
        const auto *Method = C->getMethodDecl();
        StringRef Name =
            Method && Method->getIdentifier() ? Method->getName() : "";
        if (Ref && mentions(L.getCond(), *Ref->getDecl()) &&
            (Name == "pop_front" || Name == "pop_back" || Name == "pop") &&
            !hasOrderedWord(*C->getImplicitObjectArgument())) {
          Queue = Ref->getDecl();
          Pop = C;
        }
      } else if (E && !Queue) {
        for (const VarDecl *V : variablesIn(*L.getCond()))
          if (!V->getType()->isArithmeticType() && isIncremented(*E, *V)) {
            Elements.insert(V);
            Pop = E;
          }
      }
    }
    IsOfASystem = hasSystemWord(*L.getCond());
    Body = Pop ? Block : nullptr;
    return Body;
  }

  static bool isIncremented(const Stmt &S, const VarDecl &V) {
    auto IsIt = [&](const Expr *E) {
      const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts());
      return Ref && Ref->getDecl() == &V;
    };
    if (const auto *U = dyn_cast<UnaryOperator>(&S))
      return U->isIncrementOp() && IsIt(U->getSubExpr());
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&S))
      return O->getOperator() == OO_PlusPlus && IsIt(O->getArg(0));
    return llvm::any_of(
        S.children(), [&](const Stmt *C) { return C && isIncremented(*C, V); });
  }

  static std::vector<const VarDecl *> variablesIn(const Stmt &S) {
    std::vector<const VarDecl *> All;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && V->isLocalVarDecl())
        All.push_back(V);
    for (const Stmt *C : S.children())
      if (C)
        llvm::append_range(All, variablesIn(*C));
    return All;
  }

  static bool hasAwait(const Stmt *S) {
    return S && (isa<CoawaitExpr>(S) || llvm::any_of(S->children(), hasAwait));
  }

  /// Does a name in it, or its type's, speak of an order?
  static bool hasOrderedWord(const Stmt &S) {
    StringRef Name;
    const ValueDecl *D = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      D = Ref->getDecl();
    else if (const auto *M = dyn_cast<MemberExpr>(&S))
      D = M->getMemberDecl();
    if (D && D->getIdentifier())
      Name = D->getName();
    if (isOrderedNoun(Name) || Name == "rbegin" || Name == "crbegin")
      return true;
    if (D && !isa<FunctionDecl>(D)) {
      std::string Type = typeName(D->getType());
      if (StringRef(Type).ends_with("priority_queue") ||
          StringRef(Type).ends_with("::stack"))
        return true;
    }
    return llvm::any_of(S.children(),
                        [](const Stmt *C) { return C && hasOrderedWord(*C); });
  }

  //===--- what belongs to whom -------------------------------------------===//

  bool isInTheLoop(const ValueDecl &D) const {
    const SourceManager &Sources = Ast.getSourceManager();
    SourceLocation At = Sources.getFileLoc(D.getLocation());
    SourceRange L = Out.Loop->getSourceRange();
    return !Sources.isBeforeInTranslationUnit(
               At, Sources.getFileLoc(L.getBegin())) &&
           Sources.isBeforeInTranslationUnit(At,
                                             Sources.getFileLoc(L.getEnd()));
  }

  /// Is something of the iteration's own mentioned in it?
  bool mentionsOwn(const Stmt *S) const {
    if (!S)
      return false;
    if (const auto *E = dyn_cast<Expr>(S))
      if (isa<DeclRefExpr>(S) && rootOf(E).Is == Root::Own)
        return true;
    if (isQueueEnd(S))
      return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *C) { return mentionsOwn(C); });
  }
  bool mentionsIndex(const Stmt *S) const {
    if (!S)
      return false;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (rootOf(Ref).Is == Root::Index)
        return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *C) { return mentionsIndex(C); });
  }

  bool isQueueEnd(const Stmt *S) const {
    const auto *C = dyn_cast<CXXMemberCallExpr>(S);
    if (!C || !Queue || !C->getMethodDecl())
      return false;
    const auto *Ref = dyn_cast<DeclRefExpr>(
        C->getImplicitObjectArgument()->IgnoreParenImpCasts());
    std::string Name = shortName(*C->getMethodDecl());
    return Ref && Ref->getDecl() == Queue &&
           (Name == "front" || Name == "back");
  }

  /// Does it come from the element, and not only from the iteration?
  bool isOfElement(const Stmt *S, unsigned Depth = 0) const {
    if (!S || Depth > 8)
      return false;
    if (isQueueEnd(S))
      return true;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      const auto *Part = dyn_cast<BindingDecl>(Ref->getDecl());
      const auto *V = dyn_cast_or_null<VarDecl>(Part ? Part->getDecomposedDecl()
                                                     : Ref->getDecl());
      return V && (Elements.contains(V) ||
                   (isInTheLoop(*V) && isOfElement(V->getInit(), Depth + 1)));
    }
    if (const auto *E = dyn_cast<Expr>(S);
        E && isa<CallExpr, ArraySubscriptExpr>(E))
      if (Root R = rootOf(E); R.Is == Root::Own && !R.Of)
        return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *C) { return isOfElement(C, Depth); });
  }

  Root rootOf(const ValueDecl &D) const {
    if (const auto *B = dyn_cast<BindingDecl>(&D))
      return B->getDecomposedDecl() ? rootOf(*B->getDecomposedDecl()) : Root{};
    const auto *V = dyn_cast<VarDecl>(&D);
    if (!V || V->isConstexpr())
      return {};
    if (Counters.contains(V))
      return {Root::Index, V};
    if (Elements.contains(V))
      return {Root::Own, V};
    if (!isInTheLoop(*V))
      return {Root::Outside, V};
    const Expr *Init = V->getInit();
    if (!Init || isa<ParmVarDecl>(V))
      return {Root::Own, V};
    // An alias is what it is made of, and what is computed from the number of
    // the iteration is no element.
    if (isHandle(V->getType())) {
      Root R = rootOf(Init);
      return R.Is == Root::Outside ? R : Root{Root::Own, V};
    }
    if (V->getType()->isArithmeticType() && !hasAwait(Init) &&
        mentionsIndex(Init) && !mentionsOwn(Init))
      return {Root::Index, V};
    return {Root::Own, V};
  }

  /// Chosen by the element: `map[key]`, `at(i)`, `sessions.find(id)`.
  bool isChosen(const Expr *By) const {
    return mentionsOwn(By) || mentionsIndex(By);
  }

  Root rootOf(const Expr *E) const {
    E = valueOf(E);
    if (!E)
      return {};
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      return rootOf(*Ref->getDecl());
    if (isa<CXXThisExpr>(E))
      return {Root::Outside, nullptr};
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      Root R = rootOf(M->getBase());
      if (R.Is == Root::Outside && !R.Of)
        R.Of = M->getMemberDecl();
      return R;
    }
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
      return isChosen(S->getIdx()) ? Root{Root::Own, nullptr}
                                   : rootOf(S->getBase());
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return rootOf(U->getSubExpr());
    if (const auto *C = dyn_cast<ExplicitCastExpr>(E))
      return rootOf(C->getSubExpr());
    if (isQueueEnd(E))
      return {Root::Own, nullptr};
    if (const auto *C = dyn_cast<CallExpr>(E)) {
      if (!isHandle(C->getType()) && !C->isGLValue())
        return {};
      const Expr *From = nullptr;
      if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
        From = M->getImplicitObjectArgument();
      else if (C->getNumArgs() > 0)
        From = C->getArg(0);
      for (const Expr *A : C->arguments())
        if (A != From && isChosen(A))
          return {Root::Own, nullptr};
      return From ? rootOf(From) : Root{};
    }
    if (const auto *C = dyn_cast<AbstractConditionalOperator>(E)) {
      Root R = rootOf(C->getTrueExpr());
      return R.Is == Root::Outside ? R : rootOf(C->getFalseExpr());
    }
    return {};
  }

  //===--- what an iteration does -----------------------------------------===//

  void noteReads(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S)) {
      Root R = rootOf(Ref);
      if (R.Is == Root::Outside)
        Read.insert(R.Of);
    } else if (const auto *M = dyn_cast<MemberExpr>(S)) {
      Root R = rootOf(M);
      if (R.Is == Root::Outside)
        Read.insert(R.Of);
      if (isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts()))
        return;
    }
    for (const Stmt *C : S->children())
      noteReads(C);
  }

  void walkChildren(const Stmt *S) {
    for (const Stmt *C : S->children())
      walk(C);
  }

  void walk(const Stmt *S) {
    if (!S || IsOrdered || S == Pop)
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
      noteRead(rootOf(M));
      return isa<CXXThisExpr>(M->getBase()->IgnoreParenImpCasts());
    }
    if (isa<DeclRefExpr>(E)) {
      noteRead(rootOf(&E));
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

  void noteRead(Root R) {
    if (R.Is == Root::Outside)
      Read.insert(R.Of);
  }

  /// `Value`: what is assigned as it is; null: an operation on the old value.
  void write(const Expr &To, const Expr *Value) {
    Root R = rootOf(&To);
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

  void argument(const Expr &A, QualType P) {
    Root R = rootOf(&A);
    if (R.Is == Root::Outside && mayWrite(A, P))
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
      return noteReads(&C);
    } else if (const auto *M = dyn_cast<CXXMemberCallExpr>(&C)) {
      const Expr *Object = M->getImplicitObjectArgument();
      Root R = rootOf(Object);
      if (R.Is == Root::Outside && Method && !Method->isConst() &&
          !isLook(Name)) {
        if (!isAppending(Name))
          IsOrdered = true;
        Written.insert(R.Of);
      } else {
        walk(Object);
      }
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
    Touches T = Room.of(C);
    if (!T.Unknown.empty() || T.Ordered)
      IsOrdered = true;
    for (const Touched &One : T.Objects)
      if (const auto *V = dyn_cast_or_null<VarDecl>(One.Object);
          V && V->hasGlobalStorage() && One.Writes)
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
      for (const Stmt *A : O.children())
        if (A)
          noteReads(A);
      // The stream itself is no state that an iteration reads.
      if (Root R = rootOf(First); R.Is == Root::Outside)
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
      IsOrdered |= rootOf(O.getArg(0)).Is == Root::Outside;
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
    const Expr *Operand = valueOf(&Waited);
    const Expr *Made = Operand;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Operand))
      if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
          V && isInTheLoop(*V) && V->getInit() && !Elements.contains(V))
        Made = valueOf(V->getInit());
    const Awaitable *Type = Types.of(Operand->getType());
    const auto *Call = dyn_cast<CallExpr>(Made);
    bool IsElement = !Call && isTaskInHand(*Made);
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
    for (const Stmt *C : Call->children())
      if (C)
        noteReads(C);
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
  bool isTaskInHand(const Expr &E) const {
    return rootOf(&E).Is == Root::Own && !isa<CXXConstructExpr, LambdaExpr>(E);
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
    const FunctionModel *M = Models.function(qualifiedName(*F));
    if (M && (M->Gathering || M->Consumes || M->Spawns))
      return false;
    Touches T = Room.of(C);
    if (T.Ordered)
      return false;
    bool IsSeen = T.Unknown.empty();
    // What waits for nothing has nothing to overlap; what leaves neither trace
    // nor result paces the loop.
    if (IsSeen && (!T.Suspends || (T.LeavesNoTrace && GivesNothing)))
      return false;
    bool HasElement = false, IsShared = false;
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(&C)) {
      const Expr *Object = Member->getImplicitObjectArgument();
      Root R = rootOf(Object);
      HasElement |= isOfElement(Object);
      if (R.Is == Root::Own && isLifecycle(Name) &&
          (IsOfASystem || isPartOfASystem(typeName(Object->getType())) ||
           hasSystemWord(*Object)))
        return false;
      IsShared |= R.Is == Root::Outside && !(IsSeen && !writes(T, nullptr));
    }
    for (unsigned I = 0; I < C.getNumArgs(); ++I) {
      const Expr &A = *C.getArg(I);
      if (isa<CXXDefaultArgExpr>(A))
        continue;
      Root R = rootOf(&A);
      HasElement |= isOfElement(&A);
      if (R.Is == Root::Outside && mayWrite(A, parameter(*F, I)))
        IsShared |= !(IsSeen && !writes(T, R.Of));
    }
    if (IsSeen)
      for (const Touched &One : T.Objects)
        if (const auto *V = dyn_cast_or_null<VarDecl>(One.Object);
            V && V->hasGlobalStorage() && One.Writes)
          return false;
    Out.IsOnOne |= IsShared;
    return HasElement;
  }

  static bool writes(const Touches &T, const ValueDecl *V) {
    return llvm::any_of(T.Objects, [&](const Touched &One) {
      return One.Object == V && One.Writes;
    });
  }

  static bool isLifecycle(StringRef Name) {
    static const llvm::StringSet<> Words = {
        "start",    "stop",    "init",     "initialize", "initialise",
        "setup",    "load",    "unload",   "open",       "close",
        "shutdown", "shut",    "boot",     "run",        "launch",
        "teardown", "destroy", "finalize", "register",   "unregister",
        "prepare",  "join",    "drain"};
    return hasWord(Name, Words);
  }

  /// `services[i]`, `service`
  static bool hasSystemWord(const Stmt &S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      if (const auto *Name = Ref->getDecl()->getIdentifier())
        if (isPartOfASystem(Name->getName()))
          return true;
    if (const auto *M = dyn_cast<MemberExpr>(&S))
      if (const auto *Name = M->getMemberDecl()->getIdentifier())
        if (isPartOfASystem(Name->getName()))
          return true;
    return llvm::any_of(S.children(),
                        [](const Stmt *C) { return C && hasSystemWord(*C); });
  }

  ASTContext &Ast;
  Awaitables &Types;
  TouchRoom &Room;
  const ModelSet &Models;
  SlowLoop &Out;

  const Stmt *Body = nullptr;
  const Stmt *Pop = nullptr; ///< Takes the element away, or goes on.
  bool IsOfASystem = false; ///< The elements depend on each other, says a name.
  const ValueDecl *Queue = nullptr; ///< What `Pop` takes it from.
  llvm::SmallPtrSet<const VarDecl *, 2> Elements, Counters;
  llvm::SmallPtrSet<const ValueDecl *, 8> Written, Read;
  int Breakables = 0, Lambdas = 0;
  bool IsOrdered = false; ///< Something says so, or is not understood.
};

} // namespace

Loops::Loops(ASTContext &Ast, const ModelSet &Models, const Facts &All,
             Awaitables &Types, TouchRoom &Room, Effects &Calls) {
  llvm::MapVector<const Stmt *, const Body *> Candidates;
  for (const Await &A : All.Awaits)
    if (A.Loop && A.In->Coroutine && !A.In->Broken)
      Candidates.insert({A.Loop, A.In});
  for (const Call &C : All.Calls) {
    const auto *F = dyn_cast_or_null<FunctionDecl>(C.Callee);
    const FunctionModel *M = F ? Calls.modelOf(*F) : nullptr;
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
    if (!Reader(Ast, Types, Room, Models, Slow).areIndependent() || !Slow.Type)
      continue;
    if (const TypeModel *M = Slow.Type->Model; M && !M->GatheredBy.empty())
      if (const FunctionModel *F = Models.function(M->GatheredBy))
        Slow.With = F->Gathering ? &*F->Gathering : nullptr;
    Found.push_back(Slow);
  }
}

} // namespace corolint

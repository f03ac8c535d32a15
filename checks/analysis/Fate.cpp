#include "checks/analysis/Fate.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

Fates::Fates(const Facts &TuFacts, Flow &TuFlow, const Effects &TuEffects)
    : TuFacts(TuFacts), TuFlow(TuFlow), TuEffects(TuEffects) {
  for (const TaskLocal &L : TuFacts.Locals)
    Locals[L.Var] = &L;
  for (const TaskMember &M : TuFacts.Members)
    Members[M.Field] = &M;
  for (const TaskExpr &T : TuFacts.Tasks)
    MadeHere.insert(T.Made);
}

/// `task.then(f)`: the callable goes on where the first task ends, and the
/// second is there for those who want to know when.
bool Fates::isContinuation(const TaskExpr &T) const {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(T.Made->IgnoreParenImpCasts());
  // What is cancelled with its object takes the first task along; and where
  // the class forbids to drop it, `then` is no exception.
  if (!Call || T.Type->isLazy() || Call->getNumArgs() == 0 ||
      T.Lost.What == Dropped::Cancelled || T.Type->MustBeUsed)
    return false;
  const Expr *Object = valueOf(Call->getImplicitObjectArgument());
  return MadeHere.contains(Object) ||
         sameTemplate(recordOf(Object->getType()), T.Type->Class);
}

/// `co_await task.resolve()` that gives the finished task itself back.
static bool isTheObjectAgain(const TaskExpr &T) {
  const auto *Await = dyn_cast<CoawaitExpr>(T.Made->IgnoreParenImpCasts());
  const auto *Call =
      Await ? dyn_cast<CXXMemberCallExpr>(valueOf(Await->getOperand()))
            : nullptr;
  return Call &&
         sameTemplate(recordOf(Call->getImplicitObjectArgument()->getType()),
                      T.Type->Class);
}

/// Does that await the task, hand it to the caller, or call a member of it?
static bool isKnownUse(Use How) {
  return How == Use::Awaited || How == Use::Returned || How == Use::Object;
}

bool Fates::letsNoErrorOut(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (!F || !F->hasBody(Definition))
    return false;
  const auto *Body = dyn_cast<CoroutineBodyStmt>(Definition->getBody());
  const auto *Block =
      Body ? dyn_cast_or_null<CompoundStmt>(Body->getBody()) : nullptr;
  if (!Block)
    return false;
  auto Has = [](auto &Self, const Stmt *S, auto Is) -> bool {
    return S && (Is(*S) || llvm::any_of(childrenOf(*S), [&](const Stmt *C) {
                   return Self(Self, C, Is);
                 }));
  };
  bool Guarded = false;
  for (const Stmt *S : Block->body()) {
    // What co_return adds to its operand is the promise's.
    if (const auto *Return = dyn_cast<CoreturnStmt>(S))
      S = Return->getOperand();
    if (!S)
      continue;
    if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
      const CXXCatchStmt *Last = Try->getHandler(Try->getNumHandlers() - 1);
      bool Throws = false;
      for (unsigned I = 0; I != Try->getNumHandlers(); ++I)
        Throws |= Has(Has, Try->getHandler(I)->getHandlerBlock(),
                      [](const Stmt &In) { return isa<CXXThrowExpr>(In); });
      if (Last->getExceptionDecl() || Throws)
        return false;
      Guarded = true;
    } else if (Has(Has, S, [](const Stmt &In) {
                 return isa<CallExpr, CoawaitExpr, CXXThrowExpr>(In);
               })) {
      return false;
    }
  }
  return Guarded;
}

/// `auto noop = []() -> task<> { co_return; };`: a coroutine lambda with
/// nothing in it, called here. A function like that may be a stub, to be filled
/// later.
static bool hasNothingToDo(const TaskExpr &T) {
  const auto *Call = dyn_cast<CallExpr>(T.Made->IgnoreParenImpCasts());
  // What the library's members make of such a task has nothing to do either.
  while (const auto *Member = dyn_cast_or_null<CXXMemberCallExpr>(Call))
    Call = dyn_cast<CallExpr>(valueOf(Member->getImplicitObjectArgument()));
  const auto *M =
      dyn_cast_or_null<CXXMethodDecl>(Call ? Call->getDirectCallee() : nullptr);
  const auto *Body = M && M->getParent()->isLambda()
                         ? dyn_cast_or_null<CoroutineBodyStmt>(M->getBody())
                         : nullptr;
  const auto *Block =
      Body ? dyn_cast_or_null<CompoundStmt>(Body->getBody()) : nullptr;
  return Block && llvm::all_of(Block->body(), [](const Stmt *S) {
           const auto *Return = dyn_cast<CoreturnStmt>(S);
           return Return && !Return->getOperand();
         });
}

bool Fates::onlyLooksDropped(const TaskExpr &T) const {
  if (isContinuation(T) || isTheObjectAgain(T))
    return true;
  const auto *Call = dyn_cast<CallExpr>(T.Made->IgnoreParenImpCasts());
  return T.Lost.What == Dropped::ErrorLost && Call &&
         letsNoErrorOut(Call->getDirectCallee());
}

/// Is it `T x` or `auto &&x` in the template?
static bool isOfAnyType(const ParmVarDecl &P, const FunctionDecl &F) {
  const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
  unsigned I = P.getFunctionScopeIndex();
  return Pattern && I < Pattern->getNumParams() &&
         Pattern->getParamDecl(I)
             ->getType()
             .getNonReferenceType()
             ->getAs<TemplateTypeParmType>();
}

/// Functions into which a task is followed, one out of the other. Few hand it
/// on so often, and each level multiplies the bodies to look at.
static constexpr unsigned MaxCalls = 4;

/// Locals and parameters that a task is moved through, from one to the next.
static constexpr unsigned MaxMoves = 8;

Fates::Receiver Fates::receiverOf(const Usage &Argument, const Expr &Task,
                                  unsigned Depth) const {
  if (!Argument.By || Depth >= MaxCalls)
    return Unknown{"it is handed on too often to follow it"};
  const NamedDecl *Callee = nullptr;
  ArrayRef<const Expr *> Written;
  if (const auto *C = dyn_cast<CXXConstructExpr>(Argument.By)) {
    Callee = C->getConstructor();
    Written = ArrayRef(C->getArgs(), C->getNumArgs());
  } else if (const auto *C = dyn_cast<CallExpr>(Argument.By)) {
    Callee = calleeOf(*C);
    Written = ArrayRef(C->getArgs(), C->getNumArgs());
  }
  if (const FunctionModel *M = Callee ? TuEffects.modelOf(*Callee) : nullptr;
      M && M->takesTasks())
    return Handled{Use::Argument};
  const FunctionDecl *F = definitionOf(*Argument.By);
  if (!F)
    return Unknown{"no model and no body of the function that gets it is here"};
  if (const FunctionModel *M = TuEffects.modelOf(*F))
    if (M->takesTasks())
      return Handled{Use::Argument};
  // An operator's object is its first argument.
  unsigned Skip =
      isa<CXXOperatorCallExpr>(Argument.By) && isa<CXXMethodDecl>(F) ? 1 : 0;
  for (unsigned I = Skip; I < Written.size(); ++I) {
    if (valueOf(Written[I]) != &Task || I - Skip >= F->getNumParams())
      continue;
    const ParmVarDecl *P = F->getParamDecl(I - Skip);
    // Without a name, or of any type at all, it is there for its type.
    if (P->getName().empty() || isOfAnyType(*P, *F))
      return Handled{Use::Argument};
    const TaskLocal *L = Locals.lookup(P);
    if (!L)
      break;
    End Ends = endOf(*L, Depth + 1);
    if (const auto *Why = std::get_if<Unknown>(&Ends))
      return *Why;
    if (std::holds_alternative<Handled>(Ends))
      return Handled{Use::Argument};
    return P;
  }
  return Unknown{"the function that gets it is not followed"};
}

/// How often `S` names the variable that is declared there.
static unsigned namings(const Stmt *S, SourceLocation Declared) {
  if (!S)
    return 0;
  unsigned Count = 0;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
    Count += Ref->getDecl()->getLocation() == Declared;
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    Count += namings(Lambda->getBody(), Declared);
  for (const Stmt *C : childrenOf(*S))
    Count += namings(C, Declared);
  return Count;
}

/// Does the template name the local where this instantiation has nothing: in
/// the other branch of an `if constexpr`?
static bool isUsedByOthers(const TaskLocal &L) {
  const FunctionDecl *Pattern =
      L.In->Instantiated ? L.In->Fn->getTemplateInstantiationPattern()
                         : nullptr;
  SourceLocation At = L.Var->getLocation();
  return Pattern &&
         namings(Pattern->getBody(), At) > namings(L.In->Fn->getBody(), At);
}

Fates::End Fates::endOf(const TaskLocal &L, unsigned Depth) const {
  if (Depth > MaxMoves)
    return Unknown{"it is handed on too often to follow it"};
  // Named only where nothing is evaluated: it is there for its type.
  if (L.Mentions.empty() && L.Looks.empty() && L.Overwrites.empty() &&
      !isa<ParmVarDecl>(L.Var) && L.Var->isReferenced())
    return Handled{Use::Local};
  for (const Mention &M : L.Mentions)
    if (isKnownUse(M.Used.How))
      return Handled{M.Used.How};
  const TaskLocal *Last = &L;
  for (const Mention &M : L.Mentions) {
    if (M.Used.How == Use::Local && M.Used.Local) {
      const TaskLocal *Next = Locals.lookup(M.Used.Local);
      // Where it is assigned to something, that may be awaited before or after.
      if (!Next || Next == &L)
        return Unknown{"the variable that it is moved to is not followed"};
      End Ends = endOf(*Next, Depth + 1);
      if (!std::holds_alternative<const TaskLocal *>(Ends))
        return Ends;
      Last = std::get<const TaskLocal *>(Ends);
    } else if (M.Used.How == Use::Argument && M.At) {
      Receiver To = receiverOf(M.Used, *M.At, Depth);
      if (const auto *Why = std::get_if<Unknown>(&To))
        return *Why;
      if (std::holds_alternative<Handled>(To))
        return Handled{Use::Argument};
    } else {
      return Unknown{"it is used in a way that is not followed"};
    }
  }
  if (isUsedByOthers(L))
    return Handled{Use::Local};
  return Last;
}

/// Can only the methods of its class name the field? Those that have no body
/// here are `Elsewhere`.
static bool isForItsClass(const FieldDecl &Field,
                          std::vector<const CXXMethodDecl *> &Elsewhere) {
  const auto *Class = dyn_cast<CXXRecordDecl>(Field.getParent());
  if (!Class || Class->isDependentContext() || Class->hasFriends() ||
      Field.getAccess() != AS_private)
    return false;
  for (const Decl *D : Class->decls()) {
    // What stands in the class may name it too; a template that nobody uses
    // does not show what it does.
    if (isa<FunctionTemplateDecl>(D))
      return false;
    const auto *Inner = dyn_cast<CXXRecordDecl>(D);
    if (Inner && !Inner->isImplicit() && !Inner->isLambda() &&
        llvm::any_of(Inner->methods(), [](const CXXMethodDecl *M) {
          return M->isUserProvided();
        }))
      return false;
    const auto *M = dyn_cast<CXXMethodDecl>(D);
    if (!M || M->isImplicit() || M->isDefaulted() || M->isDeleted() ||
        M->isPureVirtual() || M->isDefined())
      continue;
    if (!M->isExternallyVisible())
      return false;
    Elsewhere.push_back(M);
  }
  return true;
}

const Await *Fates::onlyAwaitOf(const TaskLocal &L) const {
  if (L.Mentions.size() != 1 || !L.Looks.empty() || !L.Overwrites.empty() ||
      !isa<VarDecl>(L.Var))
    return nullptr;
  for (const Await &A : TuFacts.Awaits)
    if (A.In == L.In && !A.InLoop &&
        valueOf(A.Expr->getOperand()) == L.Mentions.front().At)
      return &A;
  return nullptr;
}

/// [[maybe_unused]] says that nobody will use it. A test that asserts what
/// state the task is in, or gives it a block of its own, is about the object.
static bool isMeant(const TaskLocal &L, const Loss *Lost = nullptr) {
  // A guard is kept just so, and this is none yet.
  if (Lost && Lost->IsOfALock)
    return L.IsTested;
  if (L.IsTested || L.IsScoped)
    return true;
  if (const auto *Part = dyn_cast<BindingDecl>(L.Var))
    if (Part->getName() == "_" ||
        Part->getDecomposedDecl()->hasAttr<UnusedAttr>())
      return true;
  return L.Var->hasAttr<UnusedAttr>();
}

/// Does the name say that the object is there to be there?
static bool speaksOfAGuard(const NamedDecl &V) {
  StringRef Name = V.getIdentifier() ? V.getName() : StringRef();
  return llvm::any_of(
      std::initializer_list<StringRef>{"guard", "keep", "hold", "alive",
                                       "background", "scope", "unused"},
      [&](StringRef Word) { return Name.contains_insensitive(Word); });
}

/// What is cancelled with its variable runs for as long as the scope does. So
/// does what is declared as not to be ignored, is no coroutine, and ends with
/// code of its own.
bool Fates::isGuard(const TaskExpr &T, const TaskLocal &L) const {
  if (T.Lost.IsDeclared && !T.Type->IsCoroutineType && T.Type->EndsWithCode)
    return true;
  if (T.Lost.What != Dropped::Cancelled || T.Type->isLazy())
    return false;
  // A result that nobody wants is no reason to run beside something; nor is
  // there anything to run beside if nothing is awaited after it.
  if (!T.In->Coroutine || L.In != T.In)
    return true;
  QualType Given = T.Type->argument();
  const CXXRecordDecl *R = Given.isNull() ? nullptr : recordOf(Given);
  bool GivesNothing = T.Type->GivesNothing || Given.isNull() ||
                      Given->isVoidType() ||
                      (R && R->hasDefinition() && R->isEmpty());
  const SourceManager &Sources = L.Var->getASTContext().getSourceManager();
  bool IsBeside = llvm::any_of(TuFacts.Awaits, [&](const Await &A) {
    return A.In == T.In &&
           (A.InLoop || Sources.isBeforeInTranslationUnit(
                            T.Made->getEndLoc(), A.Expr->getBeginLoc()));
  });
  const auto *Call = dyn_cast<CallExpr>(T.Made->IgnoreParenImpCasts());
  const NamedDecl *Maker = Call ? calleeOf(*Call) : nullptr;
  return IsBeside && (GivesNothing || speaksOfAGuard(*L.Var) ||
                      (Maker && speaksOfAGuard(*Maker)));
}

bool Fates::isNeverUsed(const TaskLocal &L) const {
  // One of several tasks may be forgotten; one that comes with something else,
  // its promise, say, may be of no interest.
  if (const auto *Part = dyn_cast<BindingDecl>(L.Var)) {
    const auto *Whole = cast<DecompositionDecl>(Part->getDecomposedDecl());
    if (llvm::count_if(Whole->bindings(), [&](const BindingDecl *B) {
          return Locals.contains(B);
        }) < 2)
      return false;
  }
  if (isMeant(L))
    return false;
  End Ends = endOf(L);
  const auto *Last = std::get_if<const TaskLocal *>(&Ends);
  return Last && !isMeant(**Last);
}

/// Does the call that makes the task also write what the branch asks about:
/// whether the task matters?
static bool decides(const Expr &Made, const Stmt &Condition) {
  const auto *Call = dyn_cast<CallExpr>(Made.IgnoreParenImpCasts());
  const FunctionDecl *F = Call ? Call->getDirectCallee() : nullptr;
  if (!F)
    return false;
  for (unsigned I = 0; I < Call->getNumArgs() && I < F->getNumParams(); ++I) {
    QualType T = F->getParamDecl(I)->getType();
    bool Writes = (T->isLValueReferenceType() || T->isPointerType()) &&
                  !T->getPointeeType().isConstQualified();
    const Expr *To = Call->getArg(I)->IgnoreParenImpCasts();
    if (const auto *Address = dyn_cast<UnaryOperator>(To))
      To = Address->getSubExpr()->IgnoreParenImpCasts();
    const auto *Ref = Writes ? dyn_cast<DeclRefExpr>(To) : nullptr;
    if (Ref && mentions(&Condition, *Ref->getDecl()))
      return true;
  }
  return false;
}

/// Is the whole body casts to void? It is there to be compiled, not to be run.
static bool isOnlyCompiled(const Body &B) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(B.Root);
  auto IsACast = [](const Stmt *S) {
    const auto *E = dyn_cast<Expr>(S);
    const auto *Cast =
        E ? dyn_cast<ExplicitCastExpr>(E->IgnoreParenImpCasts()) : nullptr;
    return Cast && Cast->getType()->isVoidType();
  };
  return Block && llvm::count_if(Block->body(), IsACast) > 1 &&
         llvm::all_of(Block->body(), [&](const Stmt *S) {
           return isa<DeclStmt>(S) || IsACast(S);
         });
}

Fate Fates::of(const TaskExpr &T) const {
  if (T.ExpectedToThrow || hasNothingToDo(T))
    return Handled{T.Used.How};
  switch (T.Used.How) {
  case Use::Discarded:
    if (onlyLooksDropped(T))
      return Handled{Use::Other};
    return Discarded{};
  case Use::Voided:
    if (isOnlyCompiled(*T.In))
      return Handled{Use::Voided};
    return Discarded{/*InWriting=*/true};
  case Use::Local: {
    const TaskLocal *L = Locals.lookup(T.Used.Local);
    if (!L)
      return Unknown{"the variable that holds it is not followed"};
    if (isMeant(*L, &T.Lost) || isGuard(T, *L))
      return Handled{Use::Stored};
    if (L->IsTask && T.Used.By && !isUsedByOthers(*L) &&
        TuFlow.isDeadAfter(*L, *T.Used.By))
      return NeverMentioned{L, L};
    End Ends = endOf(*L);
    if (const auto *Last = std::get_if<const TaskLocal *>(&Ends))
      return isMeant(**Last, &T.Lost) ? Fate(Handled{Use::Stored})
                             : NeverMentioned{L, *Last};
    // What a container does path by path is not followed.
    // What is cancelled is not needed any more on that path.
    bool EndsIt = T.Lost.What == Dropped::Cancelled && !T.Type->isLazy();
    if (L->IsTask && !EndsIt && !isUsedByOthers(*L)) {
      if (const Stmt *By = TuFlow.overwritten(*L, T.Used.By))
        return Overwritten{L, By};
      if (!T.Used.By)
        if (auto Out = TuFlow.withoutMention(*L);
            Out && !decides(*T.Made, *Out->Condition) &&
            // Where it is asked itself, there may be none.
            !mentions(Out->Condition, *L->Var))
          return DroppedOnAPath{L, *Out, onlyAwaitOf(*L)};
    }
    if (const auto *Why = std::get_if<Unknown>(&Ends))
      return *Why;
    return Handled{Use::Local};
  }
  case Use::Member: {
    const TaskMember *M = Members.lookup(T.Used.Member);
    if (M && M->IsUsed)
      return Handled{Use::Member};
    // It runs for as long as the object lives, which is what it is kept for.
    if (T.Lost.What == Dropped::Cancelled && !T.Type->isLazy())
      return Handled{Use::Member};
    KeptInMember Kept{T.Used.Member, {}};
    if (!isForItsClass(*T.Used.Member, Kept.Elsewhere))
      return Unknown{"others than the class that keeps it can use it"};
    return Kept;
  }
  case Use::Argument: {
    Receiver To = receiverOf(T.Used, *T.Made);
    if (const auto *P = std::get_if<const ParmVarDecl *>(&To))
      return DroppedByCallee{cast<FunctionDecl>((*P)->getDeclContext()), *P};
    if (const auto *Why = std::get_if<Unknown>(&To))
      return *Why;
    return Handled{Use::Argument};
  }
  default:
    if (isKnownUse(T.Used.How))
      return Handled{T.Used.How};
    return Unknown{"it becomes part of something that is not followed"};
  }
}

} // namespace corolint

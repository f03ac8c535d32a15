#include "checks/facts/Awaitable.h"
#include "checks/facts/AwaitOperators.h"
#include "checks/facts/Copyable.h"
#include "checks/facts/CoroutineType.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "checks/models/ModelSet.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include <utility>

using namespace clang;

namespace corolint {

QualType Awaitable::argument() const {
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  if (!S || S->getTemplateArgs().size() == 0 ||
      S->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return S->getTemplateArgs()[0].getAsType();
}

bool ofOneKind(const Awaitable &A, const Awaitable &B) {
  if (!sameTemplate(A.Class, B.Class))
    return false;
  const auto *L = dyn_cast<ClassTemplateSpecializationDecl>(A.Class),
             *R = dyn_cast<ClassTemplateSpecializationDecl>(B.Class);
  for (unsigned I = 1; L && R && I < L->getTemplateArgs().size(); ++I) {
    const TemplateArgument &One = L->getTemplateArgs()[I],
                           &Other = R->getTemplateArgs()[I];
    // What an argument of its own makes of the first one may differ.
    bool AreOneTemplate =
        One.getKind() == TemplateArgument::Type &&
        Other.getKind() == TemplateArgument::Type &&
        sameTemplate(recordOf(One.getAsType()), recordOf(Other.getAsType()));
    if (!AreOneTemplate && !One.structurallyEquals(Other))
      return false;
  }
  return true;
}

bool Awaitables::has(const CXXRecordDecl &R, StringRef Member) const {
  return !members(&R, &Ast.Idents.get(Member)).empty();
}

const Awaitable *Awaitables::heldBy(QualType T) {
  if (T.isNull() || T->isDependentType())
    return nullptr;
  T = T.getNonReferenceType();
  if (const ArrayType *Array = Ast.getAsArrayType(T))
    return heldBy(Array->getElementType());
  if (const Awaitable *A = of(T))
    return A->isTask() || (A->Is == Role::None && !A->Promise) ? A : nullptr;
  const CXXRecordDecl *R = recordOf(T);
  if (R)
    R = R->getDefinition();
  if (!R)
    return nullptr;
  auto [It, New] = Holders.try_emplace(R, nullptr);
  if (!New)
    return It->second;
  bool IsOutermost = Asked.empty();
  Asked.push_back(R);
  const Awaitable *Held = elementOf(*R);
  Holders[R] = Held;
  // A class that has itself as an element holds what else is in it: what was
  // answered on the way round does not know that yet.
  if (IsOutermost)
    for (const CXXRecordDecl *Other : std::exchange(Asked, {}))
      if (Held && !Holders.lookup(Other))
        Holders.erase(Other);
  return Held;
}

/// The first task that the parts of an object can be: the elements of a
/// container, the fields of an aggregate that does nothing by itself.
const Awaitable *Awaitables::elementOf(const CXXRecordDecl &R) {
  const Awaitable *Held = nullptr;
  auto Look = [&](QualType Part) {
    if (!Held && !Part->isReferenceType())
      Held = heldBy(Part);
  };
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (R.isInStdNamespace()) {
    bool Owns = S && llvm::is_contained(
                         std::initializer_list<StringRef>{
                             "vector", "deque", "list", "forward_list", "map",
                             "multimap", "unordered_map", "queue", "stack",
                             "array", "optional", "pair", "tuple", "variant",
                             "expected", "unique_ptr", "shared_ptr"},
                         R.getName());
    auto LookAt = [&](auto &Self, ArrayRef<TemplateArgument> Args) -> void {
      for (const TemplateArgument &Arg : Args)
        if (Arg.getKind() == TemplateArgument::Pack)
          Self(Self, Arg.getPackAsArray());
        else if (Arg.getKind() == TemplateArgument::Type)
          Look(Arg.getAsType());
    };
    if (Owns)
      LookAt(LookAt, S->getTemplateArgs().asArray());
  } else if (S && has(R, "begin") && has(R, "end") &&
             (has(R, "push_back") || has(R, "append"))) {
    // Somebody else's container: a range that things are appended to.
    for (const NamedDecl *N : members(&R, &Ast.Idents.get("value_type")))
      if (const auto *Element = dyn_cast<TypedefNameDecl>(N))
        Look(Element->getUnderlyingType());
  } else if (R.isAggregate() && !R.isUnion() &&
             llvm::none_of(R.methods(), [](const CXXMethodDecl *M) {
               return M->isUserProvided();
             })) {
    for (const FieldDecl *F : R.fields())
      Look(F->getType());
  }
  return Held;
}

llvm::StringRef Awaitables::spawnedBy(const Awaitable &Type) {
  return Type.Model ? StringRef(Type.Model->SpawnedBy) : "";
}

/// Does `F` do nothing but build the awaiter, and the awaiter nothing until it
/// is awaited?
bool Awaitables::startsWhenAwaited(const Awaitable &Type,
                                   const FunctionDecl &F) {
  const CXXRecordDecl *D = readable(Type.Class);
  const FunctionDecl *Body = withBody(&F);
  // The bodies of system headers are not always there.
  if (!D || !Body || Type.Promise ||
      Ast.getSourceManager().isInSystemHeader(Body->getLocation()))
    return false;
  if (Type.EndsWithCode)
    return false;
  const Expr *Value = onlyReturn(&F);
  Value = Value ? valueOf(Value) : nullptr;
  if (const auto *Cast = dyn_cast_or_null<CXXFunctionalCastExpr>(Value))
    Value = valueOf(Cast->getSubExpr());
  if (isa_and_nonnull<InitListExpr>(Value))
    return true;
  const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Value);
  if (!Made)
    return false;
  const FunctionDecl *Constructor = withBody(Made->getConstructor());
  const auto *Does =
      Constructor ? dyn_cast_or_null<CompoundStmt>(Constructor->getBody())
                  : nullptr;
  return Made->getConstructor()->isTrivial() || (Does && Does->body_empty());
}

/// `++it` that gives something to await: it goes on when that is awaited.
static bool isAStep(const Awaitable &Type, const FunctionDecl &F) {
  return Type.CanAwait && !Type.Promise &&
         F.getOverloadedOperator() == OO_PlusPlus;
}

/// Does the class give back a lock when it ends?
static bool isAGuard(QualType T) {
  const CXXRecordDecl *R = T.isNull() ? nullptr : recordOf(T);
  const CXXRecordDecl *D = R ? readable(R) : nullptr;
  const CXXDestructorDecl *End = D ? D->getDestructor() : nullptr;
  if (!End || !End->isUserProvided())
    return false;
  StringRef Name = R->getName();
  return Name.contains_insensitive("guard") ||
         (Name.contains_insensitive("lock") &&
          !Name.contains_insensitive("block") &&
          !Name.contains_insensitive("clock"));
}

/// `mutex.lock()` and `semaphore.acquire()` that give something to await: who
/// does not await it holds nothing, whatever the body does. What is given back
/// by another member, or by the end of what the await gives, is of that kind.
bool Awaitables::waitsForALock(const Awaitable &Type, const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  const CXXRecordDecl *Of = M ? readable(M->getParent()) : nullptr;
  if (!Of || !Type.CanAwait || !M->getIdentifier())
    return false;
  StringRef Name = M->getName();
  return (Name.contains_insensitive("lock") && isAGuard(Type.Gives)) ||
         (Name.contains_insensitive("lock") && has(*Of, "unlock")) ||
         (Name.contains_insensitive("acquire") && has(*Of, "release"));
}

std::optional<Loss> Awaitables::lossOf(const Awaitable &Type, Origin From) {
  const FunctionDecl *Maker = From.Maker;
  Loss Lost{Type.whenDropped(From.IsInACoroutine)};
  if (From.IsConstructed)
    return Type.Is == Role::Operation ? std::optional(Lost) : std::nullopt;
  if (Maker && Lost.What == Dropped::NeverRuns && Type.Promise &&
      handsOnWhatItReturns(*Maker, *Type.Class))
    Lost.What = std::nullopt;
  if (const IdentifierInfo *Name = Maker ? Maker->getIdentifier() : nullptr;
      Name && Models.mentions(Name->getName()))
    if (const FunctionModel *M = Models.function(qualifiedName(*Maker));
        M && M->WhenDropped)
      Lost.What = M->WhenDropped;
  bool IsDeclared = Maker && Maker->hasAttr<WarnUnusedResultAttr>();
  Lost.IsDeclared = !Lost.What && (IsDeclared || Type.MustBeUsed);
  Lost.IsOfALock = Maker && waitsForALock(Type, *Maker);
  if (Type.isTask())
    return Lost;
  // An awaiter without a name in any model.
  if (Type.Is != Role::None || !Maker)
    return std::nullopt;
  if (!Lost.What && (startsWhenAwaited(Type, *Maker) || isAStep(Type, *Maker) ||
                     (Lost.IsOfALock && !Type.Promise)))
    Lost.What = Dropped::NeverRuns;
  return Lost.What || IsDeclared ? std::optional(Lost) : std::nullopt;
}

const Awaitable *Awaitables::of(QualType T) {
  if (T.isNull() || T->isDependentType())
    return nullptr;
  const CXXRecordDecl *R = recordOf(T);
  return R ? ofClass(*R) : nullptr;
}

const Awaitable *Awaitables::ofTemplate(QualType T) {
  if (T.isNull() || !T->isDependentType())
    return of(T);
  const auto *Spelled =
      T.getCanonicalType()->getAs<TemplateSpecializationType>();
  const auto *Made = Spelled
                         ? dyn_cast_or_null<ClassTemplateDecl>(
                               Spelled->getTemplateName().getAsTemplateDecl())
                         : nullptr;
  return Made ? ofClass(*Made->getTemplatedDecl()) : nullptr;
}

const Awaitable *Awaitables::ofClass(const CXXRecordDecl &Class) {
  const CXXRecordDecl *R = Class.getCanonicalDecl();
  auto It = Seen.find(R);
  if (It == Seen.end()) {
    // A null entry first: a class may be asked about while it is read.
    Seen[R] = nullptr;
    std::unique_ptr<Awaitable> Read = read(*R);
    It = Seen.find(R);
    It->second = std::move(Read);
  }
  return It->second.get();
}

std::unique_ptr<Awaitable> Awaitables::read(const CXXRecordDecl &Class) {
  auto A = std::make_unique<Awaitable>();
  A->Class = &Class;
  fromStructure(*A);
  fromAttributes(*A);
  fromModel(*A);
  A->CanAwait |= A->isTask();
  if (A->Is == Role::None && !A->CanAwait)
    return nullptr;
  return A;
}

void Awaitables::fromStructure(Awaitable &A) {
  bool Ambiguous = false;
  A.Promise = promiseOf(*A.Class, A.Evidence, Ambiguous);
  A.IsCoroutineType = A.Promise != nullptr;
  A.CanAwait = isAwaitable(*A.Class, A.Promise, A);
  const CXXRecordDecl *D = readable(A.Class);
  if (const CXXDestructorDecl *End = D ? D->getDestructor() : nullptr)
    A.EndsWithCode = End->isUserProvided();
  if (A.Promise) {
    A.Is = isGenerator(A) ? Role::Generator
           : A.CanAwait   ? Role::Task
                          : Role::Detached;
    if (!Ambiguous)
      A.Begins = startOf(Ast, *A.Promise, A.Evidence);
    A.WhenDropped = lossFromStructure(A);
    if (!Ambiguous)
      fromMakers(A);
    A.GivesNothing = has(*A.Promise, "return_void");
    // Copies of a task share its work.
    if (D)
      A.AwaitedOnce = A.NeedsRvalue || !isCopyable(*D);
    return;
  }
  for (const NamedDecl *N : members(A.Class, &Ast.Idents.get("await_resume")))
    if (const FunctionDecl *F = functionIn(N)) {
      A.Gives = F->getReturnType();
      A.GivesNothing = A.Gives->isVoidType();
    }
  fromAdaptedTask(A);
  // A sender, by the member type that makes it one ([exec.snd.concepts]).
  if (has(*A.Class, "sender_concept")) {
    A.Evidence.push_back("it has a sender_concept: lazy");
    A.Is = Role::Operation;
    A.Begins = Start::Lazy;
    A.WhenDropped = Dropped::NeverRuns;
  }
}

/// `as_result(task)`: a thin class around a task that the task's own promise
/// awaits in its place. Dropping it drops the task.
void Awaitables::fromAdaptedTask(Awaitable &A) {
  // One with more in it has a life of its own.
  constexpr unsigned MostFields = 2;
  const CXXRecordDecl *D = A.CanAwait ? nullptr : readable(A.Class);
  if (!D || D->isLambda() || D->isInStdNamespace() || D->getNumBases() ||
      D->field_empty() ||
      std::distance(D->field_begin(), D->field_end()) > MostFields)
    return;
  for (const FieldDecl *F : D->fields()) {
    QualType T = F->getType();
    const Awaitable *Held = T->isReferenceType() ? nullptr : of(T);
    if (!Held || Held->Is != Role::Task || !Held->Promise)
      continue;
    for (const NamedDecl *N :
         members(Held->Promise, &Ast.Idents.get("await_transform")))
      if (const FunctionDecl *Transform = functionIn(N);
          Transform && takes(*Transform, 0, *A.Class)) {
        A.Evidence.push_back("it holds a task, whose promise awaits it");
        A.Is = Role::Operation;
        A.CanAwait = true;
        A.Begins = Held->Begins;
        A.WhenDropped = Held->WhenDropped;
        return;
      }
  }
}

/// One that can be awaited and gives a result at its end yields to let others
/// run, unless somebody pulls the values.
bool Awaitables::isGenerator(const Awaitable &A) {
  if (!yieldsValues(Ast, *A.Promise))
    return isPulled(Ast, *A.Class) && has(*A.Promise, "yield_value");
  return !A.CanAwait || !has(*A.Promise, "return_value") ||
         isPulled(Ast, *A.Class);
}

/// What a coroutine's own class and promise do with work that nobody awaits.
std::optional<Dropped> Awaitables::lossFromStructure(Awaitable &A) {
  if (A.Begins == Start::Lazy) {
    if (!leaks(*A.Class))
      return Dropped::NeverRuns;
    A.Evidence.push_back("nothing in it destroys the coroutine");
    return Dropped::Leaks;
  }
  if (A.Begins != Start::Eager)
    return std::nullopt;
  if (destroysItsCoroutine(*A.Class)) {
    A.Evidence.push_back("its destructor destroys the coroutine, done or not");
    return Dropped::Cancelled;
  }
  // An error that ends the program or is thrown on at once is not lost; that
  // the class must not be ignored has another reason then.
  const CXXRecordDecl *D = readable(A.Class);
  std::optional<Dropped> Lost = lossOfErrors(Ast, *A.Promise);
  bool MustBeUsed = D && D->hasAttr<WarnUnusedResultAttr>();
  return Lost == Dropped::Nothing && MustBeUsed ? std::nullopt : Lost;
}

/// A second class with the promise of a task: its objects are made of tasks,
/// and what the makers did to those counts.
void Awaitables::fromMakers(Awaitable &A) {
  const CXXRecordDecl *First = returnedInsteadOf(Ast, *A.Class, *A.Promise);
  if (!First)
    return;
  A.Evidence.push_back("coroutines with its promise return '" +
                       First->getNameAsString() + "', not it");
  A.Begins = startOfHandle(Ast, *A.Class, *First, A.Evidence);
  if (A.Begins == Start::Lazy)
    return;
  // What runs goes on, unless the end of its object ends it.
  A.WhenDropped = std::nullopt;
  if (A.Begins == Start::Eager)
    A.WhenDropped =
        destroysItsCoroutine(*A.Class) ? Dropped::Cancelled : Dropped::Nothing;
}

void Awaitables::fromAttributes(Awaitable &A) {
  const CXXRecordDecl *D = readable(A.Class);
  if (!D)
    return;
  auto Says = [&](bool Is, const char *Attribute) {
    if (Is)
      A.Evidence.push_back(std::string("it is declared ") + Attribute);
    return Is;
  };
  A.MustBeUsed |= Says(D->hasAttr<WarnUnusedResultAttr>(), "[[nodiscard]]");
  // By name: the older majors do not know it.
  A.MustBeUsed |= Says(llvm::any_of(D->attrs(),
                                    [](const Attr *Has) {
                                      return StringRef(Has->getSpelling()) ==
                                             "coro_await_elidable";
                                    }),
                       "[[clang::coro_await_elidable]]");
  bool IsCoroutine =
      Says(D->hasAttr<CoroReturnTypeAttr>(), "[[clang::coro_return_type]]");
  if (A.Is != Role::None || !A.CanAwait)
    return;
  // The promise of a coroutine's type may be out of sight.
  if (IsCoroutine)
    A.Is = Role::Task;
  else if (A.MustBeUsed)
    A.Is = Role::Operation;
}

void Awaitables::fromModel(Awaitable &A) {
  if (const IdentifierInfo *Name = A.Class->getIdentifier();
      Name && Models.mentions(Name->getName()))
    A.Model = Models.type(qualifiedName(*A.Class));
  const TypeModel *M = A.Model;
  if (!M)
    return;
  A.Evidence.push_back("the model in " + M->Source);
  if (M->Is)
    A.Is = *M->Is;
  if (M->Begins)
    A.Begins = M->Begins;
  if (M->WhenDropped)
    A.WhenDropped = M->WhenDropped;
  else if (M->Begins == Start::Lazy)
    A.WhenDropped = Dropped::NeverRuns;
  if (M->AwaitedOnce)
    A.AwaitedOnce = M->AwaitedOnce;
  if (M->NeedsRvalue)
    A.NeedsRvalue = *M->NeedsRvalue;
}

const ClassTemplateDecl *Awaitables::coroutineTraits() {
  if (Traits)
    return *Traits;
  Traits = nullptr;
  for (const NamedDecl *Std :
       Ast.getTranslationUnitDecl()->lookup(&Ast.Idents.get("std")))
    if (const auto *N = dyn_cast<NamespaceDecl>(Std))
      for (const NamedDecl *D : N->lookup(&Ast.Idents.get("coroutine_traits")))
        if (const auto *T = dyn_cast<ClassTemplateDecl>(D))
          Traits = T;
  // Each signature of a coroutine has one; those that somebody wrote are few.
  if (*Traits)
    for (const auto *S : (*Traits)->specializations())
      if (S->isExplicitSpecialization() ||
          isa<ClassTemplatePartialSpecializationDecl *>(
              S->getSpecializedTemplateOrPartial()))
        WrittenTraits.push_back(S);
  return *Traits;
}

const CXXRecordDecl *Awaitables::promiseOf(const CXXRecordDecl &Class,
                                           std::vector<std::string> &Evidence,
                                           bool &Ambiguous) {
  Ambiguous = false;
  auto PromiseIn = [&](const CXXRecordDecl *R) -> const CXXRecordDecl * {
    for (const NamedDecl *N : members(R, &Ast.Idents.get("promise_type")))
      if (const auto *T = dyn_cast<TypeDecl>(N))
        return recordOf(Ast.getTypeDeclType(T));
    return nullptr;
  };
  auto Nested = [&]() -> const CXXRecordDecl * {
    const CXXRecordDecl *P = PromiseIn(&Class);
    if (P)
      Evidence.push_back("it has a promise_type");
    return P;
  };
  // A specialisation goes before the class's own ([coroutine.traits.primary]).
  const ClassTemplateDecl *Traits = coroutineTraits();
  if (!Traits)
    return Nested();
  auto IsFor = [&](const TemplateArgument &Arg) {
    return Arg.getKind() == TemplateArgument::Type &&
           sameTemplate(recordOf(Arg.getAsType()), &Class);
  };
  // Which one a coroutine gets depends on its parameters too.
  SmallVector<const CXXRecordDecl *, 2> Promises;
  for (const auto *S : WrittenTraits)
    if (S->getTemplateArgs().size() && IsFor(S->getTemplateArgs()[0]) &&
        recordOf(S->getTemplateArgs()[0].getAsType())->getCanonicalDecl() ==
            Class.getCanonicalDecl())
      if (const CXXRecordDecl *P = PromiseIn(S))
        if (llvm::none_of(Promises, [&](const CXXRecordDecl *Known) {
              return sameTemplate(Known, P);
            }))
          Promises.push_back(P);
  if (!Promises.empty()) {
    Evidence.push_back("std::coroutine_traits names its promise");
    Ambiguous = Promises.size() > 1;
    return Promises.front();
  }
  SmallVector<ClassTemplatePartialSpecializationDecl *, 8> Partial;
  const_cast<ClassTemplateDecl *>(Traits)->getPartialSpecializations(Partial);
  for (const auto *S : Partial)
    if (S->getTemplateArgs().size() && IsFor(S->getTemplateArgs()[0]))
      if (const CXXRecordDecl *P = PromiseIn(S)) {
        Ambiguous = Partial.size() > 1 &&
                    llvm::count_if(Partial, [&](const auto *Other) {
                      return Other->getTemplateArgs().size() &&
                             IsFor(Other->getTemplateArgs()[0]);
                    }) > 1;
        Evidence.push_back("a specialisation of std::coroutine_traits names "
                           "its promise");
        return P;
      }
  return Nested();
}

bool Awaitables::isAwaitable(const CXXRecordDecl &Class,
                             const CXXRecordDecl *Promise, Awaitable &Out) {
  if (has(Class, "await_ready") && has(Class, "await_suspend") &&
      has(Class, "await_resume")) {
    Out.Evidence.push_back("it is an awaiter: await_ready, await_suspend, "
                           "await_resume");
    return true;
  }
  DeclarationName CoAwait = Ast.DeclarationNames.getCXXOperatorName(OO_Coawait);
  auto Members = members(&Class, CoAwait);
  if (!Members.empty()) {
    Out.Evidence.push_back("it has a member operator co_await");
    Out.NeedsRvalue = llvm::all_of(Members, [](const NamedDecl *N) {
      const auto *M = dyn_cast_or_null<CXXMethodDecl>(functionIn(N));
      return M && M->getRefQualifier() == RQ_RValue;
    });
    return true;
  }
  if (auto Free = freeAwaitOperators(Ast, Class); !Free.empty()) {
    Out.Evidence.push_back("there is an operator co_await for it");
    Out.NeedsRvalue = llvm::all_of(Free, [](const FunctionDecl *F) {
      QualType T = F->getParamDecl(0)->getType();
      return T->isRValueReferenceType() && recordOf(T);
    });
    return true;
  }
  if (Promise)
    for (const NamedDecl *N :
         members(Promise, &Ast.Idents.get("await_transform"))) {
      const FunctionDecl *F = functionIn(N);
      if (!F || !takes(*F, 0, Class))
        continue;
      Out.Evidence.push_back("its promise's await_transform takes it");
      QualType T = F->getParamDecl(0)->getType();
      Out.NeedsRvalue = !T->isLValueReferenceType();
      return true;
    }
  return false;
}

bool Awaitables::accepts(const CXXRecordDecl *Promise, const Awaitable &Task) {
  if (!Promise)
    return false;
  auto Transforms = members(Promise, &Ast.Idents.get("await_transform"));
  // Without await_transform every awaitable is welcome ([expr.await]/3).
  if (Transforms.empty())
    return true;
  // A coroutine accepts tasks of its own kind.
  if (Task.Promise && sameTemplate(Promise, Task.Promise))
    return true;
  return llvm::any_of(Transforms, [&](const NamedDecl *N) {
    const FunctionDecl *F = functionIn(N);
    return F && F->getNumParams() > 0 &&
           sameTemplate(recordOf(F->getParamDecl(0)->getType()), Task.Class);
  });
}

} // namespace corolint

#include "checks/facts/Awaitable.h"
#include "checks/facts/Copyable.h"
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

/// Does the end of an object of the class do nothing at all?
static bool leaks(const CXXRecordDecl &Class) {
  const CXXRecordDecl *D = Class.getDefinition();
  return D && !D->isDependentContext() && D->hasTrivialDestructor();
}

/// `~task() { if (handle) handle.destroy(); }`, without asking whether it is
/// done. Not for system headers, whose bodies are not always there.
static bool destroysItsCoroutine(const CXXRecordDecl &Class) {
  const CXXRecordDecl *D = readable(&Class);
  const CXXDestructorDecl *End = D ? D->getDestructor() : nullptr;
  const FunctionDecl *Body = End ? withBody(End) : nullptr;
  if (!Body || D->getASTContext().getSourceManager().isInSystemHeader(
                   Body->getLocation()))
    return false;
  auto Names = [&](StringRef Method) {
    return hasAny(Body->getBody(), [&](const Expr &E) {
      if (const auto *M = dyn_cast<MemberExpr>(&E))
        return M->getMemberDecl()->getDeclName().isIdentifier() &&
               M->getMemberDecl()->getName() == Method;
      const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(&E);
      return M && M->getMember().isIdentifier() &&
             M->getMember().getAsIdentifierInfo()->getName() == Method;
    });
  };
  return Names("destroy") && !Names("done");
}

bool Awaitables::has(const CXXRecordDecl &R, StringRef Member) const {
  return !members(&R, &Ast.Idents.get(Member)).empty();
}

/// Can a coroutine with this promise give values on its way? A co_yield of
/// nothing but an error is another way to end.
bool Awaitables::yieldsValues(const CXXRecordDecl &Promise) const {
  return llvm::any_of(members(&Promise, &Ast.Idents.get("yield_value")),
                      [](const NamedDecl *N) {
                        const FunctionDecl *F = functionIn(N);
                        const CXXRecordDecl *Given =
                            F && F->getNumParams()
                                ? recordOf(F->getParamDecl(0)->getType())
                                : nullptr;
                        return !Given || Given->getName() != "with_error";
                      });
}

const Awaitable *Awaitables::heldBy(QualType T) {
  if (T.isNull() || T->isDependentType())
    return nullptr;
  T = T.getNonReferenceType();
  if (const ArrayType *Array = Ast.getAsArrayType(T))
    return heldBy(Array->getElementType());
  auto IfATask = [&](QualType Of) -> const Awaitable * {
    const Awaitable *A = of(Of);
    bool IsAny = A && (A->isTask() || (A->Is == Role::None && !A->Promise));
    return IsAny && !Of->isReferenceType() ? A : nullptr;
  };
  if (const Awaitable *A = IfATask(T))
    return A;
  const auto *R =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!R)
    return nullptr;
  auto [It, New] = Holders.try_emplace(R, nullptr);
  if (!New)
    return It->second;
  const Awaitable *Held = nullptr;
  if (R->isInStdNamespace()) {
    bool Owns = llvm::is_contained(
        std::initializer_list<StringRef>{
            "vector", "deque", "list", "forward_list", "map", "multimap",
            "unordered_map", "queue", "stack", "array", "optional", "pair",
            "tuple", "variant", "expected", "unique_ptr", "shared_ptr"},
        R->getName());
    auto Look = [&](auto &Self, ArrayRef<TemplateArgument> Args) -> void {
      for (const TemplateArgument &Arg : Args)
        if (Arg.getKind() == TemplateArgument::Pack)
          Self(Self, Arg.getPackAsArray());
        else if (Arg.getKind() == TemplateArgument::Type && !Held)
          Held = IfATask(Arg.getAsType());
    };
    if (Owns)
      Look(Look, R->getTemplateArgs().asArray());
  } else if (const CXXRecordDecl *D = R->getDefinition()) {
    // Somebody else's container: a range that things are appended to.
    if (has(*D, "begin") && has(*D, "end") &&
        (has(*D, "push_back") || has(*D, "append")))
      for (const NamedDecl *N : members(D, &Ast.Idents.get("value_type")))
        if (const auto *Element = dyn_cast<TypedefNameDecl>(N))
          Held = IfATask(Element->getUnderlyingType());
  }
  Holders[R] = Held;
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

std::optional<Loss> Awaitables::lossOf(const Awaitable &Type, Origin From) {
  const FunctionDecl *Maker = From.Maker;
  Loss Lost{Type.whenDropped(From.IsInACoroutine)};
  if (From.IsConstructed)
    return Type.Is == Role::Operation ? std::optional(Lost) : std::nullopt;
  if (const IdentifierInfo *Name = Maker ? Maker->getIdentifier() : nullptr;
      Name && Models.mentions(Name->getName()))
    if (const FunctionModel *M = Models.function(qualifiedName(*Maker));
        M && M->WhenDropped)
      Lost.What = M->WhenDropped;
  bool IsDeclared = Maker && Maker->hasAttr<WarnUnusedResultAttr>();
  Lost.IsDeclared = !Lost.What && (IsDeclared || Type.MustBeUsed);
  if (Type.isTask())
    return Lost;
  // An awaiter without a name in any model.
  if (Type.Is != Role::None || !Maker)
    return std::nullopt;
  if (!Lost.What && startsWhenAwaited(Type, *Maker))
    Lost.What = Dropped::NeverRuns;
  return Lost.What || IsDeclared ? std::optional(Lost) : std::nullopt;
}

const Awaitable *Awaitables::of(QualType T) {
  if (T.isNull() || T->isDependentType())
    return nullptr;
  const CXXRecordDecl *R = recordOf(T);
  return R ? ofClass(*R) : nullptr;
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
    A.Is = yieldsValues(*A.Promise) ? Role::Generator
           : A.CanAwait             ? Role::Task
                                    : Role::Detached;
    if (!Ambiguous)
      A.Begins = startOf(*A.Promise, A.Evidence);
    A.WhenDropped = lossFromStructure(A);
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
  // A sender, by the member type that makes it one ([exec.snd.concepts]).
  if (has(*A.Class, "sender_concept")) {
    A.Evidence.push_back("it has a sender_concept: lazy");
    A.Is = Role::Operation;
    A.Begins = Start::Lazy;
    A.WhenDropped = Dropped::NeverRuns;
  }
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
  std::optional<Dropped> Lost;
  for (const NamedDecl *N :
       members(A.Promise, &Ast.Idents.get("unhandled_exception"))) {
    const FunctionDecl *F = functionIn(N);
    const FunctionDecl *D = F ? withBody(F) : nullptr;
    if (!D)
      break;
    // An error that ends the program or is thrown on at once is not lost.
    bool Loud = hasAny(D->getBody(), [](const Expr &E) {
      if (isa<CXXThrowExpr>(E))
        return true;
      const auto *Call = dyn_cast<CallExpr>(&E);
      const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
      return Callee && Callee->isNoReturn();
    });
    Lost = Loud ? Dropped::Nothing : Dropped::ErrorLost;
  }
  if (Lost != Dropped::ErrorLost || !destroysItsCoroutine(*A.Class))
    return Lost;
  A.Evidence.push_back("its destructor destroys the coroutine, done or not");
  return Dropped::Cancelled;
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
  for (const auto *S : Traits->specializations())
    if ((S->isExplicitSpecialization() ||
         isa<ClassTemplatePartialSpecializationDecl *>(
             S->getSpecializedTemplateOrPartial())) &&
        S->getTemplateArgs().size() && IsFor(S->getTemplateArgs()[0]) &&
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
  // operator co_await next to the class, where argument-dependent lookup
  // finds it.
  const DeclContext *Home = Class.getEnclosingNamespaceContext();
  for (const NamedDecl *N : Home->lookup(CoAwait)) {
    const FunctionDecl *F = functionIn(N);
    if (!F || F->getNumParams() != 1 ||
        !sameTemplate(recordOf(F->getParamDecl(0)->getType()), &Class))
      continue;
    Out.Evidence.push_back("there is an operator co_await for it");
    Out.NeedsRvalue = F->getParamDecl(0)->getType()->isRValueReferenceType();
    return true;
  }
  if (Promise)
    for (const NamedDecl *N :
         members(Promise, &Ast.Idents.get("await_transform"))) {
      const FunctionDecl *F = functionIn(N);
      if (!F || F->getNumParams() == 0 ||
          !sameTemplate(recordOf(F->getParamDecl(0)->getType()), &Class))
        continue;
      Out.Evidence.push_back("its promise's await_transform takes it");
      QualType T = F->getParamDecl(0)->getType();
      Out.NeedsRvalue = !T->isLValueReferenceType();
      return true;
    }
  return false;
}

std::optional<Start> Awaitables::startOf(const CXXRecordDecl &Promise,
                                         std::vector<std::string> &Evidence) {
  auto InitialSuspend = members(&Promise, &Ast.Idents.get("initial_suspend"));
  const FunctionDecl *F =
      InitialSuspend.empty() ? nullptr : functionIn(InitialSuspend.front());
  if (!F)
    return std::nullopt;
  const CXXRecordDecl *Awaiter = recordOf(F->getReturnType());
  if (!Awaiter)
    if (const Expr *Value = onlyReturn(F))
      Awaiter = recordOf(Value->getType());
  if (!Awaiter)
    return std::nullopt;
  // One that hands its coroutine to somebody starts it after all.
  bool HandsOn = false;
  for (const NamedDecl *N : members(Awaiter, &Ast.Idents.get("await_suspend")))
    if (const FunctionDecl *Suspend = functionIn(N)) {
      const std::string Owner = qualifiedName(*cast<NamedDecl>(
          Decl::castFromDeclContext(Suspend->getDeclContext())));
      if (Owner == "std::suspend_always" || Owner == "std::suspend_never")
        continue;
      const FunctionDecl *D = withBody(Suspend);
      HandsOn |= !D || llvm::any_of(D->parameters(), [&](ParmVarDecl *P) {
        return mentions(D->getBody(), *P);
      });
    }
  if (isOrDerivesFrom(Awaiter, "std::suspend_always") && !HandsOn) {
    Evidence.push_back("initial_suspend gives std::suspend_always: lazy");
    return Start::Lazy;
  }
  if (isOrDerivesFrom(Awaiter, "std::suspend_never")) {
    Evidence.push_back("initial_suspend gives std::suspend_never: eager");
    return Start::Eager;
  }
  for (const NamedDecl *N : members(Awaiter, &Ast.Idents.get("await_ready"))) {
    const FunctionDecl *Ready = functionIn(N);
    const Expr *Value = Ready ? onlyReturn(Ready) : nullptr;
    if (const auto *Literal = dyn_cast_or_null<CXXBoolLiteralExpr>(
            Value ? Value->IgnoreParenImpCasts() : nullptr)) {
      if (!Literal->getValue() && HandsOn)
        return std::nullopt;
      Evidence.push_back(std::string("initial_suspend's await_ready returns ") +
                         (Literal->getValue() ? "true: eager" : "false: lazy"));
      return Literal->getValue() ? Start::Eager : Start::Lazy;
    }
  }
  return std::nullopt;
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

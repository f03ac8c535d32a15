#include "checks/analysis/Effect.h"
#include "checks/analysis/Lifetimes.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

// The part of Lifetimes that asks whether a coroutine outlives the object that
// it is a member of. Only shared objects count: of others somebody knows when
// they end.

namespace corolint {

/// Is it owned by all who have a pointer to it, and by nobody in particular?
static bool isShared(const CXXRecordDecl &R) {
  return hasMember(R, "shared_from_this") || hasMember(R, "get_strong");
}

static bool areKin(const CXXRecordDecl &A, const CXXRecordDecl &B) {
  return declaresSameEntity(&A, &B) ||
         (A.hasDefinition() && B.hasDefinition() &&
          (A.isDerivedFrom(&B) || B.isDerivedFrom(&A)));
}

/// Is it a smart pointer to such an object, strong or weak?
static bool isPointerTo(QualType T, const CXXRecordDecl &Class) {
  const auto *S =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(recordOf(T));
  if (!S || !S->getName().ends_with_insensitive("ptr") ||
      !S->getTemplateArgs().size() ||
      S->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return false;
  const CXXRecordDecl *To = recordOf(S->getTemplateArgs()[0].getAsType());
  return To && areKin(*To, Class);
}

/// Does the code have a pointer that owns the object, or asks for one?
static bool hasPointerTo(const Stmt &S, const CXXRecordDecl &Class) {
  if (const auto *E = dyn_cast<Expr>(&S); E && isPointerTo(E->getType(), Class))
    return true;
  if (const auto *L = dyn_cast<LambdaExpr>(&S))
    return llvm::any_of(L->captures(),
                        [&](const LambdaCapture &C) {
                          return C.capturesVariable() &&
                                 isPointerTo(C.getCapturedVar()->getType(),
                                             Class);
                        }) ||
           hasPointerTo(*L->getBody(), Class);
  return llvm::any_of(childrenOf(S), [&](const Stmt *Part) {
    return Part && hasPointerTo(*Part, Class);
  });
}

static const CXXRecordDecl *classOfThis(const Expr *Object) {
  const auto *This =
      Object ? dyn_cast<CXXThisExpr>(Object->IgnoreParenImpCasts()) : nullptr;
  return This ? This->getType()->getPointeeCXXRecordDecl() : nullptr;
}

/// Who starts it is part of the object, and may end what it started: a scope.
static bool isStartedByAMember(const Stmt *At) {
  const auto *Call = dyn_cast_or_null<CXXMemberCallExpr>(At);
  const Expr *Object = Call ? Call->getImplicitObjectArgument() : nullptr;
  while (Object) {
    Object = Object->IgnoreParenImpCasts();
    const auto *Member = dyn_cast<MemberExpr>(Object);
    if (!Member)
      return isa<CXXThisExpr>(Object) && Object != Call;
    if (classOfThis(Member->getBase()))
      return true;
    Object = Member->getBase();
  }
  return false;
}

/// A call of a coroutine of this object whose frame does not keep the object.
std::optional<UnkeptObject> Lifetimes::unkept(const CallExpr &Made) {
  const auto *Call = dyn_cast<CXXMemberCallExpr>(&Made);
  const CXXMethodDecl *M = Call ? Call->getMethodDecl() : nullptr;
  const CXXRecordDecl *Class =
      Call ? classOfThis(Call->getImplicitObjectArgument()) : nullptr;
  const Body *Does = M && Class ? TuUses.bodyOf(M) : nullptr;
  if (!Does || !isShared(*Class) || hasPointerTo(*Does->Root, *Class) ||
      hasPointerTo(Made, *Class))
    return std::nullopt;
  LaterUse Use = TuUses.ofCapture(*M, nullptr);
  const auto *Later = std::get_if<UsedLater>(&Use);
  if (!Later)
    return std::nullopt;
  return UnkeptObject{&Made, Class, M, Later->At, nullptr};
}

std::vector<UnkeptObject> Lifetimes::objects() {
  std::vector<UnkeptObject> All;
  // Destructors that may wait for what their object has started.
  llvm::SmallPtrSet<const FunctionDecl *, 4> Waiting;
  for (const Call &C : TuFacts.Calls)
    if (C.In->Fn && isa<CXXDestructorDecl>(C.In->Fn) &&
        !std::holds_alternative<NoEffect>(TuEffects.of(C)))
      Waiting.insert(
          cast<CXXDestructorDecl>(C.In->Fn)->getParent()->getDestructor());
  auto Take = [&](const CallExpr &Made, const Expr &Start, const Body &In) {
    std::optional<UnkeptObject> Found = unkept(Made);
    if (!Found || hasPointerTo(Start, *Found->Class) ||
        Waiting.contains(Found->Class->getDestructor()))
      return;
    Found->Start = &Start;
    Found->In = &In;
    All.push_back(*Found);
  };
  // What lambdas give back that are started: `[this] { return reader(); }`.
  llvm::DenseMap<const FunctionDecl *, const CallExpr *> Returned;
  for (const Call &C : TuFacts.Calls)
    if (const auto *Made = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
        Made && C.In->Fn && classOfThis(C.object()) &&
        (C.Used.How == Use::Returned || C.Used.How == Use::Awaited))
      Returned.try_emplace(C.In->Fn, Made);
  for (const Call &C : TuFacts.Calls) {
    const auto *Made = C.Ends ? nullptr : dyn_cast<CallExpr>(C.At);
    const FunctionDecl *F = Made ? Made->getDirectCallee() : nullptr;
    if (!F || !C.In->Root)
      continue;
    if (classOfThis(C.object()) && Types.of(Made->getType())) {
      Finish Task = TuFinishes.ofExpression(*Made, C.Used);
      if (Task.How == Finish::RunsOn && !isStartedByAMember(Task.At))
        Take(*Made,
             Task.At && isa<Expr>(Task.At) ? *cast<Expr>(Task.At) : *Made,
             *C.In);
      continue;
    }
    const FunctionModel *Model = TuEffects.modelOf(*F);
    std::vector<const Expr *> Given = C.arguments();
    if (!Model || !Model->Spawns || *Model->Spawns >= Given.size() ||
        !Made->getType()->isVoidType() || isStartedByAMember(Made))
      continue;
    if (const auto *L = dyn_cast<LambdaExpr>(valueOf(Given[*Model->Spawns])))
      if (const CallExpr *Gives = Returned.lookup(L->getCallOperator()))
        Take(*Gives, *Made, *C.In);
  }
  return All;
}

} // namespace corolint

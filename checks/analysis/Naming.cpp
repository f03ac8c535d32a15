#include "checks/analysis/Naming.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

const Body &outermost(const Body &B) {
  const Body *Outer = &B;
  while (Outer->Outer)
    Outer = Outer->Outer;
  return *Outer;
}

std::string gist(const Awaitable *A) {
  if (!A)
    return "";
  auto Word = [](const auto &Of) { return Of ? int(*Of) : -1; };
  std::string Words;
  for (int Of :
       {int(A->Is), Word(A->Begins), Word(A->WhenDropped), Word(A->AwaitedOnce),
        int(A->CanAwait), int(A->NeedsRvalue), int(A->GivesNothing),
        int(A->IsCoroutineType), int(A->EndsWithCode), int(A->MustBeUsed)})
    Words += std::to_string(Of) + " ";
  return Words;
}

Naming::Naming(ASTContext &Ast, const Facts &All, const Effects &Calls,
               Awaitables &Types)
    : Ast(Ast), Calls(Calls), Types(Types), Where(Ast) {
  for (const Body &B : All.Bodies) {
    Known[&outermost(B)].Parts.push_back(&B);
    if (B.Fn && !B.Initialises)
      Bodies[B.Fn->getCanonicalDecl()] = &B;
  }
  for (const Call &C : All.Calls)
    Known[&outermost(*C.In)].Calls.push_back(&C);
}

const Body *Naming::bodyOf(const FunctionDecl &F) const {
  return Bodies.lookup(F.getCanonicalDecl());
}

/// Does a unit that knows of the call know more than the call does?
static bool entangles(const FunctionModel &M) {
  return M.Spawns || M.Consumes || M.InTurn || M.Gathering || M.GivesPool ||
         !M.Handlers.empty() || !M.DropsResultOf.empty() ||
         M.Moves != FunctionModel::Stays;
}

const Named &Naming::of(const Body &B) {
  Named &All = Known[&B];
  if (!Read.insert(&B).second)
    return All;
  for (const Body *Part : All.Parts)
    read(*Part, All);
  for (const Call *C : All.Calls) {
    const FunctionModel *M = Calls.modelOf(*C->Callee);
    All.Speaks |= (M && entangles(*M)) || Calls.isGivenAPool(*C);
    if (const auto *F = dyn_cast<FunctionDecl>(C->Callee))
      name(*F, All);
  }
  return All;
}

void Naming::read(const Body &Part, Named &To) {
  To.Speaks |= Part.Coroutine != nullptr;
  To.IsOdd |= Part.Broken;
  if (!Part.Fn || Part.Initialises)
    return;
  const FunctionDecl &F = *Part.Fn;
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(F))
    note(cast<CXXMethodDecl>(F).getParent());
  if (const auto *C = dyn_cast<CXXConstructorDecl>(&F))
    for (const CXXCtorInitializer *I : C->inits())
      read(I->getInit(), To);
  To.Speaks |= isTask(F.getReturnType());
  for (const ParmVarDecl *P : F.parameters())
    To.Speaks |= isTask(P->getType());
  read(F.getBody(), To);
}

void Naming::read(const Stmt *S, Named &To) {
  if (!S)
    return;
  if (const auto *E = dyn_cast<Expr>(S)) {
    To.IsOdd |= E->containsErrors();
    To.Speaks |= isTask(E->getType());
    const ValueDecl *Named = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
      Named = Ref->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(E))
      Named = Member->getMemberDecl();
    else if (const auto *Made = dyn_cast<CXXConstructExpr>(E))
      Named = Made->getConstructor();
    if (const auto *F = dyn_cast_or_null<FunctionDecl>(Named)) {
      To.Speaks |= isTask(F->getReturnType());
      name(*F, To);
    }
  }
  if (const auto *D = dyn_cast<DeclStmt>(S))
    for (const Decl *One : D->decls()) {
      To.IsOdd |= isa<FunctionDecl>(One);
      if (const auto *V = dyn_cast<VarDecl>(One))
        To.Speaks |= isTask(V->getType());
    }
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
    for (const Expr *Capture : Lambda->capture_inits())
      read(Capture, To);
    return; // its body is a part of its own
  }
  for (const Stmt *Child : S->children())
    read(Child, To);
}

void Naming::name(const FunctionDecl &F, Named &To) {
  if (Where.isInSystemHeader(F.getLocation()) ||
      !To.Functions.insert(F.getCanonicalDecl()))
    return;
  if (const auto *Made = dyn_cast<CXXConstructorDecl>(&F);
      Made && Made->getParent()->isPolymorphic())
    for (const CXXMethodDecl *M : Made->getParent()->methods())
      if (M->isVirtual())
        To.Functions.insert(M->getCanonicalDecl());
}

bool Naming::isTask(QualType T) {
  if (T.isNull() || T->isUndeducedType() || T->isDependentType())
    return false;
  note(recordOf(
      QualType(T.getNonReferenceType()->getBaseElementTypeUnsafe(), 0)));
  return Types.of(T) || Types.heldBy(T);
}

void Naming::note(const CXXRecordDecl *R) {
  if (!R || R->isLambda() || R->isLocalClass() ||
      !Noted.insert(R->getCanonicalDecl()).second)
    return;
  std::string Name = qualifiedName(*R);
  if (const auto *Known = dyn_cast_or_null<CXXRecordDecl>(declNamed(Ast, Name)))
    Classes.try_emplace(std::move(Name), gist(Types.ofClass(*Known)));
  if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
    for (const TemplateArgument &A : S->getTemplateArgs().asArray())
      if (A.getKind() == TemplateArgument::Type)
        note(recordOf(A.getAsType()));
}

} // namespace corolint

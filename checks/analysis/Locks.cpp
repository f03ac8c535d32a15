#include "checks/analysis/Locks.h"
#include "checks/analysis/Effect.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace corolint {

std::string Locks::lower(const NamedDecl &D) {
  const IdentifierInfo *Name = D.getIdentifier();
  return Name ? Name->getName().lower() : "";
}

/// The class behind references, qualifiers and one pointer.
const CXXRecordDecl *Locks::pointee(QualType T) {
  T = T.getNonReferenceType();
  return recordOf(T->isPointerType() ? T->getPointeeType() : T);
}

Locks::Locks(const ModelSet &Models, const Facts &TuFacts, Awaitables &Types,
             const Effects &TuEffects)
    : Models(Models), TuFacts(TuFacts), Types(Types), TuEffects(TuEffects) {
  for (const Body &B : TuFacts.Bodies)
    if (B.Fn && B.Root)
      BodyOf[B.Fn->getCanonicalDecl()] = &B;
  findHelpers();
  findScopes();
}

const TypeModel *Locks::modelOf(const CXXRecordDecl &R) const {
  auto [It, New] = TypeModels.try_emplace(R.getCanonicalDecl(), nullptr);
  if (!New)
    return It->second;
  const TypeModel *M = nullptr;
  if (const IdentifierInfo *Name = R.getIdentifier();
      Name && Models.mentions(Name->getName())) {
    std::string Qualified = qualifiedName(R);
    M = Models.type(Qualified);
    if (!M && !StringRef(Qualified).contains("::"))
      M = Models.type("::" + Qualified);
  }
  auto Tells = [](const TypeModel *Of) {
    return Of && (Of->Lock || !Of->ThreadBound.empty());
  };
  const CXXRecordDecl *D = readable(&R);
  if (!D)
    D = &R;
  if (!Tells(M) && D->hasDefinition())
    for (const CXXBaseSpecifier &Base : D->bases())
      if (const CXXRecordDecl *B = recordOf(Base.getType()))
        if (const TypeModel *Of = modelOf(*B); Tells(Of))
          M = Of;
  return TypeModels[R.getCanonicalDecl()] = M;
}

llvm::StringRef Locks::whyThreadBound(const CXXRecordDecl &R) const {
  const TypeModel *M = modelOf(R);
  return M ? llvm::StringRef(M->ThreadBound) : "";
}

bool Locks::givesBackAsync(const Call &C) {
  const auto *M = dyn_cast<CXXMethodDecl>(C.Callee);
  return M && !C.Ends && M->getIdentifier() &&
         M->getName().starts_with("unlock") && isAsync(*M->getParent());
}

bool Locks::isMutex(const CXXRecordDecl &R) const {
  if (!R.hasDefinition())
    return false;
  const TypeModel *M = modelOf(R);
  return M && M->Lock == LockRole::Mutex;
}

/// What a member of a mutex does, by the names that the standard's lockable
/// types have made common.
std::optional<LockStep> Locks::stepOf(const CXXMethodDecl &M) {
  std::string Name = lower(M);
  StringRef N = Name;
  QualType Gives = M.getReturnType();
  if (!N.contains("lock") || N.contains("locked") || N.contains("assert") ||
      N.contains("lockable") ||
      !(Gives->isVoidType() || Gives->isBooleanType()))
    return std::nullopt;
  if (N.contains("unlock"))
    return LockStep::Frees;
  return N.starts_with("try") ? LockStep::Tries : LockStep::Takes;
}

static bool isLoopOver(const Stmt *S, const Stmt &Condition) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  const Expr *Tested = nullptr;
  if (const auto *W = dyn_cast<WhileStmt>(S))
    Tested = W->getCond();
  else if (const auto *D = dyn_cast<DoStmt>(S))
    Tested = D->getCond();
  else if (const auto *F = dyn_cast<ForStmt>(S))
    Tested = F->getCond();
  if (Tested && hasAny(Tested, [&](const Expr &E) { return &E == &Condition; }))
    return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return isLoopOver(C, Condition); });
}

static const Expr *firstArgument(const Stmt &Call) {
  const auto *C = dyn_cast<CallExpr>(&Call);
  return C && C->getNumArgs() > 0 ? C->getArg(0) : nullptr;
}

/// Is it `true`, or 1?
static bool isSet(const Expr *E) {
  E = E ? E->IgnoreParenImpCasts() : nullptr;
  if (const auto *Literal = dyn_cast_or_null<CXXBoolLiteralExpr>(E))
    return Literal->getValue();
  const auto *Number = dyn_cast_or_null<IntegerLiteral>(E);
  return Number && Number->getValue() == 1;
}

StringRef Locks::tagOf(const Expr &E) {
  const CXXRecordDecl *R = recordOf(E.getType());
  return R && R->getIdentifier() ? R->getName() : "";
}

std::vector<Locks::Act> Locks::directActs(const Call &C) const {
  std::vector<Act> Acts;
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F || C.Ends)
    return Acts;
  auto Add = [&](LockStep What, const Expr *On) {
    if (!On)
      return;
    if (std::optional<ObjectPath> P = pathOf(*On))
      Acts.push_back({What, *P, C.At});
  };
  if (const auto *Made = dyn_cast<CXXConstructExpr>(C.At)) {
    // Who adopts a lock gives it back.
    if (Made->getNumArgs() > 1 &&
        llvm::any_of(Made->arguments(),
                     [](const Expr *A) { return tagOf(*A) == "adopt_lock_t"; }))
      for (const Expr *A : Made->arguments())
        if (tagOf(*A) != "adopt_lock_t")
          Add(LockStep::Frees, A);
    return Acts;
  }
  if (!F->getIdentifier())
    return Acts;
  if (const auto *M = dyn_cast<CXXMethodDecl>(F)) {
    const Expr *Object = C.object();
    if (!Object)
      return Acts;
    // The words of a spin lock.
    if (M->getParent()->isInStdNamespace()) {
      StringRef Name = M->getName();
      const Expr *First = firstArgument(*C.At);
      bool IsFalse = integerIn(First, M->getASTContext()) == 0;
      StringRef Class = M->getParent()->getName();
      if (Class.contains("atomic")) {
        // A flag that is tried once is no lock: nobody waits for it. Nor is a
        // loop that exchanges anything but a flag: it only goes on.
        const auto *Given = cast<CallExpr>(C.At);
        bool SetsAFlag = Name == "test_and_set" ||
                         (Name == "exchange" && isSet(First)) ||
                         (Name.starts_with("compare_exchange") &&
                          Given->getNumArgs() > 1 && isSet(Given->getArg(1)));
        if (SetsAFlag) {
          if (C.In->Root && isLoopOver(C.In->Root, *C.At))
            Add(LockStep::Takes, Object);
        } else if (Name == "clear" || (Name == "store" && IsFalse))
          Add(LockStep::Frees, Object);
        return Acts;
      }
    }
    if (StringRef(lower(*M)).contains("lock"))
      if (const CXXRecordDecl *Of = pointee(Object->getType());
          (Of && isMutex(*Of)) || isMutex(*M->getParent()))
        if (std::optional<LockStep> Step = stepOf(*M))
          Add(*Step, Object);
    return Acts;
  }
  if (const FunctionModel *M = TuEffects.modelOf(*F); M && M->Locking)
    for (const Expr *A : C.arguments())
      Add(*M->Locking, A);
  return Acts;
}

std::vector<Locks::Act> Locks::actsOf(const Call &C) const {
  std::vector<Act> Acts = directActs(C);
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F || C.Ends || !Acts.empty())
    return Acts;
  auto It = Helpers.find(F->getCanonicalDecl());
  if (It == Helpers.end() || isa<CXXConstructorDecl, CXXDestructorDecl>(F))
    return Acts;
  const Expr *Object = C.object();
  std::vector<const Expr *> Arguments = C.arguments();
  for (const Act &Inside : It->second) {
    const Expr *Root = nullptr;
    if (!Inside.On.Root)
      Root = Object;
    else if (const auto *P = dyn_cast<ParmVarDecl>(Inside.On.Root)) {
      if (P->getFunctionScopeIndex() < Arguments.size())
        Root = Arguments[P->getFunctionScopeIndex()];
    } else {
      Acts.push_back({Inside.What, Inside.On, C.At});
      continue;
    }
    std::optional<ObjectPath> P;
    if (Root)
      P = pathOf(*Root);
    if (!P)
      continue;
    std::string Rest = Inside.On.Name;
    if (Inside.On.Root) {
      size_t Dot = Rest.find('.');
      Rest = Dot == std::string::npos ? "" : Rest.substr(Dot + 1);
    }
    if (!Rest.empty())
      P->Name += (P->Name.empty() ? "" : ".") + Rest;
    Acts.push_back({Inside.What, *P, C.At});
  }
  return Acts;
}

void Locks::findHelpers() {
  std::vector<std::pair<const Call *, std::vector<Act>>> Direct;
  llvm::DenseMap<const Body *, std::vector<Act>> Of;
  for (const Call &C : TuFacts.Calls)
    if (C.In->Fn && C.In->Root)
      for (Act &A : directActs(C))
        Of[C.In].push_back(std::move(A));
  auto Leaves = [&](const Body &B, const std::vector<Act> &All) {
    std::vector<Act> Left;
    for (const Act &A : All) {
      if (A.On.Root && !isa<ParmVarDecl>(A.On.Root) &&
          !(isa<VarDecl>(A.On.Root) &&
            cast<VarDecl>(A.On.Root)->hasGlobalStorage()))
        continue;
      // Taken and freed, or freed and taken again: as it was.
      bool Both = llvm::any_of(All, [&](const Act &Other) {
        return Other.On == A.On &&
               (Other.What == LockStep::Frees) != (A.What == LockStep::Frees);
      });
      if (!Both && llvm::none_of(Left, [&](const Act &Known) {
            return Known.On == A.On;
          }))
        Left.push_back(A);
    }
    return Left;
  };
  for (unsigned Round = 0; Round != MaxDepth; ++Round) {
    bool Changed = false;
    for (auto &[B, All] : Of) {
      std::vector<Act> Left = Leaves(*B, All);
      auto &Known = Helpers[B->Fn->getCanonicalDecl()];
      Changed |= Known.size() != Left.size();
      Known = std::move(Left);
      if (Known.empty())
        Helpers.erase(B->Fn->getCanonicalDecl());
    }
    if (!Changed || Round + 1 == MaxDepth)
      break;
    for (const Call &C : TuFacts.Calls) {
      const auto *F = dyn_cast<FunctionDecl>(C.Callee);
      if (!F || !C.In->Fn || !C.In->Root ||
          !Helpers.contains(F->getCanonicalDecl()) || !directActs(C).empty())
        continue;
      std::vector<Act> &All = Of[C.In];
      for (Act &A : actsOf(C))
        if (llvm::none_of(All,
                          [&](const Act &Known) { return Known.At == A.At; }))
          All.push_back(std::move(A));
    }
  }
}

bool Locks::hops(const Suspension &S) const {
  if (S.IsYield || !S.Operand || S.Operand->isTypeDependent())
    return false;
  const Expr *Operand = valueOf(S.Operand);
  if (const CXXRecordDecl *R = recordOf(Operand->getType()))
    if (const TypeModel *M = modelOf(*R); M && M->Hops)
      return true;
  const auto *C = dyn_cast<CallExpr>(Operand);
  const NamedDecl *Callee = C ? calleeOf(*C) : nullptr;
  const FunctionModel *M = Callee ? TuEffects.modelOf(*Callee) : nullptr;
  return M && M->Moves == FunctionModel::Hops;
}

} // namespace corolint

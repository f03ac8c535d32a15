#include "checks/facts/Members.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace corolint {

/// Bases above each other that are looked into. Written hierarchies are not so
/// deep; those that a template builds, one base for each argument, may be.
static constexpr unsigned MaxBases = 8;

static SmallVector<const NamedDecl *, 4>
members(const CXXRecordDecl *R, DeclarationName Name, unsigned Depth) {
  SmallVector<const NamedDecl *, 4> Found;
  const CXXRecordDecl *D = readable(R);
  if (!D || Depth > MaxBases)
    return Found;
  for (const NamedDecl *N : D->lookup(Name))
    Found.push_back(N->getUnderlyingDecl());
  if (Found.empty())
    for (const CXXBaseSpecifier &Base : D->bases())
      if (Found = members(recordOf(Base.getType()), Name, Depth + 1);
          !Found.empty())
        break;
  return Found;
}

SmallVector<const NamedDecl *, 4> members(const CXXRecordDecl *R,
                                          DeclarationName Name) {
  return members(R, Name, 0);
}

static bool isOrDerivesFrom(const CXXRecordDecl *R, StringRef Name,
                            unsigned Depth) {
  if (!R || Depth > MaxBases)
    return false;
  if (qualifiedName(*R) == Name)
    return true;
  const CXXRecordDecl *D = readable(R);
  return D && llvm::any_of(D->bases(), [&](const CXXBaseSpecifier &Base) {
           return isOrDerivesFrom(recordOf(Base.getType()), Name, Depth + 1);
         });
}

bool isOrDerivesFrom(const CXXRecordDecl *R, StringRef Name) {
  return isOrDerivesFrom(R, Name, 0);
}

const FunctionDecl *functionIn(const NamedDecl *N) {
  if (const auto *T = dyn_cast<FunctionTemplateDecl>(N))
    N = T->getTemplatedDecl();
  return dyn_cast<FunctionDecl>(N);
}

const FunctionDecl *withBody(const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  if (F->hasBody(Definition))
    return Definition;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    if (Pattern->hasBody(Definition))
      return Definition;
  return nullptr;
}

const Expr *onlyReturn(const FunctionDecl *F) {
  const FunctionDecl *D = withBody(F);
  const auto *Body = D ? dyn_cast_or_null<CompoundStmt>(D->getBody()) : nullptr;
  if (!Body || Body->size() != 1)
    return nullptr;
  const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
  return Return ? Return->getRetValue() : nullptr;
}

bool hasAny(const Stmt *S, llvm::function_ref<bool(const Expr &)> Is) {
  if (!S)
    return false;
  if (const auto *E = dyn_cast<Expr>(S); E && Is(*E))
    return true;
  return llvm::any_of(childrenOf(*S),
                      [&](const Stmt *C) { return hasAny(C, Is); });
}

} // namespace corolint

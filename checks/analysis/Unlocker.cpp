#include "checks/analysis/Unlocker.h"
#include "fixes/Children.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

namespace {

class Search {
  const ObjectPath &Mutex;
  llvm::function_ref<bool(const Stmt &)> Locks;
  bool OwnersCount; ///< So does what the mutex is a part of.

public:
  Search(const ObjectPath &Mutex, llvm::function_ref<bool(const Stmt &)> Locks,
         bool OwnersCount)
      : Mutex(Mutex), Locks(Locks), OwnersCount(OwnersCount) {}

  bool in(const Stmt *S) {
    if (!S)
      return false;
    if (Locks(*S))
      return true;
    if (const auto *L = dyn_cast<LambdaExpr>(S); L && in(L->getBody()))
      return true;
    if (const auto *E = dyn_cast<Expr>(S); E && !E->getType().isNull())
      if (std::optional<ObjectPath> P = pathOf(*E)) {
        if (*P == Mutex || (OwnersCount && isOwner(*P)))
          return true;
        // Of `this->name` nobody has `this`.
        if (isa<MemberExpr>(E))
          return false;
      }
    return llvm::any_of(childrenOf(*S), [&](const Stmt *C) { return in(C); });
  }

private:
  bool isOwner(const ObjectPath &P) const {
    StringRef Rest = Mutex.Name;
    return P.Root == Mutex.Root && Rest.consume_front(P.Name) &&
           (P.Name.empty() || Rest.starts_with("."));
  }
};

} // namespace

bool mayUnlock(const VarDecl &V, const ObjectPath &Mutex,
               llvm::function_ref<bool(const Stmt &)> Locks) {
  const CXXRecordDecl *R = V.getType()->getAsCXXRecordDecl();
  if (!V.hasInit() || !R || !R->hasDefinition() ||
      (!R->isLambda() && R->hasTrivialDestructor()))
    return false;
  // A string of the object's is given the object, too, in a way.
  return Search(Mutex, Locks, !R->isInStdNamespace()).in(V.getInit());
}

} // namespace corolint

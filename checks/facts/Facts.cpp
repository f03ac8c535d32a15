#include "checks/facts/Facts.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace corolint {

const CXXRecordDecl *Body::promise() const {
  if (!Coroutine || !Coroutine->getPromiseDecl())
    return nullptr;
  return recordOf(Coroutine->getPromiseDecl()->getType());
}

std::vector<const Expr *> Call::arguments() const {
  std::vector<const Expr *> Written;
  auto Take = [&](auto Range, unsigned Skip) {
    for (const Expr *A : Range)
      if (Skip)
        --Skip;
      else if (!isa<CXXDefaultArgExpr>(A))
        Written.push_back(A);
  };
  if (Ends)
    return Written;
  if (const auto *C = dyn_cast<CXXConstructExpr>(At))
    Take(C->arguments(), 0);
  else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(At))
    Take(O->arguments(),
         isa_and_nonnull<CXXMethodDecl>(O->getDirectCallee()) ? 1 : 0);
  else if (const auto *C = dyn_cast<CallExpr>(At))
    Take(C->arguments(), 0);
  return Written;
}

const Expr *Call::object() const {
  if (Ends)
    return nullptr;
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(At))
    return M->getImplicitObjectArgument();
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(At))
    if (isa_and_nonnull<CXXMethodDecl>(O->getDirectCallee()))
      return O->getArg(0);
  return nullptr;
}

std::string Body::name() const { return Fn ? qualifiedName(*Fn) : ""; }

} // namespace corolint

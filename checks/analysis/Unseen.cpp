#include "checks/analysis/Unseen.h"
#include "checks/base/Unique.h"
#include "checks/facts/Names.h"
#include "checks/facts/Places.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include <map>

using namespace clang;

namespace corolint {

/// Is it the standard library's, at whatever depth?
static bool isStandard(const FunctionDecl &F) {
  const NamespaceDecl *Outermost = nullptr;
  for (const DeclContext *C = F.getDeclContext(); C; C = C->getParent())
    if (const auto *N = dyn_cast<NamespaceDecl>(C))
      Outermost = N;
  return Outermost && Outermost->isStdNamespace();
}

/// Could a model say what it does, and would it be worth saying?
static bool wantsAModel(const FunctionDecl &F, const Places &Where) {
  if (!F.getDeclName().isIdentifier() || F.isDependentContext() ||
      F.isConstexpr() || F.isNoReturn() || F.isDeleted() || isStandard(F))
    return false;
  bool IsOthers = Where.isInSystemHeader(F.getLocation());
  // A cancellation leaves a function that waits, so this one does not wait.
  if (F.isExternC() && IsOthers)
    if (const auto *T = F.getType()->getAs<FunctionProtoType>();
        F.hasAttr<NoThrowAttr>() || (T && T->isNothrow()))
      return false;
  // What overrides it is the project's as well.
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return IsOthers || !M || !M->isVirtual();
}

std::vector<UnseenFunction> unseenFunctions(const ASTContext &Ast,
                                            const Facts &TuFacts,
                                            const Effects &TuEffects,
                                            const Symbols &Ids) {
  Places Where(Ast);
  std::map<std::pair<std::string, Symbol>, UnseenFunction> All;
  for (const Call &C : TuFacts.Calls) {
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (!F || !C.In->Coroutine || C.In->Broken || C.Ends ||
        !isa<CallExpr>(C.At) || C.In->Fn->isDependentContext() ||
        !wantsAModel(*F, Where) || TuEffects.modelOf(*F) ||
        !std::holds_alternative<Unknown>(TuEffects.of(C)) ||
        TuEffects.belongsToTheTaskLibrary(*F))
      continue;
    std::string Name = qualifiedName(*F);
    std::optional<Place> At = Where.of(C.At->getSourceRange());
    std::optional<Place> Caller = Where.of(C.In->Fn->getLocation());
    // Without a namespace it has no name that a model could have.
    if (!At || !Caller || Name.find("::") == std::string::npos)
      continue;
    Symbol Id = Ids.of(*F->getCanonicalDecl());
    auto [It, IsNew] = All.try_emplace({Name, Id});
    if (IsNew)
      It->second = {Id, Name, *At, {}};
    It->second.At = std::min(It->second.At, *At);
    It->second.Callers.push_back(*Caller);
  }
  std::vector<UnseenFunction> Found;
  for (auto &[Key, F] : All) {
    makeUnique(F.Callers);
    Found.push_back(std::move(F));
  }
  return Found;
}

} // namespace corolint

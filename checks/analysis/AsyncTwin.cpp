#include "checks/analysis/Effect.h"
#include "checks/analysis/NameHeuristics.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/CharInfo.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

// The part of Effects that asks whether a class has a member to await beside
// the one that is called.

namespace corolint {

/// `closeAsync`, `async_close`, `co_close` → `close`; or "".
static std::string withoutAsync(StringRef Name) {
  for (StringRef Mark : {"async_", "co_", "coro_"})
    if (Name.starts_with(Mark))
      return Name.drop_front(Mark.size()).str();
  for (StringRef Mark : {"_async", "Async", "_coro", "Coro"})
    if (Name.ends_with(Mark))
      return Name.drop_back(Mark.size()).str();
  for (StringRef Mark : {"async", "co", "coro"})
    if (Name.size() > Mark.size() && Name.starts_with(Mark) &&
        isUppercase(Name[Mark.size()])) {
      std::string Rest = Name.drop_front(Mark.size()).str();
      Rest[0] = toLowercase(Rest[0]);
      return Rest;
    }
  return "";
}

const CXXMethodDecl *Effects::asyncTwin(const Call &C) const {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(C.Callee);
  if (!M || C.Ends || M->isStatic() || !M->getIdentifier() ||
      M->getReturnType()->isDependentType() || modelOf(*M) ||
      // What gives something back waits for nobody.
      givesBack(M->getName()) ||
      // What a project's own member does is in some body.
      !Ast.getSourceManager().isInSystemHeader(M->getLocation()) ||
      !std::holds_alternative<Unknown>(of(C)))
    return nullptr;
  // Inline bodies are not read by every host.
  const FunctionDecl *Pattern = M->getTemplateInstantiationPattern();
  for (const FunctionDecl *Any : (Pattern ? Pattern : M)->redecls())
    if (Any->doesThisDeclarationHaveABody() || Any->hasSkippedBody())
      return nullptr;
  QualType Gives = M->getReturnType().getNonReferenceType();
  for (const CXXMethodDecl *Twin : M->getParent()->methods()) {
    if (!Twin->getIdentifier() || Twin->isStatic() ||
        withoutAsync(Twin->getName()) != M->getName() ||
        Twin->getNumParams() != M->getNumParams())
      continue;
    const Awaitable *Later = Types.of(Twin->getReturnType());
    if (!Later || !Later->isTask())
      continue;
    QualType Given = Later->argument();
    bool IsSame = Given.isNull() || Given->isVoidType()
                      ? Gives->isVoidType()
                      : Ast.hasSameUnqualifiedType(Given, Gives);
    if (IsSame)
      return Twin;
  }
  return nullptr;
}

} // namespace corolint

#include "checks/facts/Handle.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

/// An allocator, a comparison, …: nothing that a container holds.
static bool isPolicy(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->isInStdNamespace() && (!R->hasDefinition() || R->isEmpty());
}

/// Bases, fields and template arguments inside of each other that are looked
/// into. What has more counts as a handle, which only costs a finding.
static constexpr unsigned MaxNesting = 3;

static bool isHandle(QualType T, unsigned Depth) {
  if (T->isReferenceType() || T->isAnyPointerType())
    return true;
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !R->hasDefinition() || Depth > MaxNesting)
    return R != nullptr;
  R = R->getDefinition();
  for (const CXXMethodDecl *M : R->methods())
    if (M->isOverloadedOperator() &&
        (M->getOverloadedOperator() == OO_Arrow ||
         M->getOverloadedOperator() == OO_Call ||
         (M->getOverloadedOperator() == OO_Star && M->getNumParams() == 0)))
      return true;
  for (const CXXBaseSpecifier &Base : R->bases())
    if (isHandle(Base.getType(), Depth + 1))
      return true;
  // The standard's own classes copy what they hold, unless that is a handle.
  if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
      R->isInStdNamespace() && !R->isTriviallyCopyable())
    return S && llvm::any_of(S->getTemplateArgs().asArray(),
                             [&](const TemplateArgument &A) {
                               return A.getKind() == TemplateArgument::Type &&
                                      !isPolicy(A.getAsType()) &&
                                      isHandle(A.getAsType(), Depth + 1);
                             });
  return llvm::any_of(R->fields(), [&](const FieldDecl *F) {
    return isHandle(F->getType(), Depth + 1);
  });
}

bool isHandle(QualType T) { return isHandle(T, 0); }

} // namespace corolint

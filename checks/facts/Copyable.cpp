#include "checks/facts/Copyable.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace corolint {

/// Bases and members inside of each other that are looked into. What a class
/// has so deep inside seldom decides, and counts as copyable.
static constexpr unsigned MaxNesting = 8;

static bool isCopyable(const CXXRecordDecl &D, unsigned Depth) {
  if (D.hasUserDeclaredCopyConstructor())
    return llvm::any_of(D.ctors(), [](const CXXConstructorDecl *C) {
      return C->isCopyConstructor() && !C->isDeleted();
    });
  if (D.hasUserDeclaredMoveConstructor() || D.hasUserDeclaredMoveAssignment())
    return false;
  auto Is = [&](QualType Part) {
    const CXXRecordDecl *R =
        readable(recordOf(QualType(Part->getBaseElementTypeUnsafe(), 0)));
    return Part->isReferenceType() || !R || Depth > MaxNesting ||
           isCopyable(*R, Depth + 1);
  };
  return llvm::all_of(D.bases(),
                      [&](const CXXBaseSpecifier &Base) {
                        return Is(Base.getType());
                      }) &&
         llvm::all_of(D.fields(),
                      [&](const FieldDecl *F) { return Is(F->getType()); });
}

bool isCopyable(const CXXRecordDecl &D) { return isCopyable(D, 0); }

} // namespace corolint

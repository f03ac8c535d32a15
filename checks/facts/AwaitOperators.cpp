#include "checks/facts/AwaitOperators.h"
#include "checks/base/LlvmVersion.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclFriend.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprConcepts.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace corolint {

using Classes = llvm::SmallVector<const CXXRecordDecl *, 4>;

/// Bases above each other that are looked into, as in Members.cpp.
static constexpr unsigned MaxBases = 8;

/// The class and its bases.
static void addFamily(const CXXRecordDecl *R, Classes &To, unsigned Depth = 0) {
  const CXXRecordDecl *D = readable(R);
  if (!R || Depth > MaxBases)
    return;
  To.push_back(R);
  if (D)
    for (const CXXBaseSpecifier &Base : D->bases())
      addFamily(recordOf(Base.getType()), To, Depth + 1);
}

static bool isOneOf(const CXXRecordDecl *R, const Classes &Family) {
  return R && llvm::any_of(Family, [&](const CXXRecordDecl *One) {
           return sameTemplate(R, One);
         });
}

namespace {

/// Does a constraint, or a concept that it asks for, name one of the classes?
class NameSearch : public RecursiveASTVisitor<NameSearch> {
  const Classes &Family;
  unsigned Concepts = 0;
  /// Concepts that ask for others; deeper ones are the library's own affairs.
  static constexpr unsigned MaxConcepts = 3;

public:
  bool Found = false;

  explicit NameSearch(const Classes &Family) : Family(Family) {}

  bool VisitTypeLoc(TypeLoc T) {
    Found |= isOneOf(recordOf(T.getType()), Family);
    return !Found;
  }
  bool VisitConceptSpecializationExpr(ConceptSpecializationExpr *E) {
    const auto *Concept = dyn_cast<ConceptDecl>(E->getNamedConcept());
    if (!Concept || Concept->isInStdNamespace() || Concepts == MaxConcepts)
      return true;
    ++Concepts;
    TraverseStmt(const_cast<Expr *>(Concept->getConstraintExpr()));
    --Concepts;
    return !Found;
  }
};

} // namespace

/// Does the template say that its argument has to be one of the classes?
static bool isConstrainedTo(const FunctionDecl &F, const Classes &Family) {
  const FunctionTemplateDecl *T = F.getDescribedFunctionTemplate();
  NameSearch Search(Family);
  auto Look = [&](const Expr *Constraint) {
    if (Constraint)
      Search.TraverseStmt(const_cast<Expr *>(Constraint));
  };
  Look(constraintOf(F.getTrailingRequiresClause()));
  if (T) {
    Look(T->getTemplateParameters()->getRequiresClause());
    for (const NamedDecl *P : *T->getTemplateParameters())
      if (const auto *Type = dyn_cast<TemplateTypeParmDecl>(P)) {
        if (const TypeConstraint *C = Type->getTypeConstraint())
          Look(C->getImmediatelyDeclaredConstraint());
      } else if (const auto *Value = dyn_cast<NonTypeTemplateParmDecl>(P)) {
        // std::enable_if_t<…> = 0
        if (const TypeSourceInfo *Written = Value->getTypeSourceInfo())
          Search.TraverseTypeLoc(Written->getTypeLoc());
      }
  }
  return Search.Found;
}

static bool takes(const FunctionDecl &F, unsigned Parameter,
                  const Classes &Family) {
  if (Parameter >= F.getNumParams())
    return false;
  QualType P = F.getParamDecl(Parameter)->getType().getNonReferenceType();
  if (const CXXRecordDecl *R = recordOf(P))
    return isOneOf(R, Family);
  return P->getAs<TemplateTypeParmType>() && isConstrainedTo(F, Family);
}

bool takes(const FunctionDecl &F, unsigned Parameter,
           const CXXRecordDecl &Class) {
  Classes Family;
  addFamily(&Class, Family);
  return takes(F, Parameter, Family);
}

llvm::SmallVector<const FunctionDecl *, 2>
freeAwaitOperators(const ASTContext &Ast, const CXXRecordDecl &Class) {
  DeclarationName CoAwait = Ast.DeclarationNames.getCXXOperatorName(OO_Coawait);
  Classes Family;
  addFamily(&Class, Family);
  llvm::SmallVector<const FunctionDecl *, 2> Found;
  llvm::SmallPtrSet<const DeclContext *, 4> Homes;
  for (const CXXRecordDecl *R : Family) {
    const DeclContext *Home = R->getEnclosingNamespaceContext();
    if (Homes.insert(Home).second)
      for (const NamedDecl *N : Home->lookup(CoAwait))
        if (const FunctionDecl *F = functionIn(N);
            F && F->getNumParams() == 1 && takes(*F, 0, Family))
          Found.push_back(F);
    const CXXRecordDecl *D = readable(R);
    if (!D || !D->hasFriends())
      continue;
    for (const FriendDecl *Friend : D->friends()) {
      const NamedDecl *N = Friend->getFriendDecl();
      const FunctionDecl *F = N ? functionIn(N) : nullptr;
      if (!F || F->getDeclName() != CoAwait || F->getNumParams() != 1)
        continue;
      // `Derived &` of a base that is given the class.
      QualType P = F->getParamDecl(0)->getType().getNonReferenceType();
      if (takes(*F, 0, Family) || P->getAs<TemplateTypeParmType>())
        Found.push_back(F);
    }
  }
  return Found;
}

} // namespace corolint

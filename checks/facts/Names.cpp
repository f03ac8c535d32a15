#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

std::string shortName(const NamedDecl &D) {
  if (const auto *M = dyn_cast<CXXMethodDecl>(&D);
      M && M->getParent()->isLambda())
    return "(lambda)";
  if (const auto *C = dyn_cast<CXXConstructorDecl>(&D))
    return C->getParent()->getNameAsString();
  if (const auto *C = dyn_cast<CXXDestructorDecl>(&D))
    return "~" + C->getParent()->getNameAsString();
  return D.getNameAsString();
}

bool isOfTheStandardLibrary(const Decl &D) {
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent())
    if (C->isStdNamespace())
      return true;
  return false;
}

std::string qualifiedName(const NamedDecl &D) {
  if (const auto *F = dyn_cast<FunctionDecl>(&D);
      F && F->getDeclName().isIdentifier() && F->isExternC())
    return "::" + F->getNameAsString();
  std::string Name = shortName(D);
  for (const DeclContext *C = D.getDeclContext(); C; C = C->getParent()) {
    if (const auto *R = dyn_cast<CXXRecordDecl>(C); R && R->isLambda())
      continue;
    if (const auto *N = dyn_cast<NamespaceDecl>(C)) {
      if (N->isInline() || N->isAnonymousNamespace())
        continue;
    } else if (!isa<TagDecl>(C)) {
      continue;
    }
    Name = cast<NamedDecl>(C)->getNameAsString() + "::" + Name;
  }
  return Name;
}

std::string identifierOf(const FunctionDecl &F) {
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(F))
    return cast<CXXMethodDecl>(F).getParent()->getNameAsString();
  if (const IdentifierInfo *Name = F.getIdentifier())
    return Name->getName().str();
  return "operator";
}

std::string typeName(QualType T) {
  if (T.isNull())
    return "";
  T = T.getNonReferenceType();
  if (T->isPointerType())
    T = T->getPointeeType();
  if (const CXXRecordDecl *R = recordOf(T))
    return qualifiedName(*R);
  if (const auto *E = T->getAs<EnumType>())
    return qualifiedName(*E->getDecl());
  return "";
}

std::string writtenName(QualType T) {
  if (const auto *Alias = T->getAs<TypedefType>())
    return Alias->getDecl()->getNameAsString();
  const CXXRecordDecl *R = recordOf(T);
  return R ? R->getNameAsString() : T.getAsString();
}

bool hasMember(const CXXRecordDecl &R, StringRef Name) {
  // A class template that nobody has used yet has only its pattern.
  const CXXRecordDecl *D = readable(&R);
  return D && (!D->lookup(&D->getASTContext().Idents.get(Name)).empty() ||
               llvm::any_of(D->bases(), [&](const CXXBaseSpecifier &Base) {
                 const CXXRecordDecl *Of = Base.getType()->getAsCXXRecordDecl();
                 return Of && hasMember(*Of, Name);
               }));
}

/// What a namespace or class has of that name, unnamed namespaces in it
/// included.
static SmallVector<const NamedDecl *, 2> membersNamed(const DeclContext &In,
                                                      StringRef Name) {
  SmallVector<const NamedDecl *, 2> Found;
  IdentifierInfo *Id = &In.getParentASTContext().Idents.get(Name);
  llvm::append_range(Found, In.lookup(Id));
  const NamespaceDecl *Unnamed = nullptr;
  if (const auto *Unit = dyn_cast<TranslationUnitDecl>(&In))
    Unnamed = Unit->getAnonymousNamespace();
  else if (const auto *N = dyn_cast<NamespaceDecl>(&In))
    Unnamed = N->getAnonymousNamespace();
  if (Unnamed)
    llvm::append_range(Found, Unnamed->lookup(Id));
  return Found;
}

const NamedDecl *declNamed(ASTContext &Ast, StringRef Name) {
  const DeclContext *In = Ast.getTranslationUnitDecl();
  const NamedDecl *Found = nullptr;
  Name.consume_front("::");
  for (StringRef Part; !Name.empty();) {
    std::tie(Part, Name) = Name.split("::");
    if (!In)
      return nullptr;
    auto All = membersNamed(*In, Part);
    if (All.empty())
      return nullptr;
    Found = All.front()->getUnderlyingDecl();
    In = nullptr;
    if (const auto *N = dyn_cast<NamespaceDecl>(Found))
      In = N;
    else if (const auto *T = dyn_cast<ClassTemplateDecl>(Found))
      Found = T->getTemplatedDecl();
    else if (const auto *Alias = dyn_cast<TypedefNameDecl>(Found))
      if (const CXXRecordDecl *R = recordOf(Alias->getUnderlyingType()))
        Found = R;
    if (const auto *R = dyn_cast<CXXRecordDecl>(Found))
      In = R->getDefinition() ? R->getDefinition() : R;
  }
  return Found;
}

std::string modelName(ASTContext &Ast, StringRef Name) {
  auto [Scope, Last] = Name.rsplit("::");
  // Those are not looked up by identifiers: their scope has to do.
  if (Last.starts_with("~") || Last.starts_with("operator")) {
    bool IsThere = Scope.empty() || declNamed(Ast, Scope);
    return IsThere ? Name.str() : "";
  }
  const NamedDecl *D = declNamed(Ast, Name);
  return D ? qualifiedName(*D) : "";
}

const CXXRecordDecl *recordOf(QualType T) {
  if (T.isNull())
    return nullptr;
  T = T.getNonReferenceType();
  if (const CXXRecordDecl *R = T->getAsCXXRecordDecl())
    return R;
  if (const auto *S = T->getAs<TemplateSpecializationType>())
    if (const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(
            S->getTemplateName().getAsTemplateDecl()))
      return Template->getTemplatedDecl();
  return nullptr;
}

const CXXRecordDecl *readable(const CXXRecordDecl *R) {
  if (!R)
    return nullptr;
  if (const CXXRecordDecl *Own = R->getDefinition())
    return Own;
  if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
    return S->getSpecializedTemplate()->getTemplatedDecl()->getDefinition();
  if (const CXXRecordDecl *Pattern = R->getTemplateInstantiationPattern())
    return Pattern->getDefinition();
  return nullptr;
}

static const Decl *templateOf(const CXXRecordDecl *R) {
  if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
    return S->getSpecializedTemplate()->getCanonicalDecl();
  if (const ClassTemplateDecl *T = R->getDescribedClassTemplate())
    return T->getCanonicalDecl();
  if (const CXXRecordDecl *Member = R->getInstantiatedFromMemberClass())
    return templateOf(Member);
  return R->getCanonicalDecl();
}

bool areKin(const CXXRecordDecl &A, const CXXRecordDecl &B) {
  return declaresSameEntity(&A, &B) ||
         (A.hasDefinition() && B.hasDefinition() &&
          ((A.getNumBases() && A.isDerivedFrom(&B)) ||
           (B.getNumBases() && B.isDerivedFrom(&A))));
}

bool sameTemplate(const CXXRecordDecl *A, const CXXRecordDecl *B) {
  return A && B && templateOf(A) == templateOf(B);
}

} // namespace corolint

#include "checks/analysis/Plain.h"
#include "checks/base/Unique.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

std::optional<PlainBody> identityOf(const FunctionDecl &F,
                                    const Places &Where) {
  SourceLocation At = F.getLocation();
  if (!At.isFileID())
    return std::nullopt;
  auto [File, Offset] =
      F.getASTContext().getSourceManager().getDecomposedLoc(At);
  PlainBody Body;
  Body.File = Where.fileOf(File);
  if (Body.File.empty())
    return std::nullopt;
  Body.Offset = Offset;
  Body.Name = qualifiedName(F) + " " + F.getType().getAsString();
  return Body;
}

static const Body &outermost(const Body &B) {
  const Body *Outer = &B;
  while (Outer->Outer)
    Outer = Outer->Outer;
  return *Outer;
}

/// Is it the same function in every unit, and nobody looks at its body but for
/// what it does?
static bool mayBePlain(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return F.isExternallyVisible() && F.isInlined() && !F.isTemplated() &&
         F.getTemplateSpecializationKind() == TSK_Undeclared &&
         !F.isConstexpr() && !F.isNoReturn() && !F.isInvalidDecl() &&
         !F.getReturnType()->isUndeducedType() &&
         !(M && (M->isVirtual() || M->getParent()->isLambda())) &&
         !isa<CXXConstructorDecl, CXXDestructorDecl, CXXConversionDecl>(F) &&
         // What clang concludes from the body, its callers' graph may show.
         llvm::none_of(F.attrs(),
                       [](const Attr *A) { return A->isImplicit(); });
}

namespace {

/// Has anything in a function to do with tasks? Notes the classes that have
/// not.
class TaskSearch {
public:
  TaskSearch(Awaitables &Types, llvm::StringSet<> &Classes)
      : Types(Types), Classes(Classes) {}

  bool finds(const FunctionDecl &F) {
    return isOne(F.getReturnType()) ||
           llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
             return isOne(P->getType());
           });
  }

  bool finds(const Stmt *S) {
    if (!S)
      return false;
    if (const auto *E = dyn_cast<Expr>(S)) {
      if (E->containsErrors() || E->isTypeDependent() || isOne(E->getType()))
        return true;
      const ValueDecl *Named = nullptr;
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E))
        Named = Ref->getDecl();
      else if (const auto *Member = dyn_cast<MemberExpr>(E))
        Named = Member->getMemberDecl();
      if (const auto *F = dyn_cast_or_null<FunctionDecl>(Named);
          F && isOne(F->getReturnType()))
        return true;
    }
    if (const auto *D = dyn_cast<DeclStmt>(S))
      for (const Decl *One : D->decls()) {
        const auto *V = dyn_cast<VarDecl>(One);
        if (isa<TagDecl, FunctionDecl>(One) || (V && isOne(V->getType())))
          return true;
      }
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S);
        Lambda &&
        (Lambda->isGenericLambda() || finds(*Lambda->getCallOperator()) ||
         finds(Lambda->getBody())))
      return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return finds(Child); });
  }

private:
  bool isOne(QualType T) {
    if (T.isNull() || T->isUndeducedType())
      return false;
    if (Types.of(T) || Types.heldBy(T))
      return true;
    note(T);
    return false;
  }

  void note(QualType T) {
    const CXXRecordDecl *R = recordOf(
        QualType(T.getNonReferenceType()->getBaseElementTypeUnsafe(), 0));
    if (!R || R->isLambda() || !Noted.insert(R->getCanonicalDecl()).second)
      return;
    Classes.insert(qualifiedName(*R));
    if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
      for (const TemplateArgument &A : S->getTemplateArgs().asArray())
        if (A.getKind() == TemplateArgument::Type && !Types.of(A.getAsType()))
          note(A.getAsType());
  }

  Awaitables &Types;
  llvm::StringSet<> &Classes;
  llvm::DenseSet<const CXXRecordDecl *> Noted;
};

} // namespace

/// What it touches, if that is nothing but what it is given. False: it is not,
/// or the answer is not the same everywhere.
static bool addTouches(const FunctionDecl &F, const Touches &All,
                       PlainBody &To) {
  To.Unknown = All.Unknown;
  To.Ordered = All.Ordered;
  To.Throws = All.Throws;
  if (All.NeedsMainFile || !All.Elsewhere.empty())
    return false;
  if (!All.Unknown.empty())
    return true;
  for (const Touched &T : All.Objects) {
    const auto *P = dyn_cast_or_null<ParmVarDecl>(T.Object);
    if (T.Object && !(P && P->getDeclContext() == &F))
      return false;
    To.UsesReceiver |= !T.Object;
  }
  return true;
}

/// Which files call into which others.
static std::vector<std::pair<std::string, std::string>>
callsAmong(const Facts &All, const Places &Where) {
  auto FileOf = [&](const Decl &D) -> llvm::StringRef {
    const SourceManager &Sources = D.getASTContext().getSourceManager();
    return Where.fileOf(
        Sources.getFileID(Sources.getExpansionLoc(D.getLocation())));
  };
  llvm::DenseSet<std::pair<const Decl *, const Decl *>> Seen;
  std::vector<std::pair<std::string, std::string>> Found;
  for (const Call &C : All.Calls) {
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    const FunctionDecl *To = F ? F->getDefinition() : nullptr;
    const Decl *From = C.In->Initialises;
    if (!From)
      From = C.In->Fn;
    if (!To || !Seen.insert({From, To}).second)
      continue;
    llvm::StringRef Here = FileOf(*From), There = FileOf(*To);
    if (Here != There && !Where.isInSystemHeader(To->getLocation()))
      Found.emplace_back(Here, There);
  }
  makeUnique(Found);
  return Found;
}

PlainBodies plainBodies(ASTContext &Ast, const Facts &All, const Effects &Calls,
                        Awaitables &Types, TouchRoom &Room, const Symbols &Ids,
                        const UnitSummary &Unit,
                        const llvm::StringSet<> &Files) {
  llvm::DenseSet<Symbol> Matters;
  for (const FunctionSummary &F : Unit.Functions)
    Matters.insert(F.Id);
  llvm::DenseSet<const Body *> Busy;
  for (const Body &B : All.Bodies) {
    const Decl *Is = B.Initialises;
    if (!Is)
      Is = B.Fn->getCanonicalDecl();
    if (B.Coroutine || B.Broken || Matters.contains(Ids.of(*Is)))
      Busy.insert(&outermost(B));
  }
  for (const Call &C : All.Calls)
    if (Calls.modelOf(*C.Callee) || Calls.isGivenAPool(C))
      Busy.insert(&outermost(*C.In));
  Places Where(Ast);
  PlainBodies Found;
  llvm::StringSet<> Classes;
  TaskSearch Tasks(Types, Classes);
  for (const Body &B : All.Bodies) {
    if (!B.Fn || B.Outer || B.Initialises || Busy.contains(&B) ||
        !mayBePlain(*B.Fn))
      continue;
    std::optional<PlainBody> Plain = identityOf(*B.Fn, Where);
    if (Plain && Files.contains(Plain->File) && !Tasks.finds(*B.Fn) &&
        !Tasks.finds(B.Root) && addTouches(*B.Fn, Room.ofBody(*B.Fn), *Plain))
      Found.Bodies.push_back(std::move(*Plain));
  }
  makeUnique(Found.Bodies);
  for (const auto &Name : Classes)
    Found.Classes.push_back(Name.first().str());
  llvm::sort(Found.Classes);
  Found.Calls = callsAmong(All, Where);
  return Found;
}

bool isATaskAmong(ArrayRef<std::string> Classes, ASTContext &Ast,
                  Awaitables &Types) {
  return llvm::any_of(Classes, [&](StringRef Name) {
    const NamedDecl *D = declNamed(Ast, Name);
    if (const auto *T = dyn_cast_or_null<ClassTemplateDecl>(D))
      D = T->getTemplatedDecl();
    const auto *R = dyn_cast_or_null<CXXRecordDecl>(D);
    return R && Types.ofClass(*R);
  });
}

} // namespace corolint

#include "checks/analysis/Life.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"

using namespace clang;

namespace corolint {

SmallVector<const Stmt *, 4> usesAfter(const Stmt &First, const Life &L,
                                       const Ways &Of) {
  SmallVector<const Stmt *, 4> Found;
  // Of `auto [task, more]` the whole is declared.
  const ValueDecl *Declared = L.Var;
  if (const auto *Part = dyn_cast<BindingDecl>(L.Var))
    Declared = cast<ValueDecl>(Part->getDecomposedDecl());
  Of.follow(First, [&](const Stmt &S) {
    const auto *D = dyn_cast<DeclStmt>(&S);
    if (L.Resets.contains(&S) ||
        (D && llvm::is_contained(D->decls(), Declared)))
      return Ways::Step::Stop;
    if (!L.Uses.contains(&S))
      return Ways::Step::On;
    Found.push_back(&S);
    return Ways::Step::Stop;
  });
  return Found;
}

namespace {

/// What may be asked of, or done to, an object that was moved from.
enum class Touch { Reads, Renews, Ignored };

class Touches {
  llvm::DenseMap<const ValueDecl *, Life> &Lives;

public:
  explicit Touches(llvm::DenseMap<const ValueDecl *, Life> &Lives)
      : Lives(Lives) {}

  void in(const Stmt *S) { walk(S); }

private:
  static bool isNullable(QualType T) {
    const CXXRecordDecl *R = recordOf(T);
    return R && R->isInStdNamespace() && R->getIdentifier() &&
           llvm::is_contained(
               std::initializer_list<StringRef>{"unique_ptr", "shared_ptr",
                                                "optional", "function"},
               R->getName());
  }

  void walk(const Stmt *S) {
    if (!S)
      return;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(S)) {
      for (const LambdaCapture &C : Lambda->captures())
        if (C.capturesVariable())
          if (auto It = Lives.find(C.getCapturedVar()); It != Lives.end())
            It->second.Resets.insert(S);
      return;
    }
    if (const auto *Ref = dyn_cast<DeclRefExpr>(S))
      if (auto It = Lives.find(Ref->getDecl()); It != Lives.end()) {
        switch (touch(*Ref)) {
        case Touch::Reads:
          It->second.Uses.insert(S);
          break;
        case Touch::Renews:
          It->second.Resets.insert(S);
          // What is assigned is evaluated between the two.
          if (!Around.empty() && isa<CXXOperatorCallExpr>(Around.back()))
            It->second.Resets.insert(Around.back());
          break;
        case Touch::Ignored:
          break;
        }
      }
    bool IsStep = !isa<ImplicitCastExpr, ParenExpr>(S);
    if (IsStep)
      Around.push_back(S);
    for (const Stmt *Child : childrenOf(*S))
      walk(Child);
    if (IsStep)
      Around.pop_back();
  }

  /// What is done to the variable, or to the field of it that is named.
  Touch touch(const DeclRefExpr &Ref) const {
    const Expr *What = &Ref;
    ArrayRef<const Stmt *> Outside = Around;
    while (!Outside.empty()) {
      const auto *M = dyn_cast<MemberExpr>(Outside.back());
      const auto *Field = M ? dyn_cast<FieldDecl>(M->getMemberDecl()) : nullptr;
      if (!Field)
        break;
      // A number is what it was before the move.
      if (Field->getType().isTriviallyCopyableType(Field->getASTContext()))
        return Touch::Ignored;
      What = M;
      Outside = Outside.drop_back();
    }
    return touch(*What, Outside.empty() ? nullptr : Outside.back());
  }

  static Touch touch(const Expr &What, const Stmt *Parent) {
    bool Nullable = isNullable(What.getType());
    if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Parent)) {
      if (O->isAssignmentOp() && valueOf(O->getArg(0)) == &What)
        return Touch::Renews;
      bool Reaches = O->getOperator() == OO_Arrow ||
                     O->getOperator() == OO_Star || O->getOperator() == OO_Call;
      return Nullable && !Reaches ? Touch::Ignored : Touch::Reads;
    }
    if (const auto *M = dyn_cast_or_null<MemberExpr>(Parent)) {
      const auto *F = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
      if (!F)
        return Touch::Ignored;
      // Who asks whether it is null knows what to do then.
      if (!F->isConst() || Nullable)
        return Touch::Renews;
      return F->getReturnType()->isBooleanType() ? Touch::Ignored
                                                 : Touch::Reads;
    }
    if (const auto *C = dyn_cast_or_null<CallExpr>(Parent)) {
      const FunctionDecl *F = C->getDirectCallee();
      if (C->isCallToStdMove())
        return Nullable ? Touch::Ignored : Touch::Reads;
      for (unsigned I = 0; F && I < C->getNumArgs() && I < F->getNumParams();
           ++I)
        if (valueOf(C->getArg(I)) == &What) {
          QualType P = F->getParamDecl(I)->getType();
          if (P->isReferenceType() &&
              !P.getNonReferenceType().isConstQualified())
            return Touch::Renews;
        }
      return Nullable ? Touch::Ignored : Touch::Reads;
    }
    if (isa_and_nonnull<CXXConstructExpr>(Parent) && !Nullable)
      return Touch::Reads;
    // The range of a range-for.
    if (const auto *D = dyn_cast_or_null<DeclStmt>(Parent);
        D && D->isSingleDecl() && D->getSingleDecl()->isImplicit())
      return Touch::Reads;
    // Whatever else may be said to it is no reading for certain.
    return Touch::Ignored;
  }

  /// What a name stands in, from the outside in.
  SmallVector<const Stmt *, 16> Around;
};

} // namespace

void addTouches(const Stmt *S, llvm::DenseMap<const ValueDecl *, Life> &Lives) {
  Touches(Lives).in(S);
}

} // namespace corolint

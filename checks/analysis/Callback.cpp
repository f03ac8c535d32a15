#include "checks/analysis/Callback.h"
#include "checks/analysis/Callable.h"
#include "checks/analysis/Fate.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {
namespace {

/// A class such as std::function<void(int)>: calls what it is made of, and
/// returns nothing.
const CXXRecordDecl *voidSlot(const CXXRecordDecl *R) {
  const auto *S = dyn_cast_or_null<ClassTemplateSpecializationDecl>(R);
  if (!S || S->getTemplateArgs().size() == 0)
    return nullptr;
  const TemplateArgument &Arg = S->getTemplateArgs()[0];
  if (Arg.getKind() != TemplateArgument::Type)
    return nullptr;
  const auto *F = Arg.getAsType()->getAs<FunctionType>();
  return F && F->getReturnType()->isVoidType() && callOperator(*S) ? R
                                                                   : nullptr;
}

class LostResultSearch {
  Awaitables &Types;
  const Effects &TuEffects;
  std::vector<LostResult> Found;
  /// Parameters whose results are dropped, and where.
  llvm::DenseMap<const ParmVarDecl *, const Expr *> Dropping;

public:
  LostResultSearch(Awaitables &Types, const Effects &TuEffects)
      : Types(Types), TuEffects(TuEffects) {}

  std::vector<LostResult> run(const Facts &TuFacts) {
    for (const TaskExpr &T : TuFacts.Tasks)
      if (T.Used.How == Use::Discarded)
        if (const ParmVarDecl *P = calledParameter(T))
          Dropping.try_emplace(P, T.Made);
    // A template may hand its parameter on to another one.
    for (size_t Before = 0; Before != Dropping.size();) {
      Before = Dropping.size();
      for (const Call &C : TuFacts.Calls)
        forEachDropping(C, [&](const Expr &Argument, const Expr *At) {
          if (const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(&Argument)))
            if (const auto *P = dyn_cast<ParmVarDecl>(Ref->getDecl());
                P && C.In->Fn && isOfATemplate(*P, *C.In->Fn))
              Dropping.try_emplace(P, At);
        });
    }
    for (const Call &C : TuFacts.Calls)
      if (!C.Ends)
        look(C);
    return std::move(Found);
  }

  static bool isOfATemplate(const ParmVarDecl &P, const FunctionDecl &F) {
    const FunctionDecl *Pattern = F.getTemplateInstantiationPattern();
    unsigned I = P.getFunctionScopeIndex();
    return Pattern && P.getDeclContext() == &F && I < Pattern->getNumParams() &&
           Pattern->getParamDecl(I)->getType()->isDependentType();
  }

private:
  void lost(const Call &C, const Expr &Argument, const NamedDecl &By,
            const Expr *At = nullptr, bool OnlyLazy = false) {
    Callable What = callableOf(&Argument);
    const Awaitable *Type =
        What.Gives.isNull() ? nullptr : Types.of(What.Gives);
    if (!Type || !Type->isTask() || What.Gives->isReferenceType() ||
        (OnlyLazy && !(Type->isLazy() && What.Runs)))
      return;
    // What lets no error out has none to lose.
    if (Type->WhenDropped == Dropped::ErrorLost &&
        Fates::letsNoErrorOut(What.Runs))
      return;
    Found.push_back({&Argument, What.Runs, Type, C.In, &By, &C, At});
  }

  void look(const Call &C) {
    std::vector<const Expr *> Arguments = C.arguments();
    if (Arguments.empty())
      return;
    const CXXRecordDecl *Slot = nullptr;
    if (const auto *Made = dyn_cast<CXXConstructExpr>(C.At))
      Slot = voidSlot(Made->getConstructor()->getParent());
    else if (const auto *O = dyn_cast<CXXOperatorCallExpr>(C.At);
             O && O->getOperator() == OO_Equal)
      Slot = voidSlot(recordOf(O->getArg(0)->getType()));
    if (Slot)
      return lost(C, *Arguments[0], *Slot);
    inAContainer(C, Arguments);
    if (const FunctionModel *M = TuEffects.modelOf(*C.Callee)) {
      for (unsigned I : M->DropsResultOf)
        if (I < Arguments.size() && !isHandedBack(C, *Arguments[I]))
          lost(C, *Arguments[I], *C.Callee);
      // A loop does not look at what its handlers give, unless it says that it
      // takes it over. An eager task has begun by then, and is meant to.
      for (unsigned I : M->Handlers)
        if (!M->Consumes && I < Arguments.size() &&
            !llvm::is_contained(M->DropsResultOf, I) &&
            !isHandedBack(C, *Arguments[I]))
          lost(C, *Arguments[I], *C.Callee, nullptr, /*OnlyLazy=*/true);
    }
    forEachDropping(C, [&](const Expr &Argument, const Expr *At) {
      // A parameter of another template: its callers are to blame.
      if (const auto *Ref = dyn_cast<DeclRefExpr>(valueOf(&Argument)))
        if (const auto *P = dyn_cast<ParmVarDecl>(Ref->getDecl());
            P && C.In->Fn && isOfATemplate(*P, *C.In->Fn))
          return;
      lost(C, Argument, *C.Callee, At);
    });
  }

  /// `table.emplace("save", [] { return save(); })`, and the pairs that a table
  /// is written of: the slot is made out of sight.
  void inAContainer(const Call &C, ArrayRef<const Expr *> Arguments) {
    const CXXRecordDecl *Holder = nullptr;
    if (const auto *Made = dyn_cast<CXXConstructExpr>(C.At)) {
      Holder = Made->getConstructor()->getParent();
      if (Arguments.size() != 2)
        return;
    } else if (const auto *M = dyn_cast<CXXMemberCallExpr>(C.At)) {
      const CXXMethodDecl *Puts = M->getMethodDecl();
      StringRef Name =
          Puts && Puts->getIdentifier() ? Puts->getName() : StringRef();
      if (!Name.contains("emplace") && Name != "insert_or_assign")
        return;
      Holder = recordOf(M->getImplicitObjectArgument()->getType());
    }
    const CXXRecordDecl *Slot =
        Holder && Holder->isInStdNamespace() ? slotIn(*Holder, 0) : nullptr;
    if (Slot)
      for (const Expr *A : Arguments)
        lost(C, *A, *Slot);
  }

  /// The slot that a container, or a pair in it, has for each element.
  static const CXXRecordDecl *slotIn(const CXXRecordDecl &Holder,
                                     unsigned Depth) {
    const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&Holder);
    if (!S || Depth > 1)
      return nullptr;
    for (const TemplateArgument &Arg : S->getTemplateArgs().asArray()) {
      const CXXRecordDecl *R = Arg.getKind() == TemplateArgument::Type
                                   ? recordOf(Arg.getAsType())
                                   : nullptr;
      if (!R)
        continue;
      if (voidSlot(R))
        return R;
      if (const CXXRecordDecl *Inner =
              R->isInStdNamespace() && R->getName() == "pair"
                  ? slotIn(*R, Depth + 1)
                  : nullptr)
        return Inner;
    }
    return nullptr;
  }

  /// Does the result of the call hold the task, and somebody the result?
  bool isHandedBack(const Call &C, const Expr &Argument) const {
    if (C.Used.How == Use::Discarded || C.Used.How == Use::Voided)
      return false;
    const auto *E = dyn_cast<CallExpr>(C.At);
    const auto *R = dyn_cast_or_null<ClassTemplateSpecializationDecl>(
        E ? recordOf(E->getType()) : nullptr);
    QualType Task = callableOf(&Argument).Gives;
    return R && !Task.isNull() &&
           llvm::any_of(
               R->getTemplateArgs().asArray(), [&](const TemplateArgument &A) {
                 return A.getKind() == TemplateArgument::Type &&
                        sameTemplate(recordOf(A.getAsType()), recordOf(Task));
               });
  }

  void forEachDropping(
      const Call &C,
      llvm::function_ref<void(const Expr &, const Expr *)> Visit) const {
    const FunctionDecl *F =
        Dropping.empty() || C.Ends ? nullptr : definitionOf(*C.At);
    if (!F)
      return;
    std::vector<const Expr *> Arguments = C.arguments();
    for (unsigned I = 0; I < F->getNumParams() && I < Arguments.size(); ++I)
      if (auto It = Dropping.find(F->getParamDecl(I)); It != Dropping.end())
        Visit(*Arguments[I], It->second);
  }
};

} // namespace

const ParmVarDecl *calledParameter(const TaskExpr &Task) {
  const auto *Call = dyn_cast<CallExpr>(Task.Made->IgnoreParenImpCasts());
  if (!Call || !Task.In->Instantiated || !Task.In->Fn)
    return nullptr;
  const Expr *Called = Call->getCallee();
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Call))
    Called = O->getOperator() == OO_Call ? O->getArg(0) : nullptr;
  const auto *Ref = Called ? dyn_cast<DeclRefExpr>(valueOf(Called)) : nullptr;
  const auto *P = Ref ? dyn_cast<ParmVarDecl>(Ref->getDecl()) : nullptr;
  return P && LostResultSearch::isOfATemplate(*P, *Task.In->Fn) ? P : nullptr;
}

std::vector<LostResult> lostResults(const Facts &TuFacts, Awaitables &Types,
                                    const Effects &TuEffects) {
  return LostResultSearch(Types, TuEffects).run(TuFacts);
}

} // namespace corolint

#include "checks/analysis/SharedChanges.h"
#include "checks/analysis/Effect.h"
#include "checks/analysis/Meanwhile.h"
#include "checks/base/Unique.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

std::vector<SharedChange> sharedChanges(const Facts &TuFacts) {
  std::vector<SharedChange> All;
  for (const Call &C : TuFacts.Calls)
    if (C.In->Fn && C.In->Root)
      if (std::optional<Change> Done = changeBy(C))
        if (auto Of = sharedContainer(*Done->To, *C.In))
          All.push_back({*Of, Done->Does, C.At, C.In});
  return All;
}

/// The member of the object that the name begins with.
static const FieldDecl *memberOf(const SharedContainer &C) {
  IdentifierTable &Ids = C.Class->getASTContext().Idents;
  StringRef First = StringRef(C.Name).split('.').first;
  for (const NamedDecl *N : members(C.Class, &Ids.get(First)))
    if (const auto *F = dyn_cast<FieldDecl>(N))
      return F;
  return nullptr;
}

static bool isInAHeader(const Decl &D) {
  const SourceManager &Sources = D.getASTContext().getSourceManager();
  SourceLocation At = Sources.getExpansionLoc(D.getLocation());
  return !Sources.isInMainFile(At) && !Sources.isInSystemHeader(At);
}

const ValueDecl *changedElsewhere(const SharedContainer &C) {
  if (C.Global)
    return C.Global->isExternallyVisible() && isInAHeader(*C.Global)
               ? cast<ValueDecl>(C.Global->getCanonicalDecl())
               : nullptr;
  if (!C.Class || !C.Class->isExternallyVisible() || !isInAHeader(*C.Class) ||
      C.Class->isDependentContext())
    return nullptr;
  bool IsDefinedHere = llvm::all_of(C.Class->methods(), [](const auto *M) {
    return M->isImplicit() || M->isDeleted() || M->isPureVirtual() ||
           M->isDefined();
  });
  return IsDefinedHere ? nullptr : memberOf(C);
}

std::vector<Symbol> symbolsOf(const Fields &Of, const Symbols &Ids) {
  std::vector<Symbol> All;
  for (const ValueDecl *V : Of)
    if (!containerOf(V->getType()))
      All.push_back(Ids.of(*V));
  makeUnique(All);
  return All;
}

const FunctionDecl *functionAround(const Body &B) {
  const Body *At = &B;
  while (At->Outer && At->Outer->Fn)
    At = At->Outer;
  return At->Fn;
}

void addChanges(const ASTContext &Ast, const Facts &TuFacts, Awaitables &Types,
                Flow &TuFlow, const Effects &TuEffects, const Symbols &Ids,
                UnitSummary &To) {
  // The coroutines of a class that are defined elsewhere, as far as their
  // declarations tell.
  llvm::DenseMap<const CXXRecordDecl *, std::vector<const FunctionDecl *>> Of;
  auto Coroutines = [&](const CXXRecordDecl &Class) -> auto & {
    auto [It, IsNew] = Of.try_emplace(&Class);
    if (IsNew)
      for (const CXXMethodDecl *M : Class.methods())
        if (!M->isImplicit() && !M->isDefined() && Types.of(M->getReturnType()))
          It->second.push_back(M->getCanonicalDecl());
    return It->second;
  };
  std::vector<std::pair<SharedChange, const ValueDecl *>> Met;
  for (SharedChange &C : sharedChanges(TuFacts))
    if (C.Of.Global || (C.Of.Class && !Coroutines(*C.Of.Class).empty()))
      if (const ValueDecl *Container = changedElsewhere(C.Of))
        Met.emplace_back(std::move(C), Container);
  if (Met.empty())
    return;
  Places Where(Ast);
  Finishes TuFinishes(TuFacts, Types, TuFlow, TuEffects);
  Meanwhile Others(TuFacts, TuEffects, TuFinishes, Types);
  for (const auto &[C, Container] : Met) {
    const FunctionDecl *By = functionAround(*C.In);
    std::optional<Place> At = Where.of(C.At->getSourceRange());
    if (!By || !At)
      continue;
    // Whoever calls it may have agreed with the coroutine as well.
    Fields Tests, Writes, All;
    auto Waits = [&](const Body &B) {
      if (!B.Root)
        return false;
      Conduct Does(B);
      Tests.insert(Does.Tests.begin(), Does.Tests.end());
      Writes.insert(Does.Writes.begin(), Does.Writes.end());
      All.insert(Does.All.begin(), Does.All.end());
      return false;
    };
    ArrayRef<const FunctionDecl *> Suspended;
    if (C.Of.Class)
      Suspended = Coroutines(*C.Of.Class);
    Meanwhile::Answer Runs = Others.ofAny(*C.In, Suspended, Waits);
    if (!Runs.MayRun)
      continue;
    ContainerChange &Out = To.Changes.emplace_back();
    Out.Of = Ids.of(*Container);
    Out.Container = C.Of.Name;
    Out.Does = C.Does;
    Out.At = *At;
    Out.By = shortName(*By);
    Out.IsLive = Runs.IsLive;
    Out.IsOnItsOwn = Runs.IsOnItsOwn;
    Out.Tests = symbolsOf(Tests, Ids);
    Out.Writes = symbolsOf(Writes, Ids);
    Out.Mentions = symbolsOf(All, Ids);
  }
  makeUnique(To.Changes);
}

} // namespace corolint

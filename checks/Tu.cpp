#include "checks/Tu.h"
#include "checks/analysis/Footprint.h"
#include "checks/analysis/LentUses.h"
#include "checks/analysis/SharedChanges.h"
#include "checks/analysis/Throws.h"
#include "checks/base/Respell.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Regex.h"

namespace corolint {

const Facts &Tu::facts() {
  if (!Collected) {
    Stopwatch::Lap Time(&Clock, "facts");
    Collected = collectFacts(Ast, Types);
  }
  return *Collected;
}

Fates &Tu::fates() {
  if (!FatesRoom) {
    Stopwatch::Lap Time(&Clock, "fates");
    FatesRoom.emplace(facts(), TuFlow, effects());
  }
  return *FatesRoom;
}

Effects &Tu::effects() {
  if (!EffectsRoom) {
    Stopwatch::Lap Time(&Clock, "effects");
    EffectsRoom.emplace(Ast, Models, facts(), Types, TuFlow);
  }
  return *EffectsRoom;
}

Summaries &Tu::summaries() {
  if (!SummaryRoom) {
    Stopwatch::Lap Time(&Clock, "summaries");
    SummaryRoom.emplace(Ast, facts(), effects(), Types, Ids, TuFlow);
  }
  return *SummaryRoom;
}

const UnitSummary &Tu::unit() {
  if (!Unit) {
    Stopwatch::Lap Time(&Clock, "footprints");
    Unit = summaries().unit();
    addFootprints(Ast, facts(), accesses(), Ids, *Unit);
    for (const TaskMember &M : facts().Members)
      if (M.IsUsed)
        Unit->UsedMembers.push_back(Ids.of(*M.Field));
    llvm::sort(Unit->UsedMembers);
    addLentUses(Ast, facts(), Types, lifetimes().uses(), lifetimes().keepers(),
                Ids, *Unit);
    addThrowing(Ast, facts(), Types, Ids, *Unit);
    addChanges(Ast, facts(), Types, TuFlow, effects(), Ids, *Unit);
    // Only findings wait for what they seek, so only if there was a check.
    if (GatherRoom)
      addSought(*GatherRoom, accesses(), Ids, *Unit);
  }
  return *Unit;
}

Accesses &Tu::accesses() {
  if (!AccessRoom)
    AccessRoom.emplace(Ast, effects());
  return *AccessRoom;
}

Gatherings &Tu::gatherings(bool AlsoLikely) {
  if (!GatherRoom) {
    Stopwatch::Lap Time(&Clock, "gatherings");
    GatherRoom.emplace(Ast, Models, facts(), Types, accesses(), AlsoLikely);
  }
  return *GatherRoom;
}

Loops &Tu::loops() {
  if (!LoopRoom) {
    Stopwatch::Lap Time(&Clock, "loops");
    LoopRoom.emplace(Ast, Models, facts(), Types, accesses(), effects());
  }
  return *LoopRoom;
}

Locks &Tu::locks() {
  if (!LockRoom) {
    Stopwatch::Lap Time(&Clock, "locks");
    LockRoom.emplace(Models, facts(), Types, effects());
  }
  return *LockRoom;
}

const HeldLocks &Tu::held() {
  if (!HeldRoom) {
    Stopwatch::Lap Time(&Clock, "held");
    HeldRoom.emplace(Ast, facts(), locks());
  }
  return *HeldRoom;
}

Lifetimes &Tu::lifetimes() {
  if (!LifetimeRoom) {
    Stopwatch::Lap Time(&Clock, "lifetimes");
    LifetimeRoom.emplace(facts(), Types, TuFlow, effects());
  }
  return *LifetimeRoom;
}

bool Tu::mayAwait(const Body &In, const Awaitable &Task) {
  if (!In.Coroutine || In.Instantiated)
    return false;
  const clang::CXXRecordDecl *Promise = In.promise();
  if (Types.accepts(Promise, Task))
    return true;
  if (!Awaiting) {
    Awaiting.emplace();
    for (const Await &A : facts().Awaits) {
      const Awaitable *Other = Types.of(A.Expr->getOperand()->getType());
      const clang::CXXRecordDecl *By = A.In->promise();
      if (Other && By)
        Awaiting->emplace(qualifiedName(*By), qualifiedName(*Other->Class));
    }
  }
  return Promise && Awaiting->contains(
                        {qualifiedName(*Promise), qualifiedName(*Task.Class)});
}

bool Tu::isOfATask(const Call &C) {
  const clang::Expr *Object = C.object();
  const Awaitable *Type = Object ? Types.of(Object->getType()) : nullptr;
  return Type && Type->isTask() && !Object->getType()->isAnyPointerType();
}

/// Where a body is written: what is declared there, and around it, it sees.
static const clang::Decl &placeOf(const Body &B) {
  return B.Initialises ? *B.Initialises
                       : static_cast<const clang::Decl &>(*B.Fn);
}

bool Tu::isUsedIn(const Body &B, llvm::StringRef Namespace) {
  const auto *Wanted =
      llvm::dyn_cast_or_null<clang::NamespaceDecl>(declNamed(Ast, Namespace));
  auto IsIt = [&](const clang::UsingDirectiveDecl *D) {
    return Wanted && D->getNominatedNamespace()->getCanonicalDecl() ==
                         Wanted->getCanonicalDecl();
  };
  for (const clang::DeclContext *In = placeOf(B).getDeclContext(); In;
       In = In->getParent())
    if (llvm::any_of(In->using_directives(), IsIt))
      return true;
  for (const Body *At = &B; At; At = At->Outer)
    for (const clang::Stmt *S : childrenOf(*At->Root))
      if (const auto *D = llvm::dyn_cast_or_null<clang::DeclStmt>(S))
        for (const clang::Decl *One : D->decls())
          if (const auto *U = llvm::dyn_cast<clang::UsingDirectiveDecl>(One);
              U && IsIt(U))
            return true;
  return false;
}

const std::vector<const clang::NamespaceAliasDecl *> &
Tu::aliasesIn(const clang::DeclContext &Around) {
  auto [It, IsNew] = Aliases.try_emplace(&Around);
  if (!IsNew)
    return It->second;
  auto Add = [&, &Found = It->second](const clang::Decl *D) {
    if (const auto *A = llvm::dyn_cast<clang::NamespaceAliasDecl>(D);
        A && !llvm::is_contained(Found, A) &&
        !Ast.getSourceManager().isInSystemHeader(A->getLocation()))
      Found.push_back(A);
  };
  // Those of precompiled headers, without loading all else that they have.
  llvm::SmallVector<clang::Decl *> Precompiled;
  if (Around.hasExternalLexicalStorage())
    Ast.getExternalSource()->FindExternalLexicalDecls(
        &Around,
        [](clang::Decl::Kind K) { return K == clang::Decl::NamespaceAlias; },
        Precompiled);
  llvm::for_each(Precompiled, Add);
  llvm::for_each(Around.noload_decls(), Add);
  return It->second;
}

std::string Tu::spelled(llvm::StringRef Code, const Body &In) {
  std::string Text = Code.str();
  const clang::SourceManager &Sources = Ast.getSourceManager();
  const clang::Decl &Place = placeOf(In);
  for (const clang::DeclContext *Around = Place.getDeclContext(); Around;
       Around = Around->getParent())
    for (const clang::NamespaceAliasDecl *Alias : aliasesIn(*Around))
      if (Sources.isBeforeInTranslationUnit(Alias->getLocation(),
                                            Place.getLocation()))
        Text = respelled(std::move(Text), qualifiedName(*Alias->getNamespace()),
                         Alias->getNameAsString());
  return Text;
}

std::optional<std::vector<std::string>> Tu::headersFor(llvm::StringRef Code) {
  std::vector<std::string> Headers;
  static const llvm::Regex Qualified(
      "[A-Za-z_][A-Za-z_0-9]*(::[A-Za-z_0-9]+)+");
  for (llvm::SmallVector<llvm::StringRef, 2> Found;
       Qualified.match(Code, &Found);) {
    llvm::StringRef Name = Found.front();
    Code = Code.drop_front(Name.end() - Code.begin());
    if (isDeclared(Name))
      continue;
    llvm::StringRef Header = Models.headerOf(Name);
    if (Header.empty())
      return std::nullopt;
    if (!llvm::is_contained(Headers, Header))
      Headers.push_back(Header.str());
  }
  return Headers;
}

} // namespace corolint

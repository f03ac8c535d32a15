#include "checks/Tu.h"
#include "checks/analysis/Footprint.h"
#include "checks/facts/Names.h"
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
    FatesRoom.emplace(facts(), Ways, effects());
  }
  return *FatesRoom;
}

Effects &Tu::effects() {
  if (!EffectsRoom) {
    Stopwatch::Lap Time(&Clock, "effects");
    EffectsRoom.emplace(Ast, Models, facts(), Types, Ways);
  }
  return *EffectsRoom;
}

Summaries &Tu::summaries() {
  if (!SummaryRoom) {
    Stopwatch::Lap Time(&Clock, "summaries");
    SummaryRoom.emplace(Ast, facts(), effects(), Types, Ids, Others);
  }
  return *SummaryRoom;
}

SharedBodies Tu::shareable(const llvm::StringSet<> &Files) {
  Stopwatch::Lap Time(&Clock, "shared-bodies");
  return corolint::shareable(
      {Ast, facts(), effects(), Types, touches(), summaries(), Others, Ids},
      Files);
}

bool Tu::isToldEnough() {
  Stopwatch::Lap Time(&Clock, "left-out");
  llvm::SmallPtrSet<const SharedBodies *, 4> From;
  for (const auto &[F, Body] : Others.all())
    From.insert(Body.From);
  return Others.isUnderstood() &&
         // In a handler there may be something to find.
         llvm::none_of(
             Others.all(),
             [&](const auto &B) { return effects().isHandler(*B.first); }) &&
         llvm::none_of(From, [&](const SharedBodies *B) {
           return isATaskAmong(B->Classes, Ast, Types);
         });
}

const UnitSummary &Tu::unit() {
  if (!Unit) {
    Stopwatch::Lap Time(&Clock, "footprints");
    Unit = summaries().unit();
    addFootprints(Ast, facts(), touches(), Ids, *Unit);
    // Only findings wait for what they seek, so only if there was a check.
    if (GatherRoom)
      addSought(*GatherRoom, touches(), Ids, *Unit);
  }
  return *Unit;
}

TouchRoom &Tu::touches() {
  if (!Touched)
    Touched.emplace(Ast, effects(), Others);
  return *Touched;
}

Gatherings &Tu::gatherings(bool AlsoLikely) {
  if (!GatherRoom) {
    Stopwatch::Lap Time(&Clock, "gatherings");
    GatherRoom.emplace(Ast, Models, facts(), Types, touches(), AlsoLikely);
  }
  return *GatherRoom;
}

Loops &Tu::loops() {
  if (!LoopRoom) {
    Stopwatch::Lap Time(&Clock, "loops");
    LoopRoom.emplace(Ast, Models, facts(), Types, touches(), effects());
  }
  return *LoopRoom;
}

bool Tu::mayAwait(const Body &In, const Awaitable &Task) {
  if (!In.Coroutine || In.Instantiated)
    return false;
  const clang::CXXRecordDecl *Promise = In.promise();
  return Types.accepts(Promise, Task) ||
         llvm::any_of(facts().Awaits, [&](const Await &A) {
           const Awaitable *Other = Types.of(A.Expr->getOperand()->getType());
           return Other && sameTemplate(Other->Class, Task.Class) &&
                  sameTemplate(A.In->promise(), Promise);
         });
}

bool Tu::isUsedIn(const Body &B, llvm::StringRef Namespace) {
  const auto *Wanted =
      llvm::dyn_cast_or_null<clang::NamespaceDecl>(declNamed(Ast, Namespace));
  auto IsIt = [&](const clang::UsingDirectiveDecl *D) {
    return Wanted && D->getNominatedNamespace()->getCanonicalDecl() ==
                         Wanted->getCanonicalDecl();
  };
  for (const clang::DeclContext *In = B.Fn; In; In = In->getParent())
    if (llvm::any_of(In->using_directives(), IsIt))
      return true;
  for (const Body *At = &B; At; At = At->Outer)
    for (const clang::Stmt *S : At->Root->children())
      if (const auto *D = llvm::dyn_cast_or_null<clang::DeclStmt>(S))
        for (const clang::Decl *One : D->decls())
          if (const auto *U = llvm::dyn_cast<clang::UsingDirectiveDecl>(One);
              U && IsIt(U))
            return true;
  return false;
}

std::optional<std::vector<std::string>> Tu::headersFor(llvm::StringRef Code) {
  std::vector<std::string> Headers;
  static const llvm::Regex Qualified(
      "[A-Za-z_][A-Za-z_0-9]*(::[A-Za-z_0-9]+)+");
  for (llvm::SmallVector<llvm::StringRef, 2> Found;
       Qualified.match(Code, &Found);) {
    llvm::StringRef Name = Found.front();
    Code = Code.drop_front(Name.end() - Code.begin());
    if (declNamed(Ast, Name))
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

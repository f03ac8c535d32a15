#include "checks/Tu.h"
#include "checks/analysis/Footprint.h"
#include "checks/analysis/Naming.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
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
    FatesRoom.emplace(facts(), Ways, effects(), Ids, Others);
  }
  return *FatesRoom;
}

Effects &Tu::effects() {
  if (!EffectsRoom) {
    Stopwatch::Lap Time(&Clock, "effects");
    EffectsRoom.emplace(Ast, Models, facts(), Types, Ways, Ids, Others);
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

SharedBodies Tu::shareable(const llvm::StringSet<> &Files,
                           llvm::ArrayRef<Place> Found) {
  const UnitSummary &All = unit();
  Stopwatch::Lap Time(&Clock, "shared-bodies");
  return corolint::shareable(
      {Ast, facts(), effects(), fates(), Types, touches(), summaries(), All,
       GatherRoom ? &*GatherRoom : nullptr, Others, Ids, Asked},
      Files, Found);
}

bool Tu::isToldEnough() {
  if (Others.all().empty())
    return true;
  Stopwatch::Lap Time(&Clock, "left-out");
  llvm::SmallPtrSet<const SharedBodies *, 4> From;
  llvm::DenseSet<Symbol> Bodies;
  for (const Body &B : facts().Bodies)
    if (B.Fn && !B.Initialises)
      Bodies.insert(Ids.of(*B.Fn->getCanonicalDecl()));
  for (const auto &[F, Body] : Others.all()) {
    From.insert(Body.From);
    Bodies.insert(Body.Is->Id);
  }
  return Others.isUnderstood() &&
         llvm::all_of(Others.all(),
                      [&](const auto &B) {
                        return isKnownEnough(*B.first, *B.second.Is, Bodies);
                      }) &&
         llvm::all_of(From, [&](const SharedBodies *B) {
           return areTheSame(B->Classes, Ast, Types);
         });
}

bool Tu::isKnownEnough(const clang::FunctionDecl &F, const SharedBody &Body,
                       const llvm::DenseSet<Symbol> &Bodies) {
  // Where less is asked of it, there is nothing to find either.
  bool IsHandler = effects().isHandler(F);
  bool IsOffLoop = Body.IsCoroutine && effects().isOffLoop(F);
  bool IsLess = IsHandler <= Body.IsHandler && IsOffLoop >= Body.IsOffLoop;
  bool IsAsMuch = IsHandler == Body.IsHandler && IsOffLoop == Body.IsOffLoop;
  return (Body.HasFindings ? IsAsMuch : IsLess) &&
         llvm::none_of(
             Body.Unseen,
             [&](const auto &F) { return Bodies.contains(F.first); }) &&
         llvm::all_of(Body.Asked, [&](const Question &Q) {
           return isSo(Q, *F.getDeclContext()) == Q.Yes;
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
    addSought(Others, *Unit);
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

bool Tu::answer(const Body &In, Question About) {
  const Body &Outer = outermost(In);
  const clang::Decl *D = Outer.Fn;
  if (Outer.Initialises)
    D = Outer.Initialises;
  About.Yes = isSo(About, *D->getDeclContext());
  Asked[&Outer].insert(About);
  return About.Yes;
}

static bool uses(const clang::UsingDirectiveDecl &D,
                 const clang::Decl &Wanted) {
  return D.getNominatedNamespace()->getCanonicalDecl() ==
         Wanted.getCanonicalDecl();
}

bool Tu::isSo(const Question &About, const clang::DeclContext &Around) {
  switch (About.Is) {
  case Question::Declared:
    return declNamed(Ast, About.Of);
  case Question::Used: {
    const auto *Wanted =
        llvm::dyn_cast_or_null<clang::NamespaceDecl>(declNamed(Ast, About.Of));
    for (const auto *In = &Around; Wanted && In; In = In->getParent())
      for (const clang::UsingDirectiveDecl *D : In->using_directives())
        if (uses(*D, *Wanted))
          return true;
    return false;
  }
  case Question::Awaited:
    if (!Awaiting) {
      Awaiting.emplace();
      for (const Await &A : facts().Awaits)
        if (auto Names = namesOf(A, Types))
          Awaiting->insert(std::move(*Names));
      for (const auto &[Other, Body] : Others.all())
        Awaiting->insert(Body.Is->Awaits.begin(), Body.Is->Awaits.end());
    }
    return Awaiting->contains({About.By, About.Of});
  case Question::Dropped: {
    const auto *R =
        llvm::dyn_cast_or_null<clang::CXXRecordDecl>(declNamed(Ast, About.Of));
    return R && R->hasDefinition() &&
           llvm::any_of(R->getDefinition()->fields(),
                        [&](const clang::FieldDecl *Field) {
                          return Field->getName() == About.By &&
                                 fates().drops(*Field);
                        });
  }
  }
  return false;
}

bool Tu::mayAwait(const Body &In, const Awaitable &Task) {
  if (!In.Coroutine || In.Instantiated)
    return false;
  const clang::CXXRecordDecl *Promise = In.promise();
  return Types.accepts(Promise, Task) ||
         (Promise && answer(In, {Question::Awaited, qualifiedName(*Task.Class),
                                 qualifiedName(*Promise)}));
}

bool Tu::isDeclared(const Body &In, llvm::StringRef Name) {
  return answer(In, {Question::Declared, Name.str(), ""});
}

bool Tu::isUsedIn(const Body &B, llvm::StringRef Namespace) {
  const auto *Wanted =
      llvm::dyn_cast_or_null<clang::NamespaceDecl>(declNamed(Ast, Namespace));
  for (const Body *At = &B; Wanted && At; At = At->Outer)
    for (const clang::Stmt *S : At->Root->children())
      if (const auto *D = llvm::dyn_cast_or_null<clang::DeclStmt>(S))
        for (const clang::Decl *One : D->decls())
          if (const auto *U = llvm::dyn_cast<clang::UsingDirectiveDecl>(One);
              U && uses(*U, *Wanted))
            return true;
  return answer(B, {Question::Used, Namespace.str(), ""});
}

std::optional<std::vector<std::string>> Tu::headersFor(const Body &In,
                                                       llvm::StringRef Code) {
  std::vector<std::string> Headers;
  static const llvm::Regex Qualified(
      "[A-Za-z_][A-Za-z_0-9]*(::[A-Za-z_0-9]+)+");
  for (llvm::SmallVector<llvm::StringRef, 2> Found;
       Qualified.match(Code, &Found);) {
    llvm::StringRef Name = Found.front();
    Code = Code.drop_front(Name.end() - Code.begin());
    if (isDeclared(In, Name))
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

#include "checks/analysis/Share.h"
#include "checks/analysis/Extent.h"
#include "checks/analysis/Naming.h"
#include "checks/base/Unique.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

std::optional<SharedBody> identityOf(const FunctionDecl &F,
                                     const Places &Where) {
  const SourceManager &Sources = F.getASTContext().getSourceManager();
  auto [File, Offset] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(F.getLocation()));
  SharedBody Body;
  Body.File = Where.fileOf(File);
  if (Body.File.empty())
    return std::nullopt;
  Body.Offset = Offset;
  Body.Name = qualifiedName(F);
  // While it is being parsed, nobody knows yet what a destructor may throw.
  if (!isa<CXXDestructorDecl>(F))
    Body.Name += " " + F.getType().getAsString();
  return Body;
}

std::optional<std::pair<std::string, std::string>> namesOf(const Await &A,
                                                           Awaitables &Types) {
  const Awaitable *Task = Types.of(A.Expr->getOperand()->getType());
  const CXXRecordDecl *Promise = A.In->promise();
  if (!Task || !Promise)
    return std::nullopt;
  return std::make_pair(qualifiedName(*Promise), qualifiedName(*Task->Class));
}

static const Decl &declOf(const Body &B) {
  return B.Initialises ? static_cast<const Decl &>(*B.Initialises)
                       : *B.Fn->getCanonicalDecl();
}

/// Is it of the same text in every unit, and its body for clang to skip?
static bool isSameEverywhere(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return (F.isInlined() || !F.isExternallyVisible()) && !F.isTemplated() &&
         F.getTemplateSpecializationKind() == TSK_Undeclared &&
         !F.isConstexpr() && !F.isInvalidDecl() &&
         !F.getReturnType()->isUndeducedType() &&
         !(M && M->getParent()->isLambda()) &&
         // What clang concludes from the body, its callers' graph may show.
         llvm::none_of(F.attrs(),
                       [](const Attr *A) { return A->isImplicit(); });
}

/// Are others to be told of it, since their own parse may not bring it, or not
/// under the same name?
static bool comesAlong(const Body &B) {
  if (B.Outer || B.Instantiated)
    return true;
  for (const DeclContext *In = declOf(B).getDeclContext(); In;
       In = In->getParent())
    if (isa<ClassTemplateSpecializationDecl>(In))
      return true;
  return false;
}

namespace {

class Search {
public:
  Search(const Sharer &By, const llvm::StringSet<> &Files,
         ArrayRef<Place> Found)
      : By(By), Files(Files), Where(By.Ast),
        Names(By.Ast, By.All, By.Calls, By.Types) {
    for (const Place &P : Found)
      Findings[P.File].insert(P.Offset);
    for (const TaskMember &M : By.All.Members)
      for (const Body *User : M.Users)
        Taken[&outermost(*User)].push_back(By.Ids.of(*M.Field));
    for (const Await &A : By.All.Awaits)
      Awaits[&outermost(*A.In)].push_back(&A);
    for (const TaskExpr &T : By.All.Tasks)
      if (T.Used.How == Use::Member)
        Stored[&outermost(*T.In)].push_back(&T);
    if (By.Groups)
      for (const GatherGroup &G : By.Groups->groups())
        Groups[&outermost(*G.Awaits.front().A->In)].push_back(&G);
  }

  SharedBodies run() {
    for (const Body &B : By.All.Bodies)
      if (mayBeShared(B))
        By.Room.ofBody(*B.Fn);
    Reach.emplace(By, Where);
    for (const Body &B : By.All.Bodies)
      if (std::optional<SharedBody> One = shared(B))
        Told.Bodies.push_back(std::move(*One));
    makeUnique(Told.Bodies);
    addWhatTheyDo();
    nameFiles();
    for (const auto &[S, Name] : Spelled)
      if (Name)
        Told.Names.push_back(*Name);
    makeUnique(Told.Names);
    Told.Classes.assign(Names.classes().begin(), Names.classes().end());
    return std::move(Told);
  }

private:
  bool mayBeShared(const Body &B) const {
    if (!B.Fn || B.Outer || B.Initialises || !isSameEverywhere(*B.Fn))
      return false;
    // How a task is made and ends, or its awaiter is built, tells what it is.
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(B.Fn))
      return !By.Types.ofClass(*cast<CXXMethodDecl>(B.Fn)->getParent());
    const Awaitable *Gives = By.Types.of(B.Fn->getReturnType());
    return !Gives || !By.Types.startsWhenAwaited(*Gives, *B.Fn);
  }

  std::optional<SharedBody> shared(const Body &B) {
    if (!mayBeShared(B))
      return std::nullopt;
    std::optional<SharedBody> One = identityOf(*B.Fn, Where);
    if (!One || !Files.contains(One->File))
      return std::nullopt;
    One->End = extentOf(*B.Fn).second;
    One->Id = By.Ids.of(*B.Fn->getCanonicalDecl());
    One->IsCoroutine = B.Coroutine != nullptr;
    One->HasFindings = hasFindings(*B.Fn);
    llvm::BitVector Extent = Reach->of(One->Id);
    if (!addWhatIsOfTasks(B, *One, Extent) || Extent.test(Extents::MainFile) ||
        !addTouches(*B.Fn, *One))
      return std::nullopt;
    if (const auto *Made = dyn_cast<CXXConstructorDecl>(B.Fn))
      for (const FieldDecl *F : initialisedByDefault(*Made))
        if (!add(*F, One->Initialises))
          return std::nullopt;
    for (unsigned File : Extent.set_bits())
      One->StandsIn.push_back(File);
    return One;
  }

  /// From its name to its last token, as offsets; of a macro, to where its use
  /// ends.
  std::pair<unsigned, unsigned> extentOf(const FunctionDecl &F) const {
    const SourceManager &Sources = By.Ast.getSourceManager();
    return {Sources.getFileOffset(Sources.getExpansionLoc(F.getLocation())),
            Sources.getFileOffset(
                Sources.getExpansionRange(F.getEndLoc()).getEnd())};
  }

  bool hasFindings(const FunctionDecl &F) const {
    std::optional<SharedBody> At = identityOf(F, Where);
    auto In = At ? Findings.find(At->File) : Findings.end();
    if (In == Findings.end())
      return false;
    auto [Begin, End] = extentOf(F);
    auto First = In->second.lower_bound(Begin);
    return First != In->second.end() && *First <= End;
  }

  /// The body and the instantiations that only it may bring into a unit. None:
  /// others need those, so they need the body.
  std::optional<llvm::SetVector<const Body *>> broughtBy(const Body &B) {
    llvm::SetVector<const Body *> All;
    All.insert(&B);
    for (size_t I = 0; I != All.size(); ++I) {
      const Named &Part = Names.of(*All[I]);
      if (Part.IsOdd)
        return std::nullopt;
      // There, others may find more in it.
      if (I && llvm::any_of(Part.Parts, [&](const Body *In) {
            return In->Fn && By.Calls.isOffLoop(*In->Fn) &&
                   (In->Coroutine || By.Calls.isGivenToALoop(*In->Fn));
          }))
        return std::nullopt;
      if (I && hasFindings(*All[I]->Fn))
        return std::nullopt;
      for (const FunctionDecl *F : Part.Functions)
        if (const Body *Made = Names.bodyOf(*F); Made && Made->Instantiated)
          All.insert(&outermost(*Made));
    }
    return All;
  }

  /// False: others can't know all of it.
  bool addWhatIsOfTasks(const Body &B, SharedBody &To,
                        llvm::BitVector &Extent) {
    auto Brought = broughtBy(B);
    if (!Brought)
      return false;
    bool Speaks = false;
    for (const Body *Part : *Brought) {
      const Named &N = Names.of(*Part);
      Speaks |= N.Speaks;
      for (const Call *C : N.Calls)
        addUses(*C, To);
      llvm::append_range(To.Takes, Taken.lookup(Part));
      for (const Await *A : Awaits.lookup(Part))
        if (auto Both = namesOf(*A, By.Types))
          To.Awaits.push_back(std::move(*Both));
    }
    To.IsHandler = By.Calls.isHandler(*B.Fn);
    To.IsOffLoop = To.IsCoroutine && By.Calls.isOffLoop(*B.Fn);
    makeUnique(To.Takes), makeUnique(To.Awaits);
    makeUnique(To.Makes), makeUnique(To.Handlers), makeUnique(To.OffLoop);
    if (!Speaks)
      return true;
    To.LetsNoErrorOut = Fates::letsNoErrorOut(B.Fn, By.Others);
    To.LeavesTheLoop = By.Calls.leavesTheLoop(*B.Fn);
    for (const ParmVarDecl *P : B.Fn->parameters())
      if (By.Ends.drops(*P))
        To.Drops.push_back(P->getFunctionScopeIndex());
    addUnseen(*Brought, To, Extent);
    for (const Body *Part : *Brought)
      if (!addQuestions(*Part, To))
        return false;
    for (const GatherGroup *G : Groups.lookup(&B))
      for (const GatherMember &M : G->Awaits)
        for (const FunctionDecl *F : By.Room.seen(*M.Makes).Elsewhere)
          To.Seeks.push_back(By.Ids.of(*F->getCanonicalDecl()));
    makeUnique(To.Seeks);
    return true;
  }

  void addUses(const Call &C, SharedBody &To) {
    auto Add = [&](const Effects::Functions &From, std::vector<Symbol> &To) {
      for (const FunctionDecl *F : From)
        To.push_back(By.Ids.of(*F->getCanonicalDecl()));
    };
    Add(By.Calls.handlersIn(C), To.Handlers);
    Add(By.Calls.offLoopIn(C), To.OffLoop);
    const auto *F = dyn_cast<FunctionDecl>(C.Callee);
    if (F && C.In->Fn && By.Types.of(F->getReturnType()))
      To.Makes.push_back({By.Ids.of(*C.In->Fn->getCanonicalDecl()),
                          By.Ids.of(*F->getCanonicalDecl()),
                          By.Calls.isBehindAHop(*C.In, C.At)});
  }

  /// The functions without a body here that what is found in it may depend on;
  /// and where the others stand. An await brings in all that it may run.
  void addUnseen(const llvm::SetVector<const Body *> &Brought, SharedBody &To,
                 llvm::BitVector &Extent) {
    const bool Awaiting = !To.Awaits.empty();
    llvm::SetVector<const Body *> All = Brought;
    for (size_t I = 0; I != All.size(); ++I)
      for (const FunctionDecl *F : Names.of(*All[I]).Functions) {
        if (!Awaiting && !hasTasks(*F))
          continue;
        const Symbol S = By.Ids.of(*F);
        if (const SharedBody *Other = By.Others.of(*F)) {
          llvm::append_range(To.Unseen, Other->Unseen);
          for (Symbol Called : Other->Calls)
            To.Unseen.emplace_back(Called, identifierOf(*cast<FunctionDecl>(
                                               By.Others.named(Called))));
        } else if (!definitionHere(*F)) {
          if (!F->isImplicit() && !F->isDefaulted() && !F->isDeleted())
            To.Unseen.emplace_back(S, identifierOf(*F));
          continue;
        } else if (const Body *Other = Names.bodyOf(*F)) {
          All.insert(&outermost(*Other));
        }
        Extent |= Reach->of(S);
      }
    makeUnique(To.Unseen);
  }

  /// Does it give or take some?
  bool hasTasks(const FunctionDecl &F) {
    auto IsOne = [&](QualType T) {
      return By.Types.of(T) || By.Types.heldBy(T);
    };
    return IsOne(F.getReturnType()) ||
           llvm::any_of(F.parameters(), [&](const ParmVarDecl *P) {
             return IsOne(P->getType());
           });
  }

  bool addQuestions(const Body &Part, SharedBody &To) {
    if (auto It = By.Asked.find(&Part); It != By.Asked.end())
      llvm::append_range(To.Asked, It->second);
    for (const TaskExpr *T : Stored.lookup(&Part)) {
      const FieldDecl &F = *T->Used.Member;
      const auto *Class = dyn_cast<CXXRecordDecl>(F.getParent());
      if (!Class || isa<ClassTemplateSpecializationDecl>(Class) ||
          F.getName().empty())
        return false;
      To.Asked.push_back({Question::Dropped, qualifiedName(*Class),
                          F.getNameAsString(), By.Ends.drops(F)});
    }
    makeUnique(To.Asked);
    return true;
  }

  /// False: others can't know what it names.
  bool addTouches(const FunctionDecl &F, SharedBody &To) {
    const Touches All = By.Room.ofBody(F);
    To.Unknown = All.Unknown;
    To.Ordered = All.Ordered;
    To.Throws = All.Throws;
    To.Suspends = All.Suspends;
    for (const FunctionDecl *Other : All.Elsewhere)
      if (!add(*Other->getCanonicalDecl(), To.Calls))
        return false;
    if (!All.Unknown.empty())
      return true;
    for (const Touched &T : All.Objects) {
      Trace As;
      As.Writes = T.Writes;
      As.MayAlias = T.MayAlias;
      if (const auto *P = dyn_cast_or_null<ParmVarDecl>(T.Object)) {
        if (P->getDeclContext() != &F)
          return false;
        As.Of = Trace::Parameter;
        As.Object = P->getFunctionScopeIndex();
      } else if (T.Object) {
        std::vector<Symbol> Object;
        if (!T.isGlobal() || !add(*T.Object->getCanonicalDecl(), Object))
          return false;
        As.Of = Trace::Variable;
        As.Object = Object.front();
        if (T.Field)
          As.Field = By.Ids.of(*T.Field);
        if (T.Field &&
            By.Others.fieldOf(T.Object->getType(), As.Field) != T.Field)
          return false;
      }
      To.Touches.push_back(As);
    }
    makeUnique(To.Touches);
    return true;
  }

  /// False: other units have no name for it.
  bool add(const Decl &D, std::vector<Symbol> &To) {
    Symbol S = By.Ids.of(D);
    auto [It, New] = Spelled.try_emplace(S);
    const auto &Named = cast<NamedDecl>(D);
    if (New && By.Ids.isOfManyUnits(D)) {
      SharedBodies::Name N;
      N.Of = S;
      N.Own = Named.getNameAsString();
      if (const auto *In = dyn_cast<NamedDecl>(
              cast<Decl>(D.getDeclContext()->getRedeclContext())))
        N.In = qualifiedName(*In);
      if (const ValueDecl *Same = By.Ids.find(S, N.In, N.Own);
          Same && Same->getCanonicalDecl() == &D)
        It->second = std::move(N);
    }
    if (It->second)
      To.push_back(S);
    return It->second.has_value();
  }

  void addWhatTheyDo() {
    const UnitSummary &All = By.Unit;
    llvm::DenseMap<Symbol, const FunctionSummary *> Of;
    for (const FunctionSummary &F : All.Functions)
      Of[F.Id] = &F;
    llvm::DenseSet<Symbol> ByThemselves, Asked, Seen;
    for (const Body &B : By.All.Bodies)
      if (!comesAlong(B))
        ByThemselves.insert(By.Ids.of(declOf(B)));
    std::vector<Symbol> Queue;
    auto Take = [&](Symbol S) {
      if (Seen.insert(S).second)
        Queue.push_back(S);
    };
    for (const SharedBody &B : Told.Bodies) {
      Take(B.Id);
      Asked.insert(B.Seeks.begin(), B.Seeks.end());
    }
    auto Ask = [&](Symbol S) {
      Asked.insert(S);
      if (S && !ByThemselves.contains(S))
        Take(S);
    };
    while (!Queue.empty()) {
      Symbol S = Queue.back();
      Queue.pop_back();
      const FunctionSummary *F = Of.lookup(S);
      if (!F)
        continue;
      Told.Does.Functions.push_back(*F);
      for (const CallSite &C : F->Calls) {
        Ask(C.To);
        for (const CallSite::Argument &A : C.Passes)
          Ask(A.Callable);
      }
    }
    llvm::sort(Told.Does.Functions);
    llvm::copy_if(All.Sought, std::back_inserter(Told.Does.Sought),
                  [&](const auto &S) { return Asked.contains(S.first); });
  }

  /// Those that are of concern.
  void nameFiles() {
    for (const SharedBody &B : Told.Bodies)
      for (unsigned File : B.StandsIn)
        Told.Files.push_back(Reach->name(File));
    makeUnique(Told.Files);
    for (SharedBody &B : Told.Bodies)
      for (unsigned &File : B.StandsIn)
        File = llvm::lower_bound(Told.Files, Reach->name(File)) -
               Told.Files.begin();
  }

  const Sharer &By;
  const llvm::StringSet<> &Files;
  const Places Where;
  Naming Names;
  std::optional<Extents> Reach;
  SharedBodies Told;
  llvm::StringMap<std::set<unsigned>> Findings; ///< Offsets.
  // Of outermost bodies.
  llvm::DenseMap<const Body *, std::vector<Symbol>> Taken;
  llvm::DenseMap<const Body *, std::vector<const Await *>> Awaits;
  llvm::DenseMap<const Body *, std::vector<const TaskExpr *>> Stored;
  llvm::DenseMap<const Body *, std::vector<const GatherGroup *>> Groups;
  llvm::DenseMap<Symbol, std::optional<SharedBodies::Name>> Spelled;
};

} // namespace

SharedBodies shareable(const Sharer &By, const llvm::StringSet<> &Files,
                       ArrayRef<Place> Found) {
  return Search(By, Files, Found).run();
}

bool areTheSame(ArrayRef<std::pair<std::string, std::string>> Classes,
                ASTContext &Ast, Awaitables &Types) {
  return llvm::all_of(Classes, [&](const auto &Told) {
    const auto *R = dyn_cast_or_null<CXXRecordDecl>(declNamed(Ast, Told.first));
    return !R || gist(Types.ofClass(*R)) == Told.second;
  });
}

} // namespace corolint

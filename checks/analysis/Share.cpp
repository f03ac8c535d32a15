#include "checks/analysis/Share.h"
#include "checks/base/Unique.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/SetVector.h"

using namespace clang;

namespace corolint {

std::optional<SharedBody> identityOf(const FunctionDecl &F,
                                     const Places &Where) {
  SourceLocation At = F.getLocation();
  if (!At.isFileID())
    return std::nullopt;
  auto [File, Offset] =
      F.getASTContext().getSourceManager().getDecomposedLoc(At);
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

static const Body &outermost(const Body &B) {
  const Body *Outer = &B;
  while (Outer->Outer)
    Outer = Outer->Outer;
  return *Outer;
}

static const Decl &declOf(const Body &B) {
  return B.Initialises ? static_cast<const Decl &>(*B.Initialises)
                       : *B.Fn->getCanonicalDecl();
}

/// Is it the same function in every unit, and its body for clang to skip?
static bool isSameEverywhere(const FunctionDecl &F) {
  const auto *M = dyn_cast<CXXMethodDecl>(&F);
  return F.isExternallyVisible() && F.isInlined() && !F.isTemplated() &&
         F.getTemplateSpecializationKind() == TSK_Undeclared &&
         !F.isConstexpr() && !F.isNoReturn() && !F.isInvalidDecl() &&
         !F.getReturnType()->isUndeducedType() &&
         !(M && M->getParent()->isLambda()) &&
         // What clang concludes from the body, its callers' graph may show.
         llvm::none_of(F.attrs(),
                       [](const Attr *A) { return A->isImplicit(); });
}

/// Are others to be told of it, since their own parse may not bring it, or not
/// under the same name?
static bool comesAlong(const Body &B) {
  if (B.Outer || B.Instantiated || (B.Fn && !B.Fn->isExternallyVisible()))
    return true;
  for (const DeclContext *In = declOf(B).getDeclContext(); In;
       In = In->getParent())
    if (isa<ClassTemplateSpecializationDecl>(In))
      return true;
  return false;
}

/// Does a unit that knows of the call know more than the call does?
static bool entangles(const FunctionModel &M) {
  return M.Spawns || M.Consumes || M.InTurn || M.Gathering || M.GivesPool ||
         !M.Handlers.empty() || !M.DropsResultOf.empty() ||
         M.Moves != FunctionModel::Stays;
}

namespace {

/// Has anything in a function to do with tasks? Notes the classes that have
/// not.
class TaskSearch {
public:
  TaskSearch(Awaitables &Types, llvm::StringSet<> &Classes)
      : Types(Types), Classes(Classes) {}

  bool finds(const FunctionDecl &F) {
    // How a task is made and ends tells what it is.
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(F)) {
      const CXXRecordDecl *Class = cast<CXXMethodDecl>(F).getParent();
      if (Types.ofClass(*Class))
        return true;
      note(Class);
    }
    if (const auto *C = dyn_cast<CXXConstructorDecl>(&F))
      for (const CXXCtorInitializer *I : C->inits())
        if (finds(I->getInit()))
          return true;
    return isOne(F.getReturnType()) ||
           llvm::any_of(
               F.parameters(),
               [&](const ParmVarDecl *P) { return isOne(P->getType()); }) ||
           finds(F.getBody());
  }

private:
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
        (Lambda->isGenericLambda() || finds(*Lambda->getCallOperator())))
      return true;
    return llvm::any_of(S->children(),
                        [&](const Stmt *Child) { return finds(Child); });
  }

  bool isOne(QualType T) {
    if (T.isNull() || T->isUndeducedType())
      return false;
    if (Types.of(T) || Types.heldBy(T))
      return true;
    note(recordOf(
        QualType(T.getNonReferenceType()->getBaseElementTypeUnsafe(), 0)));
    return false;
  }

  void note(const CXXRecordDecl *R) {
    if (!R || R->isLambda() || !Noted.insert(R->getCanonicalDecl()).second)
      return;
    Classes.insert(qualifiedName(*R));
    if (const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R))
      for (const TemplateArgument &A : S->getTemplateArgs().asArray())
        if (A.getKind() == TemplateArgument::Type && !Types.of(A.getAsType()))
          note(recordOf(A.getAsType()));
  }

  Awaitables &Types;
  llvm::StringSet<> &Classes;
  llvm::DenseSet<const CXXRecordDecl *> Noted;
};

/// In which files does a function stand, with all that it may run? Knows of
/// those whose touches were asked for.
class Extents {
public:
  static constexpr unsigned MainFile = 0;

  Extents(const Sharer &By, const Places &Where) {
    index(Where.mainFile());
    const SourceManager &Sources = By.Ast.getSourceManager();
    auto FileOf = [&](const Decl &D) {
      return index(Where.fileOf(
          Sources.getFileID(Sources.getExpansionLoc(D.getLocation()))));
    };
    for (const Body &B : By.All.Bodies)
      add(By.Ids.of(declOf(B)), FileOf(B.Initialises ? *B.Initialises : *B.Fn));
    for (const auto &[F, Body] : By.Others.all())
      for (unsigned File : Body.Is->StandsIn)
        add(Body.Is->Id, index(Body.From->Files[File]));
    llvm::DenseMap<Symbol, llvm::SmallVector<Symbol, 2>> Callers;
    for (auto [From, To] : By.Does.edges())
      Callers[To].push_back(From);
    for (auto [From, To] : By.Room.followed())
      Callers[By.Ids.of(*To->getCanonicalDecl())].push_back(
          By.Ids.of(*From->getCanonicalDecl()));
    std::vector<Symbol> Queue;
    for (const auto &[S, Files] : Of)
      Queue.push_back(S);
    while (!Queue.empty()) {
      Symbol Callee = Queue.back();
      Queue.pop_back();
      for (Symbol Caller : Callers.lookup(Callee)) {
        llvm::BitVector Both = of(Caller);
        Both |= of(Callee);
        if (Both == of(Caller))
          continue;
        Of[Caller] = std::move(Both);
        Queue.push_back(Caller);
      }
    }
  }

  llvm::BitVector of(Symbol S) const {
    llvm::BitVector Files = Of.lookup(S);
    Files.resize(Names.size());
    return Files;
  }

  const std::string &name(unsigned File) const { return Names[File]; }

private:
  unsigned index(const std::string &File) {
    auto [It, New] = Index.try_emplace(File, Names.size());
    if (New)
      Names.push_back(File);
    return It->second;
  }

  void add(Symbol S, unsigned File) {
    llvm::BitVector &Files = Of[S];
    if (Files.size() <= File)
      Files.resize(File + 1);
    Files.set(File);
  }

  llvm::StringMap<unsigned> Index;
  std::vector<std::string> Names;
  llvm::DenseMap<Symbol, llvm::BitVector> Of;
};

class Search {
public:
  Search(const Sharer &By, const llvm::StringSet<> &Files)
      : By(By), Files(Files), Where(By.Ast), Tasks(By.Types, Classes) {}

  SharedBodies run() {
    findBusy();
    for (const Body &B : By.All.Bodies)
      if (mayBeShared(B))
        By.Room.ofBody(*B.Fn);
    Reach.emplace(By, Where);
    for (const Body &B : By.All.Bodies)
      if (std::optional<SharedBody> One = shared(B))
        Found.Bodies.push_back(std::move(*One));
    makeUnique(Found.Bodies);
    addWhatTheyDo();
    nameFiles();
    for (const auto &[S, Name] : Names)
      if (Name)
        Found.Names.push_back(*Name);
    makeUnique(Found.Names);
    for (const auto &Name : Classes)
      Found.Classes.push_back(Name.first().str());
    llvm::sort(Found.Classes);
    return std::move(Found);
  }

private:
  /// Bodies that say something about others, or in which a check may find
  /// something.
  void findBusy() {
    for (const Body &B : By.All.Bodies)
      if (B.Coroutine || B.Broken)
        Busy.insert(&outermost(B));
    for (const Call &C : By.All.Calls) {
      const Body &In = outermost(*C.In);
      if (const FunctionModel *M = By.Calls.modelOf(*C.Callee);
          (M && entangles(*M)) || By.Calls.isGivenAPool(C))
        Busy.insert(&In);
      const auto *F = dyn_cast<FunctionDecl>(C.Callee);
      if (!F || Where.isInSystemHeader(F->getLocation()))
        continue;
      Calls[&In].push_back(F->getCanonicalDecl());
      // With a constructor come the virtual functions.
      if (const auto *Made = dyn_cast<CXXConstructorDecl>(F);
          Made && Made->getParent()->isPolymorphic())
        for (const CXXMethodDecl *M : Made->getParent()->methods())
          if (M->isVirtual())
            Calls[&In].push_back(M->getCanonicalDecl());
    }
    for (const Body &B : By.All.Bodies)
      if (B.Fn && !B.Initialises && !B.Outer && B.Instantiated)
        Instantiated[B.Fn->getCanonicalDecl()] = &B;
  }

  /// Is there something for a check, in it or in an instantiation that it may
  /// be the reason of?
  bool isOfInterest(const Body &B) {
    llvm::SetVector<const Body *> Queue;
    Queue.insert(&B);
    for (size_t I = 0; I != Queue.size(); ++I) {
      const Body *One = Queue[I];
      auto [It, New] = Tells.try_emplace(One, false);
      if (New)
        It->second = Busy.contains(One) || Tasks.finds(*One->Fn);
      if (It->second)
        return true;
      for (const FunctionDecl *F : Calls.lookup(One))
        if (const Body *Made = Instantiated.lookup(F);
            Made && !Idle.contains(Made))
          Queue.insert(Made);
    }
    Idle.insert(Queue.begin(), Queue.end());
    return false;
  }

  static bool mayBeShared(const Body &B) {
    return B.Fn && !B.Outer && !B.Initialises && isSameEverywhere(*B.Fn);
  }

  std::optional<SharedBody> shared(const Body &B) {
    if (!mayBeShared(B))
      return std::nullopt;
    std::optional<SharedBody> One = identityOf(*B.Fn, Where);
    if (!One || !Files.contains(One->File))
      return std::nullopt;
    One->Id = By.Ids.of(*B.Fn->getCanonicalDecl());
    llvm::BitVector Extent = Reach->of(One->Id);
    if (Extent.test(Extents::MainFile) || isOfInterest(B) ||
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

  /// False: others can't know what it names.
  bool addTouches(const FunctionDecl &F, SharedBody &To) {
    const Touches All = By.Room.ofBody(F);
    To.Unknown = All.Unknown;
    To.Ordered = All.Ordered;
    To.Throws = All.Throws;
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
    auto [It, New] = Names.try_emplace(S);
    const auto &Named = cast<NamedDecl>(D);
    if (New && Named.isExternallyVisible()) {
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
    const UnitSummary &All = By.Does.unit();
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
    for (const SharedBody &B : Found.Bodies)
      Take(B.Id);
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
      Found.Does.Functions.push_back(*F);
      for (const CallSite &C : F->Calls) {
        Ask(C.To);
        for (const CallSite::Argument &A : C.Passes)
          Ask(A.Callable);
      }
    }
    llvm::sort(Found.Does.Functions);
    llvm::copy_if(All.Sought, std::back_inserter(Found.Does.Sought),
                  [&](const auto &S) { return Asked.contains(S.first); });
  }

  /// Those that are of concern.
  void nameFiles() {
    for (const SharedBody &B : Found.Bodies)
      for (unsigned File : B.StandsIn)
        Found.Files.push_back(Reach->name(File));
    makeUnique(Found.Files);
    for (SharedBody &B : Found.Bodies)
      for (unsigned &File : B.StandsIn)
        File = llvm::lower_bound(Found.Files, Reach->name(File)) -
               Found.Files.begin();
  }

  const Sharer &By;
  const llvm::StringSet<> &Files;
  const Places Where;
  llvm::StringSet<> Classes;
  TaskSearch Tasks;
  std::optional<Extents> Reach;
  SharedBodies Found;
  llvm::DenseSet<const Body *> Busy;
  llvm::DenseMap<const Body *, llvm::SmallVector<const FunctionDecl *, 2>>
      Calls;
  llvm::DenseMap<const FunctionDecl *, const Body *> Instantiated;
  llvm::DenseMap<const Body *, bool> Tells; ///< By itself.
  llvm::DenseSet<const Body *> Idle;        ///< With all that they bring.
  llvm::DenseMap<Symbol, std::optional<SharedBodies::Name>> Names;
};

} // namespace

SharedBodies shareable(const Sharer &By, const llvm::StringSet<> &Files) {
  return Search(By, Files).run();
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

#include "checks/Analyze.h"
#include "checks/Dump.h"
#include "checks/Tu.h"
#include "checks/analysis/Unseen.h"
#include "checks/base/DeepStack.h"
#include "checks/base/Sink.h"
#include "checks/facts/Places.h"
#include "checks/program/Program.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

namespace {

/// A template's pattern and its instantiations say the same thing at the same
/// place: keeps one of each, in source order.
class Once : public Sink {
  Sink &To;
  const SourceManager &Sources;
  std::vector<Diagnosis> All;

public:
  Once(Sink &To, const SourceManager &Sources) : To(To), Sources(Sources) {}

  void flush() {
    auto Before = [&](const Diagnosis &A, const Diagnosis &B) {
      SourceLocation L = A.Where.getBegin(), R = B.Where.getBegin();
      if (L != R)
        return Sources.isBeforeInTranslationUnit(L, R);
      return std::tie(A.Message, A.If) < std::tie(B.Message, B.If);
    };
    llvm::sort(All, Before);
    for (size_t I = 0; I != All.size(); ++I) {
      Diagnosis &D = All[I];
      bool Again = I + 1 != All.size() && !Before(D, All[I + 1]);
      if (Again) {
        if (All[I + 1].Fixes.empty())
          All[I + 1].Fixes = std::move(D.Fixes);
        continue;
      }
      To.take(std::move(D));
    }
  }

  void take(Diagnosis D) override { All.push_back(std::move(D)); }
};

/// Settles the conditions. A call has one finding, however many instantiations
/// of its template it comes to something in.
class Resolving : public Sink {
  const Program &Known;
  Sink &To;
  std::optional<Diagnosis> Held; ///< Of the place in hand.
  std::optional<Resolved> Best;

public:
  Resolving(const Program &Known, Sink &To) : Known(Known), To(To) {}

  void flush() {
    if (!Held)
      return;
    Held->If.reset();
    Held->Severity = Best->Severity;
    Held->Message = std::move(Best->Message);
    for (Note &N : Best->Steps)
      Held->Notes.push_back(
          {Held->Where, std::move(N.Message), std::move(N.At)});
    if (!Best->Instead.empty())
      Held->Notes.push_back({Held->Where, insteadNote(Best->Instead), {}});
    To.take(std::move(*Held));
    Held.reset();
    Best.reset();
  }

  void take(Diagnosis D) override {
    std::optional<Resolved> Now = D.If ? Known.resolve(*D.If) : std::nullopt;
    if (D.If && !Now)
      return;
    if (Held && (!Now || Held->Where != D.Where))
      flush();
    if (!Now)
      return To.take(std::move(D));
    if (!Best || isBetter(*Now, *Best)) {
      Best = std::move(Now);
      Held = std::move(D);
    }
  }
};

} // namespace

Analysis::Analysis(ASTContext &Ast, const ModelSet &Models,
                   const Selection &Selected)
    : Ast(Ast), Unit(std::make_unique<Tu>(Ast, Models, Selected)) {}

Analysis::~Analysis() = default;

void Analysis::run(const Check &C, Sink &To) {
  Stopwatch::Lap Time(&Unit->clock(), C.Id.str());
  Once Merged(To, Ast.getSourceManager());
  onDeepStack([&] { C.Run(*Unit, Merged); });
  Merged.flush();
}

void Analysis::run(const Check &C, const Program &Known, Sink &To) {
  Resolving Resolved(Known, To);
  run(C, Resolved);
  Resolved.flush();
}

const UnitSummary &Analysis::summary() {
  const UnitSummary *Found = nullptr;
  onDeepStack([&] { Found = &Unit->unit(); });
  return *Found;
}

std::vector<UnseenFunction> Analysis::unseen() {
  std::vector<UnseenFunction> Found;
  onDeepStack([&] {
    Found =
        unseenFunctions(Ast, Unit->facts(), Unit->effects(), Unit->symbols());
  });
  return Found;
}

/// Null: it says something to the rest of the unit, or is no function's.
static std::optional<FunctionExtent>
plainFunction(const Body &B, const Places &Where,
              const SourceManager &Sources) {
  if (!B.Fn || !B.Root || B.Outer || B.Instantiated || B.Fn->isTemplated() ||
      B.Fn->isConstexpr() || B.Fn->getReturnType()->getContainedDeducedType())
    return std::nullopt;
  const FunctionDecl *Defined = B.Fn->getDefinition();
  auto [File, Name] = Sources.getDecomposedExpansionLoc(
      (Defined ? Defined : B.Fn)->getLocation());
  auto [BeginFile, Begin] =
      Sources.getDecomposedExpansionLoc(B.Root->getBeginLoc());
  auto [EndFile, End] = Sources.getDecomposedExpansionLoc(B.Root->getEndLoc());
  if (BeginFile != File || EndFile != File || Begin >= End)
    return std::nullopt;
  return FunctionExtent{Where.fileOf(File), Name, Begin, End};
}

std::vector<FunctionExtent> Analysis::plainFunctions() {
  std::vector<FunctionExtent> All;
  Places Where(Ast);
  for (const Body &B : Unit->facts().Bodies)
    if (auto F = plainFunction(B, Where, Ast.getSourceManager()))
      All.push_back(std::move(*F));
  llvm::sort(All);
  return All;
}

std::vector<FunctionExtent>
Analysis::calledFrom(const std::set<FunctionExtent> &Functions) {
  const Facts &F = Unit->facts();
  Places Where(Ast);
  llvm::DenseMap<const FunctionDecl *, const Body *> BodyOf;
  llvm::DenseSet<const Body *> Callers;
  for (const Body &B : F.Bodies) {
    if (B.Fn && B.Root)
      BodyOf.try_emplace(B.Fn->getCanonicalDecl(), &B);
    auto Extent = plainFunction(B, Where, Ast.getSourceManager());
    // What is in a function comes behind it.
    if (B.Outer ? Callers.contains(B.Outer)
                : Extent && Functions.count(*Extent))
      Callers.insert(&B);
  }
  std::set<FunctionExtent> Found;
  for (const Call &C : F.Calls)
    if (const auto *Callee =
            Callers.contains(C.In) ? dyn_cast<FunctionDecl>(C.Callee) : nullptr)
      if (const Body *To = BodyOf.lookup(Callee->getCanonicalDecl()))
        if (auto Extent = plainFunction(*To, Where, Ast.getSourceManager()))
          Found.insert(std::move(*Extent));
  return {Found.begin(), Found.end()};
}

std::vector<std::string> Analysis::tooLarge() {
  std::vector<std::string> All;
  Places Where(Ast);
  for (const Body *B : Unit->flow().tooLarge()) {
    if (std::optional<Place> At = Where.of(B->Root->getBeginLoc()))
      All.push_back(At->File + ":" + std::to_string(At->Line) +
                    (B->Fn ? ": " + qualifiedName(*B->Fn) : ""));
  }
  llvm::sort(All);
  return All;
}

const Stopwatch::Times &Analysis::times() const {
  return Unit->clock().times();
}

bool explainTypeIn(ASTContext &Ast, const ModelSet &Models,
                   llvm::StringRef QualifiedName, llvm::raw_ostream &Out) {
  Awaitables Types(Ast, Models);
  return explainType(Types, Ast, QualifiedName, Out);
}

std::map<std::string, std::string> declaredEntries(ASTContext &Ast,
                                                   const ModelSet &Models) {
  std::map<std::string, std::string> Found;
  for (const WrittenEntry &E : Models.userEntries())
    for (const std::string &Spelling : E.Spellings)
      if (std::string Name = modelName(Ast, Spelling); !Name.empty()) {
        std::string &Right = Found[E.Name];
        // One that is right will do.
        if (Right != E.Name)
          Right = Name == Spelling ? E.Name : Name;
      }
  return Found;
}

void dumpTu(ASTContext &Ast, const ModelSet &Models, const DumpRoom &Room,
            llvm::raw_ostream &Out) {
  Selection None;
  Tu T(Ast, Models, None);
  onDeepStack([&] { Room.Print(T, Ast, Out); });
}

} // namespace corolint

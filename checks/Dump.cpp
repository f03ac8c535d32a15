#include "checks/Dump.h"
#include "checks/Tu.h"
#include "checks/facts/Names.h"
#include "checks/facts/Suspending.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang;

namespace corolint {
namespace {

llvm::StringRef spell(Use U) {
  switch (U) {
  case Use::Discarded:
    return "discarded";
  case Use::Voided:
    return "voided";
  case Use::Awaited:
    return "awaited";
  case Use::Returned:
    return "returned";
  case Use::Local:
    return "local";
  case Use::Member:
    return "member";
  case Use::Argument:
    return "argument";
  case Use::Object:
    return "object";
  case Use::Stored:
    return "stored";
  case Use::Other:
    return "other";
  }
  return "";
}

class DumpPrinter {
  Tu &T;
  const SourceManager &Sources;
  llvm::raw_ostream &Out;

public:
  DumpPrinter(Tu &T, ASTContext &Ast, llvm::raw_ostream &Out)
      : T(T), Sources(Ast.getSourceManager()), Out(Out) {}

  /// "12:5: "; in a header "name.h:12:5: ".
  llvm::raw_ostream &at(SourceLocation L) {
    L = Sources.getFileLoc(L);
    PresumedLoc P = Sources.getPresumedLoc(L, false);
    if (!Sources.isInMainFile(L))
      Out << llvm::sys::path::filename(P.getFilename()) << ":";
    return Out << P.getLine() << ":" << P.getColumn() << ": ";
  }

  void type(const Awaitable &A) {
    Out << qualifiedName(*A.Class)
        << (A.Is == Role::Operation ? " operation" : "")
        << (!A.Begins    ? ""
            : A.isLazy() ? " lazy"
                         : " eager")
        << (A.NeedsRvalue ? " needs-rvalue" : "");
  }

  void facts() {
    const Facts &F = T.facts();
    for (const Body &B : F.Bodies)
      if (B.Coroutine)
        at(B.Fn->getLocation())
            << "coroutine " << qualifiedName(*B.Fn)
            << (B.Instantiated ? " (instantiated)" : "")
            << (T.effects().mustNotBlock(B) ? "" : " (may block)") << "\n";
    for (const TaskExpr &E : F.Tasks) {
      at(E.Made->getBeginLoc()) << "task ";
      type(*E.Type);
      Out << " " << spell(E.Used.How) << "\n";
    }
    for (const TaskLocal &L : F.Locals) {
      at(L.Var->getLocation()) << "local " << L.Var->getName() << ", mentioned "
                               << L.Mentions.size() << " times\n";
    }
    for (const Await &A : F.Awaits)
      at(A.Expr->getBeginLoc())
          << "await" << (A.Statement ? " in a straight line" : "") << " "
          << spell(A.Used.How) << "\n";
  }

  void fate() {
    for (const TaskExpr &E : T.facts().Tasks) {
      at(E.Made->getBeginLoc());
      Fate Of = T.fates().of(E);
      if (const auto *H = std::get_if<Handled>(&Of)) {
        Out << "handled: " << spell(H->How);
      } else if (const auto *U = std::get_if<Unknown>(&Of)) {
        Out << "unknown: " << U->Why;
      } else if (const auto *D = std::get_if<Discarded>(&Of)) {
        Out << (D->InWriting ? "discarded in writing" : "discarded");
      } else if (const auto *N = std::get_if<NeverMentioned>(&Of)) {
        Out << "kept in '" << N->Kept->Var->getName() << "', never mentioned";
        if (N->Last != N->Kept)
          Out << ", ends in '" << N->Last->Var->getName() << "'";
      } else if (const auto *O = std::get_if<Overwritten>(&Of)) {
        Out << "kept in '" << O->Kept->Var->getName() << "', overwritten at ";
        at(O->By->getBeginLoc());
      } else if (const auto *D = std::get_if<DroppedByCallee>(&Of)) {
        Out << "dropped by '" << shortName(*D->Callee) << "'";
      } else if (const auto *K = std::get_if<KeptInMember>(&Of)) {
        Out << "kept in the member '" << K->Field->getName() << "'";
      } else if (const auto *P = std::get_if<DroppedOnAPath>(&Of)) {
        Out << "kept in '" << P->Kept->Var->getName() << "', dropped at ";
        at(P->Where.Condition->getBeginLoc()) << (!P->Where.When   ? "case"
                                                  : *P->Where.When ? "true"
                                                                   : "false");
      }
      Out << "\n";
    }
  }

  void effect() {
    for (const Call &C : T.facts().Calls) {
      Effect Of = T.effects().of(C);
      bool Matters = T.effects().mustNotBlock(*C.In, C.At);
      const auto *U = std::get_if<Unknown>(&Of);
      if (std::holds_alternative<NoEffect>(Of) || (U && !Matters))
        continue;
      at(C.Ends ? C.Ends->getLocation() : C.At->getBeginLoc())
          << qualifiedName(*C.Callee) << " ";
      if (U)
        Out << "unknown: " << U->Why;
      else if (const auto *B = std::get_if<MayBlock>(&Of))
        Out << "blocks: " << corolint::spell(B->How->Kind);
      else
        Out << "runs a loop";
      Out << (Matters ? "" : " (fine here)") << "\n";
    }
  }

  /// What is known of a call without its effect: why is it silent?
  void calls() {
    for (const Call &C : T.facts().Calls) {
      if (!std::holds_alternative<NoEffect>(T.effects().of(C)))
        continue;
      at(C.Ends ? C.Ends->getLocation() : C.At->getBeginLoc())
          << qualifiedName(*C.Callee) << " ";
      const auto *Fn = dyn_cast<FunctionDecl>(C.Callee);
      const FunctionDecl *WithBody = nullptr;
      if (T.effects().modelOf(*C.Callee))
        Out << "a model says that it does not block";
      else if (Fn && T.types().of(Fn->getReturnType()))
        Out << "gives something to await, so it does not block itself";
      else if (Fn && Fn->hasBody(WithBody))
        Out << "no model; what its body calls decides, at line "
            << Sources.getPresumedLoc(WithBody->getLocation()).getLine();
      else
        Out << "no model, and its body is not in this unit";
      Out << (T.effects().mustNotBlock(*C.In, C.At) ? "" : " (fine here)")
          << "\n";
    }
  }

  void held() {
    for (const Suspension &S : T.facts().Suspensions) {
      at(S.At->getBeginLoc())
          << (S.IsYield ? "co_yield" : "co_await")
          << (!S.MaySuspend       ? ", never suspends"
              : T.locks().hops(S) ? ", goes on on another thread"
                                  : "")
          << "; alive:";
      for (const VarDecl *V : aliveAt(S))
        Out << " " << V->getName();
      for (const HeldOver &H : T.held().all())
        if (llvm::is_contained(H.Over, &S)) {
          Out << "; held: "
              << (H.Local    ? H.Local->getName()
                  : H.ByHand ? StringRef(H.Mutex->Name)
                             : "a temporary");
          if (H.Local && H.Mutex)
            Out << " (" << H.Mutex->Name << ")";
        }
      Out << "\n";
    }
  }

  void refusal(const GatherRefusal &R) {
    at(R.A->Expr->getBeginLoc());
    if (R.Earlier) {
      Out << "not with ";
      at(R.Earlier->Expr->getBeginLoc());
    } else {
      Out << "alone: ";
    }
    Out << R.Why << "\n";
  }

  void gather() {
    const Gatherings &All = T.gatherings(true);
    llvm::ArrayRef<GatherRefusal> Refusals = All.refusals();
    for (const GatherGroup &G : All.groups()) {
      SourceLocation Begin = G.Awaits.front().A->Expr->getBeginLoc();
      while (!Refusals.empty() &&
             Sources.isBeforeInTranslationUnit(
                 Refusals.front().A->Expr->getBeginLoc(), Begin)) {
        refusal(Refusals.front());
        Refusals = Refusals.drop_front();
      }
      at(Begin) << (G.Why == GatherGroup::KeptInLocals ? "kept in locals"
                    : G.Why == GatherGroup::InARow
                        ? (G.Is == GatherGroup::Proven ? "independent"
                           : G.Is == GatherGroup::Likely ||
                                   G.Is == GatherGroup::Asking
                               ? "perhaps independent"
                               : "open")
                        : "in one expression")
                << ", " << G.Awaits.size() << " awaits, with '"
                << G.With->Code.Spelling << "'\n";
    }
    for (const GatherRefusal &R : Refusals)
      refusal(R);
  }
};

} // namespace

static llvm::StringRef inWords(Role R) {
  switch (R) {
  case Role::Task:
    return "a task: somebody has to await it";
  case Role::Operation:
    return "an operation: it starts its work when it is awaited";
  case Role::Generator:
    return "a generator: it is pulled, not awaited";
  case Role::Detached:
    return "a detached coroutine: nobody is meant to await it";
  case Role::Pool:
    return "a pool: its threads are there to be blocked";
  case Role::Elsewhere:
    return "a mark: a coroutine that takes it starts on another executor";
  case Role::None:
    return "an awaiter: it may be awaited or not";
  }
  return "";
}

static llvm::StringRef inWords(Dropped D) {
  switch (D) {
  case Dropped::NeverRuns:
    return "it never runs";
  case Dropped::ErrorLost:
    return "it goes on, and its error is lost";
  case Dropped::Cancelled:
    return "it is cancelled";
  case Dropped::Blocks:
    return "its destructor waits for it";
  case Dropped::Leaks:
    return "its frame leaks";
  case Dropped::Terminates:
    return "the program ends";
  case Dropped::Unwaited:
    return "it goes on, and nothing waits for it";
  case Dropped::Nothing:
    return "nothing is lost";
  }
  return "";
}

bool explainType(Awaitables &Types, ASTContext &Ast,
                 llvm::StringRef QualifiedName, llvm::raw_ostream &Out) {
  const auto *Class =
      dyn_cast_or_null<CXXRecordDecl>(declNamed(Ast, QualifiedName));
  if (!Class)
    return false;
  const SourceManager &Sources = Ast.getSourceManager();
  PresumedLoc P = Sources.getPresumedLoc(Class->getLocation());
  Out << qualifiedName(*Class) << " (" << P.getFilename() << ":" << P.getLine()
      << ")\n";
  const Awaitable *A = Types.ofClass(*Class);
  if (!A) {
    Out << "  nothing that concerns coroutines: no promise, no way to await "
           "it, no model\n";
    return true;
  }
  Out << "  " << inWords(A->Is) << "\n";
  if (A->IsCoroutineType || A->isTask()) {
    Out << "  "
        << (!A->Begins    ? "whether it starts by itself can't be told"
            : A->isLazy() ? "lazy: it starts when it is awaited"
                          : "eager: it starts when it is made")
        << "\n  dropped without an await: "
        << (A->WhenDropped  ? inWords(*A->WhenDropped)
            : A->MustBeUsed ? "what happens can't be told, but the declaration "
                              "says that it matters"
                            : "what happens can't be told; corolint is silent")
        << "\n";
    if (auto Outside = A->whenDropped(/*InACoroutine=*/false);
        Outside != A->WhenDropped)
      Out << "  dropped where no coroutine can await it: " << inWords(*Outside)
          << "\n";
    if (A->AwaitedOnce)
      Out << (*A->AwaitedOnce ? "  awaited once"
                              : "  awaited as often as wanted")
          << "\n";
    if (A->NeedsRvalue)
      Out << "  a named one is awaited with std::move\n";
  }
  for (const std::string &Why : A->Evidence)
    Out << "  because " << Why << "\n";
  return true;
}

template <void (DumpPrinter::*Room)()>
static void print(Tu &T, ASTContext &Ast, llvm::raw_ostream &Out) {
  (DumpPrinter(T, Ast, Out).*Room)();
}

static constexpr DumpRoom Rooms[] = {
    {"facts", "what the source says", print<&DumpPrinter::facts>},
    {"fate", "what becomes of each task", print<&DumpPrinter::fate>},
    {"effect", "which calls block or run a loop", print<&DumpPrinter::effect>},
    {"calls", "why the other calls are silent", print<&DumpPrinter::calls>},
    {"held", "what is alive and locked where coroutines stop",
     print<&DumpPrinter::held>},
    {"gather", "which awaits are independent", print<&DumpPrinter::gather>},
};

llvm::ArrayRef<DumpRoom> dumpRooms() { return Rooms; }

} // namespace corolint

#include "checks/Dump.h"
#include "checks/Tu.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"
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

class Printer {
  Tu &T;
  const SourceManager &Sources;
  llvm::raw_ostream &Out;

public:
  Printer(Tu &T, ASTContext &Ast, llvm::raw_ostream &Out)
      : T(T), Sources(Ast.getSourceManager()), Out(Out) {}

  /// "12:5: "
  llvm::raw_ostream &at(SourceLocation L) {
    PresumedLoc P = Sources.getPresumedLoc(Sources.getFileLoc(L), false);
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
      } else if (const auto *D = std::get_if<Discarded>(&Of)) {
        Out << (D->InWriting ? "discarded in writing" : "discarded");
      } else if (const auto *N = std::get_if<NeverMentioned>(&Of)) {
        Out << "kept in '" << N->Kept->Var->getName() << "', never mentioned";
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
      if (std::holds_alternative<NoEffect>(Of))
        continue;
      at(C.Ends ? C.Ends->getLocation() : C.At->getBeginLoc())
          << qualifiedName(*C.Callee) << " ";
      if (const auto *B = std::get_if<MayBlock>(&Of))
        Out << "blocks: " << corolint::spell(B->How->Kind);
      else
        Out << "runs a loop";
      Out << (T.effects().mustNotBlock(*C.In, C.At) ? "" : " (fine here)")
          << "\n";
    }
  }

  void gather() {
    for (const GatherGroup &G : T.gatherings().groups()) {
      at(G.Awaits.front()->Expr->getBeginLoc())
          << (G.Why == GatherGroup::KeptInLocals  ? "kept in locals"
              : G.Why == GatherGroup::Independent ? "independent"
                                                  : "in one expression")
          << ", " << G.Awaits.size() << " awaits, with '" << G.With->Spelling
          << "'\n";
    }
  }
};

} // namespace

bool dump(Tu &T, ASTContext &Ast, llvm::StringRef Room,
          llvm::raw_ostream &Out) {
  Printer P(T, Ast, Out);
  if (Room == "facts")
    P.facts();
  else if (Room == "fate")
    P.fate();
  else if (Room == "effect")
    P.effect();
  else if (Room == "gather")
    P.gather();
  else
    return false;
  return true;
}

} // namespace corolint

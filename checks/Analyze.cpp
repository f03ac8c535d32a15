#include "checks/Analyze.h"
#include "checks/Dump.h"
#include "checks/Tu.h"
#include "checks/base/Sink.h"
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
      return A.Words < B.Words;
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

} // namespace

Analysis::Analysis(ASTContext &Ast, const ModelSet &Models,
                   const Selection &Selected)
    : Ast(Ast), Unit(std::make_unique<Tu>(Ast, Models, Selected)) {}

Analysis::~Analysis() = default;

void Analysis::run(const Check &C, Sink &To) {
  Once Merged(To, Ast.getSourceManager());
  C.Run(*Unit, Merged);
  Merged.flush();
}

void analyzeTu(ASTContext &Ast, const ModelSet &Models,
               const Selection &Selected, Sink &To) {
  Analysis All(Ast, Models, Selected);
  for (const Check *C : Selected.Checks)
    All.run(*C, To);
}

bool explainTypeIn(ASTContext &Ast, const ModelSet &Models,
                   llvm::StringRef QualifiedName, llvm::raw_ostream &Out) {
  Awaitables Types(Ast, Models);
  return explainType(Types, Ast, QualifiedName, Out);
}

bool dumpTu(ASTContext &Ast, const ModelSet &Models, llvm::StringRef Room,
            llvm::raw_ostream &Out) {
  Selection None;
  Tu T(Ast, Models, None);
  return dump(T, Ast, Room, Out);
}

} // namespace corolint

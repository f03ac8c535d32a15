//===- Analyze.h - all checks over one translation unit -------------------===//

#ifndef COROLINT_CHECKS_ANALYZE_H
#define COROLINT_CHECKS_ANALYZE_H

#include "checks/base/Check.h"
#include "llvm/ADT/StringRef.h"
#include <memory>

namespace clang {
class ASTContext;
}
namespace llvm {
class raw_ostream;
}

namespace corolint {

class ModelSet;
class Sink;

/// One translation unit under analysis: what the checks ask is worked out once,
/// however many of them run. Dies before `Ast` does.
class Analysis {
public:
  Analysis(clang::ASTContext &Ast, const ModelSet &Models,
           const Selection &Selected);
  ~Analysis();

  /// Hands the check's diagnoses to the sink, in source order.
  void run(const Check &C, Sink &To);

private:
  clang::ASTContext &Ast;
  std::unique_ptr<Tu> Unit;
};

/// Runs the selected checks over the user's code in `Ast`.
void analyzeTu(clang::ASTContext &Ast, const ModelSet &Models,
               const Selection &Selected, Sink &To);

/// Writes what is believed of the class of that qualified name, and why. False:
/// the translation unit has no such class.
bool explainTypeIn(clang::ASTContext &Ast, const ModelSet &Models,
                   llvm::StringRef QualifiedName, llvm::raw_ostream &Out);

/// Writes what a room knows of the translation unit: "facts", "fate", "effect"
/// or "gather". False: there is no such room.
bool dumpTu(clang::ASTContext &Ast, const ModelSet &Models,
            llvm::StringRef Room, llvm::raw_ostream &Out);

} // namespace corolint

#endif

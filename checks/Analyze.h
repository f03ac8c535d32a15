//===- Analyze.h - all checks over one translation unit -------------------===//

#ifndef COROLINT_CHECKS_ANALYZE_H
#define COROLINT_CHECKS_ANALYZE_H

#include "checks/analysis/LeftOut.h"
#include "checks/base/Check.h"
#include "checks/base/Stopwatch.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <memory>

namespace clang {
class ASTContext;
}
namespace llvm {
class raw_ostream;
}

namespace corolint {

class ModelSet;
class Program;
class Sink;

/// One translation unit under analysis: what the checks ask is worked out once,
/// however many of them run. Dies before `Ast` does.
class Analysis {
public:
  /// `Others`: definitions that were not parsed since another unit told what is
  /// in them.
  Analysis(clang::ASTContext &Ast, const ModelSet &Models,
           const Selection &Selected, LeftOutBodies Others = LeftOutBodies());
  ~Analysis();

  /// Hands the check's diagnoses to the sink, in source order. Those that
  /// depend on other functions keep their condition.
  void run(const Check &C, Sink &To);

  /// The same, with nothing left open: what the program and this unit together
  /// do not show does not hold.
  void run(const Check &C, const Program &Known, Sink &To);

  /// What the functions of this unit do.
  const UnitSummary &summary();

  /// The functions in these files whose bodies other units need not parse.
  /// `Found` is where the checks, which have all been run, found something.
  SharedBodies shareable(const llvm::StringSet<> &Files,
                         llvm::ArrayRef<Place> Found);

  /// Is nothing asked of the bodies that were left out but what is told of
  /// them? Else the unit has to be parsed with them.
  bool isToldEnough();

  /// Which room of the analysis, or check, spent how many seconds so far.
  const Stopwatch::Times &times() const;

private:
  clang::ASTContext &Ast;
  std::unique_ptr<Tu> Unit;
};

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

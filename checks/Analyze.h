//===- Analyze.h - all checks over one translation unit -------------------===//

#ifndef COROLINT_CHECKS_ANALYZE_H
#define COROLINT_CHECKS_ANALYZE_H

#include "checks/base/Check.h"
#include "checks/base/Stopwatch.h"
#include "checks/base/Summary.h"
#include "checks/base/Unseen.h"
#include "fixes/Fix.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

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
struct DumpRoom;

/// One translation unit under analysis: what the checks ask is worked out once,
/// however many of them run. Dies before `Ast` does.
class Analysis {
public:
  Analysis(clang::ASTContext &Ast, const ModelSet &Models,
           const Selection &Selected);
  ~Analysis();

  /// Hands the check's diagnoses to the sink, in source order. Those that
  /// depend on other functions keep their condition.
  void run(const Check &C, Sink &To);

  /// The same, with nothing left open: what the program and this unit together
  /// do not show does not hold.
  void run(const Check &C, const Program &Known, Sink &To);

  /// What the functions of this unit do.
  const UnitSummary &summary();

  /// What its coroutines call that only a model could tell of.
  std::vector<UnseenFunction> unseen();

  /// The functions whose bodies say nothing to the rest of the unit: none that
  /// is a template, may be evaluated by the compiler, or returns `auto`.
  /// Sorted.
  std::vector<FunctionExtent> plainFunctions();

  /// The functions of this unit, as they are in `plainFunctions`, that these
  /// call. Sorted.
  std::vector<FunctionExtent>
  calledFrom(const std::set<FunctionExtent> &Functions);

  /// The bodies that were too large to be followed to their ends, with their
  /// lines; sorted.
  std::vector<std::string> tooLarge();

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

/// Of the user's own models, the entries that mean something which the
/// translation unit declares, each with the name that it ought to have.
std::map<std::string, std::string> declaredEntries(clang::ASTContext &Ast,
                                                   const ModelSet &Models);

/// Writes what a room knows of the translation unit.
void dumpTu(clang::ASTContext &Ast, const ModelSet &Models,
            const DumpRoom &Room, llvm::raw_ostream &Out);

} // namespace corolint

#endif

//===- Analyze.h - all checks over one translation unit -------------------===//

#ifndef COROLINT_CHECKS_ANALYZE_H
#define COROLINT_CHECKS_ANALYZE_H

#include "checks/base/Check.h"
#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
}
namespace llvm {
class raw_ostream;
}

namespace corolint {

class ModelSet;
class Sink;

/// Runs the selected checks over the user's code in `Ast`.
void analyzeTu(clang::ASTContext &Ast, const ModelSet &Models,
               const Selection &Selected, Sink &To);

/// Writes what a room knows of the translation unit: "facts", "fate", "effect"
/// or "gather". False: there is no such room.
bool dumpTu(clang::ASTContext &Ast, const ModelSet &Models,
            llvm::StringRef Room, llvm::raw_ostream &Out);

} // namespace corolint

#endif

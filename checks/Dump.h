//===- Dump.h - what each room knows, as text -----------------------------===//
//
// One line per fact or answer, in the order of the walk: what the analyses' own
// tests read, and what `--dump` shows to someone who asks why.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_DUMP_H
#define COROLINT_CHECKS_DUMP_H

#include "llvm/ADT/StringRef.h"

namespace clang {
class ASTContext;
}
namespace llvm {
class raw_ostream;
}

namespace corolint {

class Awaitables;
class Tu;

/// False: there is no room of that name.
bool dump(Tu &T, clang::ASTContext &Ast, llvm::StringRef Room,
          llvm::raw_ostream &Out);

/// What is believed of a class, and why. False: there is none of that name.
bool explainType(Awaitables &Types, clang::ASTContext &Ast,
                 llvm::StringRef QualifiedName, llvm::raw_ostream &Out);

} // namespace corolint

#endif

//===- Dump.h - what each room knows, as text -----------------------------===//
//
// One line per fact or answer, in the order of the walk: what the analyses' own
// tests read, and what `--dump` shows to someone who asks why.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_DUMP_H
#define COROLINT_CHECKS_DUMP_H

#include "llvm/ADT/ArrayRef.h"
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

struct DumpRoom {
  llvm::StringLiteral Name;  ///< "fate": what stands behind `--dump=`.
  llvm::StringLiteral Shows; ///< "what becomes of each task"
  void (*Print)(Tu &, clang::ASTContext &, llvm::raw_ostream &);
};

/// All there are, in the order of `--help`.
llvm::ArrayRef<DumpRoom> dumpRooms();

/// What is believed of a class, and why. False: there is none of that name.
bool explainType(Awaitables &Types, clang::ASTContext &Ast,
                 llvm::StringRef QualifiedName, llvm::raw_ostream &Out);

} // namespace corolint

#endif

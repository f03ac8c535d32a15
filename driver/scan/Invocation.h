//===- Invocation.h - a compiler invocation that only reads ---------------===//
//
// What is left of a command if it may read sources and nothing else? A command
// comes with the repository that is looked at, and so do the flags in it:
// whatever writes a file, loads code or caches something goes, whether or not
// anybody has heard of the flag.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SCAN_INVOCATION_H
#define COROLINT_DRIVER_SCAN_INVOCATION_H

namespace clang {
class CompilerInvocation;
}

namespace corolint {

/// Keeps what says how the sources are read: inputs, language, target, macros,
/// directories.
void makeReadOnly(clang::CompilerInvocation &Of);

} // namespace corolint

#endif

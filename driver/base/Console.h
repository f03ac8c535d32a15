//===- Console.h - lines for the person at the terminal -----------------===//
//
// What is printed to standard error: one line for each error, warning and
// remark. Results never go here.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_CONSOLE_H
#define COROLINT_DRIVER_BASE_CONSOLE_H

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"
#include <string>

namespace corolint {

/// A stream that the caller has closed is opened, so that no file gets its
/// number. What is written to standard output is an error then.
void openStandardStreams();

void sayError(llvm::Error E);
void sayWarning(const llvm::Twine &Words);
void sayRemark(const llvm::Twine &Words);

/// Text of others on a line of ours: what a terminal or a CI log would obey
/// (control characters, "##[error]") is spelled out.
std::string printable(llvm::StringRef Text);

/// A path, printable, that no CI log takes for a command ("::error::x.cpp").
std::string printablePath(llvm::StringRef Path);

/// A word of a command as a shell has to read it.
std::string quotedForShell(llvm::StringRef Word);

/// "3 files", "1 file"
std::string counted(size_t Number, llvm::StringRef Noun);

} // namespace corolint

#endif

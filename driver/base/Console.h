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

void sayError(llvm::Error E);
void sayWarning(const llvm::Twine &Words);
void sayRemark(const llvm::Twine &Words);

/// "3 files", "1 file"
std::string counted(size_t Number, llvm::StringRef Noun);

} // namespace corolint

#endif

//===- Say.h - lines for the person at the terminal -----------------------===//
//
// What goes to standard error: one line for every error, warning and remark, a
// block for every file that could not be analysed. Results never go here.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_SAY_H
#define COROLINT_DRIVER_SAY_H

#include "driver/TuReport.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Error.h"

namespace corolint {

void sayError(llvm::Error E);
void sayWarning(const llvm::Twine &Words);
void sayRemark(const llvm::Twine &Words);

/// Names every unit that was not analysed, or not wholly, and why.
void sayTroubles(llvm::ArrayRef<TuReport> Units);

/// "3 files", "1 file"
std::string counted(size_t Number, llvm::StringRef Noun);

} // namespace corolint

#endif

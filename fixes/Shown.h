//===- Shown.h - files as a person sees them ------------------------------===//
//
// What is the text of a file? That in the editor, if one has it open and has
// told so at the start of the run; else that on the disk.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_SHOWN_H
#define COROLINT_FIXES_SHOWN_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/ErrorOr.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <memory>
#include <string>

namespace corolint {

/// Absolute path → text.
using ShownTexts = std::map<std::string, std::string>;

/// An editor asked for this run. Once, before any file is read.
void showInstead(ShownTexts Texts);

bool isForAnEditor();

/// Those that are not as on the disk.
const ShownTexts &shownTexts();

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
shownText(llvm::StringRef File);

} // namespace corolint

#endif

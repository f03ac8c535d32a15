//===- LspWords.h - findings in the words of the protocol -----------------===//
//
// How does an editor want to be told of a finding and of its fixes? Lines and
// columns count from 0, columns in UTF-16; files are URIs.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_COMMANDS_LSPWORDS_H
#define COROLINT_DRIVER_COMMANDS_LSPWORDS_H

#include "checks/base/Finding.h"
#include "checks/base/Sources.h"
#include "llvm/Support/JSON.h"
#include <string>
#include <vector>

namespace corolint {

/// Members of a message, or what is empty.
llvm::StringRef textIn(const llvm::json::Object *O, llvm::StringRef Key);
const llvm::json::Object *objectIn(const llvm::json::Object *O,
                                   llvm::StringRef Key);
unsigned numberIn(const llvm::json::Object *O, llvm::StringRef Key);
/// Of the document that a request is about.
std::string pathIn(const llvm::json::Object *Params);

std::string uriOf(llvm::StringRef Path);
std::string pathOf(llvm::StringRef Uri); ///< "": it is no file.

/// `Pages`: a directory of pages on this machine, or "" for those on the net.
llvm::json::Value diagnosticOf(const Finding &F, Sources &Texts,
                               llvm::StringRef Pages);

/// A WorkspaceEdit.
llvm::json::Value changesOf(const std::vector<Edit> &Edits, Sources &Texts);

/// Those for lines `First` to `Last`, from 0: what is safe is preferred, to be
/// silent never is.
llvm::json::Array quickFixesFor(const std::vector<Finding> &All, Sources &Texts,
                                llvm::StringRef Pages, unsigned First,
                                unsigned Last);

/// The qualified name at a place, as it is spelled; or "".
std::string nameAt(llvm::StringRef Line, unsigned Utf16Column);

} // namespace corolint

#endif

//===- Embedded.h - files that travel inside the binary -------------------===//
//
// The pages of the checks and the models, so that plugin and driver need no
// data directory. cmake/Embed.cmake writes the tables,
// tools/models the merged models.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_EMBEDDED_H
#define COROLINT_CHECKS_BASE_EMBEDDED_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

struct EmbeddedFile {
  llvm::StringRef Name; ///< Without directory and extension.
  llvm::StringRef Text;
};

/// What these models say of a name, merged.
struct EmbeddedEntry {
  llvm::StringRef Name;
  llvm::StringRef Text; ///< JSON for a type or function, else plain.
  llvm::StringRef Library, File;
};
struct EmbeddedLayers {
  llvm::ArrayRef<EmbeddedEntry> Types, Functions, Headers, Twins; ///< Sorted.
  llvm::ArrayRef<llvm::StringRef> Files;
};
EmbeddedLayers embeddedLayers();

llvm::ArrayRef<EmbeddedFile> embeddedPages();  ///< docs/checks/*.md
llvm::ArrayRef<EmbeddedFile> embeddedModels(); ///< checks/models/*.json
llvm::ArrayRef<EmbeddedFile> embeddedReport(); ///< driver/report/report.html
/// clang's own, "sub/name.h"; none unless the program is linked statically.
llvm::ArrayRef<EmbeddedFile> embeddedHeaders();

} // namespace corolint

#endif

//===- Sources.h - the text behind a place --------------------------------===//
//
// What does line 12 of this file say, and how is its path shown? Each file is
// read once, when first asked for. A file that can't be read is empty.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SOURCES_H
#define COROLINT_CHECKS_BASE_SOURCES_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <string>
#include <vector>

namespace corolint {

class Sources {
public:
  llvm::StringRef text(llvm::StringRef File);

  /// What an editor has of a file, instead of what is on the disk.
  void know(llvm::StringRef File, llvm::StringRef Text);

  /// Counts from 1; without the line end.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);

  /// Line (from 1) and its bytes before an offset.
  std::pair<unsigned, llvm::StringRef> before(llvm::StringRef File,
                                              unsigned Offset);

private:
  struct Source {
    Source() = default;
    explicit Source(std::unique_ptr<llvm::MemoryBuffer> Of);
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    std::vector<unsigned> LineStarts;
  };
  Source &source(llvm::StringRef File);

  llvm::StringMap<Source> Known;
};

/// Below `Directory`: relative to it, "/" between the parts. Else unchanged.
std::string pathBelow(llvm::StringRef Directory, llvm::StringRef Path);

/// Absolute, links resolved as far as the path exists.
std::string realPath(llvm::StringRef Path);

/// What JavaScript, and SARIF, take for the length of the text.
size_t utf16Length(llvm::StringRef Utf8);

/// The working directory, links resolved.
std::string workingDirectory();

} // namespace corolint

#endif

//===- Sources.h - the text behind a place --------------------------------===//
//
// What does line 12 of this file say, and how is its path shown? Each file is
// read once, when first asked for. A file that can't be read is empty.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SOURCES_H
#define COROLINT_CHECKS_BASE_SOURCES_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/ErrorOr.h"
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

  /// The line of that number, counted from 1, without its end.
  llvm::StringRef line(llvm::StringRef File, unsigned Number);

  /// The number (from 1) of the line that an offset is in, and the line's bytes
  /// before it.
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

/// The contents of a regular file. Anything else is an error: a pipe would be
/// waited for, and a device may have no end.
llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
readFile(const llvm::Twine &Path);

/// `Path` relative to `Directory`, "/" between the parts; unchanged if it is
/// not below that.
std::string pathBelow(llvm::StringRef Directory, llvm::StringRef Path);

/// How a path is written into a file, or read from there.
using PathSpelling = llvm::function_ref<std::string(llvm::StringRef)>;

/// The absolute path, links resolved as far as it exists.
std::string realPath(llvm::StringRef Path);

/// What JavaScript, and SARIF, take for the length of the text.
size_t utf16Length(llvm::StringRef Utf8);

/// The working directory, links resolved.
std::string workingDirectory();

} // namespace corolint

#endif

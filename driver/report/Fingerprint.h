//===- Fingerprint.h - is this the finding of yesterday? ------------------===//
//
// Names for findings that stay when lines above them come and go. Two kinds:
// the hash that code scanning on GitHub computes for a line, and our own, which
// also survives changes further down.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_FINGERPRINT_H
#define COROLINT_DRIVER_REPORT_FINGERPRINT_H

#include "checks/base/Finding.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

/// For every line, from 1, what GitHub's upload calls primaryLocationLineHash:
/// a rolling hash of the next hundred UTF-16 units that are no blanks, and how
/// often it has been seen. Element 0 is empty.
std::vector<std::string> lineHashes(llvm::StringRef Text);

/// Fingerprints of check, path, function, message and source line. Equal ones
/// are numbered in the order of the calls of `of`.
class Fingerprints {
public:
  std::string of(const Finding &F, llvm::StringRef RelativePath,
                 llvm::StringRef SourceLine);

private:
  llvm::StringMap<unsigned> Seen;
};

} // namespace corolint

#endif

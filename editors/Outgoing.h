//===- Outgoing.h - what clangd says of our findings ----------------------===//
//
// clangd takes our findings for those of a check of clang-tidy: as their source
// it names that, it links to a page of clang-tidy's that does not exist, and of
// two fixes it prefers neither, of one that one, even if it only silences. What
// it writes to standard output is put right on its way.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_EDITORS_OUTGOING_H
#define COROLINT_EDITORS_OUTGOING_H

#include "llvm/Support/JSON.h"
#include <string>
#include <thread>

namespace corolint {

/// A fix of that title changes what runs when, and is never preferred.
void noteSuggestion(llvm::StringRef Title);

/// The body of a message. True: it was changed.
bool mendMessage(llvm::json::Value &Message);

/// As long as it lives, standard output goes through it. What is no message of
/// the protocol passes as it is.
class MendedOutput {
public:
  MendedOutput();
  MendedOutput(const MendedOutput &) = delete;
  ~MendedOutput();

private:
  void forward();

  int Real = -1, From = -1;
  std::thread Forwarder;
};

} // namespace corolint

#endif

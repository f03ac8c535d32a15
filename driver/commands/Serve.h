//===- Serve.h - the language server --------------------------------------===//
//
// What does an editor get? `corolint lsp` speaks the Language Server Protocol
// on standard input and output, beside whatever other server the editor has.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_COMMANDS_SERVE_H
#define COROLINT_DRIVER_COMMANDS_SERVE_H

#include "llvm/Support/Error.h"

namespace corolint {

/// Until the client says goodbye, or is gone. The exit code.
llvm::Expected<int> serveEditor();

/// In a run that the server has started: takes the texts that the editor shows
/// from the file that the environment names, if it does.
llvm::Error takeShownTexts();

} // namespace corolint

#endif

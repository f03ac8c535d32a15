//===- RequiredVersion.h - may this corolint read this configuration? -----===//
//
// A project that counts on what a version has, or has mended, says so: then a
// colleague with another one is told, and gets no other findings.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_REQUIREDVERSION_H
#define COROLINT_CHECKS_BASE_REQUIREDVERSION_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The global option that says so: "0.2" (any 0.2.x), ">=0.2", ">=0.2,<0.4".
inline constexpr llvm::StringLiteral RequiredVersionKey =
    "coro.RequiredVersion";

/// Why a corolint of version `Own` is not what is required; "": it is.
std::string versionTrouble(llvm::StringRef Required, llvm::StringRef Own);

} // namespace corolint

#endif

//===- Hash.h - the hash of a text --------------------------------------===//
//
// Are two texts the same? Not meant to withstand an attacker who looks for two
// texts of one hash.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_HASH_H
#define COROLINT_DRIVER_BASE_HASH_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// 128 bits of XXH3, in hexadecimal digits.
std::string contentHash(llvm::StringRef Text);

/// In the place of the hash of a file that is not there.
inline constexpr llvm::StringLiteral NoFile = "gone";

} // namespace corolint

#endif

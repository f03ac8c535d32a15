//===- Json.h - strict JSON with a place for every error ------------------===//
//
// nlohmann_json accepts a key twice and reports errors as offsets. Here a
// repeated key is an error, and an error names file, line and column.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_JSON_H
#define COROLINT_CHECKS_BASE_JSON_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <nlohmann/json_fwd.hpp>
#include <string>

namespace corolint {

/// Parses `Text`. An error reads "FILE:LINE:COL: …".
llvm::Expected<nlohmann::json> parseJson(llvm::StringRef Text,
                                         llvm::StringRef File);

/// An error of one line that needs no error code.
llvm::Error problem(const llvm::Twine &Words);

/// A member's value as text, or "" if it is not there or no string.
std::string stringAt(const nlohmann::json &Object, llvm::StringRef Key);

} // namespace corolint

#endif

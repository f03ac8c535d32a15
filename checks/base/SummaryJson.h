//===- SummaryJson.h - summaries as JSON and back -------------------------===//
//
// One object for each unit. Compact: every text stands once, in "texts", and
// is an index everywhere else; what has its usual value is left out; a place is
// [file, line, column, endColumn, offset].
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SUMMARYJSON_H
#define COROLINT_CHECKS_BASE_SUMMARYJSON_H

#include "checks/base/Summary.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <nlohmann/json.hpp>

namespace corolint {

/// Of the files and of what workers say to the run.
inline constexpr unsigned SummaryVersion = 2;

/// How a path is written, or read.
using PathSpelling = llvm::function_ref<std::string(llvm::StringRef)>;

nlohmann::ordered_json toJson(const UnitSummary &S, PathSpelling Path);

/// What is not as it should be makes it an error, without a place.
llvm::Expected<UnitSummary> summaryFrom(const nlohmann::json &From,
                                        PathSpelling Path);

// --- Files: a JSON object on each line. The first says what it is and below
// which directory its relative paths are, each further one is a unit.

/// The first line, with its line end.
std::string printHeader(llvm::StringRef Root);

/// Hands over each unit of a file, and how to read its paths: below `Root`, or
/// if that is empty, below the directory that the file names.
llvm::Error readUnits(
    const std::string &File, llvm::StringRef Root,
    llvm::function_ref<llvm::Error(const nlohmann::json &, PathSpelling)> Take);

/// Only what the functions do.
llvm::Expected<std::vector<UnitSummary>> readSummaries(const std::string &File,
                                                       llvm::StringRef Root);

} // namespace corolint

#endif

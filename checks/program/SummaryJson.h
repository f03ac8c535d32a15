//===- SummaryJson.h - summaries as JSON and back -------------------------===//
//
// One object for each unit, of lists of numbers; see Fields.h.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_SUMMARYJSON_H
#define COROLINT_CHECKS_PROGRAM_SUMMARYJSON_H

#include "checks/base/Sources.h"
#include "checks/base/Summary.h"
#include "llvm/Support/Error.h"
#include <nlohmann/json.hpp>

namespace corolint {

/// The version of the files, and of what workers say to the run.
inline constexpr unsigned SummaryVersion = 14;

/// A path as text that JSON can hold, and back. Of a path that is not UTF-8
/// each byte above 0x7f becomes a NUL, which no path has, and two hex digits.
std::string asUtf8(llvm::StringRef Path);
std::string asBytes(llvm::StringRef Text);

nlohmann::ordered_json toJson(const UnitSummary &S, PathSpelling Path);

/// An error, without a place, if anything in it is not as it should be.
llvm::Expected<UnitSummary> summaryFrom(const nlohmann::json &From,
                                        PathSpelling Path);

// --- Files: a JSON object on each line. The first says what it is and below
// which directory its relative paths are, each further one is a unit.

/// The first line, with its line end.
std::string printHeader(llvm::StringRef Root);

/// How many units of a file are parsed at the same time, each in a slot.
inline constexpr size_t UnitsAtOnce = 64;

/// Has each unit of a file parsed, in several threads, and then taken, in this
/// one and in their order. Its paths are read below `Root`, or if that is
/// empty, below the directory that the file names.
llvm::Error
readUnits(const std::string &File, llvm::StringRef Root,
          llvm::function_ref<llvm::Error(size_t Slot, const nlohmann::json &,
                                         PathSpelling)>
              Parse,
          llvm::function_ref<void(size_t Slot)> Take);

/// Reads what the functions of a file's units do, and nothing else.
llvm::Expected<std::vector<UnitSummary>> readSummaries(const std::string &File,
                                                       llvm::StringRef Root);

} // namespace corolint

#endif

//===- Reports.h - the reports of units, as text and files ----------------===//
//
// How reports travel: from a worker to its run, and in a file from one machine
// to another.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_REPORTS_H
#define COROLINT_DRIVER_UNIT_REPORTS_H

#include "driver/unit/TuReport.h"
#include "llvm/ADT/ArrayRef.h"
#include <optional>

namespace corolint {

std::string printReport(const TuReport &R);
llvm::Expected<TuReport> parseReport(llvm::StringRef Text);
llvm::Expected<TuReport> parseReport(llvm::StringRef Text, PathSpelling Path);

/// A line of a file. Paths below `Root` are written relative to it.
std::string printReport(const TuReport &R, llvm::StringRef Root);

/// The same of a summary alone.
std::string printEffects(const UnitSummary &S, llvm::StringRef Root);

std::string printReadFiles(llvm::ArrayRef<ReadFile> All);
std::optional<std::vector<ReadFile>> parseReadFiles(llvm::StringRef Text);

/// Hands over each unit of a file. Relative paths are below `Root`; if that is
/// empty, below the directory that the file names.
llvm::Error readReports(const std::string &File, llvm::StringRef Root,
                        llvm::function_ref<void(TuReport)> Take);

} // namespace corolint

#endif

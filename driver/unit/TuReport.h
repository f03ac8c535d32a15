//===- TuReport.h - what came out of one translation unit -----------------===//
//
// How did the analysis of one compile command end, and what did it find? Plain
// data: a worker writes it as JSON, the run that started it, or one on another
// machine, reads it.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_TUREPORT_H
#define COROLINT_DRIVER_UNIT_TUREPORT_H

#include "checks/base/Finding.h"
#include "checks/base/Stopwatch.h"
#include "checks/base/Summary.h"
#include "checks/base/Suppress.h"
#include "checks/base/Unseen.h"
#include "driver/unit/FindingJson.h"
#include "fixes/Apply.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>
#include <vector>

namespace corolint {

enum class TuStatus {
  Ok,
  Errors,   ///< Analysed, but the compiler saw errors: findings may be missing.
  Failed,   ///< Could not be parsed.
  Crashed,  ///< The worker was ended by a signal.
  TimedOut, ///< The worker was ended by us.
  Skipped,  ///< No coroutine can be in it: not C++.
  Spared,   ///< Not parsed: no coroutine depends on it.
  Missing,  ///< Only the database knows the file.
};

llvm::StringRef spell(TuStatus S); ///< "ok", "timed-out", …

llvm::StringRef meaning(TuStatus S); ///< "the file could not be parsed", …

/// Is there something that was not looked at?
bool isIncomplete(TuStatus S);

/// Was there nothing to look at, or no need to?
bool isPassedOver(TuStatus S);

/// A file as it was when it was read.
struct ReadFile {
  std::string Name; ///< Absolute.
  std::string Hash; ///< See contentHash().
};

/// Wall-clock seconds.
struct UnitCost {
  double Parse = 0, Check = 0, Fix = 0;
  Stopwatch::Times Parts; ///< Of Check.
  /// Bodies that would have taken more than they may: "a.cpp:12: f".
  std::vector<std::string> TooLarge;
};

/// What the analysis of one AST gives.
struct UnitResult {
  std::vector<Finding> Findings;
  std::vector<OpenFinding> Open;
  UnitSummary Summary;
  std::vector<Silenced> Quieted; ///< Not findings: what a function does.
  Stamps Parsed;                 ///< The files that findings and fixes are in.
  /// Of the functions that have something of a finding with a fix in them,
  /// those whose bodies say nothing to the rest of the unit.
  std::vector<FunctionExtent> Fixable;
  /// What those with an edit call: their bodies say what it does.
  std::vector<FunctionExtent> CalledByFixable;
  std::vector<UnseenFunction> Unseen; ///< Only if asked.
  /// Only if asked: see declaredEntries().
  std::map<std::string, std::string> Declared;
  Stopwatch::Times CheckTimes;       ///< By check and room; not written.
  std::vector<std::string> TooLarge; ///< See UnitCost; not written.
};

struct TuReport : UnitResult {
  std::string File; ///< Absolute, as the compile command names it.
  std::string Directory;
  std::vector<std::string> Command;
  TuStatus Status = TuStatus::Ok;
  std::string Message;      ///< Why it is not ok, in a few words.
  std::vector<Note> Errors; ///< The first of the compiler's.
  /// All files that were read, but the system's headers; sorted.
  std::vector<std::string> Inputs;
  unsigned ErrorCount = 0;
  std::string Log;              ///< What the worker wrote to standard error.
  std::vector<std::string> Off; ///< Checks that were not asked.
  std::string WarningsAsErrors; ///< Globs; for what is settled later.
  /// It is only asked what is in these files; empty: all. Not written.
  std::vector<std::string> OnlyIn;
  bool IsKept = false; ///< It comes from the cache.
  UnitCost Took;       ///< Not part of what is written.
  /// All files, for the cache; not part of what is written.
  std::vector<ReadFile> Read;
};

/// Why there may be more to say, in a line; or "".
std::string troubleOf(const TuReport &R);

/// `Path` writes, or reads, every path in it.
Json toJson(const TuReport &R, PathSpelling Path);
llvm::Expected<TuReport> tuReportFrom(const nlohmann::json &From,
                                      PathSpelling Path);

} // namespace corolint

#endif

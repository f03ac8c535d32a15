//===- Analyze.h - the analysis of all units ----------------------------===//
//
// In which order are the units of a plan analysed, and which of them not at
// all? What a unit leaves open decides which others are parsed after it.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_ANALYZE_H
#define COROLINT_DRIVER_RUN_ANALYZE_H

#include "driver/run/Plan.h"
#include <optional>

namespace corolint {

class Changes;
class Program;
class Stats;
struct Options;

/// One report for each job, in their order.
llvm::Expected<std::vector<TuReport>> analyzeAll(const Plan &P,
                                                 const Options &O);

/// The same, but units that no coroutine can depend on are spared, unless they
/// were named. What the functions do to their threads is in `All`, closed.
llvm::Expected<std::vector<TuReport>>
analyzeWhatMatters(const Plan &P, const Options &O, const Changes *Only,
                   Program &All, Stats &Took);

} // namespace corolint

#endif

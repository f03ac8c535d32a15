//===- Plan.h - what will be analysed, and how ----------------------------===//
//
// Which units are there to analyse, with which configuration and models? And
// their analysis, side by side.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_PLAN_H
#define COROLINT_DRIVER_PLAN_H

#include "checks/models/ModelSet.h"
#include "driver/Worker.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>

namespace corolint {

class Changes;
class Program;
class Stats;
struct Options;

struct Plan {
  std::vector<Job> Jobs;
  std::map<std::vector<std::string>, ModelSet> Models; ///< By their files.
};

/// Could what is parsed for one unit serve this one, too?
bool mayShare(const Job &J);

/// Says what is remarkable about the commands.
llvm::Expected<Plan> planRun(const Options &O);

/// One report for each job, in their order. None: interrupted.
llvm::Expected<std::optional<std::vector<TuReport>>>
analyzeAll(const Plan &P, const Options &O);

/// The same, but units that no coroutine can depend on are spared, unless they
/// were named. What the functions do to their threads is in `All`, closed.
llvm::Expected<std::optional<std::vector<TuReport>>>
analyzeWhatMatters(const Plan &P, const Options &O, const Changes *Only,
                   Program &All, Stats &Took);

} // namespace corolint

#endif

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

struct Options;

struct Plan {
  std::vector<Job> Jobs;
  std::map<std::vector<std::string>, ModelSet> Models; ///< By their files.
};

llvm::Expected<Plan> planRun(const Options &O);

void sayRemarks(const Plan &P);

/// One report for each job, in their order. None: interrupted.
llvm::Expected<std::optional<std::vector<TuReport>>>
analyzeAll(const Plan &P, const Options &O);

} // namespace corolint

#endif

//===- Plan.h - what will be analysed, and how ----------------------------===//
//
// Which units are there to analyse, with which configuration and models?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_PLAN_H
#define COROLINT_DRIVER_RUN_PLAN_H

#include "checks/models/ModelSet.h"
#include "driver/unit/Worker.h"
#include "llvm/Support/Error.h"
#include <map>

namespace corolint {

struct Options;

struct Plan {
  std::vector<Job> Jobs;
  std::map<std::vector<std::string>, ModelSet> Models; ///< By their files.
};

/// Does the file not exist?
bool isMissing(const Job &J);

/// Says what is remarkable about the commands.
llvm::Expected<Plan> planRun(const Options &O);

} // namespace corolint

#endif

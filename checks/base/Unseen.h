//===- Unseen.h - functions that nothing is known of, as plain data -------===//
//
// Which functions does a unit call that only a model could tell of? See
// checks/analysis/Unseen.h, which finds them.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_UNSEEN_H
#define COROLINT_CHECKS_BASE_UNSEEN_H

#include "checks/base/Summary.h"

namespace corolint {

struct UnseenFunction {
  Symbol Id = 0;
  std::string Name;           ///< As a model has it.
  Place At;                   ///< The first call.
  std::vector<Place> Callers; ///< The coroutines; where each is defined.
};

} // namespace corolint

#endif

//===- Steps.h - calls and the ways through them, in words ----------------===//
//
// How to call a call in a message, and the notes that lead from it to what it
// reaches.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_STEPS_H
#define COROLINT_CHECKS_STEPS_H

#include "checks/analysis/Reach.h"
#include "checks/base/Sink.h"
#include <string>

namespace corolint {

/// "the call of 'read'", "the construction of 'ifstream'", "the end of 'lock'".
std::string nameOf(const Call &C);

clang::SourceRange placeOf(const Call &C);

/// A step of the report for each step of the way.
void explain(const Way &W, Sink::Report &To);

} // namespace corolint

#endif

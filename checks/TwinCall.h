//===- TwinCall.h - what a blocking call would be, awaited ----------------===//
//
// How does a call of a function read that gives to await what the blocking one
// gives at once? It is given the user's own arguments; a model says what it is
// called. An error code that the call fills in goes where the coroutine's
// library wants it. Whether it compiles is not known: the fix has to be tried.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_TWINCALL_H
#define COROLINT_CHECKS_TWINCALL_H

#include "checks/facts/Facts.h"
#include "checks/models/Model.h"
#include "fixes/Fix.h"
#include <optional>
#include <string>

namespace corolint {

class Tu;

struct TwinCall {
  std::string Code; ///< "co_await ours::async_read(s, b, ours::token)"
  std::optional<Fix> Instead;
};

/// Nothing where the coroutine can't await it, the twin is not declared, or a
/// macro wrote a part of the call.
std::optional<TwinCall> twinCall(Tu &T, const Call &C, const AsyncTwin &Twin);

} // namespace corolint

#endif

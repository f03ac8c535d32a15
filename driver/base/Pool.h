//===- Pool.h - a process for every piece of work -------------------------===//
//
// Runs pieces of work side by side, each in a forked process of its own, so
// that a crash or a hang costs one piece. A piece returns a text; what it
// writes to standard error is caught. When the run is interrupted, all of its
// processes are ended.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_POOL_H
#define COROLINT_DRIVER_BASE_POOL_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>
#include <vector>

namespace corolint {

/// How a process ended.
struct Ending {
  enum { Done, Signalled, TimedOut, NotStarted } How = Done;
  int Signal = 0;
  std::string Text; ///< What the work returned; incomplete unless Done.
  /// The beginning of what it wrote to standard error, or why it never began.
  std::string Log;
};

struct PoolLimits {
  unsigned AtOnce = 1;
  unsigned Seconds = 600; ///< For one piece.
  /// Bytes for all processes together; 0: what the machine has free. One
  /// process runs even if there is less.
  uint64_t Memory = 0;
  /// The directories that the processes may write below; see Confine.h.
  std::vector<std::string> Writable = {};
  /// `Seconds` count anew whenever the piece writes to standard error: it may
  /// take as long as it shows that it is alive.
  bool ShowsLife = false;
};

/// The error after SIGINT, SIGTERM or SIGHUP.
class InterruptedError : public llvm::ErrorInfo<InterruptedError> {
public:
  static char ID;
  void log(llvm::raw_ostream &Out) const override;
  std::error_code convertToErrorCode() const override;
};

/// Does pieces 0 … Count-1. `Work` runs in the child, `Ended` here, in the
/// order in which pieces end. Where no further process can be started, fewer
/// run at a time. Fails with InterruptedError only.
llvm::Error runForked(size_t Count, PoolLimits Limits,
                      llvm::function_ref<std::string(size_t)> Work,
                      llvm::function_ref<void(size_t, Ending)> Ended);

} // namespace corolint

#endif

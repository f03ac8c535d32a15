//===- SignalsHeld.h - not to be ended in between -------------------------===//
//
// What ends a process politely (SIGINT, SIGTERM, SIGHUP) waits until a file is
// written whole. SIGKILL does not.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_SIGNALSHELD_H
#define COROLINT_FIXES_SIGNALSHELD_H

#include <csignal>
#include <initializer_list>

namespace corolint {

class SignalsHeld {
public:
  SignalsHeld() {
    sigset_t Held;
    ::sigemptyset(&Held);
    for (int Signal : {SIGINT, SIGTERM, SIGHUP})
      ::sigaddset(&Held, Signal);
    ::pthread_sigmask(SIG_BLOCK, &Held, &Before);
  }
  SignalsHeld(const SignalsHeld &) = delete;
  ~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &Before, nullptr); }

private:
  sigset_t Before;
};

} // namespace corolint

#endif

// A coroutine library of our own, small enough to read in one go and real
// enough to link and run. Mirrors no library; its tasks carry no [[nodiscard]]
// on purpose. Left out: task<T&>, cancellation, allocators.

#ifndef MINI_CORO_H
#define MINI_CORO_H

#include "generator.h"
#include "task.h"
#include "wait.h"
#include <deque>
#include <functional>

namespace mini {

/// Calls what is posted to it, in order, on the thread in run().
class event_loop {
public:
  /// Returns when nothing is left to do, or after stop().
  void run() {
    stopped = false;
    while (!stopped && !posted.empty()) {
      auto next = std::move(posted.front());
      posted.pop_front();
      next();
    }
  }
  void stop() { stopped = true; }
  void post(std::function<void()> fn) { posted.push_back(std::move(fn)); }

private:
  std::deque<std::function<void()>> posted;
  bool stopped = false;
};

} // namespace mini

#endif

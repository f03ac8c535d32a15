// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: all but what a coroutine needs to be given one.

#ifndef ASYNC_SIMPLE_EXECUTOR_H
#define ASYNC_SIMPLE_EXECUTOR_H

#include <coroutine>
#include <functional>

namespace async_simple {

class Executor {
public:
  using Func = std::function<void()>;

  virtual ~Executor() {}
  virtual bool schedule(Func func) = 0;
  virtual bool currentThreadInExecutor() const = 0;
};

} // namespace async_simple

#endif

// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: keep-alive counting, priorities, blocking contexts.

#pragma once

#include <folly/Function.h>
#include <type_traits>

namespace folly {

using Func = Function<void()>;

class Executor;

template <typename ExecutorT = Executor> class ExecutorKeepAlive {
public:
  ExecutorKeepAlive() = default;
  ExecutorKeepAlive(ExecutorT *executor) : executor_(executor) {}
  template <typename OtherExecutor,
            typename = std::enable_if_t<
                std::is_convertible_v<OtherExecutor *, ExecutorT *>>>
  ExecutorKeepAlive(const ExecutorKeepAlive<OtherExecutor> &other) noexcept
      : executor_(other.get()) {}

  void reset() noexcept { executor_ = nullptr; }
  explicit operator bool() const { return executor_; }
  ExecutorT *get() const { return executor_; }
  ExecutorT &operator*() const { return *executor_; }
  ExecutorT *operator->() const { return executor_; }
  ExecutorKeepAlive copy() const { return *this; }
  ExecutorKeepAlive get_alias() const { return *this; }

private:
  ExecutorT *executor_ = nullptr;
};

class Executor {
public:
  virtual ~Executor() = default;
  virtual void add(Func) = 0;

  template <typename ExecutorT = Executor>
  using KeepAlive = ExecutorKeepAlive<ExecutorT>;
};

template <typename ExecutorT>
Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT *executor) {
  return executor;
}

template <typename ExecutorT>
Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT &executor) {
  return &executor;
}

} // namespace folly

// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: the state it shares with a promise, Unit.

#ifndef ASYNC_SIMPLE_FUTURE_H
#define ASYNC_SIMPLE_FUTURE_H

#include <async_simple/Executor.h>
#include <async_simple/Try.h>
#include <utility>

namespace async_simple {

template <typename T> class Future {
public:
  using value_type = T;

  Future(const Future &) = delete;
  Future &operator=(const Future &) = delete;
  Future(Future &&other);
  Future &operator=(Future &&other);
  ~Future();

  bool valid() const;
  bool hasResult() const;
  T &&value() &&;
  T get() &&;
  void wait();
  Future<T> via(Executor *executor) &&;
  template <typename F> void setContinuation(F &&) {}
};

template <> class Future<void> {
public:
  Future(Future &&other);
  ~Future();
  bool hasResult() const;
  void get() &&;
  void wait();
};

} // namespace async_simple

#endif

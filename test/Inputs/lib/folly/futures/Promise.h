// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the core, exceptions, interrupts.

#pragma once

#include <exception>
#include <folly/Try.h>
#include <folly/Unit.h>
#include <type_traits>

namespace folly {

template <class T> class SemiFuture;
template <class T> class Future;

template <class T> class Promise {
public:
  Promise() {}
  ~Promise() {}
  Promise(Promise const &) = delete;
  Promise(Promise<T> &&other) noexcept;

  SemiFuture<T> getSemiFuture();
  Future<T> getFuture();
  template <class B = T>
  typename std::enable_if<std::is_same<Unit, B>::value, void>::type setValue();
  template <class M> void setValue(M &&value);
  void setTry(Try<T> &&t);
  bool isFulfilled() const noexcept;
};

} // namespace folly

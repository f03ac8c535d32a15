// Mirrors capnproto/capnproto 2c270958 (2026-05-20).
// Left out: nodes, events, fibers, allocators of coroutines, where they are
// made.

#pragma once

#include <coroutine>
#include <kj/array.h>

namespace kj {

template <typename T> class Promise;

namespace _ {

class CoroutineBase {
public:
  std::suspend_never initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception();
};

template <typename T> class PromiseAwaiter {
public:
  explicit PromiseAwaiter(Promise<T> &&promise);
  bool await_ready() const { return false; }
  bool await_suspend(std::coroutine_handle<> coroutine);
  T await_resume();
};

template <typename T, typename Self> class CoroutineMixin {
public:
  template <typename U> void return_value(U &&value);
};
template <typename Self> class CoroutineMixin<void, Self> {
public:
  void return_void();
};

template <typename T>
class Coroutine final : public CoroutineBase,
                        public CoroutineMixin<T, Coroutine<T>> {
public:
  Promise<T> get_return_object();
  template <typename U> PromiseAwaiter<U> await_transform(Promise<U> &promise);
  template <typename U> PromiseAwaiter<U> await_transform(Promise<U> &&promise);
};

template <typename T> struct JoinPromises {
  using Type = Promise<Array<T>>;
};
template <> struct JoinPromises<void> {
  using Type = Promise<void>;
};

} // namespace _

template <typename T> class [[nodiscard]] Promise {
public:
  using promise_type = _::Coroutine<T>;

  Promise(Promise &&) = default;
  Promise &operator=(Promise &&) = default;
  ~Promise();
};

template <typename T>
typename _::JoinPromises<T>::Type joinPromises(Array<Promise<T>> &&promises);

Promise<void> yield();

} // namespace kj

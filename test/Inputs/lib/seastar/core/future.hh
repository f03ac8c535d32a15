// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: the state of a future, continuations that run elsewhere, conversion
// of plain values to futures.

#pragma once

#include <exception>
#include <type_traits>
#include <utility>

#if __has_cpp_attribute(clang::coro_await_elidable)
#define SEASTAR_CORO_AWAIT_ELIDABLE [[clang::coro_await_elidable]]
#else
#define SEASTAR_CORO_AWAIT_ELIDABLE
#endif

namespace seastar {

template <typename T = void> class future;

template <typename T = void> class promise {
public:
  promise() noexcept;
  future<T> get_future() noexcept;
  template <typename... A> void set_value(A &&...a) noexcept;
  void set_exception(std::exception_ptr &&ex) noexcept;
};

namespace internal {

template <typename T> struct futurized {
  using type = future<T>;
};
template <typename T> struct futurized<future<T>> {
  using type = future<T>;
};
template <typename Func, typename T> struct continued {
  using type = typename futurized<std::invoke_result_t<Func, T>>::type;
};
template <typename Func> struct continued<Func, void> {
  using type = typename futurized<std::invoke_result_t<Func>>::type;
};

} // namespace internal

template <typename T> class [[nodiscard]] SEASTAR_CORO_AWAIT_ELIDABLE future {
public:
  using promise_type = promise<T>;

  future(future &&x) noexcept;
  future(const future &) = delete;
  future &operator=(future &&x) noexcept;
  void operator=(const future &) = delete;
  ~future();

  T get();
  void wait() noexcept;
  bool available() const noexcept;
  bool failed() const noexcept;
  template <typename Func>
  typename internal::continued<Func, T>::type then(Func &&func) noexcept {
    std::terminate();
  }
  template <typename Func> future<T> finally(Func &&func) noexcept {
    std::terminate();
  }
  template <typename Func> future<T> handle_exception(Func &&func) noexcept {
    std::terminate();
  }
  template <typename Func>
  future<T> handle_exception_type(Func &&func) noexcept {
    std::terminate();
  }
  future<> discard_result() noexcept;
  void forward_to(promise<T> &&pr) noexcept;
  void ignore_ready_future() noexcept;
};

template <typename T = void, typename... A>
future<T> make_ready_future(A &&...value) noexcept;

} // namespace seastar

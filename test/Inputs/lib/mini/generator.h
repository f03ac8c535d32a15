// The coroutine type that is pulled.

#ifndef MINI_GENERATOR_H
#define MINI_GENERATOR_H

#include <coroutine>
#include <exception>
#include <iterator>
#include <type_traits>
#include <utility>

namespace mini {

/// Yields values; pulled by a range-for, not awaited.
template <class T> class generator {
public:
  struct promise_type {
    std::add_pointer_t<T> value = nullptr;
    std::exception_ptr error;

    generator get_return_object() noexcept {
      return generator(
          std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(T &from) noexcept {
      value = &from;
      return {};
    }
    std::suspend_always yield_value(T &&from) noexcept {
      value = &from;
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
    template <class U> void await_transform(U &&) = delete;
  };

  struct iterator {
    std::coroutine_handle<promise_type> handle;

    T &operator*() const { return *handle.promise().value; }
    iterator &operator++() {
      handle.resume();
      if (handle.done() && handle.promise().error)
        std::rethrow_exception(handle.promise().error);
      return *this;
    }
    bool operator==(std::default_sentinel_t) const { return handle.done(); }
  };

  generator(generator &&other) noexcept
      : handle(std::exchange(other.handle, {})) {}
  ~generator() {
    if (handle)
      handle.destroy();
  }

  iterator begin() { return ++iterator{handle}; }
  std::default_sentinel_t end() noexcept { return {}; }

private:
  explicit generator(std::coroutine_handle<promise_type> handle)
      : handle(handle) {}

  std::coroutine_handle<promise_type> handle;
};

} // namespace mini

#endif

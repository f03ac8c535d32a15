// A coroutine library of our own, small enough to read in one go and real
// enough to link and run. Mirrors no library; its tasks carry no [[nodiscard]]
// on purpose. Left out: task<T&>, cancellation, allocators.

#ifndef MINI_CORO_H
#define MINI_CORO_H

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <semaphore>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace mini {

namespace detail {

/// Where a promise keeps what its coroutine came to.
template <class T> struct outcome {
  std::optional<T> value;
  std::exception_ptr error;

  template <class U = T> void return_value(U &&from) {
    value.emplace(std::forward<U>(from));
  }
  void unhandled_exception() noexcept { error = std::current_exception(); }
  T take() {
    if (error)
      std::rethrow_exception(error);
    return std::move(*value);
  }
};

template <> struct outcome<void> {
  std::exception_ptr error;

  void return_void() noexcept {}
  void unhandled_exception() noexcept { error = std::current_exception(); }
  void take() {
    if (error)
      std::rethrow_exception(error);
  }
};

} // namespace detail

/// Lazy: the body starts when the task is awaited, and never if it is not.
template <class T = void> class task {
public:
  struct promise_type : detail::outcome<T> {
    std::coroutine_handle<> continuation;

    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> self) noexcept {
        return self.promise().continuation;
      }
      void await_resume() noexcept {}
    };

    task get_return_object() noexcept {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
  };

  task(task &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  task &operator=(task &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~task() {
    if (handle)
      handle.destroy();
  }

  bool valid() const noexcept { return handle != nullptr; }

  auto operator co_await() noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> handle;

      bool await_ready() noexcept { return handle.done(); }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<> awaiting) noexcept {
        handle.promise().continuation = awaiting;
        return handle;
      }
      T await_resume() { return handle.promise().take(); }
    };
    return awaiter{handle};
  }

private:
  explicit task(std::coroutine_handle<promise_type> handle) : handle(handle) {}

  std::coroutine_handle<promise_type> handle;
};

/// Eager: the body starts at the call. Dropped, it goes on, and its error is
/// lost.
template <class T = void> class eager {
public:
  struct promise_type : detail::outcome<T> {
    std::coroutine_handle<> continuation;
    bool dropped = false;

    struct final_awaiter {
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> self) noexcept {
        if (self.promise().dropped) {
          self.destroy();
          return std::noop_coroutine();
        }
        if (self.promise().continuation)
          return self.promise().continuation;
        return std::noop_coroutine();
      }
      void await_resume() noexcept {}
    };

    eager get_return_object() noexcept {
      return eager(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
  };

  eager(eager &&other) noexcept : handle(std::exchange(other.handle, {})) {}
  eager &operator=(eager &&other) noexcept {
    std::swap(handle, other.handle);
    return *this;
  }
  ~eager() {
    if (!handle)
      return;
    if (handle.done())
      handle.destroy();
    else
      handle.promise().dropped = true;
  }

  auto operator co_await() noexcept {
    struct awaiter {
      std::coroutine_handle<promise_type> handle;

      bool await_ready() noexcept { return handle.done(); }
      void await_suspend(std::coroutine_handle<> awaiting) noexcept {
        handle.promise().continuation = awaiting;
      }
      T await_resume() { return handle.promise().take(); }
    };
    return awaiter{handle};
  }

private:
  explicit eager(std::coroutine_handle<promise_type> handle) : handle(handle) {}

  std::coroutine_handle<promise_type> handle;
};

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
      value = std::addressof(from);
      return {};
    }
    std::suspend_always yield_value(T &&from) noexcept {
      value = std::addressof(from);
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

/// A coroutine that nobody is meant to await.
struct fire_and_forget {
  struct promise_type {
    fire_and_forget get_return_object() noexcept { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

namespace detail {

template <class Awaitable>
using awaited_t =
    decltype(std::declval<Awaitable>().operator co_await().await_resume());

template <class T>
using value_t = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

template <class T> struct slot {
  std::optional<value_t<T>> value;
  std::exception_ptr error;

  value_t<T> take() {
    if (error)
      std::rethrow_exception(error);
    return std::move(*value);
  }
};

/// Awaits `work` into `into`, whatever comes of it, then calls `done`.
template <class Awaitable, class T, class Done>
fire_and_forget drive(Awaitable &work, slot<T> &into, Done done) {
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(work);
      into.value.emplace();
    } else {
      into.value.emplace(co_await std::move(work));
    }
  } catch (...) {
    into.error = std::current_exception();
  }
  done();
}

template <class... Awaitables> class all {
public:
  explicit all(Awaitables &&...works) : works(std::move(works)...) {}

  auto operator co_await() && noexcept {
    struct awaiter {
      all &self;

      bool await_ready() noexcept { return sizeof...(Awaitables) == 0; }
      bool await_suspend(std::coroutine_handle<> awaiting) {
        return self.start(awaiting, std::index_sequence_for<Awaitables...>());
      }
      std::tuple<value_t<awaited_t<Awaitables>>...> await_resume() {
        return std::apply(
            [](auto &...slots) {
              return std::tuple<value_t<awaited_t<Awaitables>>...>{
                  slots.take()...};
            },
            self.slots);
      }
    };
    return awaiter{*this};
  }

private:
  template <std::size_t... I>
  bool start(std::coroutine_handle<> awaiting, std::index_sequence<I...>) {
    continuation = awaiting;
    (drive(std::get<I>(works), std::get<I>(slots),
           [this] {
             if (--pending == 0)
               continuation.resume();
           }),
     ...);
    return --pending != 0;
  }

  std::tuple<Awaitables...> works;
  std::tuple<slot<awaited_t<Awaitables>>...> slots;
  std::atomic<std::size_t> pending = sizeof...(Awaitables) + 1;
  std::coroutine_handle<> continuation;
};

} // namespace detail

/// Starts all of them when awaited and ends when the last has ended; yields a
/// tuple, with std::monostate where a task yields nothing. Rethrows the error
/// of the first argument that has one.
template <class... Awaitables>
  requires(!std::is_lvalue_reference_v<Awaitables> && ...)
auto when_all(Awaitables &&...works) {
  return detail::all<Awaitables...>(std::move(works)...);
}

/// Runs the task and parks the thread until it is done.
template <class T> T sync_wait(task<T> work) {
  detail::slot<T> result;
  std::binary_semaphore done(0);
  detail::drive(work, result, [&done] { done.release(); });
  done.acquire();
  if constexpr (std::is_void_v<T>)
    result.take();
  else
    return result.take();
}

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

// Waiting for several tasks at once, and waiting from outside of any coroutine.

#ifndef MINI_WAIT_H
#define MINI_WAIT_H

#include "task.h"
#include <atomic>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <optional>
#include <semaphore>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace mini {

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

/// The same for a number of tasks that the program decides.
template <class T> class all_of {
public:
  explicit all_of(std::vector<task<T>> works)
      : works(std::move(works)), slots(this->works.size()) {}

  auto operator co_await() && noexcept {
    struct awaiter {
      all_of &self;

      bool await_ready() noexcept { return self.works.empty(); }
      bool await_suspend(std::coroutine_handle<> awaiting) {
        self.continuation = awaiting;
        self.pending = self.works.size() + 1;
        for (std::size_t i = 0; i != self.works.size(); ++i)
          drive(self.works[i], self.slots[i], [&self = self] {
            if (--self.pending == 0)
              self.continuation.resume();
          });
        return --self.pending != 0;
      }
      std::vector<value_t<T>> await_resume() {
        std::vector<value_t<T>> values;
        for (slot<T> &each : self.slots)
          values.push_back(each.take());
        return values;
      }
    };
    return awaiter{*this};
  }

private:
  std::vector<task<T>> works;
  std::vector<slot<T>> slots;
  std::atomic<std::size_t> pending = 0;
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

template <class T> auto when_all(std::vector<task<T>> &&works) {
  return detail::all_of<T>(std::move(works));
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

} // namespace mini

#endif

// Mirrors kedixa/coke efd4cef (2025-12-27).
// Left out: what is behind Workflow's tasks, timeouts, series, containers, the network.

#pragma once

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace coke {

template <typename T>
concept IsCokeAwaitable = T::__is_coke_awaitable_type;

class AwaiterBase {
public:
  constexpr static bool __is_coke_awaitable_type = true;
  AwaiterBase() = default;
  AwaiterBase(AwaiterBase &&that) noexcept;
  virtual ~AwaiterBase();
  bool await_ready() { return subtask == nullptr; }
  template <typename PromiseType> void await_suspend(std::coroutine_handle<PromiseType> h) {
    this->hdl = h;
  }

protected:
  std::coroutine_handle<> hdl;
  void *subtask{nullptr};
};

namespace detail {

class PromiseBase {
public:
  virtual ~PromiseBase() noexcept {
    if (eptr)
      std::rethrow_exception(eptr);
  }
  void set_previous_handle(std::coroutine_handle<> to) noexcept { prev = to; }
  std::coroutine_handle<> previous_handle() const noexcept { return prev; }
  void unhandled_exception() { eptr = std::current_exception(); }
  void raise_exception() {
    if (eptr)
      std::rethrow_exception(std::exchange(eptr, nullptr));
  }
  template <typename T>
    requires IsCokeAwaitable<std::decay_t<T>>
  auto await_transform(T &&t) const {
    static_assert(std::is_rvalue_reference_v<T &&>, "Awaitable must be rvalue reference");
    return std::forward<T>(t);
  }

protected:
  std::exception_ptr eptr{nullptr};
  std::coroutine_handle<> prev;
};

template <typename T> class CoPromise;
template <typename T> struct FinalAwaiter {
  bool await_ready() const noexcept { return false; }
  void await_resume() const noexcept {}
  std::coroutine_handle<> await_suspend(std::coroutine_handle<CoPromise<T>> h) noexcept {
    return h.promise().previous_handle();
  }
};

template <typename T> struct [[nodiscard]] TaskAwaiter {
  using handle_type = std::coroutine_handle<CoPromise<T>>;
  TaskAwaiter(handle_type hdl) noexcept : hdl(hdl) {}
  TaskAwaiter(TaskAwaiter &&) = delete;
  bool await_ready() const noexcept { return false; }
  T await_resume() {
    if constexpr (std::is_same_v<T, void>)
      return hdl.promise().value();
    else
      return std::move(hdl.promise().value());
  }
  template <typename PromiseType> auto await_suspend(std::coroutine_handle<PromiseType> h) noexcept {
    hdl.promise().set_previous_handle(h);
    return hdl;
  }

private:
  handle_type hdl;
};

template <typename T = void> class [[nodiscard]] Task {
public:
  using promise_type = CoPromise<T>;
  using handle_type = std::coroutine_handle<promise_type>;
  constexpr static bool __is_coke_awaitable_type = true;
  Task() noexcept {}
  Task(Task &&that) noexcept : hdl(std::exchange(that.hdl, nullptr)) {}
  ~Task() {
    if (hdl)
      hdl.destroy();
  }
  TaskAwaiter<T> operator co_await() noexcept { return TaskAwaiter<T>{hdl}; }
  void detach() { std::exchange(hdl, nullptr).resume(); }

private:
  Task(handle_type hdl) : hdl(hdl) {}
  handle_type hdl;
  friend promise_type;
};

template <typename T> class CoPromise : public PromiseBase {
public:
  auto get_return_object() noexcept {
    return Task<T>(std::coroutine_handle<CoPromise<T>>::from_promise(*this));
  }
  auto initial_suspend() const noexcept { return std::suspend_always{}; }
  auto final_suspend() const noexcept { return FinalAwaiter<T>(); }
  void return_value(const T &t) { result.emplace(t); }
  T &value() & {
    raise_exception();
    return result.value();
  }

private:
  std::optional<T> result;
};
template <> class CoPromise<void> : public PromiseBase {
public:
  auto get_return_object() noexcept {
    return Task<void>(std::coroutine_handle<CoPromise<void>>::from_promise(*this));
  }
  auto initial_suspend() const noexcept { return std::suspend_always{}; }
  auto final_suspend() const noexcept { return FinalAwaiter<void>(); }
  void return_void() const noexcept {}
  void value() { raise_exception(); }
};

template <typename T> struct MValueHelper {
  using RetType = std::vector<T>;
};
template <> struct MValueHelper<void> {
  using RetType = void;
};

} // namespace detail

using detail::Task;
using NanoSec = std::chrono::nanoseconds;

template <typename T> void detach(Task<T> &&task) { task.detach(); }

class [[nodiscard]] SleepAwaiter : public AwaiterBase {
public:
  SleepAwaiter(NanoSec nsec);
  SleepAwaiter(double sec);
  int await_resume() noexcept;
};
inline SleepAwaiter sleep(NanoSec nsec) { return SleepAwaiter(nsec); }
inline SleepAwaiter sleep(double sec) { return SleepAwaiter(sec); }
SleepAwaiter yield();

class SyncGuard {
public:
  explicit SyncGuard(bool auto_sync_begin);
  ~SyncGuard();
};
class SyncLatch final {
public:
  explicit SyncLatch(long n);
  void count_down(long n = 1);
  void wait() const;
};

class Mutex {
public:
  Mutex() noexcept;
  bool try_lock();
  void unlock();
  Task<int> lock();
};
template <typename M> class UniqueLock {
public:
  explicit UniqueLock(M &m, bool is_locked = false) noexcept : co_mtx(std::addressof(m)), owns(is_locked) {}
  ~UniqueLock() {
    if (owns)
      co_mtx->unlock();
  }
  bool try_lock();
  Task<int> lock();
  void unlock();

private:
  M *co_mtx;
  bool owns;
};
class Condition {
public:
  Condition() noexcept;
  Task<int> wait(std::unique_lock<std::mutex> &lock);
  Task<int> wait(std::unique_lock<std::mutex> &lock, std::function<bool()> pred);
  void notify_one();
};

template <typename T> class Future {
public:
  bool ready() const noexcept;
  Task<int> wait();
  T get();
};
template <typename T> Future<T> create_future(Task<T> &&task);

template <typename T> class [[nodiscard]] GoAwaiter : public AwaiterBase {
public:
  T await_resume();
};
template <typename FUNC, typename... ARGS> auto go(FUNC &&func, ARGS &&...args) {
  return GoAwaiter<std::remove_cvref_t<std::invoke_result_t<FUNC, ARGS...>>>();
}
inline auto switch_go_thread() { return GoAwaiter<void>(); }

template <typename FUNC, typename... ARGS> auto make_task(FUNC &&func, ARGS &&...args) {
  return std::invoke_result_t<FUNC, ARGS...>();
}
template <typename T> T sync_wait(Task<T> &&task);
template <typename T, typename... Ts> auto sync_wait(Task<T> &&first, Task<Ts> &&...others) {
  return std::vector<T>();
}
template <typename T> auto async_wait(std::vector<Task<T>> &&tasks) {
  return Task<typename detail::MValueHelper<T>::RetType>();
}
template <typename T, typename... Ts>
auto async_wait(Task<T> &&first, Task<Ts> &&...others) -> Task<typename detail::MValueHelper<T>::RetType>;

} // namespace coke

// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: async stacks, cancellation, scope exits, co_yield of results and
// errors, co_invoke, safe aliases.

#pragma once

#include <exception>
#include <folly/Executor.h>
#include <folly/Try.h>
#include <folly/Unit.h>
#include <folly/coro/BasePromise.h>
#include <folly/coro/Coroutine.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Traits.h>
#include <folly/coro/ViaIfAsync.h>
#include <folly/futures/Future.h>
#include <type_traits>
#include <utility>

#if __has_cpp_attribute(clang::coro_await_elidable)
#define FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE clang::coro_await_elidable
#else
#define FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE
#endif

#define FOLLY_CORO_TASK_ATTRS                                                  \
  [[nodiscard]] [[FOLLY_ATTR_CLANG_CORO_AWAIT_ELIDABLE]]

namespace folly::coro {

template <typename T = void> class Task;
template <typename T = void> class TaskWithExecutor;

namespace detail {

class TaskPromiseBase : public BasePromise<> {
protected:
  class FinalAwaiter {
  public:
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    coroutine_handle<> await_suspend(coroutine_handle<Promise> coro) noexcept {
      TaskPromiseBase &promise = coro.promise();
      return promise.continuation_;
    }
    [[noreturn]] void await_resume() noexcept { std::terminate(); }
  };

  TaskPromiseBase() noexcept = default;
  ~TaskPromiseBase() = default;

public:
  suspend_always initial_suspend() noexcept { return {}; }
  FinalAwaiter final_suspend() noexcept { return {}; }

private:
  template <typename> friend class folly::coro::TaskWithExecutor;
  template <typename> friend class folly::coro::Task;
};

template <typename Promise, typename T>
class TaskPromiseCrtpBase : public TaskPromiseBase {
public:
  using StorageType = detail::lift_lvalue_reference_t<T>;

  Task<T> get_return_object() noexcept;
  void unhandled_exception() noexcept {
    result_.emplaceException(std::current_exception());
  }
  Try<StorageType> &result() { return result_; }

protected:
  TaskPromiseCrtpBase() noexcept = default;
  ~TaskPromiseCrtpBase() = default;

  Try<StorageType> result_;
};

template <typename T>
class TaskPromise final : public TaskPromiseCrtpBase<TaskPromise<T>, T> {
public:
  static_assert(!std::is_rvalue_reference_v<T>, "Task<T&&> is not supported.");

  using StorageType =
      typename TaskPromiseCrtpBase<TaskPromise<T>, T>::StorageType;

  TaskPromise() noexcept = default;
  template <typename U = T> void return_value(U &&value) {
    this->result_.emplace(static_cast<U &&>(value));
  }
};

template <>
class TaskPromise<void> final
    : public TaskPromiseCrtpBase<TaskPromise<void>, void> {
public:
  using StorageType = void;

  TaskPromise() noexcept = default;
  void return_void() noexcept { this->result_.emplace(); }
};

namespace adl {

void co_withExecutor();

struct WithExecutorFunction {
  template <typename Awaitable>
  auto operator()(Executor::KeepAlive<> executor, Awaitable awaitable) const
      -> decltype(co_withExecutor(std::move(executor), std::move(awaitable))) {
    return co_withExecutor(std::move(executor), std::move(awaitable));
  }
};

} // namespace adl
} // namespace detail

namespace folly_cpo__ {
inline constexpr detail::adl::WithExecutorFunction co_withExecutor{};
} // namespace folly_cpo__

template <typename T> class [[nodiscard]] TaskWithExecutor {
  using handle_t = coroutine_handle<detail::TaskPromise<T>>;
  using StorageType = typename detail::TaskPromise<T>::StorageType;

public:
  ~TaskWithExecutor() {
    if (coro_)
      coro_.destroy();
  }
  TaskWithExecutor(TaskWithExecutor &&t) noexcept
      : coro_(std::exchange(t.coro_, {})) {}
  TaskWithExecutor &operator=(TaskWithExecutor t) noexcept {
    swap(t);
    return *this;
  }

  Executor *executor() const noexcept {
    return coro_.promise().executor_.get();
  }
  void swap(TaskWithExecutor &t) noexcept { std::swap(coro_, t.coro_); }

  SemiFuture<lift_unit_t<StorageType>> start() && { std::terminate(); }
  template <typename F> void start(F &&) && { std::terminate(); }
  SemiFuture<lift_unit_t<StorageType>> startInlineUnsafe() && {
    std::terminate();
  }
  template <typename F> void startInlineUnsafe(F &&) && { std::terminate(); }

  class Awaiter {
  public:
    explicit Awaiter(handle_t coro) noexcept : coro_(coro) {}
    Awaiter(Awaiter &&other) noexcept : coro_(std::exchange(other.coro_, {})) {}
    ~Awaiter() {
      if (coro_)
        coro_.destroy();
    }
    bool await_ready() const noexcept { return false; }
    template <typename Promise>
    void await_suspend(coroutine_handle<Promise> continuation) noexcept {
      auto &promise = coro_.promise();
      promise.continuation_ = continuation;
      promise.executor_->add([coro = coro_] { coro.resume(); });
    }
    T await_resume() { return std::move(coro_.promise().result()).value(); }
    Try<StorageType> await_resume_try() noexcept {
      return std::move(coro_.promise().result());
    }

  private:
    handle_t coro_;
  };

  Awaiter operator co_await() && noexcept {
    return Awaiter{std::exchange(coro_, {})};
  }

  friend ViaIfAsyncAwaitable<TaskWithExecutor>
  co_viaIfAsync(Executor::KeepAlive<> executor,
                TaskWithExecutor &&taskWithExecutor) noexcept {
    return ViaIfAsyncAwaitable<TaskWithExecutor>(std::move(executor),
                                                 std::move(taskWithExecutor));
  }

private:
  friend class Task<T>;

  explicit TaskWithExecutor(handle_t coro) noexcept : coro_(coro) {}

  handle_t coro_;
};

template <typename T> class FOLLY_CORO_TASK_ATTRS Task {
public:
  using promise_type = detail::TaskPromise<T>;
  using StorageType = typename promise_type::StorageType;

private:
  class Awaiter;
  using handle_t = coroutine_handle<promise_type>;

  void setExecutor(Executor::KeepAlive<> &&e) noexcept {
    coro_.promise().executor_ = std::move(e);
  }
  TaskWithExecutor<T> asTaskWithExecutor() && {
    return TaskWithExecutor<T>{std::exchange(coro_, {})};
  }

public:
  Task(const Task &t) = delete;
  Task(Task &&t) noexcept : coro_(std::exchange(t.coro_, {})) {}
  ~Task() {
    if (coro_)
      coro_.destroy();
  }
  Task &operator=(Task t) noexcept {
    swap(t);
    return *this;
  }
  void swap(Task &t) noexcept { std::swap(coro_, t.coro_); }

  friend TaskWithExecutor<T> co_withExecutor(Executor::KeepAlive<> executor,
                                             Task task) noexcept {
    task.setExecutor(std::move(executor));
    return std::move(task).asTaskWithExecutor();
  }
  [[deprecated("Legacy form, prefer `co_withExecutor(exec, yourTask())`.")]]
  TaskWithExecutor<T> scheduleOn(Executor::KeepAlive<> executor) && noexcept {
    return co_withExecutor(std::move(executor), std::move(*this));
  }

  SemiFuture<lift_unit_t<StorageType>> semi() && { std::terminate(); }

  friend auto co_viaIfAsync(Executor::KeepAlive<> executor,
                            Task<T> &&t) noexcept {
    t.setExecutor(std::move(executor));
    return Awaiter{std::exchange(t.coro_, {})};
  }

private:
  template <typename, typename> friend class detail::TaskPromiseCrtpBase;
  friend class TaskWithExecutor<T>;

  class Awaiter {
  public:
    explicit Awaiter(handle_t coro) noexcept : coro_(coro) {}
    Awaiter(Awaiter &&other) noexcept : coro_(std::exchange(other.coro_, {})) {}
    Awaiter(const Awaiter &) = delete;
    ~Awaiter() {
      if (coro_)
        coro_.destroy();
    }
    bool await_ready() noexcept { return false; }
    template <typename Promise>
    auto await_suspend(coroutine_handle<Promise> continuation) noexcept {
      coro_.promise().continuation_ = continuation;
      return coro_;
    }
    T await_resume() { return std::move(coro_.promise().result()).value(); }
    Try<StorageType> await_resume_try() noexcept {
      return std::move(coro_.promise().result());
    }

  private:
    handle_t coro_;
  };

  Task(handle_t coro) noexcept : coro_(coro) {}

  handle_t coro_;
};

template <class T> Task<T> makeTask(T t) { co_return t; }
inline Task<void> makeTask() { co_return; }
inline Task<void> makeTask(Unit) { co_return; }

template <typename Promise, typename T>
inline Task<T>
detail::TaskPromiseCrtpBase<Promise, T>::get_return_object() noexcept {
  return Task<T>{
      coroutine_handle<Promise>::from_promise(*static_cast<Promise *>(this))};
}

} // namespace folly::coro

// Mirrors apache/brpc 71871ee9 (2026-08-22), with what it takes of bthread and protobuf.
// Left out: what a promise does, channels' options, all that is not asked for.

#pragma once

#include <atomic>
#include <coroutine>
#include <cstdint>
#include <cstdlib>

extern "C" {
typedef uint64_t bthread_t;
int bthread_join(bthread_t bt, void **bthread_return);
int bthread_usleep(uint64_t microseconds);
}

namespace google::protobuf {
class Message;
class MethodDescriptor;
class RpcController;
class Closure {
public:
  virtual ~Closure();
  virtual void Run() = 0;
};
class RpcChannel {
public:
  virtual ~RpcChannel();
  virtual void CallMethod(const MethodDescriptor *method, RpcController *controller, const Message *request,
                          Message *response, Closure *done) = 0;
};
} // namespace google::protobuf

namespace bthread {
class CountdownEvent {
public:
  CountdownEvent(int initial_count = 1);
  void signal(int sig = 1, bool flush = false);
  int wait();
};
} // namespace bthread

namespace brpc {

struct CallId {
  uint64_t value;
};
void Join(CallId id);

class Channel : public google::protobuf::RpcChannel {
public:
  void CallMethod(const google::protobuf::MethodDescriptor *method, google::protobuf::RpcController *controller,
                  const google::protobuf::Message *request, google::protobuf::Message *response,
                  google::protobuf::Closure *done) override;
};

namespace experimental {
namespace detail {
class AwaitablePromiseBase {
public:
  virtual ~AwaitablePromiseBase() {}
  virtual void resume() = 0;
  void set_caller(AwaitablePromiseBase *caller) { _caller = caller; }
  auto initial_suspend() { return std::suspend_always{}; }
  void unhandled_exception() { std::exit(1); }
  auto final_suspend() noexcept {
    if (_caller)
      _caller->resume();
    return std::suspend_never{};
  }

private:
  AwaitablePromiseBase *_caller{nullptr};
};
template <typename T> class AwaitablePromise;
} // namespace detail

template <typename T> class Awaitable {
public:
  using promise_type = detail::AwaitablePromise<T>;
  ~Awaitable() {}
  bool await_ready() { return false; }
  template <typename U> void await_suspend(std::coroutine_handle<detail::AwaitablePromise<U>> awaiting) {
    _promise->set_caller(&awaiting.promise());
    _promise->resume();
  }
  T await_resume();

private:
  friend class detail::AwaitablePromise<T>;
  Awaitable() = delete;
  Awaitable(promise_type *p) : _promise(p) {}
  promise_type *_promise;
};

namespace detail {
template <typename T> class AwaitablePromise : public AwaitablePromiseBase {
public:
  void resume() override { _coro.resume(); }
  auto get_return_object() {
    _coro = std::coroutine_handle<AwaitablePromise>::from_promise(*this);
    return Awaitable<T>(this);
  }
  auto return_value(T v) {
    _value = v;
    return std::suspend_never{};
  }

private:
  T _value;
  std::coroutine_handle<AwaitablePromise> _coro;
};
template <> class AwaitablePromise<void> : public AwaitablePromiseBase {
public:
  void resume() override { _coro.resume(); }
  auto get_return_object() {
    _coro = std::coroutine_handle<AwaitablePromise>::from_promise(*this);
    return Awaitable<void>(this);
  }
  auto return_void() { return std::suspend_never{}; }

private:
  std::coroutine_handle<AwaitablePromise> _coro;
};
} // namespace detail

class AwaitableDone : public google::protobuf::Closure {
public:
  AwaitableDone();
  void Run() override;
  Awaitable<void> &awaitable();
};

class Coroutine {
public:
  template <typename T> Coroutine(Awaitable<T> &&aw, bool detach = false);
  ~Coroutine();
  template <typename T = void> T join();
  template <typename T = void> Awaitable<T> awaitable();
  static Awaitable<int> usleep(int sleep_us);

private:
  detail::AwaitablePromiseBase *_promise{nullptr};
  bool _waited{false};
};

} // namespace experimental
} // namespace brpc

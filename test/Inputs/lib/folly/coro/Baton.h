// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the state, the list of waiters.

#pragma once

#include <folly/coro/Coroutine.h>

namespace folly::coro {

class Baton {
public:
  class WaitOperation;

  explicit Baton(bool initiallySignalled = false) noexcept;
  ~Baton();

  bool ready() const noexcept;
  [[nodiscard]] WaitOperation operator co_await() const noexcept;
  void post() noexcept;
  void reset() noexcept;

  class WaitOperation {
  public:
    explicit WaitOperation(const Baton &baton) noexcept : baton_(baton) {}
    bool await_ready() const noexcept { return baton_.ready(); }
    bool await_suspend(coroutine_handle<>) noexcept {
      return baton_.waitImpl(this);
    }
    void await_resume() noexcept {}

  private:
    const Baton &baton_;
  };

private:
  bool waitImpl(WaitOperation *awaiter) const noexcept;
};

inline Baton::WaitOperation Baton::operator co_await() const noexcept {
  return Baton::WaitOperation{*this};
}

} // namespace folly::coro

// Mirrors scylladb/seastar 525fcc86e (2026-08-02).
// Left out: timeouts.

#pragma once

#include <seastar/core/coroutine.hh>
#include <utility>

namespace seastar {

class condition_variable {
private:
  struct [[nodiscard("must co_await a when() call")]] awaiter {
    condition_variable *_cv;
    promise<> _p;
    awaiter(condition_variable *cv) : _cv(cv) {}
    auto operator co_await() {
      return ::seastar::internal::awaiter<false, void>(_p.get_future());
    }
  };
  template <typename Func, typename Base>
  struct [[nodiscard("must co_await a when() call")]] predicate_awaiter
      : public Base {
    Func _func;
    predicate_awaiter(Func func, Base b)
        : Base(std::move(b)), _func(std::move(func)) {}
    auto operator co_await() { return Base::operator co_await(); }
  };

public:
  condition_variable() noexcept = default;
  future<> wait() noexcept;
  awaiter when() noexcept { return awaiter{this}; }
  template <typename Pred> auto when(Pred &&pred) noexcept {
    return predicate_awaiter<Pred, awaiter>{std::forward<Pred>(pred), when()};
  }
  void signal() noexcept;
  void broadcast() noexcept;
};

} // namespace seastar

// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the core, what a callback may give.

#pragma once

#include <utility>
#include <yaclib/async/future.hpp>
#include <yaclib/exe/executor.hpp>
#include <yaclib/fwd.hpp>
#include <yaclib/util/result.hpp>

namespace yaclib {

template <typename V, typename E> class Task final {
public:
  Task() noexcept = default;
  Task(const Task &) = delete;
  Task &operator=(const Task &) = delete;
  Task(Task &&other) noexcept = default;
  Task &operator=(Task &&other) noexcept = default;
  ~Task() noexcept {
    if (Valid())
      std::move(*this).Cancel();
  }

  [[nodiscard]] bool Valid() const & noexcept;
  [[nodiscard]] bool Ready() const & noexcept;
  template <typename Func> Task<void, E> Then(IExecutor &, Func &&) && {
    return {};
  }
  template <typename Func> Task<void, E> ThenInline(Func &&) && { return {}; }
  void Cancel() && noexcept;
  void Detach() && noexcept;
  void Detach(IExecutor &e) && noexcept;
  Future<V, E> ToFuture() && noexcept;
  FutureOn<V, E> ToFuture(IExecutor &e) && noexcept;
  Result<V, E> Get() && noexcept;
};

} // namespace yaclib

// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the core, what a callback may give.

#pragma once

#include <utility>
#include <yaclib/exe/executor.hpp>
#include <yaclib/fwd.hpp>
#include <yaclib/util/result.hpp>

namespace yaclib {

template <typename V, typename E> class FutureBase {
public:
  FutureBase() = default;
  FutureBase(const FutureBase &) = delete;
  FutureBase &operator=(const FutureBase &) = delete;
  FutureBase(FutureBase &&other) noexcept = default;
  FutureBase &operator=(FutureBase &&other) noexcept = default;
  ~FutureBase() noexcept {
    if (Valid())
      std::move(*this).Detach();
  }

  [[nodiscard]] bool Valid() const & noexcept;
  [[nodiscard]] bool Ready() const & noexcept;
  void Get() & = delete;
  [[nodiscard]] const Result<V, E> *Get() const & noexcept;
  [[nodiscard]] Result<V, E> Get() && noexcept;
  [[nodiscard]] Result<V, E> Touch() && noexcept;
  template <typename Func>
  [[nodiscard]] FutureOn<void, E> Then(IExecutor &, Func &&) && {
    return {};
  }
  void Detach() && noexcept;
  template <typename Func> void DetachInline(Func &&) && {}
  template <typename Func> void Detach(IExecutor &, Func &&) && {}
};

template <typename V, typename E> class Future final : public FutureBase<V, E> {
public:
  template <typename Func>
  [[nodiscard]] Future<void, E> ThenInline(Func &&) && {
    return {};
  }
};

template <typename V, typename E>
class FutureOn final : public FutureBase<V, E> {
public:
  using FutureBase<V, E>::Detach;
  using FutureBase<V, E>::Then;

  [[nodiscard]] Future<V, E> On(decltype(nullptr)) && noexcept;
  template <typename Func> [[nodiscard]] FutureOn<void, E> Then(Func &&) && {
    return {};
  }
  template <typename Func> void Detach(Func &&) && {}
};

} // namespace yaclib

// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: everything but that it takes any callable and moves only.

#pragma once

namespace folly {

template <typename FunctionType> class Function;

template <typename R, typename... Args> class Function<R(Args...)> {
public:
  Function() = default;
  template <typename Fun> Function(Fun) {}
  Function(const Function &) = delete;
  Function(Function &&) noexcept {}
  Function &operator=(Function &&) noexcept { return *this; }
  R operator()(Args... args);
};

} // namespace folly

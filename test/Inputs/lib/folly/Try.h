// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: exception_wrapper (an exception_ptr stands in), the monadic part.

#pragma once

#include <exception>
#include <folly/Unit.h>
#include <optional>
#include <utility>

namespace folly {

template <typename T> class Try {
public:
  Try() noexcept {}
  explicit Try(const T &v) : value_(v) {}
  explicit Try(T &&v) : value_(std::move(v)) {}

  template <typename... Args> T &emplace(Args &&...args) {
    return value_.emplace(std::forward<Args>(args)...);
  }
  void emplaceException(std::exception_ptr error) noexcept { error_ = error; }
  bool hasValue() const { return value_.has_value(); }
  bool hasException() const { return error_ != nullptr; }
  T &value() & { return *value_; }
  T &&value() && { return std::move(*value_); }
  const T &value() const & { return *value_; }
  T &operator*() & { return value(); }
  T &&operator*() && { return std::move(*value_); }
  T *operator->() { return &value(); }

private:
  std::optional<T> value_;
  std::exception_ptr error_;
};

template <> class Try<void> {
public:
  Try() noexcept {}

  void emplace() noexcept { error_ = nullptr; }
  void emplaceException(std::exception_ptr error) noexcept { error_ = error; }
  bool hasValue() const { return !hasException(); }
  bool hasException() const { return error_ != nullptr; }
  void value() const {
    if (error_)
      std::rethrow_exception(error_);
  }
  void operator*() const { value(); }

private:
  std::exception_ptr error_;
};

} // namespace folly

// Mirrors alibaba/async_simple d8abc4f (2026-04-13).
// Left out: exceptions' way in, the variant inside.

#ifndef ASYNC_SIMPLE_TRY_H
#define ASYNC_SIMPLE_TRY_H

#include <exception>
#include <optional>
#include <utility>

namespace async_simple {

template <typename T> class Try {
public:
  bool hasError() const;
  T &value() &;
  T &&value() &&;
  std::exception_ptr getException() const;

private:
  std::optional<T> _value;
};

template <> class Try<void> {
public:
  bool hasError() const;
  void value();
  std::exception_ptr getException() const;
};

} // namespace async_simple

#endif

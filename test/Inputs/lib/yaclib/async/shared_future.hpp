// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the core, callbacks.

#pragma once

#include <yaclib/fwd.hpp>
#include <yaclib/util/result.hpp>

namespace yaclib {

template <typename V, typename E> class SharedFutureBase {
public:
  [[nodiscard]] bool Ready() const noexcept;
  [[nodiscard]] const Result<V, E> &Get() const & noexcept;
};

template <typename V, typename E>
class SharedFuture final : public SharedFutureBase<V, E> {};

} // namespace yaclib

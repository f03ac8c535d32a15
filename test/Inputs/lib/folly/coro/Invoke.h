// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: tags, generators; the bodies.

#pragma once

#include <exception>
#include <type_traits>

namespace folly::coro {

struct co_invoke_fn {
  template <typename F, typename... A>
  constexpr auto operator()(F &&f, A &&...a) const
      -> std::invoke_result_t<F, A...> {
    std::terminate();
  }
};

namespace folly_cpo__ {
inline constexpr co_invoke_fn co_invoke{};
}
using namespace folly_cpo__;

} // namespace folly::coro

// Mirrors bemanproject/execution cc721c44 (2026-08-16).
// Left out: all but what the tests of its task need.

#pragma once

#include <optional>
#include <tuple>
#include <type_traits>

namespace beman::execution {

struct sender_tag {};
template <typename Sender>
concept sender =
    requires { typename std::remove_cvref_t<Sender>::sender_concept; };

namespace detail {

template <typename Tag, typename Data, typename... Child> struct basic_sender {
  using sender_concept = ::beman::execution::sender_tag;
};

} // namespace detail

struct when_all_t {
  template <sender... Sender> auto operator()(Sender &&...) const {
    return detail::basic_sender<when_all_t, int,
                                std::remove_cvref_t<Sender>...>{};
  }
};
inline constexpr ::beman::execution::when_all_t when_all{};

struct sync_wait_t {
  template <sender Sender> auto operator()(Sender &&) const {
    return std::optional<std::tuple<>>{};
  }
};
inline constexpr ::beman::execution::sync_wait_t sync_wait{};

} // namespace beman::execution

// Mirrors boostorg/cobalt 57181ca (2025-07-18).

#ifndef BOOST_COBALT_SPAWN_HPP
#define BOOST_COBALT_SPAWN_HPP

#include <boost/asio/async_result.hpp>
#include <boost/cobalt/task.hpp>
#include <concepts>
#include <exception>
#include <utility>

namespace boost::cobalt {

namespace detail {

template <typename T> struct async_initiate_spawn {
  template <typename Handler> void operator()(Handler &&, task<T>) {}
};

} // namespace detail

template <std::convertible_to<executor> Executor, typename T,
          typename CompletionToken>
auto spawn(Executor, task<T> &&t, CompletionToken &&token) {
  return asio::async_initiate<CompletionToken, void(std::exception_ptr, T)>(
      detail::async_initiate_spawn<T>{}, token, std::move(t));
}
template <std::convertible_to<executor> Executor, typename CompletionToken>
auto spawn(Executor, task<void> &&t, CompletionToken &&token) {
  return asio::async_initiate<CompletionToken, void(std::exception_ptr)>(
      detail::async_initiate_spawn<void>{}, token, std::move(t));
}

template <typename Context, typename T, typename CompletionToken>
auto spawn(Context &context, task<T> &&t, CompletionToken &&token) {
  return asio::async_initiate<CompletionToken, void(std::exception_ptr, T)>(
      detail::async_initiate_spawn<T>{}, token, std::move(t));
}
template <typename Context, typename CompletionToken>
auto spawn(Context &context, task<void> &&t, CompletionToken &&token) {
  return asio::async_initiate<CompletionToken, void(std::exception_ptr)>(
      detail::async_initiate_spawn<void>{}, token, std::move(t));
}

} // namespace boost::cobalt

#endif

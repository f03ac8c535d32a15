// Mirrors boostorg/redis dea03967 (2026-07-08).
// Left out: what an operation does, adapters, sentinels, TLS, logging.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/error_code.hpp>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <utility>

namespace boost::redis {

namespace asio = boost::asio;

struct config {};
class request {
public:
  template <class... Ts> void push(std::string_view cmd, Ts const &...args);
};
struct ignore_t {};
inline ignore_t ignore;
template <class... Ts> using response = std::tuple<Ts...>;

class connection {
  struct initiation {
    connection *self;
    using executor_type = asio::any_io_executor;
    executor_type get_executor() const noexcept;
    template <class Handler> void operator()(Handler &&, config const *) {}
    template <class Handler> void operator()(Handler &&, request const *) {}
    template <class Handler> void operator()(Handler &&, int) {}
  };

public:
  using executor_type = asio::any_io_executor;

  explicit connection(executor_type ex);
  explicit connection(asio::io_context &ioc);
  executor_type get_executor() noexcept;

  template <class CompletionToken = asio::deferred_t>
  auto async_run(config const &cfg, CompletionToken &&token = {}) {
    return asio::async_initiate<CompletionToken, void(boost::system::error_code)>(
        initiation{this}, token, &cfg);
  }
  template <class CompletionToken = asio::deferred_t>
  auto async_receive2(CompletionToken &&token = {}) {
    return asio::async_initiate<CompletionToken, void(boost::system::error_code)>(
        initiation{this}, token, 0);
  }
  template <class Response = ignore_t, class CompletionToken = asio::deferred_t>
  auto async_exec(request const &req, Response &resp = ignore, CompletionToken &&token = {}) {
    return asio::async_initiate<CompletionToken, void(boost::system::error_code, std::size_t)>(
        initiation{this}, token, &req);
  }
  void cancel();
};

} // namespace boost::redis

// Mirrors Tradias/asio-grpc 57069c53 (2026-03-31), with Boost.Asio.
// Left out: gRPC itself, what an operation does, senders, traits, streams of clients.

#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <utility>

namespace grpc {
class Status {
public:
  bool ok() const;
};
class ClientContext {};
} // namespace grpc

namespace agrpc {
inline namespace b {

namespace asio = boost::asio;

class GrpcContext {
public:
  using executor_type = asio::any_io_executor;
  GrpcContext();
  bool run();
  template <class Condition> bool run_while(Condition &&condition);
  bool run_completion_queue();
  bool poll();
  executor_type get_executor() noexcept;
};

template <class Traits = void, class ExecutionContext>
void run(agrpc::GrpcContext &grpc_context, ExecutionContext &execution_context);

namespace detail {

struct Initiation {
  template <class Handler> void operator()(Handler &&) {}
};
using DefaultCompletionToken = asio::use_awaitable_t<>;

template <auto PrepareAsync> class ClientRPCUnaryBase;
template <class StubT, class RequestT, class ResponseT,
          void (StubT::*PrepareAsync)(grpc::ClientContext *, const RequestT &, ResponseT *)>
class ClientRPCUnaryBase<PrepareAsync> {
public:
  template <class CompletionToken = DefaultCompletionToken>
  static auto request(agrpc::GrpcContext &grpc_context, StubT &stub, grpc::ClientContext &context,
                      const RequestT &request, ResponseT &response, CompletionToken &&token = {}) {
    return asio::async_initiate<CompletionToken, void(grpc::Status)>(Initiation{}, token);
  }
};

} // namespace detail

template <auto PrepareAsync> class ClientRPC : public detail::ClientRPCUnaryBase<PrepareAsync> {};

template <class Executor> class BasicAlarm {
public:
  explicit BasicAlarm(agrpc::GrpcContext &grpc_context);
  template <class Deadline, class CompletionToken = detail::DefaultCompletionToken>
  auto wait(const Deadline &deadline, CompletionToken &&token = CompletionToken{}) & {
    return asio::async_initiate<CompletionToken, void(bool)>(detail::Initiation{}, token);
  }
  void cancel();
};
using Alarm = agrpc::BasicAlarm<asio::any_io_executor>;

template <class ServerRPC, class Service, class RPCHandler, class CompletionToken>
auto register_awaitable_rpc_handler(agrpc::GrpcContext &grpc_context, Service &service,
                                    RPCHandler &&rpc_handler, CompletionToken &&token) {
  return asio::async_initiate<CompletionToken, void(std::exception_ptr)>(detail::Initiation{}, token);
}

} // namespace b
} // namespace agrpc

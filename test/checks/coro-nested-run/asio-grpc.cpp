// RUN: %lint %s
#include <agrpc/asio_grpc.hpp>
#include <boost/asio.hpp>
#include <chrono>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;

struct Number {
  int of = 0;
};
struct Stub {
  void PrepareAsyncAdd(grpc::ClientContext *, const Number &, Number *);
};
struct Service {};
struct ServerRPC {
  asio::awaitable<void> finish(int status);
};
using Add = agrpc::ClientRPC<&Stub::PrepareAsyncAdd>;

asio::awaitable<bool> asked(agrpc::GrpcContext &on, Stub &stub, asio::io_context &other) {
  Number request, response;
  grpc::ClientContext context;
  auto status = co_await Add::request(on, stub, context, request, response);
  on.run();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run' in a coroutine runs an event loop, {{.*}}: it runs handlers here until no work is left [coro-nested-run]
  on.run_completion_queue();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run_completion_queue' in a coroutine runs an event loop
  agrpc::run(on, other);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'run' in a coroutine runs an event loop, {{.*}}: it runs handlers of both contexts here
  on.poll();
  co_return status.ok();
}

asio::awaitable<int> in_order(agrpc::GrpcContext &on, Stub &stub, agrpc::Alarm &alarm) {
  Number one, first, two, second;
  grpc::ClientContext a, b;
  co_await Add::request(on, stub, a, one, first);
  co_await Add::request(on, stub, b, two, second);
  co_await alarm.wait(std::chrono::system_clock::now() + 1s);
  co_return first.of + second.of;
}

asio::awaitable<void> dropped(agrpc::Alarm &alarm) {
  alarm.wait(std::chrono::system_clock::now() + 1s);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'wait' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
void by_a_handler(agrpc::Alarm &alarm) {
  alarm.wait(std::chrono::system_clock::now() + 1s, [](bool) { std::this_thread::sleep_for(1s); });
  // CHECK: [[#@LINE-1]]:64: remark: the call of 'sleep_for' blocks the handler's thread
}

// It keeps the handler until all that it made are done.
void serves(agrpc::GrpcContext &on, Service &service, int status) {
  agrpc::register_awaitable_rpc_handler<ServerRPC>(
      on, service, [status](ServerRPC &rpc) -> asio::awaitable<void> { co_await rpc.finish(status); },
      asio::detached);
}

int main() {
  agrpc::GrpcContext on;
  on.run();
}

// RUN: %lint-fix %s
// What sleeps in place of the thread is an object that is at hand; or there is
// no fix.
#include <chrono>
#include <cppcoro/io_service.hpp>
#include <cppcoro/task.hpp>
#include <memory>
#include <thread>

using namespace std::chrono_literals;

cppcoro::task<> a_parameter(cppcoro::io_service &io) {
  std::this_thread::sleep_for(10ms);
  // FIXED:  co_await io.schedule_after(10ms);
  co_return;
}
cppcoro::task<> a_pointer(int n, cppcoro::io_service *io) {
  std::this_thread::sleep_for(n * 1ms);
  // FIXED:  co_await io->schedule_after(n * 1ms);
  co_return;
}
struct Server {
  std::shared_ptr<cppcoro::io_service> io;
  cppcoro::task<> a_member() {
    std::this_thread::sleep_for(10ms);
    // FIXED:    co_await io->schedule_after(10ms);
    co_return;
  }
};
cppcoro::task<> nothing_at_hand() {
  std::this_thread::sleep_for(10ms);
  // FIXED:  std::this_thread::sleep_for(10ms);
  co_return;
}

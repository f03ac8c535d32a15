// RUN: %lint %s
// Handlers behind binders and names: what is bound is what the loop runs.
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <boost/bind/bind.hpp>
#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using boost::system::error_code;

struct session : std::enable_shared_from_this<session> {
  asio::steady_timer timer;
  asio::strand<asio::any_io_executor> strand;
  asio::ip::tcp::socket socket;
  boost::beast::flat_buffer buffer;
  boost::beast::http::request<boost::beast::http::string_body> request;
  boost::beast::websocket::stream<boost::beast::tcp_stream> web;

  void in_an_executor(error_code) {
    std::this_thread::sleep_for(1ms);
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the handler's thread
  }
  void in_two_binders(error_code) {
    std::this_thread::sleep_for(2ms);
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the handler's thread
  }
  void bound_by_boost(error_code) {
    std::this_thread::sleep_for(3ms);
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the handler's thread
  }
  void on_read(error_code, std::size_t) {
    std::this_thread::sleep_for(4ms);
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the handler's thread
  }
  void on_message(error_code, std::size_t) {
    std::this_thread::sleep_for(5ms);
    // CHECK: [[#@LINE-1]]:5: remark: the call of 'sleep_for' blocks the handler's thread
  }
  void nobody_binds_it(error_code) { std::this_thread::sleep_for(6ms); }
  void on_a_pool() { std::this_thread::sleep_for(7ms); }

  void start(asio::thread_pool &pool) {
    timer.async_wait(asio::bind_executor(
        strand, std::bind(&session::in_an_executor, this, std::placeholders::_1)));
    timer.async_wait(asio::bind_executor(
        strand, boost::beast::bind_front_handler(&session::in_two_binders, shared_from_this())));
    timer.async_wait(
        boost::bind(&session::bound_by_boost, this, boost::placeholders::_1));
    boost::beast::http::async_read(
        socket, buffer, request,
        boost::beast::bind_front_handler(&session::on_read, shared_from_this()));
    web.async_read(buffer,
                   boost::beast::bind_front_handler(&session::on_message, shared_from_this()));
    timer.async_wait(asio::bind_executor(strand, [](error_code) {
      std::this_thread::sleep_for(8ms);
      // CHECK: [[#@LINE-1]]:7: remark: the call of 'sleep_for' blocks the handler's thread
    }));
    std::function<void(error_code)> named = [](error_code) {
      std::this_thread::sleep_for(9ms);
      // CHECK: [[#@LINE-1]]:7: remark: the call of 'sleep_for' blocks the handler's thread
    };
    timer.async_wait(named);
    std::function<void(error_code)> kept = [](error_code) {
      std::this_thread::sleep_for(10ms);
    };
    asio::post(pool, std::bind(&session::on_a_pool, this));
    asio::post(asio::bind_executor(pool, [] { std::this_thread::sleep_for(11ms); }));
  }
};

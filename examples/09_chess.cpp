// A simultaneous exhibition played like a queue: nobody gets a move until the
// game before is over. 24 units, where 1 would do.

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <exception>
#include <iostream>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto unit = 20ms;

struct Board {
  bool over = false;
};

asio::awaitable<void> play(Board &board) {
  asio::steady_timer opponent(co_await asio::this_coro::executor, unit);
  co_await opponent.async_wait(asio::use_awaitable);
  board.over = true;
}

asio::awaitable<void> exhibition() {
  std::vector<Board> boards(24);
  for (auto &board : boards)
    co_await play(board);
  std::cout << std::count_if(boards.begin(), boards.end(),
                             [](const Board &board) { return board.over; })
            << " games are over\n";
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, exhibition(), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
  const auto start = Clock::now();
  io.run();
  std::cout << (Clock::now() - start + unit / 2) / unit << " units\n";
}

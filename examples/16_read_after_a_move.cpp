// A value that is moved into an awaited call and read afterwards: the line that
// is counted is empty by then. Reported on the line of `co_return`.

#include <boost/asio.hpp>
#include <iostream>
#include <string>

namespace asio = boost::asio;

asio::awaitable<void> send(std::string line) {
  std::cout << line << '\n';
  co_return;
}

asio::awaitable<std::size_t> send_and_count(std::string line) {
  co_await send(std::move(line));
  co_return line.size();
}

int main() {
  asio::io_context io;
  asio::co_spawn(
      io,
      []() -> asio::awaitable<void> {
        std::size_t count =
            co_await send_and_count("a line of twenty-six bytes");
        std::cout << count << " bytes\n";
      },
      asio::detached);
  io.run();
}

// The users do not depend on the posts, and still wait for them: 4 units,
// where 2 would do.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto unit = 20ms;

struct Post {
  std::size_t author;
  std::string title;
};

struct User {
  std::string name;
};

asio::awaitable<std::vector<Post>> fetch_posts() {
  asio::steady_timer network(co_await asio::this_coro::executor, 2 * unit);
  co_await network.async_wait(asio::use_awaitable);
  std::vector<Post> posts = {{0, "on engines"}, {1, "on bridges"}};
  co_return posts;
}

asio::awaitable<std::vector<User>> fetch_users() {
  asio::steady_timer network(co_await asio::this_coro::executor, 2 * unit);
  co_await network.async_wait(asio::use_awaitable);
  std::vector<User> users = {{"ada"}, {"bob"}};
  co_return users;
}

asio::awaitable<void> front_page() {
  auto posts = co_await fetch_posts();
  auto users = co_await fetch_users();
  for (const Post &post : posts)
    std::cout << users.at(post.author).name << " wrote " << post.title << '\n';
}

int main() {
  asio::io_context io;
  asio::co_spawn(io, front_page(), [](std::exception_ptr error) {
    if (error)
      std::rethrow_exception(error);
  });
  const auto start = Clock::now();
  io.run();
  std::cout << (Clock::now() - start + unit / 2) / unit << " units\n";
}

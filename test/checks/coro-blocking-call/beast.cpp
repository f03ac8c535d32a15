// RUN: %lint %s
// Files of Beast are read where they stand.
#include <boost/asio.hpp>
#include <boost/beast/core/file.hpp>

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;

asio::awaitable<void> upload(tcp::socket socket, beast::file file) {
  char buffer[4096];
  for (;;) {
    beast::error_code error;
    auto size = file.read(buffer, sizeof buffer, error);
    // CHECK: [[#@LINE-1]]:17: remark: {{.*}}'read'
    if (error || !size)
      break;
    co_await asio::async_write(socket, asio::buffer(buffer, size),
                               asio::use_awaitable);
  }
}
beast::file opened(const char *path, beast::error_code &error) {
  beast::file file;
  file.open(path, beast::file_mode::scan, error);
  return file;
}

// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: everything private but the operations, channel<void>.

#ifndef BOOST_COBALT_CHANNEL_HPP
#define BOOST_COBALT_CHANNEL_HPP

#include <coroutine>
#include <cstddef>

namespace boost::cobalt {

template <typename T> struct channel {
  explicit channel(std::size_t limit = 0u);
  channel(channel &&rhs) noexcept = delete;
  channel &operator=(channel &&lhs) noexcept = delete;
  bool is_open() const;
  void close();
  ~channel();

private:
  struct read_op {
    channel *chn;
    bool await_ready();
    template <typename Promise>
    std::coroutine_handle<void> await_suspend(std::coroutine_handle<Promise> h);
    T await_resume();
  };
  struct write_op {
    channel *chn;
    bool await_ready();
    template <typename Promise>
    std::coroutine_handle<void> await_suspend(std::coroutine_handle<Promise> h);
    void await_resume();
  };

public:
  read_op read() { return read_op{this}; }
  write_op write(const T &value) { return write_op{this}; }
  write_op write(T &&value) { return write_op{this}; }
};

} // namespace boost::cobalt

#endif

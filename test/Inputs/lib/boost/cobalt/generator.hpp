// Mirrors boostorg/cobalt 57181ca (2025-07-18).
// Left out: values pushed into the generator.

#ifndef BOOST_COBALT_GENERATOR_HPP
#define BOOST_COBALT_GENERATOR_HPP

#include <boost/cobalt/concepts.hpp>
#include <coroutine>

namespace boost::cobalt {

template <typename Yield, typename Push = void> struct generator;

namespace detail {

template <typename Yield, typename Push>
struct generator_promise : enable_awaitables<generator_promise<Yield, Push>> {
  [[nodiscard]] generator<Yield, Push> get_return_object();
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  std::suspend_always yield_value(Yield value);
  void return_value(Yield value);
  void unhandled_exception();
};

} // namespace detail

template <typename Yield, typename Push> struct [[nodiscard]] generator {
  generator(generator &&lhs) noexcept = default;
  generator &operator=(generator &&) noexcept;
  explicit operator bool() const;
  void cancel();
  bool ready() const;
  Yield get();
  ~generator();
  using promise_type = detail::generator_promise<Yield, Push>;
  auto operator co_await() { return detail::awaitable_of<Yield>{}; }
};

} // namespace boost::cobalt

#endif

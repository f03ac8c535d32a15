// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: fmap of a generator.

#ifndef CPPCORO_GENERATOR_HPP_INCLUDED
#define CPPCORO_GENERATOR_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>

namespace cppcoro {

template <typename T> class generator;

namespace detail {

template <typename T> class generator_promise {
public:
  using value_type = std::remove_reference_t<T>;
  using reference_type = std::conditional_t<std::is_reference_v<T>, T, T &>;
  using pointer_type = value_type *;

  generator_promise() = default;
  generator<T> get_return_object() noexcept;
  constexpr suspend_always initial_suspend() const noexcept { return {}; }
  constexpr suspend_always final_suspend() const noexcept { return {}; }
  template <typename U = T,
            std::enable_if_t<!std::is_rvalue_reference<U>::value, int> = 0>
  suspend_always yield_value(std::remove_reference_t<T> &value) noexcept {
    m_value = std::addressof(value);
    return {};
  }
  suspend_always yield_value(std::remove_reference_t<T> &&value) noexcept {
    m_value = std::addressof(value);
    return {};
  }
  void unhandled_exception() { m_exception = std::current_exception(); }
  void return_void() {}
  reference_type value() const noexcept {
    return static_cast<reference_type>(*m_value);
  }
  template <typename U> suspend_never await_transform(U &&value) = delete;
  void rethrow_if_exception() {
    if (m_exception)
      std::rethrow_exception(m_exception);
  }

private:
  pointer_type m_value{};
  std::exception_ptr m_exception{};
};

struct generator_sentinel {};

template <typename T> class generator_iterator {
  using handle_t = cppcoro::coroutine_handle<generator_promise<T>>;

public:
  using iterator_category = std::input_iterator_tag;
  using difference_type = std::ptrdiff_t;
  using value_type = typename generator_promise<T>::value_type;
  using reference = typename generator_promise<T>::reference_type;
  using pointer = typename generator_promise<T>::pointer_type;

  generator_iterator() noexcept : m_coroutine(nullptr) {}
  explicit generator_iterator(handle_t coroutine) noexcept
      : m_coroutine(coroutine) {}

  friend bool operator==(const generator_iterator &it,
                         generator_sentinel) noexcept {
    return !it.m_coroutine || it.m_coroutine.done();
  }

  generator_iterator &operator++() {
    m_coroutine.resume();
    if (m_coroutine.done())
      m_coroutine.promise().rethrow_if_exception();
    return *this;
  }
  void operator++(int) { (void)operator++(); }
  reference operator*() const noexcept { return m_coroutine.promise().value(); }
  pointer operator->() const noexcept { return std::addressof(operator*()); }

private:
  handle_t m_coroutine;
};

} // namespace detail

template <typename T> class [[nodiscard]] generator {
public:
  using promise_type = detail::generator_promise<T>;
  using iterator = detail::generator_iterator<T>;

  generator() noexcept : m_coroutine(nullptr) {}
  generator(generator &&other) noexcept
      : m_coroutine(std::exchange(other.m_coroutine, {})) {}
  generator(const generator &other) = delete;
  ~generator() {
    if (m_coroutine)
      m_coroutine.destroy();
  }
  generator &operator=(generator other) noexcept {
    swap(other);
    return *this;
  }

  iterator begin() {
    iterator first{m_coroutine};
    return m_coroutine ? ++first : first;
  }
  detail::generator_sentinel end() noexcept { return {}; }
  void swap(generator &other) noexcept {
    std::swap(m_coroutine, other.m_coroutine);
  }

private:
  friend class detail::generator_promise<T>;

  explicit generator(coroutine_handle<promise_type> coroutine) noexcept
      : m_coroutine(coroutine) {}

  coroutine_handle<promise_type> m_coroutine;
};

namespace detail {

template <typename T>
generator<T> generator_promise<T>::get_return_object() noexcept {
  return generator<T>{coroutine_handle<generator_promise>::from_promise(*this)};
}

} // namespace detail

} // namespace cppcoro

#endif

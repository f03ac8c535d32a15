// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_GENERATOR_H
#define CONCURRENCPP_GENERATOR_H

#include "concurrencpp/forward_declarations.h"
#include <cstddef>
#include <iterator>

namespace concurrencpp {

namespace details {

template <class type> class generator_state {
public:
  generator<type> get_return_object() noexcept;
  suspend_always initial_suspend() const noexcept { return {}; }
  suspend_always final_suspend() const noexcept { return {}; }
  suspend_always yield_value(type value) noexcept;
  void unhandled_exception() noexcept;
  void return_void() const noexcept {}
};

struct generator_end_iterator {};

template <class type> class generator_iterator {
public:
  generator_iterator &operator++();
  type &operator*() const noexcept;
  friend bool operator==(const generator_iterator &,
                         const generator_end_iterator &) noexcept {
    return true;
  }
};

} // namespace details

template <class type> class generator {
public:
  using promise_type = details::generator_state<type>;
  generator(generator &&rhs) noexcept;
  ~generator() noexcept;
  generator(const generator &rhs) = delete;
  explicit operator bool() const noexcept;
  details::generator_iterator<type> begin();
  details::generator_end_iterator end() noexcept;
};

} // namespace concurrencpp

#endif

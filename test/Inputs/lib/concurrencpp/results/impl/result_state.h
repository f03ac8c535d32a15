// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: how results are stored and waited for.

#ifndef CONCURRENCPP_RESULT_STATE_H
#define CONCURRENCPP_RESULT_STATE_H

#include "concurrencpp/forward_declarations.h"
#include <exception>

namespace concurrencpp::details {

template <class type> class result_state {
public:
  bool await(coroutine_handle<void> caller_handle) noexcept;
  type get();
  void set_exception(std::exception_ptr error) noexcept;
  template <class... argument_types>
  void set_result(argument_types &&...arguments);
};

template <class derived_type, class type> struct return_value_struct {
  template <class return_type> void return_value(return_type &&value) {
    static_cast<derived_type *>(this)->set_result(
        static_cast<return_type &&>(value));
  }
};
template <class derived_type> struct return_value_struct<derived_type, void> {
  void return_void() { static_cast<derived_type *>(this)->set_result(); }
};

} // namespace concurrencpp::details

#endif

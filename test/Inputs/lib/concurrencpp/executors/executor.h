// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: bulk work, names.

#ifndef CONCURRENCPP_EXECUTOR_H
#define CONCURRENCPP_EXECUTOR_H

#include "concurrencpp/results/promises.h"
#include <type_traits>

namespace concurrencpp {

class executor {
private:
  template <class return_type, class executor_type, class callable_type,
            class... argument_types>
  static result<return_type> submit_bridge(executor_tag, executor_type &,
                                           callable_type callable,
                                           argument_types... arguments) {
    co_return callable(arguments...);
  }

protected:
  template <class executor_type, class callable_type, class... argument_types>
  auto do_submit(callable_type &&callable, argument_types &&...arguments) {
    using return_type =
        typename std::invoke_result_t<callable_type, argument_types...>;
    return submit_bridge<return_type>(
        {}, *static_cast<executor_type *>(this),
        static_cast<callable_type &&>(callable),
        static_cast<argument_types &&>(arguments)...);
  }

public:
  virtual ~executor() noexcept = default;
  virtual int max_concurrency_level() const noexcept = 0;
  virtual bool shutdown_requested() const = 0;
  virtual void shutdown() = 0;
  template <class callable_type, class... argument_types>
  void post(callable_type &&callable, argument_types &&...arguments) {}
  template <class callable_type, class... argument_types>
  auto submit(callable_type &&callable, argument_types &&...arguments) {
    return do_submit<executor>(static_cast<callable_type &&>(callable),
                               static_cast<argument_types &&>(arguments)...);
  }
};

template <class concrete_executor_type>
struct derivable_executor : public executor {
  template <class callable_type, class... argument_types>
  void post(callable_type &&callable, argument_types &&...arguments) {}
  template <class callable_type, class... argument_types>
  auto submit(callable_type &&callable, argument_types &&...arguments) {
    return do_submit<concrete_executor_type>(
        static_cast<callable_type &&>(callable),
        static_cast<argument_types &&>(arguments)...);
  }
};

} // namespace concurrencpp

#endif

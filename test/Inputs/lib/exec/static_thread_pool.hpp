// Mirrors NVIDIA/stdexec e92245d5 (2026-08-20).
// Left out: bulk work, the queues.

#pragma once

#include <cstdint>
#include <stdexec/execution.hpp>

namespace experimental::execution {

namespace _pool_ {

class _static_thread_pool {
public:
  struct scheduler {
    class _sender {
    public:
      using sender_concept = stdexec::sender_tag;
    };
    auto schedule() const noexcept -> _sender { return {}; }
  };
  explicit _static_thread_pool(std::uint32_t threadCount);
  ~_static_thread_pool();
  auto get_scheduler() noexcept -> scheduler;
  void request_stop() noexcept;
};

} // namespace _pool_

struct static_thread_pool : private _pool_::_static_thread_pool {
  static_thread_pool();
  explicit static_thread_pool(std::uint32_t threadCount);
  using _pool_::_static_thread_pool::get_scheduler;
  using _pool_::_static_thread_pool::request_stop;
  using _pool_::_static_thread_pool::scheduler;
};

} // namespace experimental::execution

namespace exec = experimental::execution;

template <>
struct stdexec::__detail::__values_of<
    exec::_pool_::_static_thread_pool::scheduler::_sender> : __single<void> {};

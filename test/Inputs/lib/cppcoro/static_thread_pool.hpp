// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: everything private.

#ifndef CPPCORO_STATIC_THREAD_POOL_HPP_INCLUDED
#define CPPCORO_STATIC_THREAD_POOL_HPP_INCLUDED

#include <cppcoro/coroutine.hpp>
#include <cstdint>

namespace cppcoro {

class static_thread_pool {
public:
  static_thread_pool();
  explicit static_thread_pool(std::uint32_t threadCount);
  ~static_thread_pool();

  class schedule_operation {
  public:
    schedule_operation(static_thread_pool *tp) noexcept : m_threadPool(tp) {}
    bool await_ready() noexcept { return false; }
    void await_suspend(coroutine_handle<> awaitingCoroutine) noexcept;
    void await_resume() noexcept {}

  private:
    friend class static_thread_pool;

    [[maybe_unused]] static_thread_pool *m_threadPool;
  };

  std::uint32_t thread_count() const noexcept;
  [[nodiscard]] schedule_operation schedule() noexcept {
    return schedule_operation{this};
  }
};

} // namespace cppcoro

#endif

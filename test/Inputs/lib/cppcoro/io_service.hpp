// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: everything private, the native handles. The real one is built on
// Windows and Linux only.

#ifndef CPPCORO_IO_SERVICE_HPP_INCLUDED
#define CPPCORO_IO_SERVICE_HPP_INCLUDED

#include <chrono>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/coroutine.hpp>
#include <cstdint>
#include <utility>

namespace cppcoro {

class io_service {
public:
  class schedule_operation;
  class timed_schedule_operation;

  io_service();
  io_service(std::uint32_t concurrencyHint);
  ~io_service();
  io_service(io_service &&other) = delete;
  io_service(const io_service &other) = delete;
  io_service &operator=(io_service &&other) = delete;
  io_service &operator=(const io_service &other) = delete;

  [[nodiscard]] schedule_operation schedule() noexcept;
  template <typename REP, typename PERIOD>
  [[nodiscard]] timed_schedule_operation
  schedule_after(const std::chrono::duration<REP, PERIOD> &delay,
                 cancellation_token cancellationToken = {}) noexcept;

  std::uint64_t process_events();
  std::uint64_t process_pending_events();
  std::uint64_t process_one_event();
  std::uint64_t process_one_pending_event();
  void stop() noexcept;
  void reset();
  bool is_stop_requested() const noexcept;
  void notify_work_started() noexcept;
  void notify_work_finished() noexcept;
};

class io_service::schedule_operation {
public:
  schedule_operation(io_service &service) noexcept : m_service(service) {}
  bool await_ready() const noexcept { return false; }
  void await_suspend(coroutine_handle<> awaiter) noexcept;
  void await_resume() const noexcept {}

private:
  friend class io_service;

  [[maybe_unused]] io_service &m_service;
};

class io_service::timed_schedule_operation {
public:
  timed_schedule_operation(
      io_service &service,
      std::chrono::high_resolution_clock::time_point resumeTime,
      cancellation_token cancellationToken) noexcept;
  timed_schedule_operation(timed_schedule_operation &&other) noexcept;
  ~timed_schedule_operation();
  timed_schedule_operation &
  operator=(timed_schedule_operation &&other) = delete;
  timed_schedule_operation(const timed_schedule_operation &other) = delete;
  timed_schedule_operation &
  operator=(const timed_schedule_operation &other) = delete;
  bool await_ready() const noexcept;
  void await_suspend(coroutine_handle<> awaiter);
  void await_resume();
};

class io_work_scope {
public:
  explicit io_work_scope(io_service &service) noexcept : m_service(&service) {
    service.notify_work_started();
  }
  io_work_scope(const io_work_scope &other) noexcept;
  io_work_scope(io_work_scope &&other) noexcept;
  ~io_work_scope() { m_service->notify_work_finished(); }
  void swap(io_work_scope &other) noexcept;
  io_work_scope &operator=(io_work_scope other) noexcept;
  io_service &service() noexcept { return *m_service; }

private:
  io_service *m_service;
};

template <typename REP, typename RATIO>
io_service::timed_schedule_operation
io_service::schedule_after(const std::chrono::duration<REP, RATIO> &duration,
                           cancellation_token cancellationToken) noexcept {
  return timed_schedule_operation{
      *this, std::chrono::high_resolution_clock::now() + duration,
      std::move(cancellationToken)};
}

} // namespace cppcoro

#endif

// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_ASYNC_LOCK_H
#define CONCURRENCPP_ASYNC_LOCK_H

#include "concurrencpp/executors/executor.h"
#include "concurrencpp/results/lazy_result.h"
#include <memory>

namespace concurrencpp {

class scoped_async_lock;

class async_lock {
public:
  ~async_lock() noexcept;
  lazy_result<scoped_async_lock>
  lock(std::shared_ptr<executor> resume_executor);
  lazy_result<bool> try_lock();
  void unlock();
};

class scoped_async_lock {
public:
  scoped_async_lock() noexcept = default;
  scoped_async_lock(scoped_async_lock &&rhs) noexcept;
  ~scoped_async_lock() noexcept;
  lazy_result<void> lock(std::shared_ptr<executor> resume_executor);
  lazy_result<bool> try_lock();
  void unlock();
  bool owns_lock() const noexcept;
};

} // namespace concurrencpp

#endif

// Mirrors oneapi-src/oneTBB 19e4e56.
// Left out: profiling.

#pragma once

namespace tbb {
namespace detail {
namespace d1 {

class spin_mutex {
public:
  class scoped_lock {
    spin_mutex *m_mutex;

  public:
    constexpr scoped_lock() noexcept : m_mutex(nullptr) {}
    scoped_lock(spin_mutex &m) { acquire(m); }
    scoped_lock(const scoped_lock &) = delete;
    void acquire(spin_mutex &m) {
      m_mutex = &m;
      m.lock();
    }
    void release() {
      m_mutex->unlock();
      m_mutex = nullptr;
    }
    ~scoped_lock() {
      if (m_mutex)
        release();
    }
  };

  void lock();
  bool try_lock();
  void unlock();
};

} // namespace d1
} // namespace detail

inline namespace v1 {
using detail::d1::spin_mutex;
} // namespace v1
} // namespace tbb

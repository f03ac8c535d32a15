// RUN: %lint %s
// The increment of an asynchronous iterator goes on when it is awaited.
#include <coroutine>
#include <mini/task.h>

namespace own {
template <class T> struct waiting {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};
struct rows {
  struct iterator {
    waiting<iterator &> operator++();
    int operator*() const;
    bool operator==(const iterator &) const;
  };
  waiting<iterator> begin();
  iterator end();
};
struct plain {
  plain &operator++();
  bool is_at_end() const;
};
} // namespace own

mini::task<int> stays_where_it_is(own::rows of) {
  int sum = 0;
  for (auto it = co_await of.begin(); it != of.end(); ++it)
    // CHECK: [[#@LINE-1]]:55: warning: the operation of '++' is not awaited, so it never runs
    sum += *it;
  co_return sum;
}

mini::task<int> goes_on(own::rows of) {
  int sum = 0;
  for (auto it = co_await of.begin(); it != of.end(); co_await ++it)
    sum += *it;
  for (own::plain it; !it.is_at_end(); ++it)
    ++sum;
  co_return sum;
}

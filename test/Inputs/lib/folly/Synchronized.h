// folly: a value with the lock that guards it.
#pragma once
#include <utility>

namespace folly {

template <class Subclass, class T> class SynchronizedBase {
public:
  template <class F> auto withWLock(F &&use);
  template <class F> auto withRLock(F &&use) const;
};

template <class T> class Synchronized : public SynchronizedBase<Synchronized<T>, T> {
  T value;
};

template <class Subclass, class T>
template <class F>
auto SynchronizedBase<Subclass, T>::withWLock(F &&use) {
  T *value = nullptr;
  return std::forward<F>(use)(*value);
}

} // namespace folly

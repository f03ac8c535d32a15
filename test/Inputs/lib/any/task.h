// task<T> of the library that ON_… names: one test on many task types.

#ifndef ANY_TASK_H
#define ANY_TASK_H

#if defined(ON_MINI)
#include <mini/coro.h>
template <class T> using task = mini::task<T>;
#elif defined(ON_MINI_EAGER)
#include <mini/coro.h>
template <class T> using task = mini::eager<T>;
#elif defined(ON_CPPCORO)
#include <cppcoro/task.hpp>
template <class T> using task = cppcoro::task<T>;
#elif defined(ON_FOLLY)
#include <folly/coro/Task.h>
template <class T> using task = folly::coro::Task<T>;
#elif defined(ON_ASIO)
#include <boost/asio/awaitable.hpp>
template <class T> using task = boost::asio::awaitable<T>;
#elif defined(ON_COBALT)
#include <boost/cobalt/task.hpp>
template <class T> using task = boost::cobalt::task<T>;
#elif defined(ON_STDEXEC)
#include <exec/task.hpp>
template <class T> using task = exec::task<T>;
#elif defined(ON_SEASTAR)
#include <seastar/core/coroutine.hh>
#include <seastar/core/future.hh>
template <class T> using task = seastar::future<T>;
#elif defined(ON_CONCURRENCPP)
#include <concurrencpp/concurrencpp.h>
template <class T> using task = concurrencpp::result<T>;
#elif defined(ON_WINRT)
#include <winrt/Windows.Foundation.h>
#include <winrt/base.h>
template <class T> struct Operation {
  using type = winrt::Windows::Foundation::IAsyncOperation<T>;
};
template <> struct Operation<void> {
  using type = winrt::Windows::Foundation::IAsyncAction;
};
template <class T> using task = typename Operation<T>::type;
#elif defined(ON_QCORO)
#include <QCoro/QCoroTask>
template <class T> using task = QCoro::Task<T>;
#endif

#endif

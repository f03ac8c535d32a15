// Mirrors sogou/workflow 41695078 (2026-07-03).
// Left out: tasks, requests, servers.

#pragma once

#include <chrono>
#include <future>
#include <sys/types.h>

template <typename RES> class WFFuture {
public:
  WFFuture(std::future<RES> &&fr);
  WFFuture() = default;
  WFFuture(WFFuture &&move) = default;
  void wait() const;
  template <class REP, class PERIOD>
  std::future_status wait_for(const std::chrono::duration<REP, PERIOD> &time_duration) const;
  RES get();
  bool valid() const;

private:
  std::future<RES> future;
};

class WFFacilities {
public:
  static void usleep(unsigned int microseconds);
  static WFFuture<void> async_usleep(unsigned int microseconds);
  static WFFuture<ssize_t> async_pread(int fd, void *buf, size_t count, off_t offset);
  class WaitGroup {
  public:
    WaitGroup(int n);
    ~WaitGroup();
    void wait() const;
    std::future_status wait(int timeout) const;
    void done();
  };
};

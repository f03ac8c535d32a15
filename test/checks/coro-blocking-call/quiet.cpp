// RUN: %lint %s
// Nothing here keeps a loop from running.
#include <chrono>
#include <fstream>
#include <future>
#include <iostream>
#include <mini/coro.h>
#include <mutex>
#include <string>
#include <sys/socket.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/task.hpp>
#include <thread>

using namespace std::chrono_literals;

void in_a_plain_function() { std::this_thread::sleep_for(10ms); }

int main() {
  std::this_thread::sleep_for(10ms);
  std::ifstream in("settings.ini");
}

// A generator runs on its caller's thread, when the caller wants it.
mini::generator<int> in_a_generator(std::string path) {
  std::ifstream in(path);
  std::this_thread::sleep_for(1ms);
  for (int n; in >> n;)
    co_yield n;
}

mini::task<> in_a_thread_of_its_own() {
  std::thread([] { std::this_thread::sleep_for(10ms); }).detach();
  auto later = std::async(std::launch::async, [] { std::this_thread::sleep_for(10ms); });
  co_return;
}

mini::task<int> polls(std::future<int> later) {
  while (later.wait_for(0s) != std::future_status::ready)
    co_await std::suspend_always{};
  co_return later.get();
}

mini::task<> waits_for_no_time(std::timed_mutex &m) {
  std::this_thread::sleep_for(0ms);
  if (m.try_lock_for(std::chrono::seconds::zero()))
    m.unlock();
  co_return;
}

mini::task<> tries(std::mutex &m) {
  std::unique_lock lock(m, std::try_to_lock);
  if (m.try_lock())
    m.unlock();
  co_return;
}

// Short critical sections are common practice: the tier is off.
mini::task<> locks_a_mutex(std::mutex &m, int &n) {
  std::lock_guard lock(m);
  ++n;
  co_return;
}

mini::task<> a_stream_that_is_not_opened() {
  std::ifstream in;
  std::ifstream other = std::move(in);
  co_return;
}

mini::task<> a_stream_that_is_no_keyboard(std::istream &in) {
  std::string line;
  std::getline(in, line);
  int n;
  in >> n;
  co_return;
}

mini::task<> a_thread_that_leaves() {
  std::jthread worker([] {});
  std::jthread owner = std::move(worker);
  owner.detach();
  co_return;
}

mini::task<> an_async_call_that_is_kept(std::future<int> &keep) {
  keep = std::async(std::launch::async, [] { return 1; });
  std::async(std::launch::deferred, [] {});
  co_return;
}

// Names are not facts: what gives something to await does not block.
struct gate {
  mini::task<> wait();
  mini::task<int> get();
};
namespace own {
mini::task<> sleep(int seconds);
void sleep_for(std::chrono::milliseconds);
} // namespace own
mini::task<> calls_of_that_name(gate g) {
  co_await g.wait();
  co_await g.get();
  co_await own::sleep(1);
  own::sleep_for(1ms);
}

// A lambda's calls are its own.
mini::task<> a_lambda_called_elsewhere(mini::event_loop &loop) {
  auto slow = [] { std::this_thread::sleep_for(10ms); };
  std::thread(slow).detach();
  co_return;
}

static_assert(noexcept(std::declval<int>()) || true);
mini::task<> not_evaluated(std::future<int> &later) {
  using T = decltype(later.get());
  (void)sizeof(T);
  co_return;
}

// Seen in libcoro: the descriptor is in non-blocking mode.
mini::task<int> a_non_blocking_connect(int fd, const sockaddr *to, socklen_t size) {
  int rc = ::connect(fd, to, size);
  if (rc != 0 && errno == EINPROGRESS)
    co_await std::suspend_always{};
  co_return rc;
}

// Seen in libcoro's tests: whoever awaits it has gone to a pool before.
cppcoro::task<> awaited_off_the_loop_only(cppcoro::static_thread_pool &pool) {
  auto inner = []() -> cppcoro::task<> {
    std::this_thread::sleep_for(10ms);
    co_return;
  };
  co_await pool.schedule();
  co_await inner();
}

// Seen in libcoro's tests: the task is kept, and a pool resumes it.
void run_on(cppcoro::static_thread_pool &pool, cppcoro::task<> &job);
void a_task_that_a_pool_resumes(cppcoro::static_thread_pool &pool) {
  auto slow = []() -> cppcoro::task<> {
    std::this_thread::sleep_for(10ms);
    co_return;
  };
  auto job = slow();
  run_on(pool, job);
}

// Seen in async_simple: the library that makes the tasks may have to block
// where there is no executor.
namespace cppcoro {
task<> sleeps_without_an_executor() {
  std::this_thread::sleep_for(10ms);
  co_return;
}
} // namespace cppcoro

// Seen in yalantinglibs: a fatal log line collects a stack trace, and that is
// the end of the program.
struct fatal_logger {
  void write(bool fatal) {
    if (fatal) {
      (void)::popen("addr2line", "r");
      std::exit(EXIT_FAILURE);
    }
  }
};
cppcoro::task<> logs(fatal_logger &log) {
  log.write(false);
  co_return;
}
cppcoro::task<> says_good_bye(bool fatal) {
  if (fatal) {
    std::this_thread::sleep_for(10ms);
    std::abort();
  }
  co_return;
}

// Seen in yalantinglibs' tests: asked of the system when an assertion fails.
namespace doctest {
namespace {
bool isDebuggerActive() {
  std::ifstream in("/proc/self/status");
  return in.good();
}
} // namespace
} // namespace doctest
cppcoro::task<> asserts() {
  (void)doctest::isDebuggerActive();
  co_return;
}

// Seen in yalantinglibs: log lines come to a file, and files are rotated.
struct file_logger {
  std::ofstream out;
  void rotate() { std::remove("old.log"); }
  void write(const char *line) {
    rotate();
    out.write(line, 1);
    out.flush();
  }
};
inline void log_line(const char *line) {
  std::ofstream out("log");
  out.write(line, 1);
}
cppcoro::task<> writes_log_lines(file_logger &logger) {
  logger.write("a");
  log_line("b");
  co_return;
}

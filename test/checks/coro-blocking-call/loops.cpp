// RUN: %lint %s --option=coro-blocking-call.Handlers=on
// Callbacks of the loops of C, and of ROS and folly.
#include <chrono>
#include <cstdlib>
#include <functional>
#include <future>
#include <memory>
#include <string>
#include <thread>

extern "C" {
struct uv_timer_t { void *data; };
struct uv_work_t;
struct uv_loop_t;
int uv_timer_start(uv_timer_t *timer, void (*on_time)(uv_timer_t *),
                   unsigned long after, unsigned long again);
int uv_queue_work(uv_loop_t *loop, uv_work_t *work, void (*does)(uv_work_t *),
                  void (*is_done)(uv_work_t *, int));
struct event_base;
struct event *event_new(event_base *base, int descriptor, short what,
                        void (*on_event)(int, short, void *), void *given);
unsigned g_idle_add(int (*on_idle)(void *), void *given);
}

static void on_time(uv_timer_t *of) {
  static_cast<std::future<int> *>(of->data)->get();
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'get' blocks the handler's thread
}
static void on_event(int, short, void *) {
  std::system("rotate");
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'system' blocks the handler's thread
}
static int on_idle(void *) {
  std::this_thread::sleep_for(std::chrono::seconds(1));
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'sleep_for' blocks the handler's thread
  return 1;
}
static void on_its_pool(uv_work_t *) { std::system("work"); }
static void back_on_the_loop(uv_work_t *, int) {
  std::system("done");
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'system' blocks the handler's thread
}

void start(uv_timer_t *timer, uv_loop_t *loop, uv_work_t *work, event_base *base) {
  uv_timer_start(timer, on_time, 10, 10);
  uv_timer_start(timer, [](uv_timer_t *) { std::system("tick"); }, 10, 10);
  // CHECK: [[#@LINE-1]]:44: warning: the call of 'system' blocks the handler's thread
  uv_timer_start(timer, +[](uv_timer_t *) { std::system("tock"); }, 10, 10);
  // CHECK: [[#@LINE-1]]:45: warning: the call of 'system' blocks the handler's thread
  uv_queue_work(loop, work, on_its_pool, back_on_the_loop);
  event_new(base, 3, 2, on_event, base);
  g_idle_add(on_idle, nullptr);
}

namespace rclcpp {
struct Timer;
struct Node {
  template <class Call>
  std::shared_ptr<Timer> create_wall_timer(std::chrono::milliseconds every, Call call) {
    return nullptr;
  }
  template <class Message, class Call>
  std::shared_ptr<Timer> create_subscription(const std::string &topic, int depth, Call call) {
    return nullptr;
  }
};
} // namespace rclcpp

struct Robot : rclcpp::Node {
  void on_tick() {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'sleep_for' blocks the handler's thread
  }
  void wire(std::future<int> &later) {
    create_wall_timer(std::chrono::milliseconds(5), std::bind(&Robot::on_tick, this));
    create_subscription<int>("scan", 10, [&later](int) { return later.get(); });
    // CHECK: [[#@LINE-1]]:65: warning: the call of 'get' blocks the handler's thread
  }
};

namespace folly {
struct EventBase {
  template <class Call> void runInEventBaseThread(Call call) {}
};
struct AsyncTimeout {
  virtual void timeoutExpired() noexcept = 0;
};
} // namespace folly

struct beat : folly::AsyncTimeout {
  void timeoutExpired() noexcept override { std::system("beat"); }
  // CHECK: [[#@LINE-1]]:45: warning: the call of 'system' blocks the handler's thread
  void unrelated() { std::system("nothing"); }
};
void in_the_loop(folly::EventBase &of) {
  of.runInEventBaseThread([] { std::system("once"); });
  // CHECK: [[#@LINE-1]]:32: warning: the call of 'system' blocks the handler's thread
}

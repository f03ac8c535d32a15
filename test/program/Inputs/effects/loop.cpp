#include "disk.h"

static void helper() { load(); }
namespace {
void hidden() { load(); }
} // namespace
void many_calls_down() { helper(); }
void ping(int n);
void pong(int n) { ping(n - 1); }
void ping(int n) {
  hidden();
  endless(n);
}
void endless(int n) { n ? pong(n) : ping(n); }
// Another program's.
void twice_defined() {}

struct Remote : Store {
  void all_agree() override { load(); }
  void one_does_not() override {}
  void only_one() override { load(); }
};
void hands_it_on(const std::function<void()> &run) { run_it(run); }
void keeps_it(std::function<void()> run) { static auto kept = std::move(run); }
mini::task<> coroutine_elsewhere() { co_return; }

mini::task<int> answer(int id);
int load_now(int id) { return mini::sync_wait(answer(id)); }
void inner_loop() {
  mini::event_loop inner;
  inner.run();
}

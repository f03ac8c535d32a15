// RUN: %lint %s
// Nothing here is a mistake. Every function is a false alarm that a must-await
// check could raise, or the silent twin of a function in mini.cpp: the task is
// awaited, given away, or not awaited on a path that does not count.
#include <functional>
#include <memory>
#include <mini/coro.h>
#include <utility>
#include <vector>

mini::task<int> load(int id);
mini::task<> save(int row);
mini::eager<int> start(int id);

mini::task<> awaited() {
  co_await save(1);
  int row = co_await load(1);
  auto kept = load(row);
  co_await kept;
  auto moved = load(2);
  co_await std::move(moved);
}

mini::task<int> returned() { return load(1); }
mini::task<int> returned_by_name() {
  auto row = load(1);
  return row;
}

mini::task<> passed_on(std::vector<mini::task<>> &all) {
  all.push_back(save(1));
  auto kept = save(2);
  all.push_back(std::move(kept));
  co_await mini::when_all(load(1), load(2));
}

struct Owner {
  mini::task<> job;
  explicit Owner(int row) : job(save(row)) {}
};

std::shared_ptr<mini::task<>> stored() {
  return std::make_shared<mini::task<>>(save(1));
}

mini::task<> an_eager_task_discarded_in_writing() {
  (void)start(1);
  std::ignore = start(2);
  co_return;
}

mini::task<> looked_at_and_awaited() {
  auto row = start(1);
  (void)row;
  auto other = load(1);
  (void)other;
  co_await other;
}

mini::task<> awaited_on_every_path(bool first) {
  auto row = load(1);
  if (first) {
    co_await row;
    co_return;
  }
  (void)co_await row;
}

mini::task<> awaited_under_two_equal_conditions(bool wanted) {
  auto row = load(1);
  if (wanted)
    co_await row;
  co_await save(1);
  // Conditions may be correlated: nobody can tell from here.
  if (!wanted)
    co_await row;
}

mini::task<> an_error_ends_the_path(bool broken) {
  auto row = load(1);
  if (broken)
    throw 1;
  co_await row;
}

[[noreturn]] void give_up();
mini::task<> the_program_ends_on_the_path(bool broken) {
  auto row = load(1);
  if (broken)
    give_up();
  co_await row;
}

mini::task<> retried_in_a_loop(int tries) {
  auto row = load(1);
  while (tries-- > 0) {
    co_await row;
    break;
  }
}

mini::task<> made_anew_in_a_loop(int n) {
  for (int i = 0; i < n; ++i) {
    auto row = load(i);
    if (i % 2)
      co_await save(i);
    co_await row;
  }
}

mini::task<> captured_by_a_lambda() {
  auto row = load(1);
  auto later = [row = std::move(row)]() mutable -> mini::task<int> {
    co_return co_await row;
  };
  co_await later();
}

mini::task<> mentioned_in_a_lambda() {
  auto row = load(1);
  auto later = [&]() -> mini::task<int> { co_return co_await row; };
  co_await later();
}

mini::task<> deliberately_unused() {
  [[maybe_unused]] auto row = load(1);
  co_return;
}

// Not evaluated, so nothing is dropped.
using Row = decltype(load(1));
static_assert(sizeof(save(1)) > 0);
template <class T>
concept Loadable = requires(T id) { load(id); };
static_assert(Loadable<int>);
static_assert(!noexcept(save(1)));

void a_default_argument(mini::task<> job = save(1));

mini::task<> by_reference(mini::task<int> &&job) {
  auto &&same = std::forward<mini::task<int>>(job);
  co_await same;
}

// From the same: a task that is assigned to itself is still there.
mini::task<int> assigned_to_itself() {
  auto row = load(1);
  row = std::move(row);
  co_return co_await row;
}

// Used in the other branch of an if constexpr: the template is right.
template <class T> mini::task<> in_one_instantiation_only(T value) {
  auto row = load(1);
  auto moved = std::move(row);
  if constexpr (sizeof(T) > 4)
    (void)co_await moved;
  co_return;
}
mini::task<> instantiated_both_ways() {
  co_await in_one_instantiation_only(1);
  co_await in_one_instantiation_only(1.0);
}

// From a network stack: whether the task matters is what the call that made it
// says in another argument.
mini::task<int> filter(int packet, bool &handled);
mini::task<int> an_argument_says_whether_it_matters(int packet) {
  bool handled = false;
  auto answer = filter(packet, handled);
  if (handled)
    co_return co_await answer;
  co_return 0;
}

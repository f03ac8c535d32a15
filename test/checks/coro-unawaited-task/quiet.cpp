// RUN: %lint %s
// Nothing here is a mistake. Every function is a false alarm that a must-await
// check could raise, or the silent twin of a function in mini.cpp.
#include <functional>
#include <stdexcept>
#include <memory>
#include <mini/coro.h>
#include <utility>
#include <vector>

mini::task<int> load(int id);
mini::task<> save(int row);
mini::eager<int> start(int id);
mini::fire_and_forget announce(int id);
mini::generator<int> numbers();

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

mini::task<> detached_by_design() {
  announce(1);
  co_return;
}

mini::task<> a_generator_is_pulled() {
  numbers();
  for (int n : numbers())
    (void)n;
  co_return;
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

// A coroutine type that looks like a task to a careless eye: the value is read,
// there is nothing to await.
struct box {
  struct promise_type {
    box get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_value(int) {}
    void unhandled_exception() {}
  };
};
box boxed() { co_return 1; }
void uses_a_box() { boxed(); }

// An eager task whose errors end the program loses none when it is dropped.
struct loud {
  struct promise_type {
    loud get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
loud shout() { co_return; }
mini::task<> drops_a_loud_one() {
  shout();
  co_return;
}

// Seen in QCoro's tests: what a continuation gives back is for those who want
// to know when.
struct job {
  struct promise_type {
    job get_return_object();
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
    std::exception_ptr error;
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
  template <class F> job then(F f) {
    co_await *this;
    f();
  }
};
job begin(int id);
void attaches_a_continuation() {
  begin(1).then([] {});
}

// Seen in concurrencpp's tests: the call is made for the error that it throws
// itself, before there is a task.
mini::task<int> make(int *from) {
  if (!from)
    throw std::invalid_argument("null");
  return load(*from);
}
template <class E, class F> void assert_throws(F &&f) { f(); }
[[noreturn]] void fail(const char *why);
#define EXPECT_THROW(statement, error)                                         \
  try {                                                                        \
    statement;                                                                 \
  } catch (const error &) {                                                    \
  }
void expects_an_error() {
  assert_throws<std::invalid_argument>([] { make(nullptr); });
  EXPECT_THROW(make(nullptr), std::invalid_argument);
  try {
    make(nullptr);
    fail("no error");
  } catch (const std::invalid_argument &) {
  }
}

// Seen in QCoro: no error leaves the body, so none is lost.
void log(std::exception_ptr error);
job background() {
  try {
    co_await begin(1);
  } catch (...) {
    log(std::current_exception());
  }
  co_return;
}
void drops_one_that_handles_its_errors() { background(); }

// Seen in QCoro's tests: the way out is an assertion's.
bool check(bool good);
#define VERIFY(good)                                                           \
  do {                                                                         \
    if (!check(good))                                                          \
      co_return 0;                                                             \
  } while (false)
mini::task<int> asserts_before_it_awaits(bool started) {
  auto row = load(1);
  VERIFY(!started);
  co_return co_await row;
}

// Seen in concurrencpp: waiting until a task is done gives the task back.
struct named_job : job {
  struct waiter {
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    named_job await_resume();
  };
  waiter resolve();
};
mini::task<> waits_without_looking(named_job &job) { co_await job.resolve(); }

// Seen in concurrencpp: an initial awaiter that posts its coroutine starts it,
// and a promise that depends on the parameters says nothing about the class.
struct posted {
  struct post : std::suspend_always {
    void await_suspend(std::coroutine_handle<> h) const { h.resume(); }
  };
  struct promise_type {
    posted get_return_object();
    post initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
posted post_it();
void drops_a_posted_one() { post_it(); }

// Patterns have expressions without a type.
template <class T> struct cell {
  T value;
  cell() : value(0) {}
};
template <class T> T pair_of() {
  T made(1, 2);
  return {3};
}

// From a library's tests of its own task type: what is asserted is the state of
// the object, not the work.
bool assert_true(bool);
#define EXPECT(...) (void)(__VA_ARGS__)
void a_test_of_the_object() {
  mini::task<int> one = load(1);
  mini::task<int> two = std::move(one);
  assert_true(two.valid());
  auto three = load(3);
  EXPECT(three.valid());
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

// From a library's tests: a function that is there to be compiled.
[[maybe_unused]] static void spot_check() {
  int id = 1;
  (void)load(id);
  (void)load(2);
}

// From a test of concepts: only the type is of interest.
template <class T> concept awaitable = requires(T t) { t.operator co_await(); };
void only_its_type() {
  auto row = load(1);
  static_assert(awaitable<decltype(row)>);
}

// From tests of concepts: the argument is there for its type.
template <class T> void check_result_of(T) { static_assert(awaitable<T>); }
template <class T> void check_any(T &&what) { static_assert(sizeof(T) > 0); }
void unnamed(mini::task<int>) {}
void given_for_its_type() {
  check_result_of(load(1));
  check_any(load(2));
  unnamed(load(3));
}

// From a library's tests: the program is expected to end there.
#define EXPECT_DEATH(...)                                                      \
  do {                                                                         \
    __VA_ARGS__;                                                               \
  } while (false)
void a_death_test() {
  EXPECT_DEATH(auto row = load(1));
  EXPECT_DEATH(load(2));
}

// A contract: the promise is what this side is about.
struct promise {
  void set(int);
};
std::pair<mini::eager<int>, promise> make_contract();
void a_future_with_its_promise() {
  auto [result, given] = make_contract();
  given.set(1);
}

// From tests of a task's destructor: a block of its own says where it ends.
int destroyed();
int a_task_in_a_block_of_its_own() {
  {
    auto row = load(1);
  }
  return destroyed();
}

// From a test of what a task's members leave behind: a coroutine without a
// statement has nothing to lose.
void a_lambda_with_nothing_to_do() {
  auto noop = []() -> mini::task<> { co_return; };
  auto kept = noop();
  noop();
}

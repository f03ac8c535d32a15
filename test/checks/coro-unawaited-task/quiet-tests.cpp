// RUN: %lint %s
// Nothing here is a mistake: tests drop tasks to see what the object does, or
// that it compiles.
#include <mini/coro.h>
#include <stdexcept>
#include <utility>

mini::task<int> load(int id);

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
void only_its_type_in_writing() {
  auto row = load(1);
  static_assert(awaitable<decltype(row)>);
  (void)row;
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

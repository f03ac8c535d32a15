// RUN: %lint %s
// A task type of the project's own: no [[nodiscard]], no model.
#include <mini/coro.h>
#include <tuple>

mini::task<int> load(int id);
mini::task<> save(int row);
mini::eager<int> start(int id);
mini::task<mini::task<int>> plan();

struct Store {
  mini::task<> flush();
  mini::task<int> operator()(int key);
};

mini::task<> discarded_as_a_statement() {
  save(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}

void discarded_in_a_plain_function() {
  save(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so it never runs
}

mini::task<> discarded_member_and_operator(Store store) {
  store.flush();
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'flush' is not awaited, so it never runs
  store(7);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'store' is not awaited, so it never runs
  co_return;
}

mini::task<> discarded_in_control_flow(bool ready, int n) {
  if (ready)
    save(1);
  // CHECK: [[#@LINE-1]]:5: warning: the task of 'save' is not awaited
  else
    save(2);
  // CHECK: [[#@LINE-1]]:5: warning: the task of 'save' is not awaited
  for (int i = 0; i < n; save(i++))
    // CHECK: [[#@LINE-1]]:26: warning: the task of 'save' is not awaited
    save(3);
  // CHECK: [[#@LINE-1]]:5: warning: the task of 'save' is not awaited
  switch (n) {
  case 0:
    save(4);
    // CHECK: [[#@LINE-1]]:5: warning: the task of 'save' is not awaited
  default:
    break;
  }
  co_return;
}

mini::task<> discarded_by_operators(bool ready) {
  ready ? save(1) : save(2);
  // CHECK: [[#@LINE-1]]:11: warning: the task of 'save' is not awaited
  // CHECK: [[#@LINE-2]]:21: warning: the task of 'save' is not awaited
  int n = (save(3), 4);
  // CHECK: [[#@LINE-1]]:12: warning: the task of 'save' is not awaited
  (void)n;
  co_return;
}

mini::task<> a_lazy_task_discarded_in_writing() {
  (void)save(1);
  // CHECK: [[#@LINE-1]]:9: warning: the task of 'save' is not awaited, so it never runs
  co_return;
}

mini::task<> a_lazy_task_ignored() {
  std::ignore = save(1);
  // CHECK: [[#@LINE-1]]:17: warning: the task of 'save' is not awaited, so it never runs
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs
  (void)row;
  co_return;
}

struct handle_like : mini::task<int> {
  explicit operator bool() const;
  bool operator==(const handle_like &) const;
  using promise_type = mini::task<int>::promise_type;
};
handle_like get(int id);
mini::task<> only_looked_at() {
  auto a = get(1);
  // CHECK: [[#@LINE-1]]:12: warning: the task in 'a' is never awaited, so it never runs
  auto b = get(2);
  // CHECK: [[#@LINE-1]]:12: warning: the task in 'b' is never awaited, so it never runs
  if (a)
    co_return;
  if (!b || a == b)
    co_await save(1);
}

mini::task<> an_eager_task_discarded() {
  start(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'start' is not awaited, so its error is lost
  co_return;
}

struct Jobs {
  mini::eager<int> submit(void (*job)());
};
Jobs &jobs();
// The callable alone makes no continuation: what is called is no task.
mini::task<> a_callable_given_to_something_else() {
  jobs().submit([] {});
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'submit' is not awaited, so its error is lost
  co_return;
}

mini::task<> an_immediately_called_lambda() {
  [](int row) -> mini::task<> { co_await save(row); }(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of this lambda is not awaited, so it never runs
  co_return;
}

mini::task<> a_task_that_gives_a_task() {
  co_await plan();
  // CHECK: [[#@LINE-1]]:3: warning: the task that this await gives is not awaited, so it never runs
}

mini::task<> kept_and_never_mentioned() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so it never runs
  co_return;
}

mini::task<int> dropped_by_an_early_return(bool cached) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, it never runs
  if (cached)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await row;
}

mini::task<> awaited_in_one_branch_only(bool wanted) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path
  if (wanted)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is false
    co_await row;
}

mini::task<> dropped_in_one_case(int kind) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path
  switch (kind) {
  case 0:
    co_await row;
    break;
  case 1:
    // CHECK: [[#@LINE-1]]:3: note: it is dropped in this case
    break;
  default:
    co_await row;
  }
}

template <class T> mini::task<> in_a_template(T id) {
  save(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited
  load(id);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'load' is not awaited
  co_return;
}
mini::task<> instantiates() {
  co_await in_a_template(1);
  co_await in_a_template(2L);
}

mini::task<> in_a_lambda() {
  auto later = [](int row) { save(row); };
  // CHECK: [[#@LINE-1]]:30: warning: the task of 'save' is not awaited
  auto generic = [](auto row) { save(row); };
  // CHECK: [[#@LINE-1]]:33: warning: the task of 'save' is not awaited
  later(1);
  generic(2);
  co_return;
}

struct Session {
  Session() { save(1); }
  // CHECK: [[#@LINE-1]]:15: warning: the task of 'save' is not awaited
};

#define SAVE(row) save(row)
mini::task<> out_of_a_macro() {
  SAVE(1);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited
  co_return;
}

// A loop over what a template's argument decides.
template <class Rows> mini::task<void> leaves_a_loop(Rows rows) {
  auto t = load(1);
  // CHECK: [[#@LINE-1]]:12: warning: the task in 't' is not awaited on every path
  for (auto &row : rows)
    if (row)
      co_return;
  co_await t;
}
template <class Rows> mini::task<void> breaks_a_loop(Rows rows) {
  auto t = load(1);
  for (auto &row : rows)
    if (row)
      break;
  co_await t;
}

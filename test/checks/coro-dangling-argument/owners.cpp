// What is in a container, behind the only pointer to it, or in a field.
// RUN: %lint %s
#include <functional>
#include <memory>
#include <mini/coro.h>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct turn {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
std::string make();
std::vector<std::string> make_all();
void use(std::string_view text);
void keep(std::unique_ptr<std::string> text);
void keep_all(std::vector<std::string> &all);

mini::task<int> shows(const std::string &row) {
  co_await turn();
  use(row);
  co_return 1;
}
mini::task<int> shows_wrapped(std::reference_wrapper<const std::string> row) {
  co_await turn();
  use(row.get());
  co_return 1;
}
struct Query {
  std::string_view text;
  std::string kept;
  int limit = 0;
};
mini::task<int> finds(Query query) {
  co_await turn();
  use(query.text);
  co_return query.limit;
}
mini::task<int> counts(Query query) {
  co_await turn();
  use(query.kept);
  co_return query.limit;
}
struct Session {
  std::string name;
  mini::task<int> runs() {
    co_await turn();
    use(name);
    co_return 1;
  }
};
struct Shared : std::enable_shared_from_this<Shared> {
  mini::task<int> runs() {
    auto self = shared_from_this();
    co_await turn();
    co_return 1;
  }
};

// --- elements

mini::task<int> element() {
  std::vector<std::string> all = make_all();
  return shows(all[0]);
  // CHECK: [[#@LINE-1]]:16: warning: {{.*}} [coro-dangling-argument]
}
mini::task<int> first_element() {
  std::vector<std::string> all = make_all();
  return shows(all.front());
  // CHECK: [[#@LINE-1]]:16: warning:
}
mini::task<int> element_of_a_temporary() {
  auto job = shows(make_all()[0]);
  // CHECK: [[#@LINE-1]]:20: warning:
  co_return co_await std::move(job);
}
mini::task<int> pointee(std::unique_ptr<std::string> row) {
  return shows(*row);
  // CHECK: [[#@LINE-1]]:16: warning:
}
mini::task<int> owned_object() {
  auto session = std::make_unique<Session>();
  return session->runs();
  // CHECK: [[#@LINE-1]]:10: warning:
}
mini::task<int> shared_object() {
  auto job = std::make_shared<Session>()->runs();
  // CHECK: [[#@LINE-1]]:14: warning:
  co_return co_await std::move(job);
}
mini::task<int> by_the_only_pointer() {
  auto session = std::make_shared<Session>();
  session->name = make();
  return session->runs();
  // CHECK: [[#@LINE-1]]:10: warning: 'session' is gone
}
struct Member : std::enable_shared_from_this<Member> {
  std::string name;
  mini::task<int> runs() {
    co_await turn();
    use(name);
    co_return 1;
  }
  void rename(std::string to) { name = to; }
  void joins();
  void is_told_of();
};
void tell(Member &member);
inline void Member::is_told_of() { tell(*this); }
mini::task<int> nobody_asks_for_more() {
  auto member = std::make_shared<Member>();
  member->rename(make());
  return member->runs();
  // CHECK: [[#@LINE-1]]:10: warning: 'member' is gone
}
mini::task<int> wrapped() {
  std::string row = make();
  return shows_wrapped(std::cref(row));
  // CHECK: [[#@LINE-1]]:24: warning:
}

mini::task<int> element_of_somebody_elses(std::vector<std::string> &all) {
  return shows(all[0]);
}
mini::task<int> element_awaited_here() {
  std::vector<std::string> all = make_all();
  co_return co_await shows(all[0]);
}
mini::task<int> pointee_that_is_given_away(std::unique_ptr<std::string> row) {
  auto job = shows(*row);
  keep(std::move(row));
  return job;
}
mini::task<int> elements_that_are_given_away() {
  std::vector<std::string> all = make_all();
  auto job = shows(all[0]);
  keep_all(all);
  return job;
}
mini::task<int> pointee_of_one_of_many(std::shared_ptr<Session> session) {
  return session->runs();
}
mini::task<int> element_by_pointer() {
  std::vector<std::string *> all;
  return shows(*all[0]);
}
mini::task<int> keeps_itself() {
  auto job = std::make_shared<Shared>()->runs();
  co_return co_await std::move(job);
}
mini::task<int> keeps_itself_by_name() {
  auto shared = std::make_shared<Shared>();
  return shared->runs();
}
mini::task<int> may_keep_itself() {
  auto member = std::make_shared<Member>();
  member->joins();
  return member->runs();
}
mini::task<int> may_be_kept_by_others() {
  auto member = std::make_shared<Member>();
  member->is_told_of();
  return member->runs();
}
void register_it(std::shared_ptr<Session> session);
mini::task<int> one_of_two_pointers() {
  auto session = std::make_shared<Session>();
  register_it(session);
  return session->runs();
}
mini::task<int> awaited_by_pointer() {
  auto session = std::make_shared<Session>();
  co_return co_await session->runs();
}
mini::task<int> wrapped_static() {
  static const std::string row = make();
  return shows_wrapped(std::cref(row));
}

// --- fields

mini::task<int> view_in_a_field() {
  auto job = finds({make()});
  // CHECK: [[#@LINE-1]]:21: warning:
  co_return co_await std::move(job);
}
mini::task<int> view_of_a_local_in_a_field() {
  std::string text = make();
  return finds(Query{.text = text, .limit = 3});
  // CHECK: [[#@LINE-1]]:30: warning:
}
mini::task<int> view_that_is_not_read_later() {
  std::string text = make();
  return counts({.text = text, .limit = 3});
}
mini::task<int> value_in_a_field() {
  return counts({.text = "all", .kept = make()});
}
mini::task<int> view_in_a_field_awaited_here() {
  co_return co_await finds({make()});
}

// --- classes without fields: those that change have something somewhere

struct Device {
  void reset();
};
struct Tag {};
mini::task<int> drives(Device &device) {
  co_await turn();
  device.reset();
  co_return 1;
}
mini::task<int> tagged(const Tag &tag);
mini::task<int> a_device() {
  Device device;
  return drives(device);
  // CHECK: [[#@LINE-1]]:17: warning: 'device' is gone
}
mini::task<int> a_tag() {
  Tag tag;
  return tagged(tag);
}

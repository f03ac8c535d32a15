// The coroutine takes a copy: the second way where there are others, the only one where nobody awaits it.
// RUN: %lint-fix %s -- -DALONE
// RUN: %lint-second-fix %s --prefix=SECOND
#include <mini/coro.h>
#include <string>
#include <string_view>
#include <vector>

mini::eager<int> ready(int id);
std::string read();
struct shape {
  virtual ~shape();
};

mini::eager<int> begun(const std::string &of, int more = 1);
mini::eager<int> begun(const std::string &of, int more) {
  more += co_await ready(1);
  co_return more + static_cast<int>(of.size());
}
// FIXED:mini::eager<int> begun(std::string of, int more = 1);
// FIXED:mini::eager<int> begun(std::string of, int more) {
mini::eager<int> east(std::vector<int> const& of) {
  co_await ready(1);
  co_return of.front();
}
// FIXED:mini::eager<int> east(std::vector<int> of) {
struct session {
  mini::eager<int> takes(int id, const std::string&);
  mini::eager<int> draws(const shape &of);
};
mini::eager<int> session::takes(int id, const std::string&text) {
  co_await ready(id);
  co_return static_cast<int>(text.size());
}
// FIXED:  mini::eager<int> takes(int id, std::string);
// FIXED:mini::eager<int> session::takes(int id, std::string text) {
mini::eager<int> session::draws(const shape &of) {
  const shape *it = &of;
  co_await ready(1);
  co_return it == nullptr;
}
mini::eager<int> into(std::string &of) {
  co_await ready(1);
  of = "";
  co_return 1;
}

#ifdef ALONE
void left_alone(std::string text) { (void)begun(text); }
void left_alone(std::vector<int> all) { (void)east(all); }
void left_alone(std::string text, session &on) { (void)on.takes(1, text); }
void left_alone(session &on) {
  shape whatever;
  (void)on.draws(whatever);
}
void written_to(std::string text) { (void)into(text); }
#else
mini::task<int> length(const std::string &of) { co_return static_cast<int>(of.size()); }
mini::task<int> take(std::string &&of) { co_return static_cast<int>(of.size()); }
// SECOND:mini::task<int> length(std::string of) { co_return static_cast<int>(of.size()); }
// SECOND:mini::task<int> take(std::string of) { co_return static_cast<int>(of.size()); }

mini::task<int> returned(std::string text) { return length(text); }
mini::task<int> kept() {
  auto job = take(read());
  co_return co_await job;
}
// SECOND:mini::task<int> returned(std::string text) { return length(text); }
// SECOND:mini::task<int> kept() {
// SECOND:  auto job = take(read());
#endif

// What a unique pointer or an optional owns, that another function ends; names
// that a helper looks up; who is called some time and takes elements out.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_ASIO
// RUN: %lint %s -- -DON_FOLLY

#include <any/task.h>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

task<int> ask();

struct Link {
  int value = 0;
  task<int> read() {
    int got = co_await ask();
    value += got;
    co_return got;
  }
  task<int> reads_nothing_of_it() { co_return co_await ask(); }
};

class Client {
  std::unique_ptr<Link> link_;
  std::optional<Link> spare_;
  std::shared_ptr<Link> shared_;
  std::unique_ptr<Link> fixed_;
  std::unique_ptr<std::map<int, Link>> table_;
  std::optional<std::string> text_;

public:
  void close() {
    link_.reset();
    text_.reset();
    spare_ = std::nullopt;
    shared_.reset();
  }
  void forget(int key) { table_->erase(key); }

  task<int> by_reference() {
    Link &link = *link_;
    int got = co_await ask();
    co_return got + link.value;
    // CHECK: [[#@LINE-1]]:21: remark: 'link' may be invalid after the suspension: meanwhile 'close' can change 'link_'
  }
  task<int> of_a_text() {
    const std::string &text = *text_;
    int got = co_await ask();
    co_return got + static_cast<int>(text.size());
    // CHECK: [[#@LINE-1]]:38: remark: 'text' may be invalid after the suspension: meanwhile 'close' can change 'text_'
  }
  task<int> of_a_copy() {
    const std::string text = *text_;
    int got = co_await ask();
    co_return got + static_cast<int>(text.size());
  }
  task<int> by_pointer() {
    Link *link = link_.get();
    int got = co_await ask();
    co_return got + link->value;
    // CHECK: [[#@LINE-1]]:21: remark: 'link' may be invalid after the suspension
  }
  task<int> of_an_optional() {
    Link &link = spare_.value();
    int got = co_await ask();
    co_return got + link.value;
    // CHECK: [[#@LINE-1]]:21: remark: 'link' may be invalid after the suspension
  }
  task<int> looks_again() {
    Link *link = link_.get();
    int got = co_await ask();
    if (!link_)
      co_return got;
    co_return got + link->value;
  }
  task<int> asks_what_it_is() {
    Link *link = link_.get();
    int got = co_await ask();
    if (link_ == nullptr)
      co_return got;
    co_return got + link->value;
  }
  // Others may have it as well; nobody ends it; it is taken out, with the name.
  task<int> is_shared() {
    Link *link = shared_.get();
    int got = co_await ask();
    co_return got + link->value;
  }
  task<int> is_never_ended() {
    Link &link = *fixed_;
    int got = co_await ask();
    co_return got + link.value;
  }
  task<int> owns_it_now() {
    std::unique_ptr<Link> mine = std::move(fixed_);
    int got = co_await ask();
    co_return got + mine->value;
  }
  // What changes the table does not end it.
  task<int> has_the_table() {
    std::map<int, Link> *table = table_.get();
    int got = co_await ask();
    co_return got + int(table->size());
  }
  task<int> awaits_its_member() {
    int got = co_await link_->read();
    // CHECK: [[#@LINE-1]]:24: remark: the object of 'read' may be gone when that goes on: meanwhile 'close' can change 'link_'
    co_return got;
  }
  task<int> awaits_what_does_not_need_it() {
    co_return co_await link_->reads_nothing_of_it();
  }
  task<int> awaits_what_stays() { co_return co_await fixed_->read(); }
};

class Rooms {
  std::map<int, Link> rooms_;
  std::vector<Link> list_;
  int last_ = 0;

  Link *find(int key) {
    auto it = rooms_.find(key);
    return it == rooms_.end() ? nullptr : &it->second;
  }
  Link &room(int key) { return rooms_.at(key); }
  int &last() { return last_; }

public:
  void drop(int key) { rooms_.erase(key); }
  std::vector<Link> take() { return std::exchange(list_, {}); }

  task<int> found(int key) {
    Link *room = find(key);
    if (!room)
      co_return 0;
    int got = co_await ask();
    co_return got + room->value;
    // CHECK: [[#@LINE-1]]:21: remark: 'room' may be invalid after the suspension: meanwhile 'drop' can change 'rooms_'
  }
  task<int> given(int key) {
    Link &link = room(key);
    int got = co_await ask();
    co_return got + link.value;
    // CHECK: [[#@LINE-1]]:21: remark: 'link' may be invalid after the suspension
  }
  task<int> of_something_else() {
    int &value = last();
    int got = co_await ask();
    co_return got + value;
  }
};

struct Listener {
  void on_close(std::function<void(int)> then);
};
template <class Do> void at_once(Do act) { act(1); }
class Hub {
  std::map<int, Link> links_;
  std::map<int, Link> others_;

public:
  explicit Hub(Listener &listener) {
    listener.on_close([this](int key) { links_.erase(key); });
    at_once([this](int key) { others_.erase(key); });
  }
  task<int> serves(int key) {
    Link &link = links_[key];
    int got = co_await ask();
    co_return got + link.value;
    // CHECK: [[#@LINE-1]]:21: remark: 'link' may be invalid after the suspension
  }
  task<int> serves_others(int key) {
    Link &link = others_[key];
    int got = co_await ask();
    co_return got + link.value;
  }
};

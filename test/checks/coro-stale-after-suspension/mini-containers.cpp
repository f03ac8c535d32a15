// RUN: %lint %s
// Which change ends which name depends on the container.
#include <deque>
#include <list>
#include <map>
#include <memory>
#include <mini/coro.h>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct Peer {
  int sent = 0;
};

// A coroutine adds while others are suspended.
class Added {
  std::vector<Peer> in_a_vector;
  std::deque<Peer> in_a_deque;
  std::list<Peer> in_a_list;
  std::map<int, Peer> in_a_map;
  std::unordered_map<int, Peer> in_a_hash;

public:
  mini::task<void> of_a_vector() {
    Peer &first = in_a_vector.front();
    co_await tick{};
    ++first.sent;
    // CHECK: [[#@LINE-1]]:7: remark: 'first' may be invalid after the suspension: meanwhile 'accept' can change 'in_a_vector' [coro-stale-after-suspension]
    // CHECK: [[#@LINE+54]]:5: note: 'accept' adds to it here
  }
  mini::task<void> of_a_hash(int id) {
    auto it = in_a_hash.find(id);
    co_await tick{};
    ++it->second.sent;
    // CHECK: [[#@LINE-1]]:7: remark: 'it' may be invalid after the suspension: meanwhile 'accept' can change 'in_a_hash'
  }
  mini::task<void> all_of_a_deque() {
    for (Peer &peer : in_a_deque) {
      // CHECK: [[#@LINE-1]]:23: remark: the loop over 'in_a_deque' goes on with an iterator that may be invalid
      co_await tick{};
      peer.sent = 1;
    }
  }

  mini::task<void> element_of_a_deque() {
    Peer &first = in_a_deque.front();
    co_await tick{};
    ++first.sent;
  }
  mini::task<void> element_of_a_hash(int id) {
    Peer &peer = in_a_hash.find(id)->second;
    co_await tick{};
    ++peer.sent;
  }
  mini::task<void> all_of_a_list() {
    for (Peer &peer : in_a_list) {
      co_await tick{};
      peer.sent = 1;
    }
  }
  mini::task<void> all_of_a_map() {
    for (auto &[id, peer] : in_a_map) {
      co_await tick{};
      peer.sent = 1;
    }
  }
  mini::task<void> by_number() {
    for (std::size_t i = 0; i < in_a_vector.size(); ++i) {
      co_await tick{};
      in_a_vector[i].sent = 1;
    }
  }
  // What an element owns moves with it.
  std::vector<std::unique_ptr<Peer>> owned;
  mini::task<void> what_it_owns() {
    Peer *first = owned.front().get();
    co_await tick{};
    ++first->sent;
  }

  mini::task<void> accept(int id) {
    co_await tick{};
    in_a_vector.push_back({});
    in_a_deque.push_back({});
    in_a_list.push_back({});
    in_a_map[id] = {};
    in_a_hash[id] = {};
    owned.push_back(nullptr);
  }

  // Somebody lets go of it.
  mini::fire_and_forget accepts() { co_await accept(1); }
};

class Removed {
  std::vector<Peer *> in_a_vector;
  std::list<Peer> in_a_list;
  std::set<std::string> in_a_set;
  std::multimap<int, Peer> in_a_map;

public:
  mini::task<void> tells() {
    for (Peer *peer : in_a_vector) {
      // CHECK: [[#@LINE-1]]:23: remark: the loop over 'in_a_vector' goes on with an iterator that may be invalid
      // CHECK: [[#@LINE+30]]:5: note: 'forget' removes from it here
      co_await tick{};
      peer->sent = 1;
    }
  }
  mini::task<void> of_a_list() {
    Peer &last = in_a_list.back();
    co_await tick{};
    ++last.sent;
    // CHECK: [[#@LINE-1]]:7: remark: 'last' may be invalid after the suspension
  }
  mini::task<std::string> of_a_set(std::string_view name) {
    const std::string &same = *in_a_set.find(std::string(name));
    co_await tick{};
    co_return same;
    // CHECK: [[#@LINE-1]]:15: remark: 'same' may be invalid after the suspension
  }
  mini::task<void> of_a_range(int id) {
    auto [from, to] = in_a_map.equal_range(id);
    for (; from != to; ++from)
      // CHECK: [[#@LINE-1]]:20: remark: 'to' may be invalid after the suspension: meanwhile 'clear' can change 'in_a_map'
      co_await tick{};
  }
  // It is the pointer that is copied.
  mini::task<void> where_an_element_points_to() {
    Peer *first = in_a_vector.front();
    co_await tick{};
    ++first->sent;
  }
  void forget(Peer *peer, const std::string &name) {
    std::erase(in_a_vector, peer);
    in_a_list.remove_if([](const Peer &p) { return p.sent > 10; });
    in_a_set.erase(name);
  }
  void clear() { in_a_map.clear(); }
};

// A buffer belongs to whoever runs now, unless two run beside each other.
class Buffers {
  std::string text;
  std::string line;

public:
  mini::task<std::size_t> counts() {
    std::string_view all = text;
    co_await tick{};
    co_return all.size();
  }
  void set_text(std::string to) { text = std::move(to); }

  mini::fire_and_forget reads() {
    for (;;) {
      co_await tick{};
      line.append("x");
    }
  }
  mini::task<std::size_t> counts_while_it_is_read() {
    std::string_view all = line;
    co_await tick{};
    co_return all.size();
    // CHECK: [[#@LINE-1]]:15: remark: 'all' may be invalid after the suspension: meanwhile 'reads' can change 'line'
  }
};

// Anybody may call what is public, whether it is a coroutine or not.
class Plain {
  std::vector<Peer> peers;
  std::vector<Peer> filled_before;
  std::deque<Peer> queue;
  std::vector<char> buffer;

public:
  void add(Peer peer) { peers.push_back(peer); }
  void add_filled(Peer peer) { filled_before.push_back(peer); }
  void done() { queue.pop_front(); }
  void refill() { buffer.resize(100); }

  mini::task<void> by_reference(int i) {
    Peer &peer = peers[i];
    co_await tick{};
    ++peer.sent;
    // CHECK: [[#@LINE-1]]:7: remark: 'peer' may be invalid after the suspension: meanwhile 'add' can change 'peers'
  }
  mini::task<void> of_a_queue() {
    Peer &first = queue.front();
    co_await tick{};
    ++first.sent;
    // CHECK: [[#@LINE-1]]:7: remark: 'first' may be invalid after the suspension: meanwhile 'done' can change 'queue'
  }
  mini::task<void> by_copy(int i) {
    Peer peer = peers[i];
    co_await tick{};
    ++peer.sent;
  }
  mini::task<void> looked_up_again(int i) {
    ++peers[i].sent;
    co_await tick{};
    ++peers[i].sent;
  }
  // They may all be there before it begins.
  mini::task<void> over_all() {
    for (Peer &peer : filled_before) {
      co_await tick{};
      peer.sent = 1;
    }
  }
  // One value as a whole.
  mini::task<void> of_a_buffer() {
    char &first = buffer.front();
    co_await tick{};
    first = 'x';
  }
};

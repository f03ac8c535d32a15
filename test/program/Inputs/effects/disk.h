#pragma once
#include <algorithm>
#include <functional>
#include <future>
#include <mini/coro.h>
#include <mutex>
#include <thread>
#include <variant>
#include <vector>

void load();
void does_nothing();
void silenced();
void many_calls_down();
void endless(int n);
void twice_defined();
void run_it(const std::function<void()> &run);
void hands_it_on(const std::function<void()> &run);
void keeps_it(std::function<void()> run);
int slow();
void with_default(int id = slow());

struct Cache {
  Cache();
  ~Cache();
  void read();
  Cache &operator+=(int);
  operator int() const;
};
struct Holder {
  Cache kept;
};
struct Server {
  ~Server();
  void stop();
};
struct Plain {
  Plain();
  ~Plain();
};

struct Store {
  virtual ~Store() = default;
  virtual void all_agree() = 0;
  virtual void one_does_not() = 0;
  virtual void only_one() = 0;
};
void in_a_thread();
mini::task<> coroutine_elsewhere();

int load_now(int id);
void inner_loop();
void load_id(int id);
void harmless_id(int id);
struct Rows {
  struct iterator {
    int at = 0;
    int operator*() const { return at; }
    iterator &operator++();
    bool operator!=(const iterator &other) const { return at != other.at; }
  };
  iterator begin() { return {0}; }
  iterator end() { return {3}; }
};
struct Numbers {
  struct iterator {
    int at = 0;
    int operator*() const { return at; }
    iterator &operator++();
    bool operator!=(const iterator &other) const { return at != other.at; }
  };
  iterator begin() { return {0}; }
  iterator end() { return {3}; }
};

template <class T> void read_with(T &it) { it.read(); }

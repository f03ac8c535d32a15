#include "disk.h"
#include <chrono>
#include <thread>

using namespace std::chrono_literals;

// One name in two files.
void load() { std::this_thread::sleep_for(1s); }
static void helper() {}
namespace {
void hidden() {}
} // namespace
void does_nothing() {
  helper();
  hidden();
}
// NOLINTNEXTLINE(coro-blocking-call)
void silenced() { std::this_thread::sleep_for(1s); }
void twice_defined() { load(); }

Cache::Cache() { load(); }
Cache::~Cache() { load(); }
void Cache::read() { load(); }
Cache &Cache::operator+=(int) {
  load();
  return *this;
}
Cache::operator int() const {
  load();
  return 1;
}
Server::~Server() { stop(); }
void Server::stop() { load(); }
Plain::Plain() {}
Plain::~Plain() {}
void load_id(int) { load(); }
void harmless_id(int) {}
Rows::iterator &Rows::iterator::operator++() {
  load();
  ++at;
  return *this;
}
Numbers::iterator &Numbers::iterator::operator++() {
  ++at;
  return *this;
}

struct Disk : Store {
  void all_agree() override { load(); }
  void one_does_not() override { load(); }
};
void run_it(const std::function<void()> &run) { run(); }
int slow() {
  load();
  return 1;
}
void in_a_thread() { std::thread(load).detach(); }

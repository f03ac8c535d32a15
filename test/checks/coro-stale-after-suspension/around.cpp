// What an expression goes on with behind the await inside of it.
//
// RUN: %lint %s -- -DON_MINI
// RUN: %lint %s -- -DON_ASIO
// RUN: %lint %s -- -DON_SEASTAR

#include <any/task.h>
#include <map>
#include <string>

task<int> ask();

struct Row {
  int value = 0;
  void set(int);
};

class Table {
  std::map<int, Row> rows_;

public:
  void drop(int key) { rows_.erase(key); }

  task<int> sets(int key) {
    auto it = rows_.find(key);
    it->second.set(co_await ask());
    // CHECK: [[#@LINE-1]]:5: remark: 'it' may be invalid after the suspension
    co_return 0;
  }
  task<int> adds(int key) {
    Row &row = rows_[key];
    row.value += co_await ask();
    // CHECK: [[#@LINE-1]]:5: remark: 'row' may be invalid after the suspension
    co_return 0;
  }
  task<int> by_pointer(int key) {
    Row *row = &rows_[key];
    row->set(co_await ask());
    // CHECK: [[#@LINE-1]]:5: remark: 'row' may be invalid after the suspension
    co_return 0;
  }
  task<int> looks_up_behind_it(int key) {
    int value = co_await ask();
    rows_[key].set(value);
    co_return 0;
  }
  task<int> has_a_copy(int key) {
    Row row = rows_[key];
    row.set(co_await ask());
    co_return row.value;
  }
};

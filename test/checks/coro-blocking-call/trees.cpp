// What ends with an object may have parts of its own class.
// RUN: %lint %s
#include <memory>
#include <mini/coro.h>
#include <unistd.h>
#include <vector>

struct Connection {
  ~Connection() { ::sleep(1); }
};
struct Node {
  std::vector<Node> children;
  Connection connection;
};
struct List {
  std::unique_ptr<List> next;
  int value = 0;
};
struct Right;
struct Left {
  std::vector<Right> others;
};
struct Right {
  std::vector<Left> others;
};

mini::task<int> ends_a_tree() {
  Node root;
  // CHECK: [[#@LINE-1]]:8: warning: the end of 'root' blocks the coroutine's thread
  co_return int(root.children.size());
}
mini::task<int> ends_a_list() {
  List list;
  Left left;
  co_return list.value + int(left.others.size());
}

// Many ways lead to the one part.
struct Part0 {
  int value = 0;
  ~Part0() {}
};
#define TWICE(n, m)                                                            \
  struct Part##n {                                                             \
    Part##m one, two;                                                          \
  };
TWICE(1, 0)
TWICE(2, 1)
TWICE(3, 2)
TWICE(4, 3)
TWICE(5, 4)
TWICE(6, 5)
TWICE(7, 6)
TWICE(8, 7)
TWICE(9, 8)
TWICE(10, 9)
TWICE(11, 10)
TWICE(12, 11)
TWICE(13, 12)
TWICE(14, 13)
TWICE(15, 14)
TWICE(16, 15)
TWICE(17, 16)
TWICE(18, 17)
TWICE(19, 18)
TWICE(20, 19)
TWICE(21, 20)
TWICE(22, 21)
TWICE(23, 22)
TWICE(24, 23)

mini::task<int> ends_all(Part0 &one) {
  auto *whole = reinterpret_cast<Part24 *>(&one);
  std::unique_ptr<Part24> owner(whole);
  co_return 1;
}

// A library's class with members that wait, and their twins to be awaited.

#ifndef MINI_CLIENT_H
#define MINI_CLIENT_H

#include "task.h"
#include <string>

namespace mini {

class client {
public:
  void close();
  task<> close_async();
  int get(int id);
  task<int> asyncGet(int id);
  int size() const;
  task<std::string> size_async();
  int count() const { return 1; }
  task<int> count_async();
  void cancel();
};

} // namespace mini

#endif

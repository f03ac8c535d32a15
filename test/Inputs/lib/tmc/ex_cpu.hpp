// Mirrors tzcnt/TooManyCooks 6f18dfd (2026-07-15).
// Left out: the workers, how they are set up.

#pragma once

#include <tmc/task.hpp>

namespace tmc {

class ex_cpu {
public:
  ex_cpu();
  ~ex_cpu();
  void init();
  void teardown();
};

int async_main(tmc::task<int> &&ClientMainTask);

} // namespace tmc

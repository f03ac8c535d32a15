#include "store.h"

task session() {
  save(load(1));
  co_await save(2);
}

#include "task.h"
task added() { sleep(1); co_return; }

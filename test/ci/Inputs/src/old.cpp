#include "task.h"
task before() { sleep(1); co_return; }

#pragma once
#include "task.h"

int load(int key);
task save(int key);

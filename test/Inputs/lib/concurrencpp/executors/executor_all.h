// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).
// Left out: the executors that no test uses.

#ifndef CONCURRENCPP_EXECUTORS_ALL_H
#define CONCURRENCPP_EXECUTORS_ALL_H

#include "concurrencpp/executors/executor.h"
#include "concurrencpp/executors/thread_pool_executor.h"

#endif

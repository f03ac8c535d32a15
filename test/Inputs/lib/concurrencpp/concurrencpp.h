// Mirrors David-Haim/concurrencpp 7a88f54 (2023-07-15).

#ifndef CONCURRENCPP_H
#define CONCURRENCPP_H

#include "concurrencpp/executors/executor_all.h"
#include "concurrencpp/results/generator.h"
#include "concurrencpp/results/lazy_result.h"
#include "concurrencpp/results/promises.h"
#include "concurrencpp/results/result.h"
#include "concurrencpp/results/resume_on.h"
#include "concurrencpp/results/shared_result.h"
#include "concurrencpp/results/when_result.h"
#include "concurrencpp/runtime/runtime.h"
#include "concurrencpp/threads/async_lock.h"
#include "concurrencpp/timers/timer_queue.h"

#endif

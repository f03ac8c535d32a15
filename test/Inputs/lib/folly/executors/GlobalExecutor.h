// Mirrors facebook/folly ff98381ea (2026-08-22).
// Left out: the mutable and the deprecated ones.

#pragma once

#include <folly/Executor.h>
#include <folly/executors/IOExecutor.h>

namespace folly {

Executor::KeepAlive<> getGlobalCPUExecutor();
Executor::KeepAlive<> getGlobalCPUExecutorWeakRef();
Executor::KeepAlive<IOExecutor> getGlobalIOExecutor();

} // namespace folly

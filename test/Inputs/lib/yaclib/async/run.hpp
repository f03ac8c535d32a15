// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: contracts; a function gives no value.

#pragma once

#include <yaclib/async/future.hpp>
#include <yaclib/exe/executor.hpp>

namespace yaclib {

template <typename Func> Future<> Run(Func &&) { return {}; }
template <typename Func> FutureOn<> Run(IExecutor &, Func &&) { return {}; }

} // namespace yaclib

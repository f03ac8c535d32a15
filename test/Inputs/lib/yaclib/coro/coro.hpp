// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: the experimental header, transfer without symmetry.

#pragma once

#include <coroutine>

namespace yaclib_std {

using std::coroutine_handle;
using std::coroutine_traits;
using std::suspend_always;
using std::suspend_never;

} // namespace yaclib_std

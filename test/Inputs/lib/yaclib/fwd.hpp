// Mirrors YACLib/YACLib a4b9273 (2026-01-02).
// Left out: promises.

#pragma once

namespace yaclib {

struct Unit {};
struct StopTag {};
struct [[nodiscard]] StopError {};

template <typename V = void, typename E = StopError> class [[nodiscard]] Result;
template <typename V = void, typename E = StopError> class [[nodiscard]] Task;
template <typename V, typename E> class FutureBase;
template <typename V = void, typename E = StopError> class [[nodiscard]] Future;
template <typename V = void, typename E = StopError>
class [[nodiscard]] FutureOn;
template <typename V, typename E> class SharedFutureBase;
template <typename V = void, typename E = StopError>
class [[nodiscard]] SharedFuture;

} // namespace yaclib

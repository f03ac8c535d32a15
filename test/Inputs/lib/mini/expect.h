// What a test library's macros are like: they call what they need themselves.

#ifndef MINI_EXPECT_H
#define MINI_EXPECT_H

#include <cstdio>
#include <unistd.h>

/// Runs the statement in a child process, which has to die of it.
#define MINI_EXPECT_DEATH(...)                                                 \
  do {                                                                         \
    std::fflush(nullptr);                                                      \
    ::sleep(1);                                                                \
    __VA_ARGS__;                                                               \
  } while (false)

namespace mini {
/// Is false, which no compiler may know.
bool once_more();
} // namespace mini

/// The statement has to throw.
#define MINI_EXPECT_THROW(...)                                                 \
  do {                                                                         \
    try {                                                                      \
      __VA_ARGS__;                                                             \
    } catch (...) {                                                            \
    }                                                                          \
  } while (mini::once_more())

#endif

// What libraries for tests have in common: a requirement that does not hold is
// thrown, by a function that nobody sees.
#pragma once

namespace framework {
void require(bool holds);
void note(bool holds);
} // namespace framework

#define FRAMEWORK_TEST_CASE(Name)                                              \
  static void case_##Name();                                                   \
  static void (*const register_##Name)() = case_##Name;                        \
  static void case_##Name()
#define FRAMEWORK_REQUIRE(Condition)                                           \
  do {                                                                         \
    framework::require(Condition);                                             \
  } while (false)
#define FRAMEWORK_CHECK(Condition)                                             \
  do {                                                                         \
    framework::note(Condition);                                                \
  } while (false)

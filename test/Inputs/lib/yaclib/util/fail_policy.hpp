// Mirrors YACLib/YACLib a4b9273 (2026-01-02).

#pragma once

namespace yaclib {

enum class FailPolicy : unsigned char { None = 0, FirstFail = 1, LastFail = 2 };

} // namespace yaclib

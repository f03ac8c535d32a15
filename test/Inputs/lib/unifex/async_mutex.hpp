// Mirrors facebookexperimental/libunifex c6e5af9 (2026-05-07).
// Complete.

#pragma once

#include <unifex/v1/async_mutex.hpp>

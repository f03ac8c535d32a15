// Mirrors open-telemetry/opentelemetry-cpp 27a71ca: api.
// Left out: tokens, spans.

#pragma once

namespace opentelemetry {
inline namespace v1 {
namespace trace {

class Span;

class Scope final {
public:
  Scope(Span &span) noexcept;
  ~Scope();
};

} // namespace trace
} // namespace v1
} // namespace opentelemetry

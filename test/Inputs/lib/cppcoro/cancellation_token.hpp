// Mirrors andreasbuhr/cppcoro b8e41b9 (2026-03-15).
// Left out: the state it shares with its source.

#ifndef CPPCORO_CANCELLATION_TOKEN_HPP_INCLUDED
#define CPPCORO_CANCELLATION_TOKEN_HPP_INCLUDED

namespace cppcoro {

class cancellation_token {
public:
  cancellation_token() noexcept;
  cancellation_token(const cancellation_token &other) noexcept;
  cancellation_token(cancellation_token &&other) noexcept;
  ~cancellation_token();
  cancellation_token &operator=(const cancellation_token &other) noexcept;
  cancellation_token &operator=(cancellation_token &&other) noexcept;
  bool can_be_cancelled() const noexcept;
  bool is_cancellation_requested() const noexcept;
  void throw_if_cancellation_requested() const;
};

} // namespace cppcoro

#endif

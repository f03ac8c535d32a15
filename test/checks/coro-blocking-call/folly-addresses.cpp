// RUN: %lint %s
// Mirrors facebook/folly's SocketAddress.h: a host's name is looked up in place.
#include <cstdint>
#include <folly/coro/Task.h>
#include <string>

namespace folly {
class IPAddress {
public:
  explicit IPAddress(const std::string &str);
};
class SocketAddress {
public:
  SocketAddress() = default;
  SocketAddress(const char *host, uint16_t port, bool allowNameLookup = false);
  SocketAddress(const std::string &host, uint16_t port, bool allowNameLookup = false);
  SocketAddress(const IPAddress &ipAddr, uint16_t port);
  void setFromHostPort(const char *host, uint16_t port);
  void setFromHostPort(const std::string &hostAndPort);
  void setFromIpPort(const std::string &ip, uint16_t port);
  std::string getHostStr() const;
  std::string getAddressStr() const;
};
} // namespace folly

folly::coro::Task<std::string> looks_up(std::string host, folly::SocketAddress &other) {
  folly::SocketAddress peer(host, 80, true);
  // CHECK: [[#@LINE-1]]:24: warning: the construction of 'SocketAddress' blocks the coroutine's thread: it looks the host name up [coro-blocking-call]
  other.setFromHostPort("a.example", 80);
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'setFromHostPort' blocks the coroutine's thread: it looks the host name up
  other.setFromHostPort(host + ":80");
  // CHECK: [[#@LINE-1]]:3: warning: the call of 'setFromHostPort' blocks the coroutine's thread
  co_return other.getHostStr();
  // CHECK: [[#@LINE-1]]:13: warning: the call of 'getHostStr' blocks the coroutine's thread: it looks the address up
}

folly::coro::Task<std::string> has_the_number(std::string ip) {
  folly::SocketAddress peer(ip, 80), other("127.0.0.1", 80, false), third(folly::IPAddress(ip), 80);
  other = folly::SocketAddress(peer);
  peer.setFromIpPort(ip, 80);
  co_return peer.getAddressStr();
}

// Mirrors drogonframework/drogon 74fc004c (2026-07-23).
// Left out: everything but who calls handlers. The event loop is trantor's.

#pragma once

#include <functional>
#include <memory>
#include <string>

namespace trantor {

using TimerId = unsigned long;

class EventLoop {
public:
  TimerId runAfter(double delay, std::function<void()> &&cb);
  TimerId runEvery(double interval, std::function<void()> &&cb);
  void queueInLoop(std::function<void()> &&f);
};

class EventLoopThread {
public:
  void run();
  EventLoop *getLoop() const;
};

} // namespace trantor

namespace drogon {

class HttpRequest;
class HttpResponse;
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;

class HttpAppFramework {
public:
  virtual ~HttpAppFramework() = default;
  template <typename FUNCTION>
  HttpAppFramework &registerHandler(const std::string &pathPattern,
                                    FUNCTION &&function) {
    return *this;
  }
  virtual trantor::EventLoop *getLoop() const = 0;
};

HttpAppFramework &app();

} // namespace drogon

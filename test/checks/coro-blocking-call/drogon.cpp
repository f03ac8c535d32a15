// RUN: %lint %s
#include <chrono>
#include <drogon/HttpAppFramework.h>
#include <drogon/orm/Mapper.h>
#include <drogon/utils/coroutine.h>
#include <thread>

struct User {};
using drogon::HttpRequestPtr;
using drogon::HttpResponsePtr;
using Callback = std::function<void(const HttpResponsePtr &)>;

void handlers() {
  drogon::app().registerHandler(
      "/slow", [](const HttpRequestPtr &, Callback &&callback) {
        std::this_thread::sleep_for(std::chrono::seconds(30));
        // CHECK: [[#@LINE-1]]:9: remark: {{.*}}'sleep_for'
        callback(nullptr);
      });
  drogon::app().registerHandler(
      "/quick", [](const HttpRequestPtr &, Callback &&callback) {
        callback(nullptr);
      });
  // It runs what coroutines give.
  drogon::app().registerHandler(
      "/later", [](HttpRequestPtr, Callback callback) -> drogon::Task<> {
        callback(nullptr);
        co_return;
      });
  drogon::app().getLoop()->runEvery(60, [] {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    // CHECK: [[#@LINE-1]]:5: remark: {{.*}}'sleep_for'
  });
}

std::size_t count(drogon::orm::DbClient &client) {
  return client.execSqlSync("select count(*) from users").size();
}
void counts_when_done(drogon::orm::DbClient &client) {
  client.execSqlAsync(
      "insert into users values ($1)",
      [&client](const drogon::orm::Result &) {
        count(client);
        // CHECK: [[#@LINE-1]]:9: remark: {{.*}}'count'
      },
      [](const drogon::orm::DrogonDbException &) {}, 1);
}

drogon::Task<std::size_t> all_users(drogon::orm::DbClientPtr client) {
  drogon::orm::Mapper<User> users(client);
  auto all = users.findAll();
  // CHECK: [[#@LINE-1]]:14: warning: {{.*}}'findAll'
  users.update(all.front());
  // CHECK: [[#@LINE-1]]:3: warning: {{.*}}'update'
  co_return all.size();
}
drogon::Task<int> asks(drogon::orm::DbClientPtr client) {
  drogon::orm::Mapper<User> users(client);
  users.findAll([](std::vector<User>) {},
                [](const drogon::orm::DrogonDbException &) {});
  users.update(User(), [](std::size_t) {},
               [](const drogon::orm::DrogonDbException &) {});
  co_return 1;
}

// A thread of one's own is there to be blocked.
void on_its_own_thread(drogon::orm::DbClient &client, trantor::EventLoopThread &thread,
                       trantor::EventLoop &loop) {
  thread.run();
  thread.getLoop()->queueInLoop([&client] { count(client); });
  trantor::EventLoop *own = thread.getLoop();
  own->queueInLoop([&client] { count(client); });
  loop.queueInLoop([&client] { count(client); });
  // CHECK: [[#@LINE-1]]:32: remark: {{.*}}'count'
}

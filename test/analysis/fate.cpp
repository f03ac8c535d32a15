// RUN: %corolint --dump=fate %s -- -std=c++20 -isystem %lib | FileCheck %s --match-full-lines --implicit-check-not={{[0-9]:}}
#include <mini/task.h>
#include <utility>

mini::task<int> load(int id);
void takes(mini::task<int>);

mini::task<int> coroutine(bool early, int kind) {
  load(1);
  // CHECK:      [[#@LINE-1]]:3: discarded
  (void)load(2);
  // CHECK-NEXT: [[#@LINE-1]]:9: discarded in writing
  co_await load(3);
  // CHECK-NEXT: [[#@LINE-1]]:12: handled: awaited
  takes(load(4));
  // CHECK-NEXT: [[#@LINE-1]]:9: unknown: no model and no body of the function that gets it is here
  auto never = load(5);
  // CHECK-NEXT: [[#@LINE-1]]:16: kept in 'never', never mentioned
  auto always = load(6);
  // CHECK-NEXT: [[#@LINE-1]]:17: handled: local
  co_await always;
  auto sometimes = load(7);
  // CHECK-NEXT: [[#@LINE-1]]:20: kept in 'sometimes', dropped at [[#@LINE+3]]:7: true
  auto in_a_case = load(8);
  // CHECK-NEXT: [[#@LINE-1]]:20: kept in 'in_a_case', dropped at [[#@LINE+1]]:7: true
  if (early)
    co_return 0;
  co_await sometimes;
  switch (kind) {
  case 1:
    co_await in_a_case;
    break;
  default:
    takes(std::move(in_a_case));
  }
  co_return 1;
}

mini::task<> moved_and_forgotten() {
  auto job = load(1);
  // CHECK: [[#@LINE-1]]:14: kept in 'job', never mentioned, ends in 'other'
  auto other = std::move(job);
  job = load(2);
  // CHECK: [[#@LINE-1]]:9: kept in 'job', never mentioned
  co_return;
}
mini::task<int> overwritten() {
  auto job = load(1);
  // CHECK: [[#@LINE-1]]:14: kept in 'job', overwritten at [[#@LINE+1]]:3:{{ *}}
  job = load(2);
  // CHECK: [[#@LINE-1]]:9: handled: local
  co_return co_await job;
}
void drops(mini::task<int> job) {}
void dropped_by_another() {
  drops(load(1));
  // CHECK: [[#@LINE-1]]:9: dropped by 'drops'
}
class Keeper {
  Keeper() : job(load(1)) {}
  // CHECK: [[#@LINE-1]]:18: kept in the member 'job'
  mini::task<int> job;
};

// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroAsyncGenerator>
#include <QCoro/QCoroGenerator>
#include <QCoro/QCoroIODevice>
#include <QCoro/QCoroSignal>
#include <QCoro/QCoroTask>
#include <QCoro/QCoroThread>
#include <QCoro/QCoroTimer>
#include <QObject>
#include <QString>
#include <QThread>
#include <QTimer>
#include <chrono>
#include <utility>

using namespace std::chrono_literals;

QCoro::Task<> save(QString row);
QCoro::Task<int> load(int id);
QCoro::Generator<int> numbers();
QCoro::AsyncGenerator<int> rows();

QCoro::Task<> a_task_discarded() {
  save("started");
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'save' is not awaited, so its error is lost [coro-unawaited-task]
  co_return;
}
// A task runs to its end without its handle: slots drop it, as a rule.
void a_task_discarded_in_a_slot() {
  save("clicked");
  auto row = load(1);
}
QCoro::Task<> a_task_awaited() { co_await save("started"); }
QCoro::Task<int> a_task_returned() { return load(1); }

QCoro::Task<> a_task_never_mentioned_again() {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is never awaited, so its error is lost
  co_return;
}
QCoro::Task<int> a_task_awaited_on_one_path(bool known) {
  auto row = load(1);
  // CHECK: [[#@LINE-1]]:14: warning: the task in 'row' is not awaited on every path; where it is not, its error is lost
  if (known)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return 0;
  co_return co_await row;
}
QCoro::Task<int> two_tasks_on_their_way_at_once() {
  auto one = load(1);
  auto two = load(2);
  co_return co_await one + co_await two;
}

void a_task_handed_over(QObject *context) {
  QCoro::connect(load(1), context, [](int) {});
  load(2).then([](int) {});
}
QCoro::Task<> a_task_continued() { co_await load(1).then([](int id) { return save(QString::number(id)); }); }

QCoro::Task<> a_signal_waited_for(QTimer *timer) {
  qCoro(timer, &QTimer::timeout);
  // CHECK: [[#@LINE-1]]:3: warning: the task of 'qCoro' is not awaited, so its error is lost
  co_await qCoro(timer, &QTimer::timeout);
  co_await *timer;
}

// What only goes elsewhere where it is awaited.
QCoro::Task<> a_hop_discarded(QThread *thread) {
  QCoro::moveToThread(thread);
  // CHECK: [[#@LINE-1]]:3: warning: the operation of 'moveToThread' is not awaited, so it never runs [coro-unawaited-task]
  co_return;
}
QCoro::Task<> a_hop_awaited(QThread *thread) { co_await QCoro::moveToThread(thread); }

QCoro::Task<> a_hop_discarded_in_writing(QThread *thread) {
  (void)QCoro::moveToThread(thread);
  // CHECK: [[#@LINE-1]]:9: warning: the operation of 'moveToThread' is not awaited
  co_return;
}

QCoro::Task<> a_hop_never_mentioned_again(QThread *thread) {
  auto there = QCoro::moveToThread(thread);
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'there' is never awaited, so it never runs
  co_return;
}
QCoro::Task<> a_hop_awaited_by_name(QThread *thread) {
  auto there = QCoro::moveToThread(thread);
  co_await there;
}

QCoro::Task<> a_hop_dropped_by_an_early_return(QThread *thread, bool near) {
  auto there = QCoro::moveToThread(thread);
  // CHECK: [[#@LINE-1]]:16: warning: the operation in 'there' is not awaited on every path; where it is not, it never runs
  if (near)
    // CHECK: [[#@LINE-1]]:7: note: it is dropped when this is true
    co_return;
  co_await there;
}
QCoro::Task<> a_hop_made_on_one_path(QThread *thread, bool near) {
  if (near)
    co_return;
  co_await QCoro::moveToThread(thread);
}

// A generator is pulled, not awaited.
QCoro::Task<> a_generator_discarded() {
  numbers();
  rows();
  auto more = rows();
  auto first = co_await more.begin();
}

void discarded_in_a_plain_function() { load(1); }
int waited_for_in_a_plain_function() { return QCoro::waitFor(load(1)); }

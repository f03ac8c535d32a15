// Real headers: Debian's qcoro-qt6-dev 0.8.0 and qt6-base-dev.
// An object that another function ends while a coroutine of it is suspended.
// RUN: %lint %s -- %qcoro
#include <QCoro/QCoroTask>
#include <QCoro/QCoroTimer>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QTimer>
#include <chrono>

using namespace std::chrono_literals;

QCoro::Task<QString> ask(const char *what);
QCoro::Task<> rest() { co_await QCoro::sleepFor(10ms); }

class Document : public QObject {
public:
  void save_clicked() { (void)save(); }
  void watch_clicked() { (void)watches(); }
  QCoro::Task<> close() {
    if (co_await ask("save?") == "yes")
      co_await save();
    deleteLater();
  }

private:
  QString path;
  void write(const QString &name);

  QCoro::Task<bool> save() {
    QString name = path;
    if (name.isEmpty())
      name = co_await ask("name");
    if (name.isEmpty())
      co_return false;
    write(name);
    // CHECK: [[#@LINE-1]]:5: remark: the object may be gone: 'close' may end it while 'save' is suspended [coro-object-may-die]
    // CHECK: [[#@LINE-15]]:5: note: it is ended here
    // CHECK: [[#@LINE-21]]:25: note: 'save' is let go here: nobody waits for it
    // CHECK: [[#@LINE-4]]:5: note: let the coroutine have a 'QPointer' to it, and look at that behind the suspension
    co_return true;
  }
  QCoro::Task<> watches() {
    QPointer<Document> self = this;
    co_await rest();
    if (self)
      self->write(path);
  }
};

// Somebody else closes it.
class Tab : public QObject {
  int shown = 0;

public:
  Tab() { shows(); }
  QCoro::Task<> shows() {
    co_await rest();
    ++shown;
    // CHECK: [[#@LINE-1]]:7: remark: the object may be gone: 'close_tab' may end it while 'shows' is suspended
  }
};
void close_tab(Tab *tab) { tab->deleteLater(); }

// It ends itself when it is done: nobody else does.
class Job : public QObject {
  int done = 0;
  void finish() {
    ++done;
    deleteLater();
  }

public:
  void start() { (void)run(); }
  QCoro::Task<> run() {
    co_await rest();
    ++done;
    finish();
  }
};
// Who ends it asks first whether the coroutine is still there.
class Polite : public QObject {
  bool busy = false;

public:
  void start() { (void)run(); }
  QCoro::Task<> run() {
    busy = true;
    co_await rest();
    busy = false;
  }
  void close() {
    if (!busy)
      deleteLater();
  }
};
// Nobody is seen to end it.
class Window : public QObject {
  int shown = 0;

public:
  void start() { (void)run(); }
  QCoro::Task<> run() {
    co_await rest();
    ++shown;
  }
};
// Another object is ended, whatever a pointer to the base points to.
class Parent : public QObject {
  QObject *child;
  QTimer *timer;
  int shown = 0;

public:
  void start() { (void)run(); }
  QCoro::Task<> run() {
    co_await rest();
    ++shown;
  }
  void drop() {
    child->deleteLater();
    timer->deleteLater();
  }
};
// It is awaited by all.
class Awaited : public QObject {
  int shown = 0;

public:
  QCoro::Task<> start() { co_await run(); }
  QCoro::Task<> run() {
    co_await rest();
    ++shown;
  }
  void close() { deleteLater(); }
};

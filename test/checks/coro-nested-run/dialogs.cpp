// RUN: %lint %s --option=coro-nested-run.Handlers=on -- -DON_MINI_EAGER
// RUN: %lint %s --option=coro-nested-run.Handlers=on -- -DON_CPPCORO
// A loop that Qt runs for what has come meanwhile, or until a dialog is closed.
// In plain slots, dialogs are how such programs are written.
#include <any/task.h>

struct QObject {
  template <class From, class Signal, class To, class Call>
  static void connect(From *from, Signal signal, To *to, Call &&call) {}
};
struct QWidget : QObject {};
struct QEventLoop : QObject {
  bool processEvents(int flags = 0);
};
struct QCoreApplication : QObject {
  static void processEvents(int flags = 0);
};
struct QMessageBox : QWidget {
  static int question(QWidget *parent, const char *title, const char *text);
  static int critical(QWidget *parent, const char *title, const char *text);
  void open();
};
struct QFileDialog : QWidget {
  static const char *getOpenFileName(QWidget *parent);
};
struct QPushButton : QWidget {
  void clicked(bool);
};

task<bool> upload(const char *path);

struct Window : QWidget {
  task<void> send() {
    if (co_await upload(QFileDialog::getOpenFileName(this)))
      // CHECK: [[#@LINE-1]]:25: warning: the call of 'getOpenFileName' in a coroutine runs an event loop
      co_return;
    QMessageBox::critical(this, "Upload", "failed");
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'critical' in a coroutine runs an event loop
    QMessageBox box;
    box.open();
  }

  task<void> pump(int rounds) {
    QEventLoop inner;
    for (int i = 0; i < rounds; ++i) {
      co_await upload("part");
      QCoreApplication::processEvents();
      // CHECK: [[#@LINE-1]]:7: warning: the call of 'processEvents' in a coroutine runs an event loop
    }
    inner.processEvents();
    // CHECK: [[#@LINE-1]]:5: warning: the call of 'processEvents' in a coroutine runs a loop of its own
  }

  void wire(QPushButton *button, bool &done) {
    connect(button, &QPushButton::clicked, this, [this] {
      QMessageBox::question(this, "Quit", "now?");
    });
    connect(button, &QPushButton::clicked, this, [&done] {
      while (!done)
        QCoreApplication::processEvents();
      // CHECK: [[#@LINE-1]]:9: warning: the call of 'processEvents' in a handler runs an event loop
    });
  }
};

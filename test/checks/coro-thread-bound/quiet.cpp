// RUN: %lint %s
#include <mini/coro.h>
#include <mini/threads.h>

mini::task<int> load();
void on_main_thread(std::function<void()>);

struct Label : mini::window {
  int shown = 0;
};

mini::task<> back_again(mini::pool &pool, mini::thread &main, mini::window &window) {
  co_await pool.schedule();
  co_await mini::move_to(main);
  window.show(1);
}
// It may be the window's own.
mini::task<> to_a_thread(mini::thread &main, mini::window &window) {
  co_await mini::move_to(main);
  window.show(1);
}
mini::task<> behind_another_suspension(mini::pool &pool, mini::window &window) {
  co_await pool.schedule();
  window.show(co_await load());
}
mini::task<> never_moves(mini::window &window) {
  int loaded = co_await load();
  window.show(loaded);
}
mini::task<> sends_it_there(mini::pool &pool, mini::window &window) {
  co_await pool.schedule();
  on_main_thread([&window] { window.show(1); });
}
mini::task<> hands_it_on(mini::pool &pool, mini::window *window) {
  co_await pool.schedule();
  mini::window *kept = window;
  if (kept)
    co_await load();
}
// Any thread may.
mini::task<int> of_no_object(mini::pool &pool, mini::window &window) {
  co_await pool.schedule();
  window.delete_later();
  co_return window.count();
}
// What a class of one's own adds is nobody's rule.
struct Dialog : mini::object {
  mini::pool &pool;
  int loads = 0;
  mini::task<> load() {
    co_await pool.schedule();
    ++loads;
  }
};
// On another way it is not used.
mini::task<> on_the_other_way(mini::pool &pool, mini::window &window, bool far) {
  if (far) {
    co_await pool.schedule();
    co_return;
  }
  window.show(1);
}

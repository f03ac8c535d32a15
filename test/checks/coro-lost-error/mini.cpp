// RUN: %lint %s
#include <coroutine>
#include <exception>

struct Detached {
  std::suspend_never initial_suspend() noexcept { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void return_void() noexcept {}
};

struct drops {
  struct promise_type : Detached {
    drops get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {}
    // CHECK: [[#@LINE-1]]:10: warning: an error in a coroutine of 'drops' is lost: nobody awaits it, and this drops it [coro-lost-error]
  };
};
struct ends {
  struct promise_type : Detached {
    ends get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

struct keeps {
  struct promise_type : Detached {
    std::exception_ptr unread;
    keeps get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { unread = std::current_exception(); }
    // CHECK: [[#@LINE-1]]:10: warning: an error in a coroutine of 'keeps' is lost: nobody awaits it, and nothing reads 'unread'
  };
};
struct gives {
  struct promise_type : Detached {
    std::exception_ptr error;
    gives get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }
    std::exception_ptr what() const { return error; }
  };
};

struct throws_on {
  struct promise_type : Detached {
    throws_on get_return_object() noexcept { return {}; }
    void unhandled_exception() { throw; }
  };
};

// The function is in a base of the promise.
struct DropsIt : Detached {
  void unhandled_exception() noexcept {}
  // CHECK: [[#@LINE-1]]:8: warning: an error in a coroutine of 'of_a_base' is lost: nobody awaits it, and this drops it
};
struct of_a_base {
  struct promise_type : DropsIt {
    of_a_base get_return_object() noexcept { return {}; }
  };
};
of_a_base dropped() { co_return; }
struct EndsIt : Detached {
  void unhandled_exception() noexcept { std::terminate(); }
};
struct ends_in_a_base {
  struct promise_type : EndsIt {
    ends_in_a_base get_return_object() noexcept { return {}; }
  };
};
ends_in_a_base ended() { co_return; }
// What it has itself counts.
struct DropsForNobody : Detached {
  void unhandled_exception() noexcept {}
};
struct has_its_own {
  struct promise_type : DropsForNobody {
    has_its_own get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept { std::terminate(); }
  };
};
has_its_own its_own() { co_return; }

// --- what is lost is seen

struct loses {
  struct promise_type : Detached {
    loses get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {}
    // CHECK: [[#@LINE-1]]:10: warning: an error in a coroutine of 'loses' is lost: nobody awaits it, and this drops it
    // CHECK: [[#@LINE+5]]:5: note: this can leave 'work_that_fails'
  };
};
void check(int n) {
  if (n < 0)
    throw n;
}
loses work_that_fails(int n) {
  check(n);
  co_return;
}
struct may_lose {
  struct promise_type : Detached {
    may_lose get_return_object() noexcept { return {}; }
    void unhandled_exception() noexcept {}
    // CHECK: [[#@LINE-1]]:10: warning: an error in a coroutine of 'may_lose' is lost
  };
};
may_lose work_that_catches(int n) {
  try {
    check(n);
  } catch (int) {
  }
  co_return;
}

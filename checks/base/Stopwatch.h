//===- Stopwatch.h - who spent the time -----------------------------------===//
//
// How many seconds of the clock on the wall were somebody's, without what
// others spent that they asked meanwhile?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_STOPWATCH_H
#define COROLINT_CHECKS_BASE_STOPWATCH_H

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace corolint {

class Stopwatch {
public:
  /// By name, in the order in which they were first asked.
  using Times = std::vector<std::pair<std::string, double>>;

  /// As long as it lives, and nothing inside it, the time is that name's.
  class Lap {
  public:
    /// With null for the stopwatch nothing is measured.
    Lap(Stopwatch *Of, std::string Name)
        : Of(Of), Outer(Of ? Of->turn(std::move(Name)) : "") {}
    Lap(const Lap &) = delete;
    ~Lap() {
      if (Of)
        Of->turn(Outer);
    }

  private:
    Stopwatch *const Of;
    const std::string Outer;
  };

  const Times &times() const { return Spent; }

  static void add(Times &To, const std::string &Name, double Seconds) {
    for (auto &[Known, Sum] : To)
      if (Known == Name) {
        Sum += Seconds;
        return;
      }
    To.emplace_back(Name, Seconds);
  }

private:
  /// Gives the time from now on to `To`. Returns whose it was; "": nobody's.
  std::string turn(std::string To) {
    auto Now = std::chrono::steady_clock::now();
    if (!Running.empty())
      add(Spent, Running, std::chrono::duration<double>(Now - Since).count());
    Since = Now;
    return std::exchange(Running, std::move(To));
  }

  Times Spent;
  std::string Running;
  std::chrono::steady_clock::time_point Since;
};

} // namespace corolint

#endif

//===- Stats.h - where the time of a run went -----------------------------===//
//
// How long took each phase, and which units took longest? Wall-clock seconds;
// of the units, added up over all processes.
//
// llvm/Support/TimeProfiler.h only records what its own process does now; what
// the processes of the units spent is known when they have ended.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_STATS_H
#define COROLINT_DRIVER_RUN_STATS_H

#include "driver/options/Options.h"
#include "driver/unit/TuReport.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace corolint {

class Stats {
public:
  /// As long as it lives, the run is in that phase. No phase is inside another;
  /// in the table, those of one name add up.
  class Phase {
  public:
    /// Null: nobody asks.
    Phase(Stats *Of, llvm::StringLiteral Name)
        : Of(Of), Name(Name), Begin(Clock::now()) {}
    Phase(const Phase &) = delete;
    ~Phase() {
      if (Of)
        Of->Phases.push_back({Name.str(), Begin, Clock::now()});
    }

  private:
    Stats *const Of;
    const llvm::StringRef Name;
    const std::chrono::steady_clock::time_point Begin;
  };

  /// Of a unit whose process has just ended.
  void add(llvm::StringRef File, const UnitCost &Times) {
    Units.push_back({File.str(), Times, Clock::now()});
  }

  /// So many units share so many preambles, and why not more do.
  void addShared(size_t Units, size_t Preambles,
                 const std::vector<std::string> &Why) {
    Sharing += Units;
    Shared += Preambles;
    Obstacles.insert(Obstacles.end(), Why.begin(), Why.end());
  }

  void print(StatsFormat As, llvm::raw_ostream &Out) const;

private:
  using Clock = std::chrono::steady_clock;
  struct Span {
    std::string Name;
    Clock::time_point Begin, End;
  };
  struct Unit {
    std::string File;
    UnitCost Times;
    Clock::time_point End;
  };

  void printTable(llvm::raw_ostream &Out) const;
  void printJson(llvm::raw_ostream &Out) const;
  /// Trace events, as chrome://tracing and Perfetto show them.
  void printTrace(llvm::raw_ostream &Out) const;

  std::vector<std::pair<std::string, double>> secondsByPhase() const;
  std::vector<Unit> slowest(size_t Most) const;
  UnitCost total() const;

  const Clock::time_point Begin = Clock::now();
  std::vector<Span> Phases;
  std::vector<Unit> Units;
  size_t Sharing = 0, Shared = 0;
  std::vector<std::string> Obstacles;
};

} // namespace corolint

#endif

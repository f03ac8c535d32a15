//===- Stats.h - where the time of a run went -----------------------------===//
//
// How long took each phase, and which units took longest? Wall-clock seconds;
// of the units, added up over all processes.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_STATS_H
#define COROLINT_DRIVER_RUN_STATS_H

#include "driver/unit/TuReport.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <utility>
#include <vector>

namespace corolint {

class Stats {
public:
  /// Its life is time of that phase; phases of one name add up.
  class Phase : public Stopwatch::Lap {
  public:
    /// Null: nobody asks.
    Phase(Stats *Of, llvm::StringLiteral Name)
        : Lap(Of ? &Of->Phases : nullptr, Name.str()) {}
  };

  void add(llvm::StringRef File, const UnitTimes &Times) {
    Units.emplace_back(File, Times);
  }

  /// So many units share so many preambles, and why not more do.
  void addShared(size_t Units, size_t Preambles,
                 const std::vector<std::string> &Why) {
    Sharing += Units;
    Shared += Preambles;
    Obstacles.insert(Obstacles.end(), Why.begin(), Why.end());
  }

  void printTable(llvm::raw_ostream &Out) const;
  void printJson(llvm::raw_ostream &Out) const;

private:
  std::vector<std::pair<std::string, UnitTimes>> slowest(size_t Most) const;
  UnitTimes total() const;

  Stopwatch Phases;
  std::vector<std::pair<std::string, UnitTimes>> Units;
  size_t Sharing = 0, Shared = 0;
  std::vector<std::string> Obstacles;
};

} // namespace corolint

#endif

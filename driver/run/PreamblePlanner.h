//===- PreamblePlanner.h - who shares which headers -----------------------===//
//
// Of units with the same flags: which of them read the same headers, of
// libraries and of the project, so that these mean the same if they come first?
// Knows nothing of what the headers declare beyond names; what does not compile
// then is not shared.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_PREAMBLEPLANNER_H
#define COROLINT_DRIVER_RUN_PREAMBLEPLANNER_H

#include "driver/scan/DeclaredNames.h"
#include "driver/scan/Scan.h"
#include "llvm/ADT/BitVector.h"
#include <map>
#include <string>
#include <vector>

namespace corolint {

class PreamblePlanner {
public:
  /// The headers that a few units have in common, and who they are.
  struct Cluster {
    std::vector<size_t> Units; ///< Of the planner's.
    llvm::BitVector Files;     ///< Of libraries, that all of them read.
    /// The project's own, which come after them.
    std::vector<UnitInclusions::Part> Parts;
    uint64_t Bytes = 0; ///< That the units need not read.
  };

  explicit PreamblePlanner(const Inclusions &Read);

  void add(size_t Job, const Command &C, const UnitInclusions &Of);

  /// What is left over shares nothing.
  std::vector<Cluster> clusters(size_t Least);

  size_t size() const { return Units.size(); }
  size_t jobOf(size_t Unit) const { return Units[Unit].Job; }
  const Command &commandOf(size_t Unit) const { return *Units[Unit].What; }

  /// Why some library header can't be shared with this unit, as a line for
  /// people; or "".
  std::string obstacleOf(size_t Unit) const { return Units[Unit].Obstacle; }

  /// The lines that read the cluster's headers of libraries, in the order of
  /// the units', and those that read the project's.
  std::string librariesOf(const Cluster &C) const;
  static std::string partsOf(const Cluster &C);

  /// Of all that the unit reads.
  uint64_t bytesOf(size_t Unit);

private:
  struct Unit {
    size_t Job;
    const Command *What;
    const UnitInclusions *Reads;
    llvm::BitVector Library; ///< What may be shared of it.
    llvm::BitVector LeftOut; ///< What would be another if parts came first.
    /// Parts that have to stay in their order, the earlier first.
    std::vector<std::pair<size_t, size_t>> Ordered;
    std::string Obstacle;
  };
  void leaveOutWhatItChanges(Unit &U);
  llvm::BitVector withIncluders(std::vector<unsigned> Some) const;
  std::vector<Cluster> clustersByLibraries(size_t Least);
  Cluster grow(const std::vector<size_t> &Left, size_t Least);
  unsigned shared(const Cluster &C, size_t Unit) const;

  void splitByParts(Cluster Some, size_t Least, std::vector<Cluster> &Into);
  /// Which of the unit's parts may come first, in an order that all units with
  /// these parts have in common if they can.
  std::vector<size_t> orderOfParts(size_t Unit, const llvm::BitVector &Files,
                                   const std::map<unsigned, size_t> &Readers);
  bool dependOnOrder(const UnitInclusions &Of, size_t Earlier, size_t Later);

  uint64_t bytesIn(unsigned File);
  uint64_t bytesOf(const llvm::BitVector &Files);
  const llvm::DenseSet<IdentifierHash> &identifiersOf(unsigned File);
  const DeclaredNames &declaredIn(unsigned File);

  const Inclusions &Read;
  std::vector<Unit> Units;
  std::vector<uint64_t> Sizes;                  ///< And 1; 0: not yet known.
  std::vector<std::vector<unsigned>> Includers; ///< Of each file.
  std::map<unsigned, llvm::DenseSet<IdentifierHash>> Said;
  std::map<unsigned, DeclaredNames> Declared;
  /// By the files of two parts: see dependOnOrder().
  std::map<std::pair<std::vector<unsigned>, std::vector<unsigned>>, bool>
      Depend;
};

} // namespace corolint

#endif

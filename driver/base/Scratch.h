//===- Scratch.h - a directory that does not outlive its run --------------===//
//
// Where can a run put files that nobody needs when it has ended? It is removed
// at the end, and by the next run if the end was a SIGKILL: as long as its run
// lives it is locked.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_SCRATCH_H
#define COROLINT_DRIVER_BASE_SCRATCH_H

#include <string>

namespace corolint {

class Scratch {
public:
  Scratch() = default;
  ~Scratch();
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;

  /// Makes it, if it is not there yet. "": there is no place for it.
  const std::string &directory();

private:
  std::string Made;
  int Lock = -1;
};

} // namespace corolint

#endif

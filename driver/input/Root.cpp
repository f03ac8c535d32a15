#include "driver/input/Root.h"
#include "checks/base/Repository.h"
#include "checks/base/Sources.h"
#include "driver/options/Options.h"

using namespace corolint;

std::string corolint::rootOf(const Options &O) {
  if (!O.Root.empty())
    return realPath(O.Root);
  std::string Here = workingDirectory();
  std::string Repository = repositoryOf(Here);
  return Repository.empty() ? Here : Repository;
}

#include "driver/input/Root.h"
#include "checks/base/Sources.h"
#include "driver/options/Options.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace path = llvm::sys::path;

std::string corolint::repositoryOf(llvm::StringRef Directory) {
  for (; !Directory.empty(); Directory = path::parent_path(Directory))
    if (llvm::sys::fs::exists(Directory + "/.git"))
      return Directory.str();
  return "";
}

std::string corolint::rootOf(const Options &O) {
  if (!O.Root.empty())
    return realPath(O.Root);
  std::string Here = workingDirectory();
  std::string Repository = repositoryOf(Here);
  return Repository.empty() ? Here : Repository;
}

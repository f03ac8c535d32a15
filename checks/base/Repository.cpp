#include "checks/base/Repository.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

std::string corolint::repositoryOf(llvm::StringRef Directory) {
  for (; !Directory.empty();
       Directory = llvm::sys::path::parent_path(Directory))
    if (llvm::sys::fs::exists(Directory + "/.git"))
      return Directory.str();
  return "";
}

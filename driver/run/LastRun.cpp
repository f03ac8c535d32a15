#include "driver/run/LastRun.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <cstdlib>

using namespace corolint;
namespace path = llvm::sys::path;

std::string corolint::lastRunIn(llvm::StringRef Cache, llvm::StringRef Root) {
  llvm::SmallString<256> File(Cache);
  path::append(
      File, "program",
      llvm::utohexstr(llvm::xxh3_64bits(Root), /*LowerCase=*/true, 16) +
          ".json");
  return std::string(File);
}

std::string corolint::lastRunOver(llvm::StringRef File) {
  llvm::SmallString<256> Shared;
  if (const char *Set = std::getenv("COROLINT_CACHE_DIR")) {
    Shared = Set;
    if (Shared.empty()) // no run keeps anything
      return "";
  } else if (path::cache_directory(Shared)) {
    path::append(Shared, "corolint");
  }
  for (llvm::StringRef Root = path::parent_path(File); !Root.empty();
       Root = path::parent_path(Root)) {
    llvm::SmallString<256> Own(Root);
    path::append(Own, ".corolint-cache");
    for (llvm::StringRef Cache : {Own.str(), Shared.str()})
      if (std::string Kept = lastRunIn(Cache, Root);
          llvm::sys::fs::exists(Kept))
        return Kept;
  }
  return "";
}

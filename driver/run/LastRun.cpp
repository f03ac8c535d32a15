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

std::string corolint::ownCacheOf(llvm::StringRef Root) {
  llvm::SmallString<256> Directory;
  if (!path::cache_directory(Directory))
    return "";
  path::append(Directory, "corolint",
               path::filename(Root) + "-" +
                   llvm::utohexstr(llvm::xxh3_64bits(Root), true, 16));
  return std::string(Directory);
}

std::string corolint::lastRunOver(llvm::StringRef File) {
  const char *Set = std::getenv("COROLINT_CACHE_DIR");
  if (Set && !*Set) // no run keeps anything
    return "";
  for (llvm::StringRef Root = path::parent_path(File); !Root.empty();
       Root = path::parent_path(Root))
    if (std::string Kept = lastRunIn(Set ? Set : ownCacheOf(Root), Root);
        llvm::sys::fs::exists(Kept))
      return Kept;
  return "";
}

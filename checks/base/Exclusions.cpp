#include "checks/base/Exclusions.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"

using namespace corolint;
using llvm::StringRef;

static bool matches(StringRef Glob, StringRef Path) {
  auto Pattern = llvm::GlobPattern::create(Glob);
  if (!Pattern) {
    llvm::consumeError(Pattern.takeError());
    return false;
  }
  return Pattern->match(Path);
}

bool Exclusions::hold(StringRef File) const {
  if (Globs.empty())
    return false;
  std::string Path = pathBelow(Root, File);
  for (StringRef Part = Path; !Part.empty() && Part != "/";
       Part = llvm::sys::path::parent_path(Part))
    for (StringRef Glob : Globs) {
      if (matches(Glob, Part))
        return true;
      // "**/gen" is meant to be any "gen", also the one right below the root.
      if (Glob.consume_front("**/") && matches(Glob, Part))
        return true;
    }
  return false;
}

llvm::Error Exclusions::add(StringRef List) {
  llvm::SmallVector<StringRef> Parts;
  List.split(Parts, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Part : Parts) {
    Part = Part.trim();
    Part.consume_front("./");
    std::string Glob = pathBelow(Root, Part);
    while (StringRef(Glob).ends_with("/"))
      Glob.pop_back();
    if (Glob.empty())
      continue;
    auto Pattern = llvm::GlobPattern::create(Glob);
    if (!Pattern)
      return problem("'" + Part +
                     "' is no glob: " + llvm::toString(Pattern.takeError()));
    Globs.push_back(std::move(Glob));
  }
  return llvm::Error::success();
}

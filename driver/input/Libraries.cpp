#include "driver/input/Libraries.h"
#include "checks/base/Sources.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral Usual[] = {
    "third_party", "third-party",     "thirdparty", "3rd_party", "3rdparty",
    "external",    "externals",       "extern",     "vendor",    "vendors",
    "_deps",       "vcpkg_installed", ".conan",     ".conan2",   "subprojects"};

static bool isBelow(llvm::StringRef Directory, llvm::StringRef Above) {
  return Directory.consume_front(Above) &&
         (Directory.empty() || Directory.starts_with("/"));
}

Libraries::Libraries(const Options &O, llvm::StringRef MainFile)
    : Home(path::parent_path(realPath(MainFile)).str()),
      AreRead(O.SystemHeaders), AreSetApart(!O.SystemHeaders) {
  if (!O.Root.empty() && isBelow(Home, realPath(O.Root)))
    Root = realPath(O.Root);
  else
    Root = repositoryOf(Home);
  if (O.LibraryFolders) {
    llvm::SmallVector<llvm::StringRef> Names;
    llvm::StringRef(*O.LibraryFolders).split(Names, ',', -1, false);
    for (llvm::StringRef Name : Names)
      Folders.push_back(Name.trim().trim('/').str());
  } else {
    Folders.assign(std::begin(Usual), std::end(Usual));
  }
}

bool Libraries::hold(llvm::StringRef Directory) const {
  if (!AreSetApart)
    return false;
  if (!Root.empty() && !isBelow(Directory, Root))
    return true;
  for (llvm::StringRef System : {"/usr", "/opt"})
    if (isBelow(Directory, System) && !isBelow(Home, System))
      return true;
  // A library that is analysed itself is no library.
  for (auto I = path::begin(Directory), E = path::end(Directory); I != E; ++I) {
    if (!llvm::is_contained(Folders, *I))
      continue;
    auto Next = std::next(I);
    const char *End = Next == E ? I->end() : Next->end();
    llvm::StringRef One(Directory.begin(), End - Directory.begin());
    if (!isBelow(Home, One) && !isBelow(One, Home))
      return true;
  }
  return false;
}

bool Libraries::holdFile(llvm::StringRef File) const {
  return hold(path::parent_path(File)) ||
         (AreSetApart && llvm::any_of(Files, [&](llvm::StringRef Name) {
            return Name.ends_with("/") ? File.contains(Name)
                                       : File.ends_with(Name);
          }));
}

void Libraries::add(llvm::ArrayRef<std::string> Named) {
  auto IsWithin = [&](llvm::StringRef Library) {
    return llvm::any_of(
        llvm::make_range(path::begin(Home), path::end(Home)),
        [&](llvm::StringRef Part) { return Part.equals_insensitive(Library); });
  };
  // A library that is analysed itself is no library.
  for (llvm::StringRef Name : Named)
    if (!IsWithin(path::stem(Name.rtrim('/'))))
      Files.push_back(("/" + Name).str());
}

std::string Libraries::spelled() const {
  return (AreRead ? "read " : "") + Root + " " + llvm::join(Folders, ",") +
         " " + llvm::join(Files, ",");
}

#include "driver/input/Libraries.h"
#include "checks/base/Repository.h"
#include "checks/base/Sources.h"
#include "driver/input/OtherProjects.h"
#include "driver/input/Root.h"
#include "driver/options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral Usual[] = {
    "third_party", "third-party",     "thirdparty", "3rd_party", "3rdparty",
    "external",    "externals",       "extern",     "vendor",    "vendors",
    "_deps",       "vcpkg_installed", ".conan",     ".conan2",   "subprojects"};

static bool isBelow(llvm::StringRef Directory, llvm::StringRef Above) {
  return Directory.consume_front(Above) &&
         (Directory.empty() || Directory.starts_with("/"));
}

/// Commands are many, their roots few.
static const std::vector<std::string> &othersBelow(const std::string &Root) {
  static std::map<std::string, std::vector<std::string>> Known;
  auto [It, New] = Known.try_emplace(Root);
  if (New)
    It->second = otherProjectsBelow(Root);
  return It->second;
}

Libraries::Libraries(const Options &O, llvm::StringRef MainFile)
    : Home(path::parent_path(realPath(MainFile)).str()),
      AreRead(O.SystemHeaders), AreSetApart(!O.SystemHeaders) {
  if (!O.Root.empty() && isBelow(Home, realPath(O.Root)))
    Root = realPath(O.Root);
  else
    Root = repositoryOf(Home);
  llvm::SmallVector<llvm::StringRef> Names;
  const std::string Spelled = O.LibraryFolders.value_or("+");
  llvm::StringRef(Spelled).split(Names, ',', -1, false);
  auto IsChange = [](llvm::StringRef Name) {
    return Name.starts_with("+") || Name.starts_with("-");
  };
  if (llvm::any_of(Names, IsChange)) {
    Folders.assign(std::begin(Usual), std::end(Usual));
    if (!Root.empty() && AreSetApart)
      Others = othersBelow(Root);
  }
  for (llvm::StringRef Name : Names) {
    llvm::StringRef Folder = Name.trim().ltrim("+-").trim('/');
    if (Folder.empty())
      continue;
    if (!Name.trim().starts_with("-")) {
      Folders.push_back(Folder.str());
      continue;
    }
    llvm::erase(Folders, Folder);
    llvm::erase_if(Others, [&](const std::string &Other) {
      return path::filename(Other) == Folder ||
             llvm::StringRef(Other).ends_with(("/" + Folder).str());
    });
  }
  // A library that is analysed itself is no library.
  llvm::erase_if(
      Others, [&](const std::string &Other) { return isBelow(Home, Other); });
}

bool Libraries::hold(llvm::StringRef Directory) const {
  if (!AreSetApart)
    return false;
  if (!Root.empty() && !isBelow(Directory, Root))
    return true;
  for (llvm::StringRef System : {"/usr", "/opt"})
    if (isBelow(Directory, System) && !isBelow(Home, System))
      return true;
  if (llvm::any_of(Others, [&](const std::string &Other) {
        return isBelow(Directory, Other);
      }))
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

/// Is this file what a model's `Name` says, after a slash?
static bool isOf(llvm::StringRef File, llvm::StringRef Name) {
  auto [Folder, Mark] = Name.drop_front().split('/');
  if (!Name.drop_front().contains('/'))
    return File.ends_with(Name);
  for (size_t At = 0;; ++At) {
    At = File.find(("/" + Folder + "/").str(), At);
    if (At == llvm::StringRef::npos)
      return false;
    llvm::StringRef Tree = File.take_front(At + Folder.size() + 2);
    if (Mark.empty() || fs::exists(Tree + Mark))
      return true;
  }
}

bool Libraries::holdFile(llvm::StringRef File) const {
  return hold(path::parent_path(File)) ||
         (AreSetApart && llvm::any_of(Files, [&](llvm::StringRef Name) {
            return isOf(File, Name);
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
    if (!IsWithin(path::stem(Name.split('/').first)))
      Files.push_back(("/" + Name).str());
}

std::string Libraries::spelled() const {
  return (AreRead ? "read " : "") + Root + " " + llvm::join(Folders, ",") +
         " " + llvm::join(Others, ",") + " " + llvm::join(Files, ",");
}

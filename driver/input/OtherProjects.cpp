#include "driver/input/OtherProjects.h"
#include "checks/base/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr unsigned DeepestLevel = 3;
/// Of a build file; that it begins a project stands near its beginning.
static constexpr size_t BytesLookedAt = 1 << 16;

namespace {

struct Listing {
  std::vector<std::string> Directories;
  std::vector<std::string> Licences; ///< What they say, without spaces.
  bool IsRepository = false;
  bool BeginsProject = false;
};

std::string textIn(const std::string &File) {
  if (!fs::is_regular_file(File))
    return "";
  auto Text = llvm::MemoryBuffer::getFile(File);
  return Text ? (*Text)->getBuffer().take_front(BytesLookedAt).str() : "";
}

bool isLicence(llvm::StringRef Name) {
  return Name.starts_with_insensitive("license") ||
         Name.starts_with_insensitive("licence") ||
         Name.starts_with_insensitive("copying");
}

Listing list(const std::string &Directory) {
  Listing Found;
  std::error_code Error;
  for (fs::directory_iterator It(Directory, Error, /*follow_symlinks=*/false),
       End;
       It != End && !Error; It.increment(Error)) {
    llvm::StringRef Name = path::filename(It->path());
    bool IsDirectory = It->type() == fs::file_type::directory_file;
    if (Name == ".git") {
      Found.IsRepository = true;
    } else if (IsDirectory) {
      if (!Name.starts_with("."))
        Found.Directories.push_back(It->path());
    } else if (isLicence(Name)) {
      std::string Text = textIn(It->path());
      llvm::erase_if(Text, [](unsigned char C) { return std::isspace(C); });
      if (!Text.empty())
        Found.Licences.push_back(std::move(Text));
    } else if (Name == "CMakeLists.txt" || Name == "meson.build") {
      std::string Text = textIn(It->path());
      Found.BeginsProject |=
          llvm::StringRef(Text).contains_insensitive("project(") ||
          llvm::StringRef(Text).contains_insensitive("project (");
    }
  }
  return Found;
}

class Search {
public:
  explicit Search(llvm::StringRef Root) {
    Listing Own = list(Root.str());
    Ours = Own.Licences;
    for (const std::string &Below : Own.Directories)
      look(Below, 1);
    llvm::sort(All);
  }

  std::vector<std::string> All;

private:
  void look(const std::string &Directory, unsigned Level) {
    Listing Here = list(Directory);
    // Where the project itself has no licence, each part may have one.
    bool IsLicensedApart =
        !Ours.empty() && !Here.Licences.empty() &&
        llvm::none_of(Here.Licences, [&](const std::string &Text) {
          return llvm::is_contained(Ours, Text);
        });
    if (Here.IsRepository || (IsLicensedApart && Here.BeginsProject)) {
      All.push_back(Directory);
      return;
    }
    if (Level < DeepestLevel)
      for (const std::string &Below : Here.Directories)
        look(Below, Level + 1);
  }

  std::vector<std::string> Ours;
};

} // namespace

std::vector<std::string> corolint::otherProjectsBelow(llvm::StringRef Root) {
  return Search(Root).All;
}

#include "driver/scan/SearchDirectories.h"
#include "checks/base/Sources.h"
#include "clang/Options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corolint;

SearchDirectories::SearchDirectories(const Command &C)
    : Others(C.Others),
      Home(llvm::sys::path::parent_path(realPath(C.File)).str()) {
  for (llvm::StringRef D :
       {"/usr/include", "/usr/lib", "/usr/local/include", "/usr/local/lib"})
    System.push_back(D.str());
  unsigned Index, Count;
  llvm::SmallVector<const char *> Words;
  for (const std::string &Word : llvm::drop_begin(C.Args))
    Words.push_back(Word.c_str());
  using namespace clang::options;
  llvm::opt::InputArgList Args =
      clang::getDriverOptTable().ParseArgs(Words, Index, Count);
  llvm::StringRef Before; // of -Xclang: how a Command says -include
  for (const llvm::opt::Arg *A : Args.filtered(
           OPT_I, OPT_iquote, OPT_isystem, OPT_idirafter, OPT__sysroot_EQ,
           OPT_resource_dir, OPT_D, OPT_Xclang, OPT_imacros)) {
    if (A->getOption().matches(OPT_Xclang) ||
        A->getOption().matches(OPT_imacros)) {
      if (Before == "-include" || A->getOption().matches(OPT_imacros))
        Forced.push_back(A->getValue());
      Before = A->getValue();
      continue;
    }
    if (A->getOption().matches(OPT_D)) {
      llvm::StringRef Body = llvm::StringRef(A->getValue()).split('=').second;
      for (IdentifierHash W : identifiersIn(Body).All)
        Macros.insert(W);
      continue;
    }
    bool IsOwn =
        A->getOption().matches(OPT_I) || A->getOption().matches(OPT_iquote);
    llvm::SmallString<256> Path(A->getValue());
    llvm::sys::path::make_absolute(C.Directory, Path);
    std::string Real = realPath(Path);
    Named.push_back(Real);
    (IsOwn && !Others.hold(Real) ? Own : System).push_back(Real);
  }
}

bool SearchDirectories::isOwn(llvm::StringRef File) const {
  if (Others.holdFile(File))
    return false;
  // What stands beside the file is found without a flag.
  if (llvm::sys::path::parent_path(File) == Home)
    return true;
  auto Nearest = [&](const std::vector<std::string> &Of) {
    size_t Longest = 0;
    for (const std::string &D : Of)
      if (File.starts_with(D) && File.drop_front(D.size()).starts_with("/"))
        Longest = std::max(Longest, D.size());
    return Longest;
  };
  size_t SystemDepth = Nearest(System);
  return !SystemDepth || Nearest(Own) > SystemDepth;
}

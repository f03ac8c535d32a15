#include "driver/input/Toolchain.h"
#include "checks/base/Sources.h"
#include "driver/base/FirstLine.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/TargetSelect.h"
#include <cstdlib>

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

void corolint::knowAllTargets() {
  static bool Done = [] {
  // What clang asks them for is how assembler is spelled in MSVC's asm
  // blocks. It knows the types and macros of every target by itself.
#define COROLINT_TARGET(Name)                                                  \
  LLVMInitialize##Name##TargetInfo();                                          \
  LLVMInitialize##Name##TargetMC();                                            \
  LLVMInitialize##Name##AsmParser();
    COROLINT_TARGET(X86)
    COROLINT_TARGET(ARM)
    COROLINT_TARGET(AArch64)
    COROLINT_TARGET(RISCV)
#undef COROLINT_TARGET
    return true;
  }();
  (void)Done;
}

/// Directories that nobody but the owner of the machine fills.
static constexpr llvm::StringLiteral SystemDirectories[] = {
    "/bin",       "/usr",       "/opt",          "/snap",
    "/nix/store", "/gnu/store", "/Applications", "/Library"};

Toolchains::Toolchains(std::string Root, llvm::ArrayRef<std::string> Programs)
    : Root(std::move(Root)) {
  for (const std::string &Program : Programs)
    Trusted.push_back(realPath(Program));
}

static bool isBelow(llvm::StringRef Directory, llvm::StringRef Path) {
  return Path.consume_front(Directory) && Path.starts_with("/");
}

bool Toolchains::isOfRepository(llvm::StringRef Compiler) const {
  return Root != "/" && path::is_absolute(Compiler) &&
         (isBelow(Root, Compiler) || isBelow(Root, realPath(Compiler)));
}

bool Toolchains::mayRun(llvm::StringRef Program) const {
  if (!path::is_absolute(Program))
    return false;
  if (llvm::is_contained(Trusted, realPath(Program)))
    return true;
  if (isOfRepository(Program))
    return false;
  if (llvm::any_of(SystemDirectories, [&](llvm::StringRef Directory) {
        return isBelow(Directory, Program);
      }))
    return true;
  llvm::StringRef Searched;
  if (const char *Set = std::getenv("PATH"))
    Searched = Set;
  return llvm::any_of(llvm::split(Searched, ':'), [&](llvm::StringRef D) {
    return D == path::parent_path(Program);
  });
}

std::string Toolchains::found(llvm::StringRef Name) const {
  auto Found = llvm::sys::findProgramByName(Name);
  return Found && mayRun(*Found) ? *Found : "";
}

/// "x86_64-linux-gnu-g++-12" may be answered for by one of the same name that
/// lies elsewhere, then by any version, then by the machine's own.
std::string Toolchains::standInFor(llvm::StringRef Compiler) const {
  llvm::StringRef Name = path::filename(Compiler);
  llvm::StringRef Versionless = Name.rtrim("0123456789.").rtrim('-');
  llvm::StringRef Family =
      Versionless.substr(Versionless.rfind('-') + 1); // npos + 1 == 0
  for (llvm::StringRef Candidate : {Name, Versionless, Family})
    if (std::string There = found(Candidate); !There.empty())
      return There;
  return "";
}

/// Does clang find the compiler's GCC by the compiler's path alone? Not if the
/// name carries a version, or is a link to something else: a wrapper.
static bool speaksForItself(llvm::StringRef Compiler) {
  bool IsLink = false;
  return path::is_absolute(Compiler) &&
         !llvm::Regex("-[0-9.]+$").match(Compiler) &&
         !fs::is_symlink_file(Compiler, IsLink) && !IsLink;
}

const Toolchains::Home &Toolchains::homeOf(llvm::StringRef Compiler) {
  auto [It, IsNew] = Homes.try_emplace(Compiler);
  Home &H = It->second;
  if (!IsNew ||
      !llvm::Regex("(g|c|clang)\\+\\+(-[0-9.]+)?$")
           .match(path::filename(Compiler)) ||
      speaksForItself(Compiler))
    return H;
  std::string Asked = Compiler.str();
  if (!path::has_parent_path(Compiler))
    Asked = found(Compiler);
  else if (fs::exists(Compiler) && !mayRun(Compiler))
    Asked = H.StandIn = standInFor(Compiler);
  if (Asked.empty())
    return H;
  llvm::SmallString<128> Library(firstLineOf(Asked, "-print-libgcc-file-name"));
  H.IsMute = Library.empty();
  path::remove_dots(Library, /*remove_dot_dot=*/true);
  llvm::StringRef Directory = path::parent_path(Library);
  // clang++ may answer with its own compiler-rt.
  if (path::filename(Library) == "libgcc.a" && path::is_absolute(Library) &&
      fs::is_directory(Directory))
    H.InstallDir = Directory.str();
  return H;
}

llvm::StringRef Toolchains::resourceDir() {
  if (IsResourceDirKnown)
    return ResourceDir;
  IsResourceDirKnown = true;

  static int Here;
  llvm::SmallString<256> Beside(
      path::parent_path(fs::getMainExecutable("corolint", &Here)));
  path::append(Beside, "..", "lib", "clang", CLANG_VERSION_MAJOR_STRING);
  path::remove_dots(Beside, /*remove_dot_dot=*/true);
  auto HasHeaders = [](llvm::StringRef Directory) {
    return fs::exists(Directory + "/include/stddef.h");
  };
  if (HasHeaders(Beside))
    return ResourceDir = Beside.str().str();
  if (HasHeaders(COROLINT_RESOURCE_DIR))
    return ResourceDir = COROLINT_RESOURCE_DIR;
  std::string Clang = found("clang-" CLANG_VERSION_MAJOR_STRING);
  if (!Clang.empty())
    ResourceDir = firstLineOf(Clang, "-print-resource-dir");
  if (!HasHeaders(ResourceDir))
    ResourceDir.clear();
  return ResourceDir;
}

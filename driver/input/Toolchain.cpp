#include "driver/input/Toolchain.h"
#include "clang/Basic/Version.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/TargetSelect.h"

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

/// The first line a program prints, or "".
static std::string ask(llvm::StringRef Program, llvm::StringRef Question) {
  llvm::SmallString<128> OutputFile;
  int FD;
  if (fs::createTemporaryFile("corolint", "txt", FD, OutputFile))
    return "";
  fs::file_t Handle = fs::convertFDToNativeFile(FD);
  fs::closeFile(Handle);
  std::optional<llvm::StringRef> Streams[] = {"", OutputFile.str(), ""};
  int Status = llvm::sys::ExecuteAndWait(Program, {Program, Question},
                                         std::nullopt, Streams,
                                         /*SecondsToWait=*/10);
  std::string Line;
  if (Status == 0)
    if (auto Text = llvm::MemoryBuffer::getFile(OutputFile))
      Line = (*Text)->getBuffer().split('\n').first.trim().str();
  fs::remove(OutputFile);
  return Line;
}

/// Does clang find the compiler's GCC by the compiler's path alone? Not if the
/// name carries a version, or is a link to something else: a wrapper.
static bool speaksForItself(llvm::StringRef Compiler) {
  bool IsLink = false;
  return path::is_absolute(Compiler) &&
         !llvm::Regex("-[0-9.]+$").match(Compiler) &&
         !fs::is_symlink_file(Compiler, IsLink) && !IsLink;
}

llvm::StringRef Toolchains::gccInstallDir(llvm::StringRef Compiler) {
  auto [It, IsNew] = InstallDirs.try_emplace(Compiler);
  if (!IsNew)
    return It->second;
  if (!llvm::Regex("(g|c|clang)\\+\\+(-[0-9.]+)?$")
           .match(path::filename(Compiler)) ||
      speaksForItself(Compiler))
    return "";
  std::string Program = Compiler.str();
  if (!path::has_parent_path(Compiler))
    if (auto Found = llvm::sys::findProgramByName(Compiler))
      Program = *Found;
  llvm::SmallString<128> Library(ask(Program, "-print-libgcc-file-name"));
  path::remove_dots(Library, /*remove_dot_dot=*/true);
  llvm::StringRef Directory = path::parent_path(Library);
  // clang++ may answer with its own compiler-rt.
  if (path::filename(Library) == "libgcc.a" && path::is_absolute(Library) &&
      fs::is_directory(Directory))
    It->second = Directory.str();
  return It->second;
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
  auto Clang =
      llvm::sys::findProgramByName("clang-" CLANG_VERSION_MAJOR_STRING);
  if (Clang)
    ResourceDir = ask(*Clang, "-print-resource-dir");
  if (!HasHeaders(ResourceDir))
    ResourceDir.clear();
  return ResourceDir;
}

//===- ClangTidy.cpp - clang-tidy with our checks in it -------------------===//
//
// For editors that can be told the path of a clang-tidy, but not a plugin to
// load. If neither the command line nor the configuration of the first file
// says a word about coro-* checks, they all run; "-*" alone is a word.
//
//===----------------------------------------------------------------------===//

#include "checks/TidyHost.h"
#include "checks/base/Registry.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "driver/input/Toolchain.h"
#include "driver/run/LastRun.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include <string>
#include <vector>

using namespace corolint;

namespace clang::tidy {
int clangTidyMain(int Argc, const char **Argv);
}

static bool isOption(llvm::StringRef Arg, llvm::StringRef Name) {
  return Arg.consume_front("-") &&
         (Arg.consume_front("-"), Arg.consume_front(Name)) &&
         (Arg.empty() || Arg.starts_with("="));
}

/// As far as clang-tidy itself would look.
static bool nameOurs(llvm::ArrayRef<const char *> Args) {
  for (llvm::StringRef Arg : Args) {
    if (Arg == "--")
      break;
    if (isOption(Arg, "checks") || isOption(Arg, "config") ||
        isOption(Arg, "config-file"))
      return true;
    if (Arg.starts_with("-") || !llvm::sys::fs::is_regular_file(Arg))
      continue;
    clang::tidy::FileOptionsProvider Files({}, {}, {});
    llvm::SmallString<256> File(Arg);
    llvm::sys::fs::make_absolute(File);
    auto Options = Files.getOptions(File);
    return Options.Checks &&
           (nameOurChecks(*Options.Checks) || switchesAllOff(*Options.Checks));
  }
  return false;
}

int main(int Argc, const char *Argv[]) {
  tidyHost().SummariesOf = lastRunOver;
  if (Argc == 2 && llvm::StringRef(Argv[1]).ltrim('-') == "version")
    llvm::outs() << "corolint-clang-tidy " COROLINT_VERSION ", which is\n";
  std::vector<const char *> Args(Argv, Argv + Argc);
  std::vector<const char *> Added;
  if (!nameOurs(llvm::ArrayRef(Args).drop_front()))
    Added.push_back("--checks=coro-*");
  Toolchains Known;
  std::string Headers =
      ("--extra-arg-before=-resource-dir=" + Known.resourceDir()).str();
  if (!Known.resourceDir().empty())
    Added.push_back(Headers.c_str());
  Args.insert(Args.begin() + 1, Added.begin(), Added.end());
  Args.push_back(nullptr);
  return clang::tidy::clangTidyMain(Args.size() - 1, Args.data());
}

//===- Clangd.cpp - clangd with our checks in it --------------------------===//
//
// clangd cannot load clang-tidy plugins, but its main function is in a library:
// this program is that, with our module linked in, and two of clangd's
// functions wrapped by the linker (--wrap). It runs no check whose cost it has
// no figures for, and none that no configuration names: ours are quick, and who
// takes this clangd wants them.
//
// clangd's own headers are not installed; what is declared here is as in its
// sources (clangd/TidyProvider.h, clangd/index/remote/Client.h), and a wrong
// type would end at the first file: the tests open some.
//
//===----------------------------------------------------------------------===//

#include "checks/TidyHost.h"
#include "checks/base/LlvmVersion.h"
#include "checks/base/Registry.h"
#include "clang-tidy/ClangTidyOptions.h"
#include "driver/input/Toolchain.h"
#include "driver/run/LastRun.h"
#include "editors/Outgoing.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>
#include <optional>
#include <vector>

using clang::tidy::ClangTidyOptions;

namespace clang::clangd {

int clangdMain(int Argc, char *Argv[]);

class SymbolIndex {
public:
  virtual ~SymbolIndex();
};

namespace remote {
/// Instead of the one that needs gRPC.
std::unique_ptr<SymbolIndex> getClient(llvm::StringRef, llvm::StringRef) {
  llvm::errs() << "corolint-clangd: remote indexes are not supported\n";
  return nullptr;
}
} // namespace remote

} // namespace clang::clangd

std::optional<bool> clangdKnowsAsFast(llvm::StringRef Check) __asm__(
    "__real__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");
std::optional<bool> isFast(llvm::StringRef Check) __asm__(
    "__wrap__ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE");

std::optional<bool> isFast(llvm::StringRef Check) {
  return corolint::findCheck(Check) ? true : clangdKnowsAsFast(Check);
}

static void addOurs(ClangTidyOptions &Options) {
  if (!Options.Checks || !(corolint::nameOurChecks(*Options.Checks) ||
                           corolint::switchesAllOff(*Options.Checks)))
    Options.Checks = Options.Checks.value_or("") + ",coro-*";
}

using Provider = corolint::ClangdProvider<ClangTidyOptions &, llvm::StringRef>;
Provider
clangdsDefaults() __asm__("__real__ZN5clang6clangd20provideDefaultChecksEv");
Provider defaults() __asm__("__wrap__ZN5clang6clangd20provideDefaultChecksEv");

Provider defaults() {
  static const Provider Theirs = clangdsDefaults();
  static const auto Both = [](ClangTidyOptions &Options, llvm::StringRef File) {
    Theirs(Options, File);
    addOurs(Options);
  };
  return Both;
}

int main(int Argc, char *Argv[]) {
  corolint::tidyHost().OffersToSilence = true;
  corolint::tidyHost().HasNoRemarks = true;
  corolint::tidyHost().SummariesOf = corolint::lastRunOver;
  corolint::tidyHost().HearsSuggestion = corolint::noteSuggestion;
  if (Argc == 2 && llvm::StringRef(Argv[1]).ltrim('-') == "version")
    llvm::outs() << "corolint-clangd " COROLINT_VERSION ", which is\n";
  std::vector<char *> Args(Argv, Argv + Argc);
  // clangd looks for clang's headers beside itself only.
  corolint::Toolchains Known;
  std::string Headers = ("--resource-dir=" + Known.resourceDir()).str();
  if (!Known.resourceDir().empty()) // a later one counts
    Args.insert(Args.begin() + 1, Headers.data());
  Args.push_back(nullptr);
  llvm::outs(); // Made first, so that it ends last, also if clangd exits.
  static corolint::MendedOutput Mended;
  return clang::clangd::clangdMain(Args.size() - 1, Args.data());
}

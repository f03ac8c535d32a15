#include "driver/options/OthersWords.h"

using namespace corolint;

namespace {
struct Row {
  llvm::StringLiteral Theirs, Ours;
};
} // namespace

/// Of clang-tidy and its wrappers, clang, ruff, eslint, cppcheck and compilers.
static constexpr Row Words[] = {
    {"build-path", "-p <dir>"},
    {"compile-commands", "-p <dir>"},
    {"compile-commands-dir", "-p <dir>"},
    {"config", "--option=<key>=<value> or a .clang-tidy"},
    {"config-file", "--option=<key>=<value> or a .clang-tidy"},
    {"database", "-p <dir>"},
    {"diff-from", "--since=<revision>"},
    {"disable", "--checks=-<check>"},
    {"dump-config", "--show-config"},
    {"enable", "--checks=<check>"},
    {"enable-check", "--checks=<check>"},
    {"error-exitcode", "--fail-on=<level>"},
    {"exclude-dir", "--exclude=<glob>"},
    {"exclude-path", "--exclude=<glob>"},
    {"exit-zero", "--fail-on=never"},
    {"explain-config", "--show-config"},
    {"export-fixes", "--json=<file>"},
    {"extend-exclude", "--exclude=<glob>"},
    {"extend-select", "--checks=<check>"},
    {"fix-errors", "--fix"},
    {"fix-notes", "--fix=suggested"},
    {"fix-suggestions", "--fix=suggested"},
    {"ignore", "--checks=-<check>"},
    {"jobs", "-j <n>"},
    {"line-filter", "--diff=<file> or --since=<revision>"},
    {"max-warnings", "--baseline=<file> or --fail-on=<level>"},
    {"no-color", "--color=never"},
    {"no-colour", "--color=never"},
    {"outfile", "-o <file>"},
    {"output-file", "-o <file>"},
    {"output-format", "--format=<format>"},
    {"parallel", "-j <n>"},
    {"print-config", "--show-config"},
    {"project", "-p <dir>"},
    {"rule", "--checks=<check>"},
    {"select", "--checks='-*,<check>'"},
    {"show-settings", "--show-config"},
    {"silent", "--quiet"},
    {"statistics", "--summary"},
    {"std", "-- -std=c++20 after the file, or --extra-arg=-std=c++20"},
    {"stdin", "'-' for the file, with --stdin-filename=<file>"},
    {"unsafe-fixes", "--fix=suggested"},
    {"use-color", "--color=always"},
    {"verify-config", "--show-config"},
    {"warnings-as-errors", "--fail-on=<level>, or WarningsAsErrors"},
};

llvm::StringRef corolint::ourWordFor(llvm::StringRef Option) {
  llvm::StringRef Name = Option.ltrim('-').split('=').first;
  for (const Row &R : Words)
    if (R.Theirs == Name)
      return R.Ours;
  return "";
}

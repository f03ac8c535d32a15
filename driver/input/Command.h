//===- Command.h - a compile command that clang understands ---------------===//
//
// What has to be said to clang to parse what this compiler compiled? GCC-only
// flags, output, warnings and plugins are dropped; headers are looked for where
// the compiler of the command looks.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_COMMAND_H
#define COROLINT_DRIVER_INPUT_COMMAND_H

#include "driver/input/Libraries.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <compare>
#include <string>
#include <vector>

namespace corolint {

class Toolchains;

struct Command {
  std::string File; ///< Absolute, as named.
  std::string Directory;
  std::vector<std::string> Args; ///< The first is the compiler.
  /// What may hold a coroutine, what it may call, and what is left alone.
  enum Language { Cxx, C, Other } Speaks = Cxx;
  /// Why clang can't be asked to parse it; or "".
  std::string Refused;
  /// What was done to the command that its owner should know.
  std::vector<std::string> Remarks;

  Libraries Others;

  auto operator<=>(const Command &) const = default;
};

/// Flags of the configuration: `Before` all others, `After` all others.
void addFlags(Command &To, const std::vector<std::string> &Before,
              const std::vector<std::string> &After);

Command cleaned(const clang::tooling::CompileCommand &From, Toolchains &Where);

} // namespace corolint

#endif

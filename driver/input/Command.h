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
  /// C++ may have coroutines, which may call C; nothing else is analysed.
  enum Language { Cxx, C, Other } Speaks = Cxx;
  /// Why clang can't parse the file with this command; or "".
  std::string Refused;
  /// Changes of the command that its author should know.
  std::vector<std::string> Remarks;
  /// The file whose flags these are, for the database has none of this one; "".
  std::string GuessedFrom;
  /// Only what is in these files is asked for; empty: all.
  std::vector<std::string> OnlyIn;
  /// The headers that are not the project's own, as this file sees them.
  Libraries Others;

  auto operator<=>(const Command &) const = default;
};

/// Adds the flags of a configuration before and after all others.
void addFlags(Command &To, const std::vector<std::string> &Before,
              const std::vector<std::string> &After);

/// The command as clang takes it.
Command cleaned(const clang::tooling::CompileCommand &From, Toolchains &Where);

} // namespace corolint

#endif

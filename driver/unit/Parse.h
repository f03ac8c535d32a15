//===- Parse.h - from a compile command to an AST -----------------------===//
//
// What does clang make of one compile command? Knows which headers are
// libraries' and skips the bodies in them. A crash of the parser is the
// caller's.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_PARSE_H
#define COROLINT_DRIVER_UNIT_PARSE_H

#include "driver/input/Command.h"
#include "driver/unit/TuReport.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <optional>
#include <set>

namespace clang {
class ASTContext;
}

namespace corolint {

/// What to read instead of what stands in a file.
using FileTexts = std::map<std::string, std::string>;

/// File → where functions have their names.
using FunctionNames = std::map<std::string, std::set<unsigned>>;

/// Headers in clang's precompiled form, without the bodies that are skipped.
struct Preamble {
  std::string File;
  std::vector<ReadFile> Inputs;
  /// Where the project's own files begin, as raw source locations of the run
  /// that precompiled them.
  std::vector<unsigned> Own;
};

/// Which bodies of system headers are read.
enum class Bodies {
  Few,       ///< What tells about coroutine types.
  Templates, ///< Theirs too: what is wrong with an argument may show there.
};

/// Parses the command and lets `Look` see the AST, unless a fatal error made it
/// useless. The report has no findings. All that the AST depends on is in its
/// list of files, unless there are texts to read instead. `Only`: of the
/// project's functions, the bodies of these, and of what clang may evaluate.
TuReport parse(const Command &C,
               llvm::function_ref<void(clang::ASTContext &)> Look,
               const FileTexts &Instead = {}, const Preamble *Shared = nullptr,
               const FunctionNames *Only = nullptr);

/// Precompiles a header as the command would see it, into `File`. None: it
/// can't be parsed, or written.
std::optional<Preamble> precompile(const Command &C, const std::string &Header,
                                   const std::string &File, Bodies Which);

} // namespace corolint

#endif

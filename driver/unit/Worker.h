//===- Worker.h - one translation unit, from command to report ------------===//
//
// What is there to say about one compile command? Parses it with clang and asks
// the checks. Runs in the calling process and takes what comes: a crash of the
// parser is the caller's.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_WORKER_H
#define COROLINT_DRIVER_UNIT_WORKER_H

#include "driver/input/Command.h"
#include "driver/input/Config.h"
#include "driver/unit/TuReport.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringSet.h"
#include <map>

namespace clang {
class ASTContext;
}

namespace corolint {

class ModelSet;

/// All that a worker needs to know.
struct Job {
  Command What;
  TuConfig How;
  const ModelSet *Models = nullptr;
  std::string Fault;       ///< See Options.
  bool IsToBeKept = false; ///< The report has to say what was read.
};

/// What to read instead of what stands in a file.
using FileTexts = std::map<std::string, std::string>;

/// Headers in clang's precompiled form, without the bodies that are skipped.
struct Preamble {
  std::string File;
  std::vector<ReadFile> Inputs;
};

/// Which bodies of system headers are read.
enum class Bodies {
  Few,       ///< What tells about coroutine types.
  Templates, ///< Theirs too: what is wrong with an argument may show there.
};

/// What a unit need not parse of the project's headers, and what it parses for
/// others.
struct Sharing {
  std::vector<const Digest *> Known;
  const llvm::StringSet<> *Owned = nullptr; ///< Null: nothing.
};

/// What the checks say, fixes as they come. A unit that does not go with
/// `Shared`, or reads other than those of `With`, is parsed without.
TuReport analyze(const Job &J, const Preamble *Shared = nullptr,
                 const Sharing &With = {});

/// The same once more, of changed texts.
TuReport look(const Job &J, const FileTexts &Instead, const Preamble *Shared,
              const Sharing &With);

/// Parses the command and lets `Look` see the AST, unless a fatal error made it
/// useless. The report has no findings.
TuReport parse(const Command &C,
               llvm::function_ref<void(clang::ASTContext &)> Look,
               const FileTexts &Instead = {}, const Preamble *Shared = nullptr);

/// Precompiles a header as the command would see it, into `File`. What was read
/// for it; none: it can't be parsed, or written.
std::optional<std::vector<ReadFile>> precompile(const Command &C,
                                                const std::string &Header,
                                                const std::string &File,
                                                Bodies Which);

} // namespace corolint

#endif

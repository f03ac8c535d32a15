//===- Worker.h - one translation unit, from command to report ----------===//
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
#include "driver/unit/Parse.h"
#include "driver/unit/TuReport.h"

namespace corolint {

class ModelSet;

/// What is asked about models, instead of what the checks find.
enum class ModelQuestion {
  None,
  Unseen,   ///< Which functions would a model tell of?
  Declared, ///< Which entries of the user's models mean something?
};

/// All that a worker needs to know.
struct Job {
  Command What;
  TuConfig How;
  const ModelSet *Models = nullptr;
  std::string Fault;       ///< See Options.
  bool IsToBeKept = false; ///< The report has to say what was read.
  bool MakesFixes = false; ///< All of them are to be tried, however many.
  ModelQuestion Asks = ModelQuestion::None;
};

/// What the checks find in one AST, with all that others may want to know of
/// it.
UnitResult analyzeUnit(clang::ASTContext &Ast, const ModelSet &Models,
                       const TuConfig &How);

/// What is to be said of models. The summary says what is defined.
UnitResult answer(ModelQuestion Asks, clang::ASTContext &Ast,
                  const ModelSet &Models);

/// The report of one job, its fixes not yet tried. A unit that does not go with
/// `Shared` is parsed without it.
TuReport analyze(const Job &J, const Preamble *Shared = nullptr);

/// The same of changed texts. `Only`: see parse().
TuReport analyzeOnce(const Job &J, const FileTexts &Instead,
                     const Preamble *Shared,
                     const FunctionNames *Only = nullptr);

} // namespace corolint

#endif

//===- main.cpp - the corolint command ------------------------------------===//
//
// Picks the role and turns its answer into an exit code.
//
//===----------------------------------------------------------------------===//

#include "driver/base/Console.h"
#include "driver/base/ExitCode.h"
#include "driver/base/Pool.h"
#include "driver/commands/Inspect.h"
#include "driver/commands/Run.h"
#include "driver/commands/Serve.h"
#include "driver/options/Options.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>

using namespace corolint;

static llvm::Expected<int> runCommand(const Options &O) {
  switch (O.Do) {
  case Options::Run:
    return lintProject(O);
  case Options::Summarize:
    return summarizeUnits(O);
  case Options::Link:
    return linkSummaries(O);
  case Options::Graph:
    return drawGraph(O);
  case Options::Init:
    return initProject(O);
  case Options::Work:
    return runWorker(O);
  case Options::Dump:
    return dumpRoom(O);
  case Options::ListChecks:
    return listChecks(O);
  case Options::ShowConfig:
    return showConfig(O);
  case Options::Explain:
    return explainCheck(O);
  case Options::ExplainModel:
    return explainModel(O);
  case Options::ExplainType:
    return explainType(O);
  case Options::ExplainPlace:
    return explainPlace(O);
  case Options::CheckModels:
    return checkModels(O);
  case Options::SuggestModels:
    return suggestModels(O);
  case Options::UnusedModels:
    return listUnusedModels(O);
  case Options::Version:
    return printVersion();
  case Options::Help:
    printHelp(O.HelpsAll, llvm::outs());
    return Clean;
  }
  return BadUsage;
}

static int fail(llvm::Error E) {
  if (E.isA<InterruptedError>()) {
    llvm::consumeError(std::move(E));
    return Interrupted;
  }
  sayError(std::move(E));
  return BadUsage;
}

/// For standard error; the format Text decides for itself.
static void setColours(Colour When) {
  if (When == Colour::Never)
    llvm::WithColor::setAutoDetectFunction(
        [](const llvm::raw_ostream &) { return false; });
  if (When == Colour::Always)
    llvm::WithColor::setAutoDetectFunction(
        [](const llvm::raw_ostream &) { return true; });
}

static int run(llvm::ArrayRef<const char *> Words) {
  // It takes its options from the client.
  if (Words.size() == 1 && llvm::StringRef(Words.front()) == "lsp") {
    std::signal(SIGPIPE, SIG_IGN); // A client that leaves ends it in order.
    auto Code = serveEditor();
    return Code ? *Code : fail(Code.takeError());
  }
  auto Asked = parseOptions(Words);
  if (!Asked)
    return fail(Asked.takeError());
  if (llvm::Error E = takeShownTexts())
    return fail(std::move(E));
  setColours(Asked->Paint);
  auto Code = runCommand(*Asked);
  if (!Code)
    return fail(Code.takeError());
  llvm::outs().flush();
  if (std::error_code Why = llvm::outs().error()) {
    llvm::outs().clear_error();
    return fail(llvm::createStringError(
        Why, "cannot write to standard output: " + Why.message()));
  }
  return *Code;
}

int main(int Count, const char **Words) {
  openStandardStreams();
  // A file that may not grow (ulimit -f) is an error like any other.
  std::signal(SIGXFSZ, SIG_IGN);
  int Code = run(llvm::ArrayRef(Words + 1, Count - 1));
  llvm::errs().clear_error(); // nobody is left to be told
  return Code;
}

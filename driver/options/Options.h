//===- Options.h - what was asked for on the command line -----------------===//
//
// Which files, which checks, which output? Knows nothing of .clang-tidy and
// touches no file but the response files named on the command line.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_OPTIONS_OPTIONS_H
#define COROLINT_DRIVER_OPTIONS_OPTIONS_H

#include "checks/base/Finding.h"
#include "fixes/Fix.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

enum class Format {
  Text,
  Sarif,
  Json,
  Github,
  Gitlab,
  Rdjson,
  Checkstyle,
  Junit,
  Html,
  Summaries,
  Dot
};
enum class Listing { Text, Json, Markdown };
enum class Colour { Auto, Always, Never };

struct Options {
  enum {
    Run,
    Summarize,
    Link,
    Graph,
    Init,
    Work,
    Dump,
    ListChecks,
    Explain,
    ExplainModel,
    ExplainType,
    CheckModels,
    Version,
    Help
  } Do = Run;

  std::vector<std::string>
      Files; ///< As written; of Link and Graph: of summaries.
  std::string BuildDir;
  /// What stood after "--", if it was there.
  std::optional<std::vector<std::string>> Command;
  std::vector<std::string> ExtraArgs, ExtraArgsBefore;

  bool ParseAll = false;
  bool SharesPreambles = true;
  bool SystemHeaders = false; ///< Read them, and libraries, like one's own.
  std::optional<std::string> LibraryFolders; ///< Names, ',' between them.
  std::string Since, Diff; ///< A revision; a file, or "-". Empty: all lines.

  /// When the run began.
  std::chrono::steady_clock::time_point Begin =
      std::chrono::steady_clock::now();

  std::string Checks;
  std::vector<std::string> CheckOptions; ///< "coro-blocking-call.Disk=off"
  std::optional<std::string> HeaderFilter;
  std::vector<std::string> Models;

  Format Shape = Format::Text;
  /// Files; empty: standard output, none.
  std::string Output, Sarif, Json, Html;
  std::string Root;
  std::string SarifCategory = "corolint";
  std::string Baseline, NewBaseline; ///< Files; empty: none.
  Colour Paint = Colour::Auto;
  bool ReportSuppressed = false;
  bool UnusedSuppressions = false;
  bool Summary = false;
  bool Quiet = false;

  std::optional<Safety> Fix; ///< The least trust a fix needs to go in.
  bool IsDryRun = false;     ///< Show what --fix would do, and do nothing.
  std::optional<Level> FailOn = Level::Warning; ///< None: never.
  /// Of all units, every `Of`-th from the `Number`-th on.
  struct {
    unsigned Number = 1, Of = 1;
  } Shard;
  std::string DepFile;  ///< Of Summarize: where it depends on what is told.
  std::string CacheDir; ///< Empty: where it is by default.
  bool NoCache = false, CacheStats = false;
  std::optional<Listing> StatsAs; ///< On standard error.
  unsigned CacheLimit = 1024;     ///< Megabytes.
  unsigned Jobs = 0;
  unsigned Memory = 0;    ///< Megabytes for all jobs; 0: what is free.
  unsigned Timeout = 600; ///< Seconds.

  Listing ListAs = Listing::Text;
  std::string Explained; ///< A check's id, or a class's qualified name.
  std::string Checked;   ///< A model file.
  std::string Room;      ///< For --dump.
  std::string Report;    ///< For --worker.
  std::string Fault;     ///< "crash:GLOB" or "hang:GLOB".
};

llvm::Expected<Options> parseOptions(llvm::ArrayRef<const char *> Args);

/// Is a cache asked for, or at least not declined?
bool wantsCache(const Options &O);

void printHelp(llvm::raw_ostream &Out);

} // namespace corolint

#endif

//===- Options.h - what was asked for on the command line -----------------===//
//
// Which files, which checks, which output? Knows nothing of .clang-tidy and
// touches no file but the response files named on the command line.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_OPTIONS_OPTIONS_H
#define COROLINT_DRIVER_OPTIONS_OPTIONS_H

#include "checks/base/Finding.h"
#include "driver/options/Formats.h"
#include "fixes/Fix.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// How --list-checks prints.
enum class Listing { Text, Json, Markdown };
/// How --stats prints; Trace: trace events, as chrome://tracing shows them.
enum class StatsFormat { Text, Json, Trace };
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
    ShowConfig,
    Explain,
    ExplainModel,
    ExplainType,
    ExplainPlace,
    CheckModels,
    SuggestModels,
    UnusedModels,
    Version,
    Help
  } Do = Run;

  /// As written. Source files; for Link, and maybe Graph, files of summaries.
  std::vector<std::string> Files;
  /// The file whose text "-" in Files is.
  std::string StdinFile;
  std::string BuildDir;
  /// The words after "--"; none if there was no "--".
  std::optional<std::vector<std::string>> Command;
  std::vector<std::string> ExtraArgs, ExtraArgsBefore;
  std::vector<std::string> TrustedCompilers; ///< May be run.

  bool ParseAll = false;
  bool SharesPreambles = true;
  /// Read the bodies of system and library headers like those of own headers.
  bool HeadersAlone = false; ///< One that is named is its own unit.
  bool SystemHeaders = false;
  std::optional<std::string> LibraryFolders; ///< Names, +NAMEs, -NAMEs; ','.
  std::string Since; ///< A git revision. Empty: all lines.
  std::string Diff;  ///< A file with a unified diff, or "-". Empty: all lines.

  /// When the run began.
  std::chrono::steady_clock::time_point Begin =
      std::chrono::steady_clock::now();

  std::string Checks;
  bool Preview = false; ///< Also checks that are off as previews.
  std::vector<std::string> CheckOptions; ///< "coro-blocking-call.Disk=off"
  std::optional<std::string> HeaderFilter;
  std::vector<std::string> Models;
  std::vector<std::string> Excluded; ///< Globs.

  Format OutputFormat = Format::Text;
  std::string Output;            ///< A file; empty: standard output.
  std::string Sarif, Json, Html; ///< Files for further reports; empty: none.
  std::string Editor; ///< The scheme of links into it; empty: no links.
  std::string Root;
  std::string SarifCategory = "corolint";
  std::string Baseline;    ///< A file of known findings; empty: none.
  std::string NewBaseline; ///< The file for a new baseline; empty: none.
  Colour Paint = Colour::Auto;
  bool ReportSuppressed = false;
  bool EachCall = false;
  bool UnusedSuppressions = false;
  bool Summary = false;
  bool Quiet = false;
  bool Verbose = false;

  /// Apply fixes that are at least as safe. None: apply no fix.
  std::optional<Safety> Fix;
  bool AddsSuppressions = false;
  bool IsDryRun = false; ///< Show what --fix would change, and change nothing.
  /// The least level of a finding that makes the exit code 1. None: no level.
  std::optional<Level> FailOn = Level::Warning;
  /// Which part of the units is analysed: every `Of`-th, from the `Number`-th
  /// on.
  struct {
    unsigned Number = 1, Of = 1;
  } Shard;
  std::string DepFile;  ///< Of Summarize: the file for a rule with all inputs.
  std::string CacheDir; ///< Empty: the default directory.
  bool NoCache = false, CacheStats = false;
  std::optional<StatsFormat> StatsAs; ///< On standard error.
  unsigned CacheLimit = 1024;         ///< Megabytes.
  unsigned Jobs = 0;
  unsigned Memory = 0;    ///< Megabytes for all jobs; 0: what is free.
  unsigned Timeout = 600; ///< Seconds for one unit.

  Listing ListAs = Listing::Text;
  std::string Explained; ///< A check's id, or a class's qualified name.
  std::string Asked;     ///< "a.cpp:12:3", for --why.
  std::string Checked;   ///< A model file, for --check-models.
  std::string Room;      ///< What --dump prints: "facts", "fate", ...
  bool HelpsAll = false; ///< --help-hidden.
  std::string Report;    ///< The file --worker writes; empty: standard output.
  std::string Fault;     ///< "crash:GLOB" or "hang:GLOB", for the tests.
};

llvm::Expected<Options> parseOptions(llvm::ArrayRef<const char *> Args);

/// Is a cache asked for, or at least not declined?
bool wantsCache(const Options &O);

/// `IsWhole`: also what few need.
void printHelp(bool IsWhole, llvm::raw_ostream &Out);

} // namespace corolint

#endif

#include "driver/options/Options.h"
#include "checks/Dump.h"
#include "checks/base/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/Threading.h"
#include <cstdlib>

using namespace corolint;

namespace {

using namespace llvm::opt; // the generated tables name its members

enum ID {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "driver/options/Options.inc"
#undef OPTION
};

#define OPTTABLE_STR_TABLE_CODE
#include "driver/options/Options.inc"
#undef OPTTABLE_STR_TABLE_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "driver/options/Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr OptTable::Info Infos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "driver/options/Options.inc"
#undef OPTION
};

struct Table : GenericOptTable {
  Table() : GenericOptTable(OptionStrTable, OptionPrefixesTable, Infos) {}
};

/// Values of options that know a closed set of them. Keeps the first error.
class Reader {
public:
  explicit Reader(const InputArgList &Args) : Args(Args) {}

  std::string text(ID Option) { return Args.getLastArgValue(Option).str(); }

  template <typename T>
  void choice(ID Option, T &Into,
              std::initializer_list<std::pair<llvm::StringRef, T>> Values) {
    const Arg *A = Args.getLastArg(Option);
    if (!A)
      return;
    std::vector<llvm::StringRef> Words;
    for (const auto &[Word, Value] : Values) {
      Words.push_back(Word);
      if (Word == A->getValue()) {
        Into = Value;
        return;
      }
    }
    fail("'" + A->getSpelling() + A->getValue() + "': expected " +
         (Words.size() == 1
              ? llvm::Twine("'" + Words[0] + "'")
              : llvm::join(llvm::ArrayRef(Words).drop_back(), ", ") + " or " +
                    Words.back()));
  }

  void positive(ID Option, unsigned &Into) {
    const Arg *A = Args.getLastArg(Option);
    if (!A)
      return;
    llvm::StringRef Word = A->getValue();
    Word.consume_front("=");
    if (Word.getAsInteger(10, Into) || Into == 0)
      fail("'" + A->getSpelling() + A->getValue() +
           "': expected a number greater than 0");
  }

  void fail(const llvm::Twine &Words) {
    if (Error.empty())
      Error = Words.str();
  }

  std::string Error;

private:
  const InputArgList &Args;
};

} // namespace

static llvm::Error unknown(const OptTable &Known, llvm::StringRef Word) {
  std::string Nearest;
  if (Known.findNearest(Word, Nearest) <= 3)
    return problem("unknown option '" + Word + "'; did you mean '" + Nearest +
                   "'?");
  return problem("unknown option '" + Word + "'; see --help");
}

static llvm::Error checkCombinations(const Options &O) {
  if (O.Do == Options::Dump || O.Do == Options::Work) {
    llvm::StringRef Name = O.Do == Options::Dump ? "--dump" : "--worker";
    if (O.Files.size() != 1)
      return problem(Name + " needs exactly one file");
  }
  bool Summarizes = O.Do == Options::Summarize;
  if (!Summarizes && (O.Shard.Of != 1 || !O.DepFile.empty()))
    return problem("--shard and --dep-file belong to `corolint summarize`");
  if (Summarizes && O.Output.empty())
    return problem("summarize needs -o: where the summaries go");
  if (Summarizes && (O.Fix || !O.Sarif.empty() || !O.Json.empty() ||
                     !O.Html.empty() || O.Shape != Format::Text))
    return problem("summarize only writes summaries; give reports and fixes "
                   "to `corolint link`");
  if (O.Do == Options::Link && O.Files.empty())
    return problem("link needs the files that `corolint summarize` wrote");
  if (O.Do == Options::Link && (O.Command || !O.BuildDir.empty()))
    return problem("link reads summaries; a compile command belongs to "
                   "`corolint summarize`");
  if (O.Shape == Format::Summaries && O.Do != Options::Link)
    return problem("'--format=summaries' belongs to `corolint link`");
  bool Draws = O.Do == Options::Graph;
  if (O.Shape == Format::Dot && !Draws)
    return problem("'--format=dot' belongs to `corolint graph`");
  if (Draws &&
      (O.Fix || !O.Sarif.empty() || !O.Json.empty() || !O.Html.empty() ||
       (O.Shape != Format::Text && O.Shape != Format::Dot &&
        O.Shape != Format::Json)))
    return problem("graph draws as --format=dot or --format=json, to -o");
  if (O.Command && O.Files.empty() &&
      (Draws || O.Do == Options::Run || Summarizes))
    return problem("no file before '--'; write: corolint FILE -- FLAGS");
  if (O.Command && !O.BuildDir.empty())
    return problem("-p and a command after '--' exclude each other");
  if (!O.Report.empty() && O.Do != Options::Work)
    return problem("--report needs --worker");
  unsigned OnStdout = 0;
  for (llvm::StringRef File : {O.Sarif, O.Json, O.Html})
    OnStdout += File == "-";
  if (OnStdout > 1)
    return problem("only one of --sarif, --json and --html can be '-'");
  if (!O.Fault.empty() && !llvm::StringRef(O.Fault).starts_with("crash:") &&
      !llvm::StringRef(O.Fault).starts_with("hang:"))
    return problem("'--fault=" + O.Fault +
                   "': expected crash:GLOB or "
                   "hang:GLOB");
  return llvm::Error::success();
}

llvm::Expected<Options>
corolint::parseOptions(llvm::ArrayRef<const char *> Words) {
  llvm::BumpPtrAllocator Storage;
  llvm::SmallVector<const char *, 32> Expanded(Words);
  llvm::cl::ExpansionContext Expansion(Storage,
                                       llvm::cl::TokenizeGNUCommandLine);
  if (llvm::Error E = Expansion.expandResponseFiles(Expanded))
    return std::move(E);

  Options O;
  llvm::ArrayRef<const char *> Own = Expanded;
  // A file of that name is written ./link.
  llvm::StringRef Verb = Own.empty() ? "" : Own.front();
  if (Verb == "summarize" || Verb == "link" || Verb == "graph" ||
      Verb == "init") {
    O.Do = Verb == "link"    ? Options::Link
           : Verb == "graph" ? Options::Graph
           : Verb == "init"  ? Options::Init
                             : Options::Summarize;
    Own = Own.drop_front();
  }
  auto *Dashes = llvm::find_if(
      Own, [](const char *Word) { return llvm::StringRef(Word) == "--"; });
  if (Dashes != Own.end()) {
    O.Command.emplace(Dashes + 1, Own.end());
    Own = llvm::ArrayRef(Own.begin(), Dashes);
  }

  static const Table Known;
  unsigned MissingAt, Missing;
  InputArgList Args = Known.ParseArgs(Own, MissingAt, Missing);
  for (const Arg *A : Args.filtered(OPT_UNKNOWN))
    return unknown(Known, A->getSpelling());
  if (Missing)
    return problem("'" + llvm::Twine(Args.getArgString(MissingAt)) +
                   "' needs a value; see --help");

  Reader Read(Args);
  O.Files = Args.getAllArgValues(OPT_INPUT);
  O.BuildDir = llvm::StringRef(Read.text(OPT_p)).ltrim('=').str();
  O.ExtraArgs = Args.getAllArgValues(OPT_extra_arg);
  O.ExtraArgsBefore = Args.getAllArgValues(OPT_extra_arg_before);
  O.Checks = llvm::join(Args.getAllArgValues(OPT_checks), ",");
  O.CheckOptions = Args.getAllArgValues(OPT_option);
  if (Args.hasArg(OPT_header_filter))
    O.HeaderFilter = Read.text(OPT_header_filter);
  O.Models = Args.getAllArgValues(OPT_models);

  Read.choice<Format>(OPT_format, O.Shape,
                      {{"text", Format::Text},
                       {"sarif", Format::Sarif},
                       {"json", Format::Json},
                       {"github", Format::Github},
                       {"gitlab", Format::Gitlab},
                       {"rdjson", Format::Rdjson},
                       {"checkstyle", Format::Checkstyle},
                       {"junit", Format::Junit},
                       {"html", Format::Html},
                       {"summaries", Format::Summaries},
                       {"dot", Format::Dot}});
  O.Output = Read.text(OPT_output);
  O.Sarif = Read.text(OPT_sarif);
  O.Json = Read.text(OPT_json);
  O.Html = Read.text(OPT_html);
  O.Root = Read.text(OPT_root);
  if (Args.hasArg(OPT_sarif_category))
    O.SarifCategory = Read.text(OPT_sarif_category);
  O.Baseline = Read.text(OPT_baseline);
  O.NewBaseline = Read.text(OPT_write_baseline);
  if (!O.Baseline.empty() && !O.NewBaseline.empty())
    Read.fail("--baseline and --write-baseline do not go together");
  if (!O.NewBaseline.empty() && !(O.Since.empty() && O.Diff.empty()))
    Read.fail("--write-baseline takes all findings, so it does not go with "
              "--since or --diff");
  Read.choice<Colour>(OPT_color, O.Paint,
                      {{"auto", Colour::Auto},
                       {"always", Colour::Always},
                       {"never", Colour::Never}});
  const char *NoColour = std::getenv("NO_COLOR");
  if (O.Paint == Colour::Auto && NoColour && *NoColour)
    O.Paint = Colour::Never;
  O.UnusedSuppressions = Args.hasArg(OPT_unused_suppressions);
  O.ReportSuppressed = Args.hasArg(OPT_report_suppressed);
  O.Summary = Args.hasArg(OPT_summary);
  O.Quiet = Args.hasArg(OPT_quiet);
  O.ParseAll = Args.hasArg(OPT_parse_all);
  O.SharesPreambles = !Args.hasArg(OPT_no_preambles);
  O.SystemHeaders = Args.hasArg(OPT_system_headers);
  if (Args.hasArg(OPT_library_folders))
    O.LibraryFolders = Read.text(OPT_library_folders);
  O.Since = Read.text(OPT_since);
  O.Diff = Read.text(OPT_diff);
  if (!O.Since.empty() && !O.Diff.empty())
    Read.fail("--since and --diff do not go together");

  if (Args.hasArg(OPT_fix))
    O.Fix = Safety::Safe;
  Read.choice<std::optional<Safety>>(
      OPT_fix_as, O.Fix,
      {{"safe", Safety::Safe}, {"suggested", Safety::Suggested}});
  O.IsDryRun = Args.hasArg(OPT_fix_dry_run);
  if (O.IsDryRun && !O.Fix)
    O.Fix = Safety::Safe;
  Read.choice<std::optional<Level>>(OPT_fail_on, O.FailOn,
                                    {{"note", Level::Note},
                                     {"warning", Level::Warning},
                                     {"error", Level::Error},
                                     {"never", std::nullopt}});
  Read.positive(OPT_j, O.Jobs);
  if (!O.Jobs)
    O.Jobs = llvm::hardware_concurrency().compute_thread_count();
  Read.positive(OPT_memory, O.Memory);
  Read.positive(OPT_timeout, O.Timeout);
  O.CacheDir = Read.text(OPT_cache_dir);
  Read.positive(OPT_cache_limit, O.CacheLimit);
  O.NoCache = Args.hasArg(OPT_no_cache);
  O.CacheStats = Args.hasArg(OPT_cache_stats);
  if (Args.hasArg(OPT_stats))
    O.StatsAs = Listing::Text;
  Read.choice<std::optional<Listing>>(
      OPT_stats_as, O.StatsAs,
      {{"text", Listing::Text}, {"json", Listing::Json}});
  if (Args.hasArg(OPT_shard)) {
    std::string Part = Read.text(OPT_shard);
    auto [I, N] = llvm::StringRef(Part).split('/');
    if (I.getAsInteger(10, O.Shard.Number) || N.getAsInteger(10, O.Shard.Of) ||
        !O.Shard.Number || O.Shard.Number > O.Shard.Of)
      Read.fail("'--shard=" + Part + "': expected I/N, like 1/4");
  }
  O.DepFile = Read.text(OPT_dep_file);

  Read.choice<Listing>(OPT_list_checks_as, O.ListAs,
                       {{"text", Listing::Text},
                        {"json", Listing::Json},
                        {"markdown", Listing::Markdown}});
  O.Explained = Read.text(Args.hasArg(OPT_explain_type)    ? OPT_explain_type
                          : Args.hasArg(OPT_explain_model) ? OPT_explain_model
                                                           : OPT_explain);
  O.Checked = Read.text(OPT_check_models);
  O.Room = Read.text(OPT_dump_room);
  O.Report = Read.text(OPT_report);
  O.Fault = Read.text(OPT_fault);
  if (!Read.Error.empty())
    return problem(Read.Error);

  if (Args.hasArg(OPT_help))
    O.Do = Options::Help;
  else if (Args.hasArg(OPT_version))
    O.Do = Options::Version;
  else if (Args.hasArg(OPT_list_checks, OPT_list_checks_as))
    O.Do = Options::ListChecks;
  else if (Args.hasArg(OPT_explain))
    O.Do = Options::Explain;
  else if (Args.hasArg(OPT_explain_model))
    O.Do = Options::ExplainModel;
  else if (Args.hasArg(OPT_check_models))
    O.Do = Options::CheckModels;
  else if (Args.hasArg(OPT_explain_type))
    O.Do = Options::ExplainType;
  else if (Args.hasArg(OPT_dump_room))
    O.Do = Options::Dump;
  else if (Args.hasArg(OPT_worker))
    O.Do = Options::Work;
  if (llvm::Error E = checkCombinations(O))
    return std::move(E);
  return O;
}

void corolint::printHelp(llvm::raw_ostream &Out) {
  static const Table Known;
  Known.printHelp(Out,
                  "corolint [-p BUILD_DIR] [FILE...] [options]\n"
                  "       corolint FILE... [options] -- FLAGS\n"
                  "       corolint summarize [FILE...] -o SUMMARIES [options]\n"
                  "       corolint link SUMMARIES... [options]\n"
                  "       corolint graph [FILE...|SUMMARIES...] [options]\n"
                  "       corolint init [-p BUILD_DIR]",
                  "finds misuse of async code in C++20 coroutines. Without "
                  "FILE, every file\nof the compile database is analysed.");
  Out << "\nROOMS of --dump:\n";
  for (const DumpRoom &R : dumpRooms())
    Out << "  " << llvm::left_justify(R.Name, 8) << R.Shows << "\n";
  Out << "\nEXIT CODE: 0 clean; 1 findings; 2 wrong usage, configuration or "
         "models; 3 a file\ncould not be analysed\n";
}

bool corolint::wantsCache(const Options &O) {
  const char *Set = std::getenv("COROLINT_CACHE_DIR");
  if (O.NoCache || !O.Fault.empty() || (Set && !*Set && O.CacheDir.empty()))
    return false;
  // A single file with its flags is an experiment, not a project.
  return !O.CacheDir.empty() || Set || !O.Command;
}

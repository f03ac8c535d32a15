#include "driver/options/Options.h"
#include "checks/Dump.h"
#include "checks/base/Json.h"
#include "driver/options/OthersWords.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Option/Option.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/StringSaver.h"
#include "llvm/Support/Threading.h"
#include <algorithm>
#include <cstdlib>
#include <string_view>

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

#define OPTTABLE_VALUES_CODE
#include "driver/options/Options.inc"
#undef OPTTABLE_VALUES_CODE

#define OPTTABLE_PREFIXES_TABLE_CODE
#include "driver/options/Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr OptTable::Info Infos[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "driver/options/Options.inc"
#undef OPTION
};

struct Table : GenericOptTable {
  explicit Table(llvm::ArrayRef<Info> Rows = Infos)
      : GenericOptTable(OptionStrTable, OptionPrefixesTable, Rows) {}
};

/// "a, b or c"
std::string listed(llvm::ArrayRef<llvm::StringRef> Words) {
  return llvm::join(Words.drop_back(), ", ") + " or " + Words.back().str();
}

/// Each once.
llvm::SmallVector<llvm::StringRef> valuesOf(ID Option) {
  llvm::SmallVector<llvm::StringRef> Words, Once;
  llvm::StringRef(Infos[Option - 1].Values)
      .split(Words, ',', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Word : Words)
    if (!llvm::is_contained(Once, Word))
      Once.push_back(Word);
  return Once;
}

/// Reads the values of options. Keeps the first error.
class ValueReader {
public:
  explicit ValueReader(const InputArgList &Args) : Args(Args) {}

  std::string text(ID Option) { return Args.getLastArgValue(Option).str(); }

  /// `Meanings` of the option's Values<>, in their order.
  template <ID Option, typename T, typename... Enumerators>
  void choice(T &Into, Enumerators... Meanings) {
    static_assert(
        std::ranges::count(std::string_view(Infos[Option - 1].Values), ',') +
            1 ==
        sizeof...(Meanings));
    const Arg *A = Args.getLastArg(Option);
    if (!A)
      return;
    const T Values[] = {Meanings...};
    llvm::SmallVector<llvm::StringRef> Words = valuesOf(Option);
    auto *Found = llvm::find(Words, A->getValue());
    if (Found != Words.end())
      Into = Values[Found - Words.begin()];
    else
      expected(Words, *A);
  }

  /// A name may stand for one format of the graph and one of findings.
  void format(Options &O) {
    const Arg *A = Args.getLastArg(OPT_format);
    if (!A)
      return;
    auto IsNamed = [&](const FormatRow &Row) {
      return Row.Name == A->getValue();
    };
    auto *Found = llvm::find_if(AllFormats, [&](const FormatRow &Row) {
      return IsNamed(Row) &&
             (Row.Shows == FormatRow::Graph) == (O.Do == Options::Graph);
    });
    if (Found == std::end(AllFormats))
      Found = llvm::find_if(AllFormats, IsNamed);
    if (Found == std::end(AllFormats))
      return expected(valuesOf(OPT_format), *A);
    O.OutputFormat = Found->Id;
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
  void expected(llvm::ArrayRef<llvm::StringRef> Words, const Arg &A) {
    fail("'" + A.getSpelling() + A.getValue() + "': expected " + listed(Words));
  }

  const InputArgList &Args;
};

} // namespace

static llvm::Error unknown(const OptTable &Known, llvm::StringRef Word) {
  if (llvm::StringRef Ours = ourWordFor(Word); !Ours.empty())
    return problem("unknown option '" + Word + "'; here it is " + Ours);
  std::string Nearest;
  if (Known.findNearest(Word, Nearest) <= 3)
    return problem("unknown option '" + Word + "'; did you mean '" + Nearest +
                   "'?");
  return problem("unknown option '" + Word + "'; see --help");
}

/// Of a file whose text comes on standard input.
static llvm::Error checkStdin(const Options &O) {
  bool IsRead = llvm::is_contained(O.Files, "-");
  if (IsRead && O.StdinFile.empty())
    return problem("'-' is standard input; say with --stdin-filename which "
                   "file that is");
  if (!IsRead && !O.StdinFile.empty())
    return problem("--stdin-filename needs '-' in the place of a file");
  if (!IsRead)
    return llvm::Error::success();
  if (O.Files.size() != 1 || O.Do != Options::Run)
    return problem("'-' stands for one file, and for no other beside it");
  if (O.Diff == "-")
    return problem("standard input is the file; --diff needs a file too");
  if (O.Fix && !O.IsDryRun)
    return problem("--fix has no file to change; --fix-dry-run prints a diff");
  if (O.AddsSuppressions)
    return problem("--add-suppressions has no file to write into");
  return llvm::Error::success();
}

static llvm::Error checkCombinations(const Options &O) {
  if (llvm::Error E = checkStdin(O))
    return E;
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
  if (Summarizes &&
      (O.Fix || O.AddsSuppressions || !O.Sarif.empty() || !O.Json.empty() ||
       !O.Html.empty() || O.OutputFormat != Format::Text))
    return problem("summarize only writes summaries; give reports and fixes "
                   "to `corolint link`");
  if (O.Do == Options::Link && O.Files.empty())
    return problem("link needs the files that `corolint summarize` wrote");
  if (O.Do == Options::Link && (O.Command || !O.BuildDir.empty()))
    return problem("link reads summaries; a compile command belongs to "
                   "`corolint summarize`");
  const FormatRow &Shape = rowOf(O.OutputFormat);
  bool Draws = O.Do == Options::Graph;
  if (Shape.Shows == FormatRow::Summaries && O.Do != Options::Link)
    return problem("'--format=" + Shape.Name + "' belongs to `corolint link`");
  if (Shape.Shows == FormatRow::Graph && !Draws)
    return problem("'--format=" + Shape.Name + "' belongs to `corolint graph`");
  if (Draws && (O.Fix || !O.Sarif.empty() || !O.Json.empty() ||
                !O.Html.empty() || Shape.Shows != FormatRow::Graph))
    return problem("graph draws as --format=dot or --format=json, to -o");
  if (O.Command && O.Files.empty() &&
      (Draws || Summarizes || O.Do == Options::Run ||
       O.Do == Options::SuggestModels || O.Do == Options::UnusedModels))
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
      !llvm::StringRef(O.Fault).starts_with("hang:") &&
      !llvm::StringRef(O.Fault).starts_with("write:"))
    return problem("'--fault=" + O.Fault +
                   "': expected crash:GLOB, hang:GLOB or write:GLOB");
  return llvm::Error::success();
}

/// Is it a compiler with its arguments, as CMAKE_CXX_CLANG_TIDY gets it?
static bool isWholeCommand(const std::optional<std::vector<std::string>> &C) {
  return C && !C->empty() && !llvm::StringRef(C->front()).starts_with("-");
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
    if (O.Do == Options::Graph)
      O.OutputFormat = Format::Dot;
    Own = Own.drop_front();
  } else if (Verb == "check" || Verb == "lint" || Verb == "help" ||
             Verb == "version") {
    // Other tools want a verb where there is one thing to do.
    Own = Own.drop_front();
  }
  auto *Dashes = llvm::find_if(
      Own, [](const char *Word) { return llvm::StringRef(Word) == "--"; });
  if (Dashes != Own.end()) {
    O.Command.emplace(Dashes + 1, Own.end());
    Own = llvm::ArrayRef(Own.begin(), Dashes);
  }

  for (size_t I = 0; I != Own.size(); ++I)
    if (!*Own[I] && (I == 0 || *Own[I - 1] != '-'))
      return problem("an argument is empty; is that a variable without a "
                     "value?");

  static const Table Known;
  unsigned MissingAt, Missing;
  InputArgList Args = Known.ParseArgs(Own, MissingAt, Missing);
  for (const Arg *A : Args.filtered(OPT_UNKNOWN))
    return unknown(Known, A->getSpelling());
  if (Missing)
    return problem("'" + llvm::Twine(Args.getArgString(MissingAt)) +
                   "' needs a value; see --help");

  ValueReader Read(Args);
  O.Files = Args.getAllArgValues(OPT_INPUT);
  O.StdinFile = Read.text(OPT_stdin_filename);
  O.BuildDir = llvm::StringRef(Read.text(OPT_p)).ltrim('=').str();
  O.ExtraArgs = Args.getAllArgValues(OPT_extra_arg);
  O.ExtraArgsBefore = Args.getAllArgValues(OPT_extra_arg_before);
  O.TrustedCompilers = Args.getAllArgValues(OPT_trust_compiler);
  O.Checks = llvm::join(Args.getAllArgValues(OPT_checks), ",");
  O.CheckOptions = Args.getAllArgValues(OPT_option);
  O.Preview = Args.hasArg(OPT_preview);
  if (Args.hasArg(OPT_header_filter))
    O.HeaderFilter = Read.text(OPT_header_filter);
  O.Models = Args.getAllArgValues(OPT_models);
  O.Excluded = Args.getAllArgValues(OPT_exclude);

  Read.format(O);
  O.Output = Read.text(OPT_output);
  O.Sarif = Read.text(OPT_sarif);
  O.Json = Read.text(OPT_json);
  O.Html = Read.text(OPT_html);
  O.Editor = Read.text(OPT_editor_links);
  if (!llvm::all_of(O.Editor,
                    [](char C) { return llvm::isAlnum(C) || C == '-'; }))
    Read.fail("'--editor-links=" + O.Editor +
              "': expected the name of an editor, like vscode");
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
  Read.choice<OPT_color>(O.Paint, Colour::Auto, Colour::Always, Colour::Never);
  const char *NoColour = std::getenv("NO_COLOR");
  if (O.Paint == Colour::Auto && NoColour && *NoColour)
    O.Paint = Colour::Never;
  O.UnusedSuppressions = Args.hasArg(OPT_unused_suppressions);
  O.ReportSuppressed = Args.hasArg(OPT_report_suppressed);
  O.EachCall = Args.hasArg(OPT_each_call);
  O.Summary = Args.hasArg(OPT_summary);
  O.Quiet = Args.hasArg(OPT_quiet);
  O.Verbose = Args.hasArg(OPT_verbose);
  O.ParseAll = Args.hasArg(OPT_parse_all);
  O.SharesPreambles = !Args.hasArg(OPT_no_preambles);
  O.HeadersAlone = Args.hasArg(OPT_headers_alone);
  O.SystemHeaders = Args.hasArg(OPT_system_headers);
  if (Args.hasArg(OPT_library_folders))
    O.LibraryFolders = Read.text(OPT_library_folders);
  O.Since = Read.text(OPT_since);
  O.Diff = Read.text(OPT_diff);
  if (!O.Since.empty() && !O.Diff.empty())
    Read.fail("--since and --diff do not go together");

  if (Args.hasArg(OPT_fix))
    O.Fix = Safety::Safe;
  Read.choice<OPT_fix_as>(O.Fix, Safety::Safe, Safety::Suggested);
  O.AddsSuppressions = Args.hasArg(OPT_add_suppressions);
  if (O.AddsSuppressions)
    O.EachCall = true; // a comment silences one call
  O.IsDryRun = Args.hasArg(OPT_fix_dry_run);
  if (O.IsDryRun && !O.Fix)
    O.Fix = Safety::Safe;
  if (O.AddsSuppressions && O.Fix)
    Read.fail("--add-suppressions is for what --fix leaves: first fix");
  if (O.AddsSuppressions && !O.NewBaseline.empty())
    Read.fail("--add-suppressions and --write-baseline do not go together");
  Read.choice<OPT_fail_on>(O.FailOn, Level::Note, Level::Warning, Level::Error,
                           std::nullopt);
  // A build that calls us with each compile command goes on after a warning,
  // as it does after those of its compiler.
  if (!Args.hasArg(OPT_fail_on) && isWholeCommand(O.Command))
    O.FailOn = Level::Error;
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
    O.StatsAs = StatsFormat::Text;
  Read.choice<OPT_stats_as>(O.StatsAs, StatsFormat::Text, StatsFormat::Json,
                            StatsFormat::Trace);
  if (Args.hasArg(OPT_shard)) {
    std::string Part = Read.text(OPT_shard);
    auto [I, N] = llvm::StringRef(Part).split('/');
    if (I.getAsInteger(10, O.Shard.Number) || N.getAsInteger(10, O.Shard.Of) ||
        !O.Shard.Number || O.Shard.Number > O.Shard.Of)
      Read.fail("'--shard=" + Part + "': expected I/N, like 1/4");
  }
  O.DepFile = Read.text(OPT_dep_file);

  Read.choice<OPT_list_checks_as>(O.ListAs, Listing::Text, Listing::Json,
                                  Listing::Markdown);
  O.Explained = Read.text(Args.hasArg(OPT_explain_type)    ? OPT_explain_type
                          : Args.hasArg(OPT_explain_model) ? OPT_explain_model
                                                           : OPT_explain);
  O.Asked = Read.text(OPT_why);
  O.Checked = Read.text(OPT_check_models);
  O.Room = Read.text(OPT_dump_room);
  O.HelpsAll = Args.hasArg(OPT_help_hidden);
  O.Report = Read.text(OPT_report);
  O.Fault = Read.text(OPT_fault);
  if (!Read.Error.empty())
    return problem(Read.Error);

  if (Args.hasArg(OPT_help, OPT_help_hidden) || Verb == "help")
    O.Do = Options::Help;
  else if (Args.hasArg(OPT_version) || Verb == "version")
    O.Do = Options::Version;
  else if (Args.hasArg(OPT_list_checks, OPT_list_checks_as))
    O.Do = Options::ListChecks;
  else if (Args.hasArg(OPT_show_config))
    O.Do = Options::ShowConfig;
  else if (Args.hasArg(OPT_explain))
    O.Do = Options::Explain;
  else if (Args.hasArg(OPT_explain_model))
    O.Do = Options::ExplainModel;
  else if (Args.hasArg(OPT_check_models))
    O.Do = Options::CheckModels;
  else if (Args.hasArg(OPT_suggest_models))
    O.Do = Options::SuggestModels;
  else if (Args.hasArg(OPT_unused_models))
    O.Do = Options::UnusedModels;
  else if (Args.hasArg(OPT_explain_type))
    O.Do = Options::ExplainType;
  else if (Args.hasArg(OPT_why))
    O.Do = Options::ExplainPlace;
  else if (Args.hasArg(OPT_dump_room))
    O.Do = Options::Dump;
  else if (Args.hasArg(OPT_worker))
    O.Do = Options::Work;
  if (llvm::Error E = checkCombinations(O))
    return std::move(E);
  return O;
}

/// In lines of the column of --help that says what options do.
static std::string wrapped(llvm::StringRef Text, size_t Indent) {
  constexpr size_t Width = 79;
  std::string Lines;
  size_t Length = Indent;
  for (llvm::StringRef Word : llvm::split(Text, ' ')) {
    if (Length + 1 + Word.size() > Width) {
      Lines += '\n' + std::string(Indent, ' ');
      Length = Indent;
    } else if (Length != Indent) {
      Lines += ' ';
      ++Length;
    }
    Lines += Word;
    Length += Word.size();
  }
  return Lines;
}

/// What an option does, with the words that tables of the program hold.
static std::string helpOf(const OptTable &Known, unsigned Id) {
  const char *Said = Known.getOptionHelpText(Id);
  std::string Text = Said ? Said : "";
  if (Id == OPT_format) {
    std::vector<llvm::StringRef> OfFindings;
    for (const FormatRow &Row : AllFormats)
      if (Row.Shows == FormatRow::Findings)
        OfFindings.push_back(Row.Name);
    Text = listed(OfFindings);
    Text.insert(OfFindings.front().size(), " (default)");
    return Text + "; of link also summaries; of graph dot (default) or json";
  }
  if (Id == OPT_dump_room) {
    std::vector<llvm::StringRef> Rooms;
    for (const DumpRoom &R : dumpRooms())
      Rooms.push_back(R.Name);
    Text = Text.substr(0, Text.find('{')) + listed(Rooms);
  }
  return Text;
}

void corolint::printHelp(bool IsWhole, llvm::raw_ostream &Out) {
  static const Table Known;
  Out << "USAGE: corolint [-p DIR] [FILE|DIR...] [options] [-- FLAGS]\n"
         "       corolint init                   first steps in a project\n"
         "       corolint lsp                    the server for editors\n";
  if (IsWhole)
    Out << "       corolint summarize [FILE...] -o SUMMARIES [options]\n"
           "       corolint link SUMMARIES... [options]\n"
           "       corolint graph [FILE...|SUMMARIES...] [options]\n";
  Out << "\nFinds misuse of async code in C++20 coroutines.\n"
         "\nEXAMPLES:\n"
         "  corolint                             every file of the compile "
         "database\n"
         "  corolint --fix src/net a.cpp         apply the fixes that are "
         "safe\n"
         "  corolint a.cpp -- -std=c++20 -Iinc   without a database\n";
  constexpr size_t Column = 26;
  for (ID Group : {OPT_grp_input, OPT_grp_output, OPT_grp_fixes, OPT_grp_checks,
                   OPT_grp_run, OPT_grp_look}) {
    bool IsFirst = true;
    for (unsigned Id = 1; Id <= Known.getNumOptions(); ++Id) {
      Option O = Known.getOption(Id);
      if (Known.getOptionGroupID(Id) != Group || O.getAlias().isValid() ||
          (O.hasFlag(HelpHidden) && !IsWhole))
        continue;
      std::string Text = helpOf(Known, Id);
      if (Text.empty())
        continue;
      if (std::exchange(IsFirst, false))
        Out << '\n' << Known.getOptionHelpText(Group) << ":\n";
      std::string Name = ("  " + O.getPrefixedName()).str();
      if (const char *Meta = Known.getOptionMetaVar(Id))
        Name += (llvm::StringRef(Name).ends_with("=") ? "" : " ") +
                std::string(Meta);
      Out << Name;
      if (Name.size() + 2 > Column)
        Out << '\n';
      Out.indent(Name.size() + 2 > Column ? Column : Column - Name.size())
          << wrapped(Text, Column) << '\n';
    }
  }
  Out << "\nEXIT CODE: 0 clean; 1 findings; 2 wrong usage, configuration or "
         "models;\n3 a file could not be analysed\n";
}

bool corolint::wantsCache(const Options &O) {
  const char *Set = std::getenv("COROLINT_CACHE_DIR");
  if (O.NoCache || !O.Fault.empty() || O.Do == Options::SuggestModels ||
      O.Do == Options::UnusedModels || (Set && !*Set && O.CacheDir.empty()))
    return false;
  // A single file with its flags is an experiment, not a project.
  return !O.CacheDir.empty() || Set || !O.Command;
}

include "llvm/Option/OptParser.td"

// Options with Values<> take one of these; Options.cpp names, in the same order,
// what they mean (held in step by test/driver/options.test).

// --help prints the groups in this order, and the options of each by their
// names; those of the workshop are hidden, and printed by --help-hidden.
def grp_input  : OptionGroup<"input">,  HelpText<"What is analysed">;
def grp_output : OptionGroup<"output">, HelpText<"What is shown">;
def grp_fixes  : OptionGroup<"fixes">,  HelpText<"Fixes">;
def grp_checks : OptionGroup<"checks">, HelpText<"Checks and configuration">;
def grp_run    : OptionGroup<"run">,    HelpText<"Running">;
def grp_look   : OptionGroup<"look">,   HelpText<"Looking inside">;

class Switch<string name, string help, OptionGroup group>
    : Flag<["--", "-"], name>, HelpText<help>, Group<group>;

multiclass Valued<string name, string meta, string help, OptionGroup group,
                  list<OptionFlag> flags = []> {
  def NAME : Joined<["--", "-"], name # "=">, MetaVarName<meta>, HelpText<help>,
             Group<group>, Flags<flags>;
  def NAME # _separate : Separate<["--", "-"], name>,
                         Alias<!cast<Joined>(NAME)>;
}

// Input
def p : JoinedOrSeparate<["-"], "p">, MetaVarName<"<dir>">, Group<grp_input>,
        HelpText<"Where compile_commands.json is. Default: the nearest one "
                 "above the first file, or in a build directory on the way">;
defm exclude : Valued<"exclude", "<glob>",
    "Leave out these files or directories, named from --root on; may stand "
    "several times", grp_input>;
defm since : Valued<"since", "<revision>",
    "Report only what concerns lines that were changed since then", grp_input>;
defm diff : Valued<"diff", "<file>",
    "The same of the lines in this unified diff; - is standard input",
    grp_input>;
defm stdin_filename : Valued<"stdin-filename", "<file>",
    "With - in the place of a file: standard input is this file's text",
    grp_input>;
defm extra_arg : Valued<"extra-arg", "<flag>",
    "Add a compiler flag at the end of every command", grp_input>;
defm extra_arg_before : Valued<"extra-arg-before", "<flag>",
    "Add a compiler flag at the front of every command", grp_input,
    [HelpHidden]>;
def parse_all : Switch<"parse-all",
    "Parse every file of the database, also those that no coroutine can "
    "depend on: the findings are the same", grp_input>, Flags<[HelpHidden]>;
def headers_alone : Switch<"headers-alone",
    "Read a header that is named by itself, with the flags of the nearest "
    "file, not through a file that includes it", grp_input>,
    Flags<[HelpHidden]>;
def system_headers : Switch<"system-headers",
    "Read the bodies of all functions, also those of system and library "
    "headers, and follow calls into library headers", grp_input>,
    Flags<[HelpHidden]>;
defm library_folders : Valued<"library-folders", "<names>",
    "Folders below which headers are others' code, ',' between them: "
    "instead of third_party,external,vendor,_deps,... and other projects' "
    "trees, or +NAME, -NAME: more or fewer than these. All outside the "
    "repository is others' in any case", grp_input, [HelpHidden]>;
def no_preambles : Switch<"no-preambles",
    "Parse shared headers in each file anew: the findings are the same",
    grp_input>, Flags<[HelpHidden]>;
defm trust_compiler : Valued<"trust-compiler", "<file>",
    "This compiler may be asked where its headers are, though it lies in the "
    "repository, or in no directory of the system", grp_input, [HelpHidden]>;

// Output
// printHelp puts the names of Formats.def in.
defm format : Valued<"format", "<format>", "{findings}", grp_output>,
    ValuesCode<[{
      static constexpr char VALUES_CODE[] =
#define FORMAT(Id, Name, Shows) Name ","
#include "driver/options/Formats.def"
      ;
    }]>;
defm output : Valued<"output", "<file>",
    "Write the results there, not to standard output", grp_output>;
def o : JoinedOrSeparate<["-"], "o">, Alias<output>;
defm sarif : Valued<"sarif", "<file>",
    "Also write the results as SARIF 2.1.0", grp_output>;
defm html : Valued<"html", "<file>",
    "Also write the results as a page for people", grp_output>;
defm editor_links : Valued<"editor-links", "<name>",
    "In the page of --html, have places lead into an editor that opens "
    "NAME://file/..., as vscode does", grp_output, [HelpHidden]>;
defm json : Valued<"json", "<file>",
    "Also write the results as JSON", grp_output>;
def summary : Switch<"summary",
    "Print the closing lines even where nobody watches", grp_output>;
def verbose : Switch<"verbose",
    "Show all notes of a finding, each with its line", grp_output>;
def v : Flag<["-"], "v">, Alias<verbose>;
def quiet : Switch<"quiet",
    "No progress, no closing line, no remarks on the input", grp_output>;
def q : Flag<["-"], "q">, Alias<quiet>;
defm color : Valued<"color", "<when>", "auto (default), always or never",
    grp_output>, Values<"auto,always,never">;
defm fail_on : Valued<"fail-on", "<level>",
    "The level from which on findings make the exit code 1: note, warning "
    "(default), error, never", grp_output>,
    Values<"note,warning,error,never">;
defm baseline : Valued<"baseline", "<file>",
    "Report only what is not in that file, and what of it is gone",
    grp_output>;
defm write_baseline : Valued<"write-baseline", "<file>",
    "Write all findings there, for --baseline, and end with 0", grp_output>;
def report_suppressed : Switch<"report-suppressed",
    "Also report what NOLINT comments silence and what is in the baseline, "
    "marked as such", grp_output>;
def each_call : Switch<"each-call",
    "Report each call that comes to a mistake in a helper, not one for all "
    "that come to the same place by the same helper", grp_output>;
def unused_suppressions : Switch<"unused-suppressions",
    "Also report NOLINT comments for checks of corolint that silence nothing",
    grp_output>;
defm root : Valued<"root", "<dir>",
    "Paths in reports and globs are relative to it. Default: the repository "
    "that holds the working directory", grp_output>;
defm sarif_category : Valued<"sarif-category", "<name>",
    "Tells several SARIF uploads for one commit apart (corolint)",
    grp_output, [HelpHidden]>;

// Fixes
def fix : Switch<"fix",
    "Apply the fixes that are safe: the behaviour stays, or no other reading "
    "makes sense", grp_fixes>;
def fix_as : Joined<["--", "-"], "fix=">, MetaVarName<"suggested">,
    Group<grp_fixes>, Values<"safe,suggested">,
    HelpText<"Apply the suggested ones as well: they change what runs when">;
def fix_dry_run : Switch<"fix-dry-run",
    "Change no file: print what --fix would change as a diff for git apply",
    grp_fixes>;

def add_suppressions : Switch<"add-suppressions",
    "Write a NOLINT comment for each finding that is left", grp_fixes>;

// Checks
defm checks : Valued<"checks", "<globs>",
    "Add to the Checks of .clang-tidy: 'coro-x,-coro-y*'", grp_checks>;
defm option : Valued<"option", "<key>=<value>",
    "Set an option of a check, as in --option=coro-blocking-call.Disk=warning",
    grp_checks>;
def preview : Switch<"preview",
    "Also run new checks, of which few findings were read", grp_checks>;
defm header_filter : Valued<"header-filter", "<regex>",
    "Report in these headers only. Default: HeaderFilterRegex of .clang-tidy, "
    "else all but system headers", grp_checks>;
defm models : Valued<"models", "<file>",
    "Read from this JSON file what a library's functions do", grp_checks>;
def list_checks : Switch<"list-checks",
    "List the checks and their options, as they are configured here; also "
    "=json and =markdown", grp_checks>;
def list_checks_as : Joined<["--", "-"], "list-checks=">,
    Values<"text,json,markdown">;
def show_config : Switch<"show-config",
    "Print what is configured for a file, or for this directory, and which "
    "line of which file says so", grp_checks>;
defm explain : Valued<"explain", "<check>", "Print the page of a check",
    grp_checks>;
defm explain_model : Valued<"explain-model", "<name>",
    "Print what the models say of a function or class, and who says it",
    grp_checks>;
defm check_models : Valued<"check-models", "<file>",
    "Say whether a model file is valid, and what is wrong with it", grp_checks>;
def suggest_models : Switch<"suggest-models",
    "Print a model file to fill in, with the functions that coroutines call "
    "and nobody knows", grp_checks>;
def unused_models : Switch<"unused-models",
    "Print which entries of your model files no file declares anything for",
    grp_checks>;

// Running
def j : JoinedOrSeparate<["-"], "j">, MetaVarName<"<n>">, Group<grp_run>,
        HelpText<"Files analysed at once. Default: one for every core">;
defm cache_dir : Valued<"cache-dir", "<dir>",
    "Keep what was found out there, for later runs. Default: the root's own "
    "below ~/.cache/corolint", grp_run>;
def no_cache : Switch<"no-cache", "Analyse everything anew, and keep nothing",
    grp_run>;
defm timeout : Valued<"timeout", "<seconds>",
    "Give up on a file after that long. Default: 600", grp_run>;
defm memory : Valued<"memory", "<MB>",
    "Memory that all jobs may take together (what is free); one runs in any "
    "case", grp_run, [HelpHidden]>;
defm cache_limit : Valued<"cache-limit", "<MB>",
    "So large may the cache grow. Default: 1024", grp_run, [HelpHidden]>;
def cache_stats : Switch<"cache-stats",
    "Say on standard error how much came from the cache", grp_run>,
    Flags<[HelpHidden]>;
def stats : Switch<"stats",
    "Say on standard error where the time went; also =json, and =trace for "
    "chrome://tracing", grp_run>, Flags<[HelpHidden]>;
def stats_as : Joined<["--", "-"], "stats=">, Values<"text,json,trace">;
defm shard : Valued<"shard", "<i/n>",
    "Of summarize: analyse the i-th of n parts of the files. The parts "
    "together are all of them", grp_run, [HelpHidden]>;
defm dep_file : Valued<"dep-file", "<file>",
    "Of summarize: write there, for Make and Ninja, which files were read",
    grp_run, [HelpHidden]>;
def worker : Switch<"worker",
    "Analyse one file in this process and write what a run would get from it",
    grp_run>, Flags<[HelpHidden]>;
defm report : Valued<"report", "<file>",
    "Where --worker writes. Default: standard output", grp_run, [HelpHidden]>;

// Looking inside
defm why : Valued<"why", "<file:line[:col]>",
    "Print what corolint believes at this place, and why it is silent there",
    grp_look>;
defm explain_type : Valued<"explain-type", "<class>",
    "Print what corolint believes of a class that the file sees, and why: is "
    "it a task, does it start by itself, may it be dropped", grp_look>;
defm dump_room : Valued<"dump", "<room>",
    "Print what the analysis knows of one file: {rooms}", grp_look,
    [HelpHidden]>;
def version : Switch<"version", "Print the version", grp_look>;
def V : Flag<["-"], "V">, Alias<version>;
def help : Switch<"help", "Print this; --help-hidden prints more", grp_look>;
def h : Flag<["-"], "h">, Alias<help>;
def help_hidden : Switch<"help-hidden",
    "Print also the options of the workshop and of large projects", grp_look>,
    Flags<[HelpHidden]>;

// For the tests: behave as if the analysis of these files did that.
defm fault : Valued<"fault", "<kind:glob>", "", grp_look, [HelpHidden]>;

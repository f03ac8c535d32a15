#include "driver/input/Command.h"
#include "checks/base/Sources.h"
#include "driver/input/CarriedHeaders.h"
#include "driver/input/Toolchain.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Driver/Driver.h"
#include "clang/Driver/Types.h"
#include "clang/Options/Options.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace corolint;
using namespace clang::options;
namespace types = clang::driver::types;
namespace path = llvm::sys::path;

static bool isSource(llvm::StringRef Word) {
  llvm::StringRef Extension = path::extension(Word);
  return Extension.size() > 1 &&
         types::lookupTypeForExtension(Extension.drop_front()) !=
             types::TY_INVALID;
}

/// The compiler is the last word before the first flag or source: what stands
/// before it ("ccache", "env X=1") starts it.
static size_t compilerAt(llvm::ArrayRef<std::string> Words) {
  size_t At = 0;
  while (At + 1 < Words.size() && !Words[At + 1].empty() &&
         Words[At + 1][0] != '-' && Words[At + 1][0] != '@' &&
         !isSource(Words[At + 1]))
    ++At;
  return At;
}

/// MSVC's flags begin with a slash, as a compiler's path may.
static bool speaksMsvc(llvm::ArrayRef<std::string> Words) {
  return llvm::any_of(Words, [](llvm::StringRef Word) {
    std::string Name = path::stem(Word, path::Style::windows).lower();
    return Name == "cl" || Name == "clang-cl";
  });
}

/// clang finds much by the compiler's path: make it one.
static std::string compilerPath(llvm::StringRef Name,
                                llvm::StringRef Directory) {
  if (path::is_absolute(Name))
    return Name.str();
  if (!path::has_parent_path(Name)) {
    auto Found = llvm::sys::findProgramByName(Name);
    return Found ? *Found : Name.str();
  }
  llvm::SmallString<256> Absolute(Directory);
  path::append(Absolute, Name);
  return Absolute.str().str();
}

/// Flags that name code or further flags to load, however they are wrapped.
static bool loads(const llvm::opt::Arg &A) {
  switch (A.getOption().getID()) {
  case OPT_config:
  case OPT_config_system_dir_EQ:
  case OPT_config_user_dir_EQ:
  case OPT_fplugin_EQ:
  case OPT_fplugin_arg:
  case OPT_fpass_plugin_EQ:
    return true;
  case OPT_Wp_COMMA:
  case OPT_Xarch__:
  case OPT_Xarch_device:
  case OPT_Xarch_host:
  case OPT_Xclang:
  case OPT_Xpreprocessor:
    return llvm::any_of(A.getValues(), [](llvm::StringRef Word) {
      return Word.starts_with("-fplugin") || Word.starts_with("-fpass-plugin");
    });
  default:
    return false;
  }
}

/// Flags for which clang would ask programs that lie anywhere, or that speak of
/// code for another device: what the host runs is read, and nothing else.
static bool isOffload(const llvm::opt::Arg &A, bool IsForHost) {
  const llvm::opt::Option &O = A.getOption();
  switch (O.getID()) {
  case OPT_B:
  case OPT_Xopenmp_target:
  case OPT_Xopenmp_target_EQ:
    return true;
  case OPT_march_EQ:
  case OPT_mcpu_EQ:
  case OPT_mtune_EQ:
    return !IsForHost && llvm::StringRef(A.getValue()) == "native";
  default:
    return O.matches(OPT_offload_Group) || O.matches(OPT_offload_targets_EQ) ||
           O.matches(OPT_sycl_Group);
  }
}

/// Flags clang knows but that say nothing about the code, or would stop clang
/// where the compiler of the command went on.
static bool isNoise(const llvm::opt::Arg &A) {
  const llvm::opt::Option &O = A.getOption();
  llvm::StringRef Spelling = A.getSpelling();
  llvm::StringRef Value = A.getNumValues() ? A.getValue() : "";
  switch (O.getID()) {
  case OPT_UNKNOWN:
  case OPT_INPUT:
  case OPT_o:
  case OPT__DASH_DASH:
  case OPT_mrecord_mcount:
  case OPT_include_pch:
  case OPT_save_temps:
  case OPT_save_temps_EQ:
  case OPT_ftime_trace:
  case OPT_ftime_trace_EQ:
  case OPT__serialize_diags:
  case OPT_ccc_install_dir:
  case OPT_pedantic_errors:
  case OPT_resource_dir:
  case OPT_resource_dir_EQ:
    return true;
  case OPT_finput_charset_EQ:
  case OPT_fexec_charset_EQ:
    return !Value.equals_insensitive("utf-8");
  case OPT_Wp_COMMA:
    return llvm::any_of(A.getValues(), [](llvm::StringRef Part) {
      return Part.starts_with("-M");
    });
  default:
    // A profile that isn't there is an error, and it moves no code around.
    return O.matches(OPT_Action_Group) || O.matches(OPT_M_Group) ||
           (O.matches(OPT_W_Group) &&
            (Spelling + Value).str().rfind("-Werror", 0) == 0) ||
           Spelling.starts_with("-fprofile") ||
           Spelling.starts_with("-fcs-profile") ||
           Spelling.starts_with("-fauto-profile");
  }
}

/// `-Xclang -include-pch -Xclang FILE`: a precompiled header of another clang
/// is an error; the header itself is included next to it.
static void dropPrecompiledHeader(std::vector<std::string> &Words) {
  for (size_t I = 0; I + 3 < Words.size(); ++I)
    if (Words[I] == "-Xclang" && Words[I + 1] == "-include-pch") {
      Words.erase(Words.begin() + I, Words.begin() + I + 4);
      --I;
    }
}

static types::ID languageOf(llvm::StringRef File,
                            const llvm::opt::InputArgList &Args) {
  if (const llvm::opt::Arg *A = Args.getLastArg(OPT_x))
    return types::lookupTypeForTypeSpecifier(A->getValue());
  types::ID Language = types::TY_INVALID;
  if (path::has_extension(File))
    Language =
        types::lookupTypeForExtension(path::extension(File).drop_front());
  return Language;
}

static bool isOlderThan20(llvm::StringRef Standard) {
  auto Kind = clang::LangStandard::getLangKind(Standard);
  return Kind != clang::LangStandard::lang_unspecified &&
         !clang::LangStandard::getLangStandardForKind(Kind).isCPlusPlus20();
}

static std::string absolute(llvm::StringRef Directory, llvm::StringRef File) {
  llvm::SmallString<256> Path;
  if (!path::is_absolute(File))
    Path = Directory;
  path::append(Path, File);
  path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

static llvm::opt::InputArgList parsed(llvm::ArrayRef<const char *> Flags) {
  unsigned MissingAt, Missing;
  return clang::getDriverOptTable().ParseArgs(
      Flags, MissingAt, Missing, llvm::opt::Visibility(ClangOption));
}

static std::vector<const char *> pointers(llvm::ArrayRef<std::string> Words) {
  std::vector<const char *> All;
  for (const std::string &Word : Words)
    All.push_back(Word.c_str());
  return All;
}

/// Adds those that say how the code is to be read.
static void addReadable(std::vector<std::string> &To,
                        const llvm::opt::InputArgList &Args,
                        std::vector<std::string> &Remarks) {
  bool IsForHost = !Args.hasArg(OPT_target);
  bool HadLoads = false;
  for (const llvm::opt::Arg *A : Args) {
    HadLoads |= loads(*A);
    if (loads(*A) || isOffload(*A, IsForHost) || isNoise(*A))
      continue;
    // `-include X` would take X.pch or X.gch of another compiler if it is
    // there.
    if (A->getOption().matches(OPT_include)) {
      To.insert(To.end(), {"-Xclang", "-include", "-Xclang", A->getValue()});
      continue;
    }
    llvm::opt::ArgStringList Rendered;
    A->render(Args, Rendered);
    To.insert(To.end(), Rendered.begin(), Rendered.end());
  }
  if (HadLoads)
    Remarks.push_back("flags that load plugins or configuration files into "
                      "the compiler are ignored");
}

/// Without what loads code in clang's own language.
static std::vector<std::string>
withoutPlugins(const std::vector<std::string> &Words, const std::string &File) {
  std::vector<std::string> Left =
      clang::tooling::getStripPluginsAdjuster()(Words, File);
  dropPrecompiledHeader(Left);
  return Left;
}

void corolint::addFlags(Command &To, const std::vector<std::string> &Before,
                        const std::vector<std::string> &After) {
  auto Readable = [&](const std::vector<std::string> &From) {
    std::vector<std::string> Words = withoutPlugins(From, To.File), Flags;
    llvm::opt::InputArgList Args = parsed(pointers(Words));
    addReadable(Flags, Args, To.Remarks);
    return Flags;
  };
  std::vector<std::string> First = Readable(Before), Last = Readable(After);
  To.Args.insert(To.Args.end() - 2, Last.begin(), Last.end()); // "--", file
  To.Args.insert(To.Args.begin() + 1, First.begin(), First.end());
}

Command corolint::cleaned(const clang::tooling::CompileCommand &From,
                          Toolchains &Where) {
  Command C;
  C.Directory = absolute(workingDirectory(), From.Directory);
  C.File = absolute(C.Directory, From.Filename);

  std::vector<std::string> Words = From.CommandLine;
  if (Words.empty())
    Words.push_back("c++");
  size_t At = compilerAt(Words);
  if (speaksMsvc(llvm::ArrayRef(Words).take_front(At + 1))) {
    C.Refused =
        "its compiler takes MSVC's flags, which corolint does not read; "
        "give it a compile database for clang++ or g++";
    C.Args = {Words.front(), "--", C.File};
    return C;
  }
  Words.erase(Words.begin(), Words.begin() + At);
  Words.front() = compilerPath(Words.front(), C.Directory);
  std::string Compiler = Words.front();
  Words = withoutPlugins(Words, C.File);
  bool SaysWhereHeadersAre =
      parsed(pointers(Words))
          .hasArg(OPT_gcc_install_dir_EQ, OPT_gcc_toolchain, OPT_target,
                  OPT__sysroot_EQ, OPT_nostdincxx);
  Toolchains::Home Home;
  if (!SaysWhereHeadersAre)
    Home = Where.homeOf(Compiler);
  knowAllTargets(); // "aarch64-linux-gnu-g++" names one
  std::string Named = Home.StandIn.empty() ? Compiler : Home.StandIn;
  clang::tooling::addTargetAndModeForProgramName(Words, Named);
  llvm::opt::InputArgList Args =
      parsed(llvm::ArrayRef(pointers(Words)).drop_front());

  C.Args.push_back(Compiler);
  // What lies beside the compiler as clang++.cfg comes with the repository.
  if (Where.isOfRepository(Compiler))
    C.Args.push_back("--no-default-config");
  addReadable(C.Args, Args, C.Remarks);
  if (!Home.StandIn.empty())
    C.Remarks.push_back("its compiler '" + Compiler +
                        "' is not run, for it comes with the code or lies in "
                        "no directory of the system; headers are taken from "
                        "'" +
                        Home.StandIn + "' (see --trust-compiler)");
  if (Home.IsMute)
    C.Remarks.push_back("its compiler '" + Named +
                        "' does not say which headers it takes; they are "
                        "looked for where clang does");

  types::ID Language = languageOf(C.File, Args);
  bool IsCxxDriver = Args.getLastArgValue(OPT_driver_mode) == "g++";
  if (Language == types::TY_CHeader) {
    // A header that was asked for is read as C++: there is no other reason.
    C.Args.push_back("-xc++-header");
    Language = types::TY_CXXHeader;
  }
  if (Language == types::TY_CUDA || Language == types::TY_HIP)
    C.Speaks = Command::Other;
  else if (Language == types::TY_INVALID || types::isCXX(Language) ||
           (IsCxxDriver && Language == types::TY_C && !Args.hasArg(OPT_x)))
    C.Speaks = Command::Cxx;
  else if (Language == types::TY_C || Language == types::TY_PP_C)
    C.Speaks = Command::C;
  else
    C.Speaks = Command::Other;

  if (Args.hasArg(OPT_fcoroutines) &&
      isOlderThan20(Args.getLastArgValue(OPT_std_EQ, "gnu++17"))) {
    C.Args.push_back("-std=gnu++20");
    C.Remarks.push_back("-fcoroutines with a C++ standard older than 20: "
                        "read as gnu++20, for clang has no coroutines before");
  }
  if (!Home.InstallDir.empty() &&
      Args.getLastArgValue(OPT_stdlib_EQ) != "libc++")
    C.Args.push_back("--gcc-install-dir=" + Home.InstallDir);
  llvm::StringRef Resources = carriedResourceDir();
  if (Resources.empty())
    Resources = Where.resourceDir();
  if (!Resources.empty())
    C.Args.push_back("-resource-dir=" + Resources.str());
  // Only our findings count; GCC merely warns about narrowing.
  C.Args.insert(C.Args.end(),
                {"-w", "-Wno-unknown-warning-option", "-Wno-c++11-narrowing",
                 "-ferror-limit=0", "-fsyntax-only", "--", C.File});
  return C;
}

#include "driver/scan/Invocation.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Lex/HeaderSearchOptions.h"

using namespace corolint;

void corolint::makeReadOnly(clang::CompilerInvocation &Of) {
  // Output files, plugins, options of LLVM, statistics, time traces.
  clang::FrontendOptions &Old = Of.getFrontendOpts(), New;
  New.Inputs = std::move(Old.Inputs);
  New.DashX = Old.DashX;
  New.AuxTriple = std::move(Old.AuxTriple);
  New.ProgramAction = clang::frontend::ParseSyntaxOnly;
  Old = std::move(New);
  // Profiles, coverage notes, dumps: nothing is generated.
  Of.getCodeGenOpts() = clang::CodeGenOptions();
  // Lists of dependencies and of headers, in any form.
  Of.getDependencyOutputOpts() = clang::DependencyOutputOptions();
  Of.getDiagnosticOpts().DiagnosticLogFile.clear();
  Of.getDiagnosticOpts().DiagnosticSerializationFile.clear();
  // What a module map groups is included as text: a module would be built into
  // a cache.
  Of.getLangOpts().Modules = Of.getLangOpts().CPlusPlusModules;
  Of.getLangOpts().ImplicitModules = false;
  Of.getHeaderSearchOpts().ImplicitModuleMaps = false;
  Of.getHeaderSearchOpts().ModuleCachePath.clear();
}

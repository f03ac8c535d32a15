//===- ShowConfig.cpp - what is configured for a file, and by whom --------===//
//
// Which checks run on this file, how loud are they, and which line says so?
//
//===----------------------------------------------------------------------===//

#include "checks/base/Json.h"
#include "checks/base/Registry.h"
#include "checks/base/RequiredVersion.h"
#include "checks/base/Sources.h"
#include "clang-tidy/GlobList.h"
#include "driver/base/Console.h"
#include "driver/base/ExitCode.h"
#include "driver/commands/Inspect.h"
#include "driver/input/Config.h"
#include "driver/options/Options.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;

namespace {

/// "name = value", and who says so in a column of its own.
class Lines {
public:
  explicit Lines(const Origins &Whence) : Whence(Whence) {}

  void add(llvm::StringRef Indent, llvm::StringRef Name, llvm::StringRef Value,
           llvm::StringRef Key) {
    auto Said = Whence.find(Key.str());
    std::string Words = (Indent + Name + " = " +
                         (Value.empty() ? llvm::StringRef("''") : Value))
                            .str();
    llvm::outs() << printable(Words);
    if (Said != Whence.end())
      llvm::outs().indent(Words.size() < Column ? Column - Words.size() : 1)
          << " # " << printable(Said->second);
    llvm::outs() << '\n';
  }

  /// Only if somebody says so.
  void addIfSet(llvm::StringRef Name, llvm::StringRef Value) {
    if (Whence.contains(Name.str()))
      add("", Name, Value, Name);
  }

private:
  static constexpr size_t Column = 40;
  const Origins &Whence;
};

} // namespace

static void showCheck(const Check &C, const TuConfig &How, Lines &Out) {
  bool IsOn = llvm::is_contained(How.Selected.Checks, &C);
  bool IsRaised = C.Severity == Level::Warning &&
                  clang::tidy::GlobList(How.WarningsAsErrors).contains(C.Id);
  Level Loud = !IsOn ? Level::Off : IsRaised ? Level::Error : C.Severity;
  Out.add("", C.Id, spell(Loud),
          IsOn && IsRaised ? llvm::StringRef("WarningsAsErrors")
                           : llvm::StringRef(C.Id));
  if (IsOn)
    for (const CheckOption &O : C.Options)
      Out.add("  ", O.Key, How.Selected.option(C, O.Key),
              (C.Id + "." + O.Key).str());
}

llvm::Expected<int> corolint::showConfig(const Options &O) {
  if (O.Files.size() > 1)
    return problem("--show-config shows what holds for one file; name one, or "
                   "none for the working directory");
  std::string File =
      O.Files.empty() ? workingDirectory() + "/any.cpp" : realPath(O.Files[0]);
  Origins Whence;
  Config Settings(O);
  auto How = Settings.of(File, &Whence);
  if (!How)
    return How.takeError();
  std::vector<std::string> Read = Settings.filesFor(File);
  llvm::outs() << "# "
               << (O.Files.empty() ? "this directory" : printable(O.Files[0]))
               << ": "
               << (Read.empty() ? "no .clang-tidy above it"
                                : printable(llvm::join(Read, ", ")))
               << "; what has no comment is as by default\n";
  Lines Out(Whence);
  for (const Check *C : allChecks())
    showCheck(*C, *How, Out);
  Out.addIfSet("WarningsAsErrors", How->WarningsAsErrors);
  Out.addIfSet("HeaderFilterRegex", How->Headers.Only.value_or(""));
  Out.addIfSet("ExcludeHeaderFilterRegex", How->Headers.Except);
  Out.addIfSet("ExtraArgsBefore", llvm::join(How->ExtraArgsBefore, " "));
  Out.addIfSet("ExtraArgs", llvm::join(How->ExtraArgs, " "));
  Out.addIfSet("coro.Models", llvm::join(How->Models, ";"));
  Out.addIfSet(PreviewKey, How->WantsPreviews ? "true" : "false");
  Out.addIfSet(AuditKey, How->Selected.audits() ? "on" : "off");
  Out.addIfSet(RequiredVersionKey, How->RequiredVersion);
  Out.addIfSet(ExclusionsKey, llvm::join(How->Headers.Excluded.Globs, ";"));
  for (const std::string &Doubt : Settings.doubts())
    sayWarning(Doubt);
  return Clean;
}

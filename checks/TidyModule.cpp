//===- TidyModule.cpp - corolint as clang-tidy checks ---------------------===//
//
// The only file of the core that includes clang-tidy's headers. Each check is
// one ClangTidyCheck; all of them share one analysis per translation unit.
//
// clangd builds several translation units at once, each with a context of its
// own: nothing here is shared beyond a ClangTidyContext but the models.
//
//===----------------------------------------------------------------------===//

#include "checks/Analyze.h"
#include "checks/TidyHost.h"
#include "checks/base/Exclusions.h"
#include "checks/base/LlvmVersion.h"
#include "checks/base/Registry.h"
#include "checks/base/Repository.h"
#include "checks/base/RequiredVersion.h"
#include "checks/base/Sink.h"
#include "checks/base/Sources.h"
#include "checks/base/Suppress.h"
#include "checks/facts/Places.h"
#include "checks/models/ModelSet.h"
#include "checks/program/Others.h"
#include "checks/program/Program.h"
#include "checks/program/SummaryJson.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include COROLINT_TIDY_REGISTRY

using namespace clang;
using namespace clang::tidy;

namespace corolint {
namespace {

/// The global option that names model files, ';' between them.
constexpr llvm::StringLiteral ModelsKey = "coro.Models";

/// The global option that names the summaries of the program, written by
/// `corolint link --format=summaries`.
constexpr llvm::StringLiteral SummariesKey = "coro.Summaries";

/// The embedded models, or what is wrong with them.
struct EmbeddedModels {
  std::shared_ptr<const ModelSet> Set = std::make_shared<const ModelSet>();
  std::string Wrong;
};

/// Read once in a process.
const EmbeddedModels &embeddedModelSet() {
  static const EmbeddedModels Loaded = [] {
    EmbeddedModels Read;
    if (auto Set = ModelSet::load({}))
      Read.Set = std::make_shared<const ModelSet>(std::move(*Set));
    else
      Read.Wrong = llvm::toString(Set.takeError());
    return Read;
  }();
  return Loaded;
}

using Summaries = std::vector<UnitSummary>;

/// What a file of summaries says. An editor asks with every key that is
/// pressed: it is only read again when it has changed.
llvm::Expected<std::shared_ptr<const Summaries>>
summariesIn(const std::string &File) {
  struct Read {
    llvm::sys::TimePoint<> Changed;
    uint64_t Size;
    std::shared_ptr<const Summaries> What;
  };
  static std::mutex Guard;
  static std::map<std::string, Read> All;
  std::lock_guard Lock(Guard);
  llvm::sys::fs::file_status Now;
  bool IsThere = !llvm::sys::fs::status(File, Now);
  auto Known = All.find(File);
  if (IsThere && Known != All.end() && Known->second.Size == Now.getSize() &&
      Known->second.Changed == Now.getLastModificationTime())
    return Known->second.What;
  auto Fresh = readSummaries(File, "");
  if (!Fresh)
    return Fresh.takeError();
  Read &R = All[File];
  R = {Now.getLastModificationTime(), Now.getSize(),
       std::make_shared<const Summaries>(std::move(*Fresh))};
  return R.What;
}

/// What the checks of one ClangTidyContext share.
struct Shared {
  ASTContext *Ast = nullptr; ///< Of the translation unit in hand.
  Selection Options;         ///< Of all checks together.
  std::string ModelFiles;
  std::string SummaryFile;
  std::string ExcludedGlobs;
  bool WantsPreviews = false;
  std::string RequiredVersion;
  Exclusions Excluded;
  bool AreNamesChecked = false;            ///< Those in lists of checks.
  std::shared_ptr<const Summaries> Others; ///< Of the program.
  std::shared_ptr<const ModelSet> Models;
  std::optional<Analysis> Unit;
  std::optional<Program> Whole; ///< The unit, and what is known of others.
  std::set<Edit> Included;      ///< Insertions that a fix has made.
  long Asked = 0;               ///< How many checks have run on this unit.

  static std::shared_ptr<Shared> of(ClangTidyContext *Context) {
    static std::mutex Guard;
    static std::map<ClangTidyContext *, std::weak_ptr<Shared>> All;
    std::lock_guard Lock(Guard);
    std::weak_ptr<Shared> &Slot = All[Context];
    std::shared_ptr<Shared> Alive = Slot.lock();
    if (!Alive)
      Slot = Alive = std::make_shared<Shared>();
    std::erase_if(All,
                  [](const auto &Entry) { return Entry.second.expired(); });
    return Alive;
  }
};

class TidyCheck : public ClangTidyCheck {
  const Check &What;
  std::shared_ptr<Shared> Common;

public:
  TidyCheck(StringRef Name, ClangTidyContext *Context, const Check &What)
      : ClangTidyCheck(Name, Context), What(What), Common(Shared::of(Context)) {
    // Only the string overloads: they mangle alike in every compiler.
    for (const CheckOption &O : What.Options) {
      std::string Value = Options.get(O.Key, O.Default).str();
      SmallVector<StringRef, 8> Allowed;
      O.Values.split(Allowed, '|', -1, /*KeepEmpty=*/false);
      if (!Allowed.empty() && !llvm::is_contained(Allowed, Value)) {
        configurationDiag("invalid value '%0' for %1.%2; must be one of %3")
            << Value << What.Id << O.Key << O.Values;
        continue;
      }
      Common->Options.Options[(What.Id + "." + O.Key).str()] = Value;
    }
    Common->ModelFiles = Options.getLocalOrGlobal(ModelsKey, "").str();
    Common->SummaryFile = Options.getLocalOrGlobal(SummariesKey, "").str();
    Common->ExcludedGlobs = Options.getLocalOrGlobal(ExclusionsKey, "").str();
    Common->WantsPreviews =
        Options.getLocalOrGlobal(PreviewKey, "false").str() == "true";
    Common->Options.Options[AuditKey] =
        Options.getLocalOrGlobal(AuditKey, "off").str();
    Common->RequiredVersion =
        Options.getLocalOrGlobal(RequiredVersionKey, "").str();
    if (!std::exchange(Common->AreNamesChecked, true)) {
      checkVersion();
      checkNames(Context->getOptions());
    }
  }

  bool isLanguageVersionSupported(const LangOptions &Lang) const override {
    return Lang.Coroutines;
  }

  void storeOptions(ClangTidyOptions::OptionMap &Into) override {
    for (const CheckOption &O : What.Options)
      Options.store(Into, O.Key, Common->Options.option(What, O.Key));
    Into[SummariesKey] = ClangTidyOptions::ClangTidyValue(Common->SummaryFile);
    Into[ExclusionsKey] =
        ClangTidyOptions::ClangTidyValue(Common->ExcludedGlobs);
    Into[RequiredVersionKey] =
        ClangTidyOptions::ClangTidyValue(Common->RequiredVersion);
    Into[ModelsKey] = ClangTidyOptions::ClangTidyValue(Common->ModelFiles);
    Into[PreviewKey] = ClangTidyOptions::ClangTidyValue(
        Common->WantsPreviews ? "true" : "false");
    Into[AuditKey] = ClangTidyOptions::ClangTidyValue(
        Common->Options.audits() ? "on" : "off");
  }

  void registerMatchers(ast_matchers::MatchFinder *Finder) override {
    using namespace ast_matchers;
    // Nothing is matched here but the way to the AST. clangd restricts the
    // traversal to the main file's declarations, so that the translation unit
    // itself may not be visited: then any declaration at the top leads there.
    // Not by hasParent, which costs a walk over everything.
    Finder->addMatcher(translationUnitDecl().bind("any"), this);
    Finder->addMatcher(decl(hasDeclContext(translationUnitDecl())).bind("any"),
                       this);
  }

  void check(const ast_matchers::MatchFinder::MatchResult &Result) override {
    Common->Ast = Result.Context;
  }

  void onStartOfTranslationUnit() override {
    Common->Ast = nullptr;
    Common->Included.clear();
    Common->Unit.reset();
    Common->Whole.reset();
    Common->Asked = 0;
  }

  void onEndOfTranslationUnit() override {
    if (!Common->Ast)
      return;
    if (!Common->Models) {
      loadModels();
      readExclusions();
    }
    if (Common->Excluded.hold(Places(*Common->Ast).mainFile()))
      return;
    if (!Common->Unit)
      Common->Unit.emplace(*Common->Ast, *Common->Models, Common->Options);
    struct TidySink : Sink {
      TidyCheck &Host;
      explicit TidySink(TidyCheck &Host) : Host(Host) {}
      void take(Diagnosis D) override { Host.say(std::move(D)); }
    } To(*this);
    if (!Common->Whole) {
      Common->Whole.emplace();
      UnitSummary Own = Common->Unit->summary();
      Sources Texts;
      const SourceManager &Files = Common->Ast->getSourceManager();
      Texts.know(Places(*Common->Ast).mainFile(),
                 Files.getBufferData(Files.getMainFileID()));
      Suppressions(Texts).silence(Own);
      Common->Whole->add(Own);
      addOthers();
      Common->Whole->close();
    }
    if (Common->WantsPreviews || !isPreview(What))
      Common->Unit->run(What, *Common->Whole, To);
    // The last of them lets go of the AST.
    if (++Common->Asked == Common.use_count()) {
      Common->Unit.reset();
      Common->Whole.reset();
    }
  }

private:
  void checkVersion() {
    if (Common->RequiredVersion.empty())
      return;
    if (std::string Why =
            versionTrouble(Common->RequiredVersion, COROLINT_VERSION);
        !Why.empty())
      configurationDiag("%0: %1", DiagnosticIDs::Error)
          << RequiredVersionKey << Why;
  }

  /// A mistyped name would switch on or off nothing, and nobody would know.
  void checkNames(const ClangTidyOptions &Said) {
    for (const auto *Globs : {&Said.Checks, &Said.WarningsAsErrors})
      for (const std::string &Stray : strayNames(Globs->value_or("")))
        configurationDiag("%0") << Stray;
  }

  /// The driver's root is the repository too.
  void readExclusions() {
    if (Common->ExcludedGlobs.empty())
      return;
    std::string Main = Places(*Common->Ast).mainFile();
    std::string Root = repositoryOf(llvm::sys::path::parent_path(Main));
    Common->Excluded.Root = Root.empty() ? workingDirectory() : Root;
    if (llvm::Error E = Common->Excluded.add(Common->ExcludedGlobs))
      configurationDiag("%0: %1")
          << ExclusionsKey << llvm::toString(std::move(E));
  }

  void loadModels() {
    SmallVector<StringRef, 4> Named;
    StringRef(Common->ModelFiles).split(Named, ';', -1, /*KeepEmpty=*/false);
    std::vector<std::string> Files;
    for (StringRef File : Named)
      Files.push_back(File.trim().str());
    const EmbeddedModels &Embedded = embeddedModelSet();
    Common->Models = Embedded.Set;
    if (!Embedded.Wrong.empty())
      configurationDiag("%0", DiagnosticIDs::Error) << Embedded.Wrong;
    if (Files.empty() || !Embedded.Wrong.empty())
      return;
    if (auto Loaded = ModelSet::load(Files))
      Common->Models = std::make_shared<const ModelSet>(std::move(*Loaded));
    else
      configurationDiag("%0") << llvm::toString(Loaded.takeError());
  }

  /// What the last run over the program knew, but of this file.
  void addOthers() {
    const std::string Main = Places(*Common->Ast).mainFile();
    std::string File = Common->SummaryFile;
    if (File.empty() && tidyHost().SummariesOf)
      File = tidyHost().SummariesOf(Main);
    if (File.empty())
      return;
    if (!Common->Others) {
      if (auto Read = summariesIn(File)) {
        Common->Others = std::move(*Read);
      } else {
        Common->Others = std::make_shared<const Summaries>();
        // A file that nobody named is nobody's trouble.
        if (Common->SummaryFile.empty())
          llvm::consumeError(Read.takeError());
        else
          configurationDiag("%0") << llvm::toString(Read.takeError());
      }
    }
    for (const UnitSummary &Unit : *Common->Others)
      Common->Whole->add(withoutFile(Unit, Main));
  }

  static DiagnosticIDs::Level severity(Level L) {
    switch (L) {
    case Level::Error:
      return DiagnosticIDs::Error;
    case Level::Warning:
      return DiagnosticIDs::Warning;
    default:
      // clang's notes belong to the diagnostic above; ours stands alone.
      return tidyHost().HasNoRemarks ? DiagnosticIDs::Warning
                                     : DiagnosticIDs::Remark;
    }
  }

  FixItHint hint(const Edit &E) {
    SourceManager &Sources = Common->Ast->getSourceManager();
    auto File = Sources.getFileManager().getOptionalFileRef(E.File);
    // clang-tidy would make the same insertion twice.
    bool IsInclude = !E.Length && StringRef(E.Text).starts_with("#include");
    if (!File || (IsInclude && !Common->Included.insert(E).second))
      return {};
    SourceLocation Begin =
        Sources.getComposedLoc(Sources.translateFile(*File), E.Offset);
    return FixItHint::CreateReplacement(
        CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(E.Length)),
        E.Text);
  }

  /// In a file that this unit may never have seen. Invalid: it is gone.
  SourceLocation locate(const Place &P) {
    SourceManager &Sources = Common->Ast->getSourceManager();
    auto File = Sources.getFileManager().getOptionalFileRef(P.File);
    if (!File)
      return {};
    FileID Id = Sources.translateFile(*File);
    if (Id.isInvalid())
      Id = Sources.createFileID(*File, SourceLocation(), SrcMgr::C_User);
    return Sources.translateLineCol(Id, P.Line, P.Column);
  }

  void say(Diagnosis D) {
    const SourceManager &Sources = Common->Ast->getSourceManager();
    FileID In = Sources.getFileID(Sources.getFileLoc(D.Where.getBegin()));
    if (Common->Excluded.hold(Places(*Common->Ast).fileOf(In)))
      return;
    // clang-tidy applies what hangs on the warning itself; what a person should
    // look at first hangs on a note.
    const Fix *Safe = nullptr;
    for (const Fix &F : D.Fixes)
      if (F.Safety == Safety::Safe && !Safe)
        Safe = &F;
    {
      auto Said = diag(D.Where.getBegin(), D.Message, severity(D.Severity));
      Said << D.Where;
      if (Safe)
        for (const Edit &E : Safe->Edits)
          Said << hint(E);
    }
    for (auto &[Where, Words, Elsewhere, IsCause] : D.Notes)
      if (!Elsewhere)
        diag(Where.getBegin(), Words, DiagnosticIDs::Note) << Where;
      else
        diag(locate(*Elsewhere), Words, DiagnosticIDs::Note);
    for (const Fix &F : D.Fixes)
      if (&F != Safe) {
        if (tidyHost().HearsSuggestion)
          tidyHost().HearsSuggestion(F.Title);
        auto Said = diag(D.Where.getBegin(), F.Title, DiagnosticIDs::Note);
        for (const Edit &E : F.Edits)
          Said << hint(E);
      }
    if (tidyHost().OffersToSilence)
      offerToSilence(D.Where.getBegin());
  }

  void offerToSilence(SourceLocation At) {
    const SourceManager &Sources = Common->Ast->getSourceManager();
    At = Sources.getFileLoc(At);
    auto [File, Offset] = Sources.getDecomposedLoc(At);
    if (File != Sources.getMainFileID())
      return;
    if (auto Comment = silencing(Sources.getBufferData(File), Offset, What.Id))
      diag(At, "silence " + What.Id.str() + " in this line",
           DiagnosticIDs::Note)
          << FixItHint::CreateInsertion(
                 Sources.getComposedLoc(File, Comment->Offset), Comment->Text);
  }
};

class Module : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    for (const Check *C : allChecks())
      Factories.registerCheckFactory(
          C->Id, [C](StringRef Name, ClangTidyContext *Context) {
            return std::make_unique<TidyCheck>(Name, Context, *C);
          });
  }
};

ClangTidyModuleRegistry::Add<Module>
    Registered("coro-module", "Finds async misuse in C++20 coroutine code.");

} // namespace

TidyHost &tidyHost() {
  static TidyHost Host;
  return Host;
}

} // namespace corolint

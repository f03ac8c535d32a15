#include "driver/scan/Scan.h"
#include "checks/base/Sources.h"
#include "checks/base/Unique.h"
#include "driver/input/Command.h"
#include "driver/input/Toolchain.h"
#include "driver/scan/Invocation.h"
#include "driver/scan/RegularFiles.h"
#include "driver/scan/SearchDirectories.h"
#include "clang/DependencyScanning/DependencyScanningFilesystem.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/MacroInfo.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>

using namespace corolint;
using namespace clang;
using nlohmann::json;
namespace deps = clang::dependencies;

namespace {

/// What one command reads, by names.
struct Found {
  std::vector<std::string> Files; ///< In the order in which they are entered.
  std::vector<bool> IsOwn;
  struct Include {
    std::string Name, File;
    bool IsGuarded, IsSearched;
  };
  std::vector<Include> Includes;
  std::vector<UnitInclusions::Macro> Macros; ///< Files by their order here.
  std::vector<UnitInclusions::Question> Questions;
  std::vector<std::pair<std::string, std::string>> Edges;
};

std::string pathOf(FileEntryRef File, const Command &C) {
  llvm::SmallString<256> Path(File.getName());
  llvm::sys::path::make_absolute(C.Directory, Path);
  return realPath(Path);
}

class Follower : public PPCallbacks {
public:
  Follower(CompilerInstance &Clang, const Command &C,
           const SearchDirectories &Where, Found &To)
      : PP(Clang.getPreprocessor()), Sources(Clang.getSourceManager()), C(C),
        Where(Where), To(To) {}

  void LexedFileChanged(FileID Id, LexedFileChangeReason Why,
                        SrcMgr::CharacteristicKind, FileID,
                        SourceLocation) override {
    auto File = Sources.getFileEntryRefForID(Id);
    if (Why == LexedFileChangeReason::EnterFile && File)
      numberOf(*File);
  }

  void InclusionDirective(SourceLocation Hash, const Token &, StringRef Name,
                          bool IsAngled, CharSourceRange,
                          OptionalFileEntryRef File, StringRef SearchPath,
                          StringRef, const Module *, bool,
                          SrcMgr::CharacteristicKind) override {
    auto From = Sources.getFileEntryRefForID(Sources.getFileID(Hash));
    if (!File || !From)
      return;
    To.Edges.emplace_back(pathOf(*From), pathOf(*File));
    if (!isOwn(Hash) || isOwn(*File))
      return;
    // A quoted name is looked for beside its file first.
    bool IsSearched = IsAngled || SearchPath != From->getDir().getName();
    To.Includes.push_back({Name.str(), pathOf(*File), false, IsSearched});
    Targets.push_back(*File);
  }

  void MacroDefined(const Token &Name, const MacroDirective *Now) override {
    StringRef Spelling = Name.getIdentifierInfo()->getName();
    if (!isOwn(Name.getLocation())) {
      if (isInAFile(Name.getLocation()))
        answer(Spelling, Name.getLocation());
      return;
    }
    const MacroDirective *Before = Now->getPrevious();
    const MacroInfo *Old = Before ? Before->getMacroInfo() : nullptr;
    if (Before && Before->isDefined() && Old &&
        Old->isIdenticalTo(*Now->getMacroInfo(), PP, /*Syntactically=*/false))
      return;
    begin(Spelling, Name.getLocation());
  }

  void MacroUndefined(const Token &Name, const MacroDefinition &Was,
                      const MacroDirective *) override {
    if (!isOwn(Name.getLocation()) || !Was.getMacroInfo())
      return;
    StringRef Spelling = Name.getIdentifierInfo()->getName();
    // As it was, if it was the project's own to begin with.
    if (isOwn(Was.getMacroInfo()->getDefinitionLoc()) && !end(Spelling))
      return;
    if (!isOwn(Was.getMacroInfo()->getDefinitionLoc()))
      begin(Spelling, Name.getLocation());
  }

  void Ifdef(SourceLocation At, const Token &Name,
             const MacroDefinition &Is) override {
    ask(At, Name.getIdentifierInfo(), Is);
  }
  void Ifndef(SourceLocation At, const Token &Name,
              const MacroDefinition &Is) override {
    ask(At, Name.getIdentifierInfo(), Is);
  }
  void If(SourceLocation At, SourceRange Of, ConditionValueKind) override {
    askAll(At, Of);
  }
  void Elif(SourceLocation At, SourceRange Of, ConditionValueKind,
            SourceLocation) override {
    askAll(At, Of);
  }

  void EndOfMainFile() override {
    for (auto &[Name, Open] : Live) {
      Open.To = To.Files.size();
      To.Macros.push_back(Open);
    }
    HeaderSearch &Headers = PP.getHeaderSearchInfo();
    for (size_t I = 0; I != To.Includes.size(); ++I)
      To.Includes[I].IsGuarded =
          Headers.isFileMultipleIncludeGuarded(Targets[I]);
  }

private:
  const std::string &pathOf(FileEntryRef File) {
    auto [It, New] = Paths.try_emplace(File.getUID());
    if (New)
      It->second = ::pathOf(File, C);
    return It->second;
  }

  unsigned numberOf(FileEntryRef File) {
    auto [It, New] = Numbers.try_emplace(File.getUID(), To.Files.size());
    if (New) {
      To.Files.push_back(pathOf(File));
      To.IsOwn.push_back(isOwn(File));
    }
    return It->second;
  }

  bool isOwn(FileEntryRef File) {
    auto [It, New] = Own.try_emplace(File.getUID());
    if (New)
      It->second = Where.isOwn(pathOf(File));
    return It->second;
  }

  bool isInAFile(SourceLocation L) {
    return Sources
        .getFileEntryRefForID(Sources.getFileID(Sources.getExpansionLoc(L)))
        .has_value();
  }

  bool isOwn(SourceLocation L) {
    auto File = Sources.getFileEntryRefForID(
        Sources.getFileID(Sources.getExpansionLoc(L)));
    return File && isOwn(*File);
  }

  unsigned fileAt(SourceLocation L) {
    return numberOf(*Sources.getFileEntryRefForID(
        Sources.getFileID(Sources.getExpansionLoc(L))));
  }

  void begin(StringRef Name, SourceLocation At) {
    Live.insert({Name.str(), {Name.str(), fileAt(At), To.Files.size(), 0}});
  }

  /// False: it was no change of the project's.
  bool end(StringRef Name) {
    auto It = Live.find(Name.str());
    if (It == Live.end())
      return false;
    // Nothing was entered in between.
    if (It->second.From != To.Files.size()) {
      It->second.To = To.Files.size();
      To.Macros.push_back(It->second);
    }
    Live.erase(It);
    return true;
  }

  void ask(SourceLocation At, const IdentifierInfo *Name,
           const MacroDefinition &Is) {
    if (Name && !Is.getMacroInfo() && isOwn(At))
      Asked.try_emplace(Name->getName(), fileAt(At));
  }

  void askAll(SourceLocation At, SourceRange Condition) {
    if (!isOwn(At))
      return;
    bool Failed = false;
    StringRef Text =
        Lexer::getSourceText(CharSourceRange::getTokenRange(Condition), Sources,
                             PP.getLangOpts(), &Failed);
    if (Failed || Text.empty())
      return;
    std::string Whole = Text.str(); // the lexer wants an end
    Lexer Lex(SourceLocation(), PP.getLangOpts(), Whole.data(), Whole.data(),
              Whole.data() + Whole.size());
    for (Token T; !Lex.LexFromRawLexer(T) || T.isNot(tok::eof);)
      if (T.is(tok::raw_identifier)) {
        const IdentifierInfo *Name = PP.getIdentifierInfo(T.getRawIdentifier());
        ask(At, Name, PP.getMacroDefinition(Name));
      }
  }

  void answer(StringRef Name, SourceLocation By) {
    if (auto It = Asked.find(Name); It != Asked.end())
      To.Questions.push_back({Name.str(), It->second, fileAt(By)});
  }

  Preprocessor &PP;
  SourceManager &Sources;
  const Command &C;
  const SearchDirectories &Where;
  Found &To;
  std::vector<FileEntryRef> Targets; ///< Of To.Includes.
  llvm::DenseMap<unsigned, std::string> Paths;
  llvm::DenseMap<unsigned, unsigned> Numbers;
  llvm::DenseMap<unsigned, bool> Own;
  llvm::MapVector<std::string, UnitInclusions::Macro,
                  std::map<std::string, unsigned>>
      Live;
  llvm::StringMap<unsigned> Asked; ///< Files by the first name they asked for.
};

/// Only the directives of libraries are lexed. The project's own files are
/// lexed whole: what they ask between two #if is no directive that leads
/// anywhere.
class Directives : public DependencyDirectivesGetter {
public:
  Directives(deps::DependencyScanningWorkerFilesystem &Texts, const Command &C,
             const SearchDirectories &Where)
      : Texts(Texts), C(C), Where(Where) {}

  std::unique_ptr<DependencyDirectivesGetter> cloneFor(FileManager &) override {
    return std::make_unique<Directives>(Texts, C, Where);
  }

  std::optional<ArrayRef<dependency_directives_scan::Directive>>
  operator()(FileEntryRef File) override {
    if (Where.isOwn(pathOf(File, C)))
      return std::nullopt;
    return Texts.getDirectiveTokens(File.getName());
  }

private:
  deps::DependencyScanningWorkerFilesystem &Texts;
  const Command &C;
  const SearchDirectories &Where;
};

class FollowAction : public PreprocessOnlyAction {
public:
  FollowAction(const Command &C, const SearchDirectories &Where,
               deps::DependencyScanningWorkerFilesystem &Texts, Found &To)
      : C(C), Where(Where), Texts(Texts), To(To) {}

private:
  bool BeginInvocation(CompilerInstance &Clang) override {
    Clang.setDependencyDirectivesGetter(
        std::make_unique<Directives>(Texts, C, Where));
    return true;
  }

  bool BeginSourceFileAction(CompilerInstance &Clang) override {
    Clang.getPreprocessor().addPPCallbacks(
        std::make_unique<Follower>(Clang, C, Where, To));
    return true;
  }

  const Command &C;
  const SearchDirectories &Where;
  deps::DependencyScanningWorkerFilesystem &Texts;
  Found &To;
};

class FollowFactory : public tooling::FrontendActionFactory {
public:
  FollowFactory(const Command &C,
                deps::DependencyScanningWorkerFilesystem &Texts, Found &To)
      : C(C), Where(C), Texts(Texts), To(To) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<FollowAction>(C, Where, Texts, To);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Errors) override {
    makeReadOnly(*Invocation);
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files,
                                                std::move(Containers), Errors);
  }

private:
  const Command &C;
  const SearchDirectories Where;
  deps::DependencyScanningWorkerFilesystem &Texts;
  Found &To;
};

} // namespace

static std::optional<Found>
follow(const Command &C,
       deps::DependencyScanningFilesystemSharedCache &Shared) {
  auto Texts =
      llvm::makeIntrusiveRefCnt<deps::DependencyScanningWorkerFilesystem>(
          Shared, regularFiles());
  if (Texts->setCurrentWorkingDirectory(C.Directory))
    return std::nullopt;
  auto Files =
      llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), Texts);
  Found All;
  FollowFactory Factory(C, *Texts, All);
  tooling::ToolInvocation Clang(C.Args, &Factory, Files.get(),
                                std::make_shared<PCHContainerOperations>());
  DiagnosticConsumer Errors; // counts them
  Clang.setDiagnosticConsumer(&Errors);
  if (!Clang.run() || Errors.getNumErrors() || All.Files.empty())
    return std::nullopt;
  makeUnique(All.Edges);
  return All;
}

/// A table of files, and for each command what it reads, or null.
static std::string followHere(llvm::ArrayRef<const Command *> Commands,
                              unsigned Threads) {
  knowAllTargets();
  deps::DependencyScanningFilesystemSharedCache Shared;
  std::vector<std::optional<Found>> All(Commands.size());
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Threads));
  for (size_t I = 0; I != Commands.size(); ++I)
    Pool.async([&, I] { All[I] = follow(*Commands[I], Shared); });
  Pool.wait();

  json Files = json::array(), Of = json::array(), Edges = json::array();
  llvm::StringMap<unsigned> Numbers;
  auto NumberOf = [&](const std::string &File) {
    auto [It, New] = Numbers.try_emplace(File, Files.size());
    if (New)
      Files.push_back(File);
    return It->second;
  };
  std::set<std::pair<unsigned, unsigned>> Pairs;
  for (const std::optional<Found> &One : All) {
    json &Unit = Of.emplace_back();
    if (!One)
      continue;
    json Reads = json::array(), Own = json::array(), Includes = json::array(),
         Macros = json::array(), Questions = json::array();
    for (size_t I = 0; I != One->Files.size(); ++I) {
      Reads.push_back(NumberOf(One->Files[I]));
      Own.push_back(bool(One->IsOwn[I]));
    }
    for (const Found::Include &I : One->Includes)
      Includes.push_back({I.Name, NumberOf(I.File), I.IsGuarded, I.IsSearched});
    for (const UnitInclusions::Macro &M : One->Macros)
      Macros.push_back({M.Name, Reads[M.File], M.From, M.To});
    for (const UnitInclusions::Question &Q : One->Questions)
      Questions.push_back({Q.Name, Reads[Q.File], Reads[Q.By]});
    for (const auto &[From, To] : One->Edges)
      Pairs.emplace(NumberOf(From), NumberOf(To));
    Unit = {{"files", std::move(Reads)},
            {"own", std::move(Own)},
            {"includes", std::move(Includes)},
            {"macros", std::move(Macros)},
            {"questions", std::move(Questions)}};
  }
  for (auto [From, To] : Pairs)
    Edges.push_back({From, To});
  json Whole = {{"files", std::move(Files)},
                {"edges", std::move(Edges)},
                {"of", std::move(Of)}};
  return Whole.dump(-1, ' ', false, json::error_handler_t::replace);
}

unsigned Inclusions::numberOf(const std::string &File) {
  auto [It, New] = Numbers.try_emplace(File, Files.size());
  if (New) {
    Files.push_back(File);
    Edges.emplace_back();
  }
  return It->second;
}

const UnitInclusions *Inclusions::of(const Command &C) const {
  auto It = Of.find(&C);
  return It == Of.end() || !It->second ? nullptr : &*It->second;
}

/// What our own process wrote needs no second look.
void Inclusions::take(llvm::StringRef Text,
                      llvm::ArrayRef<const Command *> Commands) {
  json J = json::parse(Text.begin(), Text.end(), nullptr,
                       /*allow_exceptions=*/false);
  if (!J.is_object() || !J["of"].is_array() ||
      J["of"].size() != Commands.size())
    return;
  std::vector<unsigned> Here;
  for (const json &File : J["files"])
    Here.push_back(numberOf(File.get<std::string>()));
  for (const json &Edge : J["edges"])
    Edges[Here[Edge[0].get<unsigned>()]].push_back(
        Here[Edge[1].get<unsigned>()]);
  for (std::vector<unsigned> &To : Edges)
    makeUnique(To);
  for (size_t I = 0; I != Commands.size(); ++I) {
    const json &Unit = J["of"][I];
    if (!Unit.is_object())
      continue;
    UnitInclusions U;
    for (const json &File : Unit["files"])
      U.Files.push_back(Here[File.get<unsigned>()]);
    U.IsOwn = Unit["own"].get<std::vector<bool>>();
    for (const json &One : Unit["includes"])
      U.Includes.push_back({One[0].get<std::string>(),
                            Here[One[1].get<unsigned>()], One[2].get<bool>(),
                            One[3].get<bool>()});
    for (const json &M : Unit["macros"])
      U.Macros.push_back({M[0].get<std::string>(), Here[M[1].get<unsigned>()],
                          M[2].get<size_t>(), M[3].get<size_t>()});
    for (const json &Q : Unit["questions"])
      U.Questions.push_back({Q[0].get<std::string>(),
                             Here[Q[1].get<unsigned>()],
                             Here[Q[2].get<unsigned>()]});
    Of[Commands[I]] = std::move(U);
  }
}

llvm::Error Inclusions::follow(llvm::ArrayRef<const Command *> Commands,
                               PoolLimits Limits) {
  std::vector<const Command *> New;
  for (const Command *C : Commands)
    if (Of.try_emplace(C).second)
      New.push_back(C);
  if (New.empty())
    return llvm::Error::success();
  return runForked(
      1, {1, Limits.Seconds, 0},
      [&](size_t) { return followHere(New, Limits.AtOnce); },
      [&](size_t, Ending E) {
        if (E.How == Ending::Done)
          take(E.Text, New);
      });
}

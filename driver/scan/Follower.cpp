#include "driver/scan/Follower.h"
#include "checks/base/Sources.h"
#include "checks/base/Unique.h"
#include "driver/input/CarriedHeaders.h"
#include "driver/input/Command.h"
#include "driver/input/Toolchain.h"
#include "driver/scan/FilesAsked.h"
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
#include <map>

using namespace corolint;
using namespace clang;
namespace deps = clang::dependencies;

namespace {

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
        Where(Where), To(To) {
    PP.setTokenWatcher([this](const Token &T) {
      if (T.isNot(tok::eof))
        beginText(T.getLocation());
    });
  }

  void LexedFileChanged(FileID Id, LexedFileChangeReason Why,
                        SrcMgr::CharacteristicKind, FileID From,
                        SourceLocation) override {
    if (Why == LexedFileChangeReason::ExitFile)
      leave(From);
    auto File = Sources.getFileEntryRefForID(Id);
    if (Why == LexedFileChangeReason::EnterFile && File)
      enter(Id, *File);
  }

  /// Those that reach what comes behind them count as text.
  void PragmaDirective(SourceLocation At, PragmaIntroducerKind) override {
    StringRef Line = StringRef(Sources.getCharacterData(At)).split('\n').first;
    if (!llvm::any_of(llvm::ArrayRef<StringRef>{"once", "diagnostic", "region",
                                                "message", "warning"},
                      [&](StringRef Word) { return Line.contains(Word); }))
      beginText(At);
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
    if (!isOwn(Hash))
      return;
    // A quoted name is looked for beside its file first.
    bool IsSearched = IsAngled || SearchPath != From->getDir().getName();
    if (isOwn(*File)) {
      if (IsSearched)
        Names.try_emplace(File->getUID(), Name);
      return;
    }
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
    if (!Before || !Before->isDefined())
      answer(Spelling, Name.getLocation());
    end(Spelling); // What another file has made of it.
    begin(Spelling, Name.getLocation());
  }

  void MacroUndefined(const Token &Name, const MacroDefinition &Was,
                      const MacroDirective *) override {
    if (!isOwn(Name.getLocation()) || !Was.getMacroInfo())
      return;
    StringRef Spelling = Name.getIdentifierInfo()->getName();
    SourceLocation Defined = Was.getMacroInfo()->getDefinitionLoc();
    // As it was, if it was the project's own to begin with.
    if (isOwn(Defined) && !end(Spelling))
      return;
    if (!isOwn(Defined) || !isOpen(fileAt(Defined)))
      begin(Spelling, Name.getLocation());
  }

  void MacroExpands(const Token &Name, const MacroDefinition &Is, SourceRange,
                    const MacroArgs *) override {
    use(Name.getLocation(), Is);
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
    Holders.resize(To.Files.size());
    std::vector<bool> IsGuarded(To.Files.size());
    for (const Open &One : Ended)
      IsGuarded[One.Number] = Headers.isFileMultipleIncludeGuarded(One.File);
    // What may be read again belongs to who reads it first.
    std::map<unsigned, unsigned> Around;
    for (const Open &One : llvm::reverse(Ended))
      if (!IsGuarded[One.Number] && One.Around != One.Number) {
        auto It = Around.find(One.Around);
        Around[One.Number] = It == Around.end() ? One.Around : It->second;
      }
    std::vector<size_t> Order(To.Files.size(), NoPart);
    for (const Open &One : Ended) {
      if (Around.count(One.Number))
        continue;
      auto Name = Names.find(One.File.getUID());
      SmallString<256> Whole(One.File.getName());
      llvm::sys::path::make_absolute(C.Directory, Whole);
      Order[One.Number] = To.Parts.size();
      To.Parts.push_back(
          {One.Number, Name != Names.end() ? Name->second : std::string(Whole),
           bool(IsGuarded[One.Number])});
    }
    for (unsigned Part : Holders) {
      auto It = Around.find(Part);
      To.PartOf.push_back(Order[It == Around.end() ? Part : It->second]);
    }
  }

private:
  /// A file that is being read.
  struct Open {
    FileID Id;
    FileEntryRef File;
    unsigned Number;
    unsigned Part;    ///< The file that it is a part of; its own number, maybe.
    unsigned Around;  ///< The part that includes it; its own number: none.
    bool HasText;     ///< Something was declared, here or around it.
    bool IsFirstTime; ///< That it is read.
  };

  void enter(FileID Id, FileEntryRef File) {
    size_t Before = To.Files.size();
    unsigned Number = numberOf(File);
    bool IsFirstTime = Number == Before, HasText = false;
    unsigned Part = Number, Around = Number;
    if (!Stack.empty()) {
      const Open &From = Stack.back();
      HasText = From.HasText || !isOwn(From.File);
      if (HasText || !isOwn(File))
        Part = From.Part;
      if (Stack.size() > 1)
        Around = From.Part;
    }
    if (IsFirstTime) {
      Holders.resize(To.Files.size());
      Holders[Number] = Part;
    }
    Stack.push_back({Id, File, Number, Part, Around, HasText, IsFirstTime});
  }

  void leave(FileID Id) {
    if (Stack.empty() || Stack.back().Id != Id)
      return;
    Open Left = Stack.pop_back_val();
    if (Left.IsFirstTime && Left.Part == Left.Number)
      Ended.push_back(Left);
  }

  /// A token stands there, in a file that is open.
  void beginText(SourceLocation At) {
    FileID Id = Sources.getFileID(Sources.getExpansionLoc(At));
    for (Open &One : llvm::reverse(Stack))
      if (One.Id == Id) {
        One.HasText = true;
        return;
      }
  }

  bool isOpen(unsigned Number) const {
    return llvm::any_of(Stack,
                        [&](const Open &One) { return One.Number == Number; });
  }

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
    if (!Name || !isOwn(At))
      return;
    if (Is.getMacroInfo())
      return use(At, Is);
    std::vector<unsigned> &By = Asked[Name->getName()];
    if (!llvm::is_contained(By, fileAt(At)))
      By.push_back(fileAt(At));
  }

  void use(SourceLocation At, const MacroDefinition &Is) {
    if (!Is.getMacroInfo() || !isOwn(At))
      return;
    SourceLocation Defined = Is.getMacroInfo()->getDefinitionLoc();
    if (isInAFile(Defined) && !isOwn(Defined))
      To.Uses.emplace(fileAt(At), fileAt(Defined));
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
      for (unsigned File : It->second)
        if (File != fileAt(By))
          To.Questions.push_back({Name.str(), File, fileAt(By)});
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
  llvm::StringMap<std::vector<unsigned>> Asked; ///< By which files.
  llvm::SmallVector<Open> Stack;
  std::vector<Open> Ended;       ///< Parts.
  std::vector<unsigned> Holders; ///< Of each of To.Files: the part.
  llvm::DenseMap<unsigned, std::string> Names; ///< Of headers, by their UID.
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
                deps::DependencyScanningWorkerFilesystem &Texts, Found &To,
                FilesAsked &Asked)
      : C(C), Where(C), Texts(Texts), To(To), Asked(Asked) {}

  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<FollowAction>(C, Where, Texts, To);
  }

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation,
                     FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Errors) override {
    Asked.begin();
    makeReadOnly(*Invocation);
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files,
                                                std::move(Containers), Errors);
  }

private:
  const Command &C;
  const SearchDirectories Where;
  deps::DependencyScanningWorkerFilesystem &Texts;
  Found &To;
  FilesAsked &Asked;
};

} // namespace

std::optional<Found>
corolint::follow(const Command &C,
                 deps::DependencyScanningFilesystemSharedCache &Shared) {
  FilesAsked Asked;
  auto Texts =
      llvm::makeIntrusiveRefCnt<deps::DependencyScanningWorkerFilesystem>(
          Shared, diskWithHeaders(regularFiles()));
  if (Texts->setCurrentWorkingDirectory(C.Directory))
    return std::nullopt;
  auto Files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(),
                                                      Asked.on(Texts));
  Found All;
  FollowFactory Factory(C, *Texts, All, Asked);
  tooling::ToolInvocation Clang(C.Args, &Factory, Files.get(),
                                std::make_shared<PCHContainerOperations>());
  DiagnosticConsumer Errors; // counts them
  Clang.setDiagnosticConsumer(&Errors);
  if (!Clang.run() || Errors.getNumErrors() || All.Files.empty())
    return std::nullopt;
  makeUnique(All.Edges);
  All.Missing = Asked.missing();
  return All;
}

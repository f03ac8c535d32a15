#include "driver/unit/Parse.h"
#include "checks/base/DeepStack.h"
#include "checks/base/Sources.h"
#include "checks/facts/Places.h"
#include "driver/base/Hash.h"
#include "driver/input/CarriedHeaders.h"
#include "driver/input/Toolchain.h"
#include "driver/scan/FilesAsked.h"
#include "driver/scan/Invocation.h"
#include "driver/scan/RegularFiles.h"
#include "driver/unit/AwaitErrors.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/DiagnosticAST.h"
#include "clang/Basic/DiagnosticFrontend.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/MultiplexConsumer.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTReader.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <map>
#include <set>

using namespace corolint;

namespace {

constexpr unsigned ErrorsKept = 5;

/// Keeps the first errors of the compiler, prints none.
class ErrorLog : public clang::DiagnosticConsumer {
public:
  ErrorLog(const Command &C, TuReport &Into) : Made(C), Into(Into) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &D) override {
    NeedsBodies |= D.getID() == clang::diag::note_constexpr_invalid_function;
    if (Level < clang::DiagnosticsEngine::Error)
      return;
    WasFatal |= Level == clang::DiagnosticsEngine::Fatal;
    NeedsModule |= D.getID() == clang::diag::err_module_not_found;
    if (Into.ErrorCount++ >= ErrorsKept)
      return;
    llvm::SmallString<256> Words;
    D.FormatDiagnostic(Words);
    if (auto Of = awaitErrorOf(D))
      Awaits.emplace_back(Into.Errors.size(), *Of);
    Into.Errors.push_back({placeOf(D), Words.str().str()});
  }

  void explain(clang::ASTContext &Ast) {
    for (const auto &[Error, Of] : Awaits)
      if (std::string Advice = adviceOn(Of, Ast); !Advice.empty())
        Into.Errors[Error].Message += "; " + Advice;
  }

  bool WasFatal = false;
  bool NeedsModule = false;
  bool NeedsBodies = false; ///< Of functions that clang had to evaluate.

private:
  std::vector<std::pair<size_t, AwaitError>> Awaits; ///< By index of Errors.

  /// As the compiler would print it: #line counts.
  Place placeOf(const clang::Diagnostic &D) const {
    Place P;
    P.File = Made.File;
    if (!D.hasSourceManager() || D.getLocation().isInvalid())
      return P;
    clang::PresumedLoc At =
        D.getSourceManager().getPresumedLoc(D.getLocation());
    if (At.isInvalid())
      return P;
    llvm::SmallString<256> Path(At.getFilename());
    D.getSourceManager().getFileManager().makeAbsolutePath(Path);
    P.File = realPath(Path);
    P.Line = At.getLine();
    P.Column = At.getColumn();
    return P;
  }

  const Command &Made;
  TuReport &Into;
};

using AstCallback = llvm::function_ref<void(clang::ASTContext &)>;

/// Marks headers of libraries that no directory of the search leads to, as
/// `#pragma GCC system_header` would: `#include "../third_party/one.h"`.
class LibraryMarker : public clang::PPCallbacks {
public:
  LibraryMarker(clang::Preprocessor &P, const Libraries &Others)
      : P(P), Sources(P.getSourceManager()), Others(Others) {}

  void FileChanged(clang::SourceLocation Begin, FileChangeReason Why,
                   clang::SrcMgr::CharacteristicKind Kind,
                   clang::FileID) override {
    if (Why != EnterFile || Kind != clang::SrcMgr::C_User)
      return;
    clang::FileID Entered = Sources.getFileID(Begin);
    auto File = Sources.getFileEntryRefForID(Entered);
    if (!File || Entered == Sources.getMainFileID() ||
        !Others.holdFile(File->getFileEntry().tryGetRealPathName()))
      return;
    P.getHeaderSearchInfo().MarkFileSystemHeader(*File);
    // From the next line on, which has that number.
    Sources.AddLineNote(
        Begin, 2, Sources.getLineTableFilenameID(File->getName()),
        /*IsFileEntry=*/false, /*IsFileExit=*/false, clang::SrcMgr::C_System);
  }

private:
  clang::Preprocessor &P;
  clang::SourceManager &Sources;
  const Libraries &Others;
};

/// Directories of libraries become the system's. Their order stays.
void tellLibraries(clang::CompilerInstance &Clang, const Libraries &Others) {
  clang::HeaderSearch &Search = Clang.getPreprocessor().getHeaderSearchInfo();
  const clang::HeaderSearch &Found = Search;
  std::vector<clang::DirectoryLookup> All;
  unsigned Quoted = 0, BeforeSystem = 0;
  auto Count = [&](clang::ConstSearchDirIterator I) {
    if (I == Found.angled_dir_begin())
      Quoted = All.size();
    if (I == Found.system_dir_begin())
      BeforeSystem = All.size();
  };
  for (auto I = Found.search_dir_begin(); I != Found.search_dir_end(); ++I) {
    Count(I);
    All.push_back(*I);
    if (I->isNormalDir() &&
        I->getDirCharacteristic() == clang::SrcMgr::C_User &&
        Others.hold(realPath(I->getDirRef()->getName())))
      All.back() = clang::DirectoryLookup(
          *I->getDirRef(), clang::SrcMgr::C_System, /*isFramework=*/false);
  }
  Count(Found.search_dir_end());
  Search.SetSearchPaths(std::move(All), Quoted, BeforeSystem,
                        llvm::DenseMap<unsigned, unsigned>());
  clang::Preprocessor &P = Clang.getPreprocessor();
  P.addPPCallbacks(std::make_unique<LibraryMarker>(P, Others));
}

/// Tells what coroutine types are.
bool definesATask(const clang::FunctionDecl &F) {
  const clang::IdentifierInfo *Name = F.getIdentifier();
  return Name && llvm::StringSwitch<bool>(Name->getName())
                     .Cases({"initial_suspend", "unhandled_exception",
                             "await_ready", "await_suspend"},
                            true)
                     .Default(false);
}

/// How one parse differs from what the command says.
struct ParseOptions {
  const Libraries &Others;
  const FileTexts &Instead;
  const Preamble *Shared;
  std::string Into; ///< Where the precompiled form goes; or "": nowhere.
  Bodies Which;
  const FunctionNames *Only = nullptr; ///< See parse().
  /// Files that were not read again; known when the AST is.
  mutable std::vector<clang::FileID> Precompiled = {};
};

/// The files of the project that the unit's preamble has read.
std::vector<clang::FileID> precompiledFiles(clang::CompilerInstance &Clang,
                                            const Preamble *Shared) {
  std::vector<clang::FileID> All;
  auto Reader = Clang.getASTReader();
  if (!Reader || !Shared)
    return All;
  clang::serialization::ModuleFile &From =
      Reader->getModuleManager().getPrimaryModule();
  for (unsigned Begin : Shared->Own)
    All.push_back(
        Clang.getSourceManager().getFileID(Reader->TranslateSourceLocation(
            From, clang::SourceLocation::getFromRawEncoding(Begin))));
  return All;
}

/// Most of a unit are bodies in system headers, and nobody reads them: what a
/// library's function does is in its model. Kept are those that tell what a
/// coroutine type is; clang keeps what it has to evaluate itself.
class Consumer : public clang::ASTConsumer {
public:
  Consumer(AstCallback Look, const ParseOptions &How,
           clang::CompilerInstance &Clang)
      : Look(Look), How(How), Clang(Clang) {}

  void HandleTranslationUnit(clang::ASTContext &Ast) override {
    How.Precompiled = precompiledFiles(Clang, How.Shared);
    const clang::TranslationUnitDecl &Unit = *Ast.getTranslationUnitDecl();
    // Of what was precompiled only what is the project's own.
    std::vector<clang::Decl *> Scope;
    if (How.Precompiled.empty())
      llvm::append_range(Scope, Unit.noload_decls());
    else
      llvm::copy_if(Unit.decls(), std::back_inserter(Scope),
                    [&](const clang::Decl *D) {
                      return !D->isFromASTFile() || !isOfLibrary(*D);
                    });
    Ast.setTraversalScope(std::move(Scope));
    Look(Ast);
  }

  bool shouldSkipFunctionBody(clang::Decl *D) override {
    const clang::FunctionDecl *F = D->getAsFunction();
    if (!F || definesATask(*F))
      return false;
    if (!isOfLibrary(*F))
      return How.Only && !isAskedFor(*F);
    return !How.Others.areRead() &&
           (How.Which == Bodies::Few || !D->isTemplated());
  }

  bool HandleTopLevelDecl(clang::DeclGroupRef Group) override {
    if (How.Which == Bodies::Few)
      for (clang::Decl *D : Group)
        if (isOfLibrary(*D))
          forgetBodies(D);
    return true;
  }

private:
  bool isOfLibrary(const clang::Decl &D) const {
    const clang::SourceManager &Sources = Clang.getSourceManager();
    return Sources.isInSystemHeader(Sources.getExpansionLoc(D.getLocation()));
  }

  bool isAskedFor(const clang::FunctionDecl &F) const {
    auto [Id, Offset] =
        Clang.getSourceManager().getDecomposedExpansionLoc(F.getLocation());
    auto [It, IsNew] = Asked.try_emplace(Id, nullptr);
    if (IsNew) {
      auto Entry = Clang.getSourceManager().getFileEntryRefForID(Id);
      auto In = How.Only->find(
          Entry ? Entry->getFileEntry().tryGetRealPathName().str() : "");
      It->second = In == How.Only->end() ? nullptr : &In->second;
    }
    return It->second && It->second->count(Offset);
  }

  /// Clang has to read what is constexpr, as it may have to evaluate it. But an
  /// object with a destructor of its own does not outlive an evaluation, so
  /// members of its class are hardly ever evaluated: a unit in which one is
  /// does not compile, and is parsed again. To instantiate them all takes long.
  void forgetBodies(clang::Decl *In) {
    if (auto *Template = llvm::dyn_cast<clang::ClassTemplateDecl>(In))
      return forgetBodies(Template->getTemplatedDecl());
    auto *Class = llvm::dyn_cast<clang::CXXRecordDecl>(In);
    if (Class &&
        clang::isTemplateInstantiation(Class->getTemplateSpecializationKind()))
      return;
    if (Class || llvm::isa<clang::NamespaceDecl, clang::LinkageSpecDecl>(In)) {
      for (clang::Decl *D : llvm::cast<clang::DeclContext>(In)->noload_decls())
        forgetBodies(D);
      return;
    }
    auto *Member =
        llvm::dyn_cast_or_null<clang::CXXMethodDecl>(In->getAsFunction());
    if (!Member || !Member->isTemplated() || Member->isStatic() ||
        !Member->isConstexpr() || Member->isConsteval() ||
        !Member->doesThisDeclarationHaveABody() || Member->isDefaulted() ||
        definesATask(*Member))
      return;
    const clang::CXXDestructorDecl *End = Member->getParent()->getDestructor();
    if (!End || !End->isUserProvided())
      return;
    Member->setBody(nullptr);
    Member->setHasSkippedBody();
  }

  AstCallback Look;
  const ParseOptions &How;
  clang::CompilerInstance &Clang;
  /// By file; null: nothing of it.
  mutable llvm::DenseMap<clang::FileID, const std::set<unsigned> *> Asked;
};

class LookAction : public clang::ASTFrontendAction {
public:
  LookAction(AstCallback Look, const ParseOptions &How)
      : Look(Look), How(How) {}

private:
  bool BeginSourceFileAction(clang::CompilerInstance &Clang) override {
    tellLibraries(Clang, How.Others);
    return true;
  }

  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &Clang, llvm::StringRef) override {
    return std::make_unique<Consumer>(Look, How, Clang);
  }

  AstCallback Look;
  const ParseOptions &How;
};

class PrecompileAction : public clang::GeneratePCHAction {
public:
  PrecompileAction(AstCallback Look, const ParseOptions &How)
      : Look(Look), How(How) {}

private:
  bool BeginSourceFileAction(clang::CompilerInstance &Clang) override {
    tellLibraries(Clang, How.Others);
    return GeneratePCHAction::BeginSourceFileAction(Clang);
  }

  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &Clang,
                    llvm::StringRef File) override {
    std::vector<std::unique_ptr<clang::ASTConsumer>> Both;
    Both.push_back(GeneratePCHAction::CreateASTConsumer(Clang, File));
    if (!Both.back())
      return nullptr;
    Both.push_back(std::make_unique<Consumer>(Look, How, Clang));
    return std::make_unique<clang::MultiplexConsumer>(std::move(Both));
  }

  AstCallback Look;
  const ParseOptions &How;
};

class LookFactory : public clang::tooling::FrontendActionFactory {
public:
  LookFactory(AstCallback Look, const ParseOptions &How, FilesAsked &Asked)
      : Look(Look), How(How), Asked(Asked) {}

  std::unique_ptr<clang::FrontendAction> create() override {
    if (!How.Into.empty())
      return std::make_unique<PrecompileAction>(Look, How);
    return std::make_unique<LookAction>(Look, How);
  }

  bool runInvocation(std::shared_ptr<clang::CompilerInvocation> Invocation,
                     clang::FileManager *Files,
                     std::shared_ptr<clang::PCHContainerOperations> Containers,
                     clang::DiagnosticConsumer *Errors) override {
    // What the driver looked for concerns compilers, not this unit.
    Asked.begin();
    makeReadOnly(*Invocation);
    // The process ends after this unit.
    clang::FrontendOptions &Frontend = Invocation->getFrontendOpts();
    Frontend.DisableFree = true;
    Frontend.SkipFunctionBodies = How.Only || !How.Others.areRead();
    clang::PreprocessorOptions &Preprocessor =
        Invocation->getPreprocessorOpts();
    // Under the unit's own name, for it may be a link: what a file includes is
    // looked for beside the name that it goes by.
    const std::string Unit = Frontend.Inputs.front().getFile().str();
    llvm::SmallString<256> Real;
    Files->getVirtualFileSystem().getRealPath(Unit, Real);
    for (const auto &[File, Text] : How.Instead)
      Preprocessor.addRemappedFile(
          File == Real ? Unit : File,
          llvm::MemoryBuffer::getMemBufferCopy(Text).release());
    if (How.Shared)
      Preprocessor.ImplicitPCHInclude = How.Shared->File;
    if (!How.Into.empty()) {
      Frontend.ProgramAction = clang::frontend::GeneratePCH;
      Frontend.OutputFile = How.Into;
    }
    // Without carets clang doesn't count its errors on standard error.
    Invocation->getDiagnosticOpts().ShowCarets = false;
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files,
                                                std::move(Containers), Errors);
  }

private:
  AstCallback Look;
  const ParseOptions &How;
  FilesAsked &Asked;
};

} // namespace

/// The project's own, by name.
static std::vector<std::string>
inputsOf(clang::ASTContext &Ast, llvm::ArrayRef<clang::FileID> Precompiled) {
  const clang::SourceManager &Sources = Ast.getSourceManager();
  Places Where(Ast);
  std::set<std::string> Files;
  for (clang::FileID File : Precompiled)
    Files.insert(Where.fileOf(File));
  for (unsigned I = 0; I != Sources.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &E = Sources.getLocalSLocEntry(I);
    if (!E.isFile() ||
        clang::SrcMgr::isSystem(E.getFile().getFileCharacteristic()))
      continue;
    clang::SourceLocation Begin =
        clang::SourceLocation::getFromRawEncoding(E.getOffset());
    const std::string &File = Where.fileOf(Sources.getFileID(Begin));
    if (!File.empty())
      Files.insert(File);
  }
  return {Files.begin(), Files.end()};
}

/// Every file that was read for the AST, and what it was like then. Relative
/// names are below `Directory`.
static std::map<std::string, std::string> filesOf(clang::ASTContext &Ast,
                                                  llvm::StringRef Directory) {
  const clang::SourceManager &Sources = Ast.getSourceManager();
  std::map<std::string, std::string> Files;
  for (unsigned I = 0; I != Sources.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &E = Sources.getLocalSLocEntry(I);
    if (!E.isFile() || !E.getFile().getContentCache().OrigEntry)
      continue;
    clang::FileEntryRef File = *E.getFile().getContentCache().OrigEntry;
    auto Add = [&](llvm::StringRef Path) {
      auto [It, New] = Files.try_emplace(Path.str());
      if (!New)
        return;
      if (auto Buffer = E.getFile().getContentCache().getBufferIfLoaded())
        It->second = contentHash(Buffer->getBuffer());
    };
    llvm::StringRef Real = File.getFileEntry().tryGetRealPathName();
    llvm::SmallString<256> Named(File.getName());
    llvm::sys::path::make_absolute(Directory, Named);
    llvm::sys::path::remove_dots(Named, /*remove_dot_dot=*/true);
    // A link on the way may lead elsewhere tomorrow.
    if (Named != Real)
      Add(Named);
    if (!Real.empty())
      Add(Real);
  }
  return Files;
}

/// What the AST depends on beside its own files and those of the preamble.
static void addAsked(TuReport &R, std::map<std::string, std::string> Files,
                     const FilesAsked &Asked, const ParseOptions &How) {
  if (How.Shared)
    for (const ReadFile &F : How.Shared->Inputs)
      Files.try_emplace(F.Name, F.Hash);
  for (const auto &File : Asked.found()) {
    if (File.getKey() == "/dev/null" ||
        (How.Shared && File.getKey() == realPath(How.Shared->File)))
      continue;
    auto [It, New] = Files.try_emplace(File.getKey().str(), File.getValue());
    if (!New)
      continue;
    if (!It->second.empty()) {
      if (!How.Others.holdFile(It->first))
        R.Inputs.push_back(It->first);
    } else if (auto Text = readFile(It->first)) {
      It->second = contentHash((*Text)->getBuffer());
    }
  }
  llvm::sort(R.Inputs);
  for (std::string &Name : Asked.missing())
    Files.try_emplace(std::move(Name), NoFile);
  for (auto &[Name, Hash] : Files)
    R.Read.push_back({Name, std::move(Hash)});
}

/// Sets `NeedsBodies` if it does not compile without those that were left out.
static TuReport run(const Command &C, const std::vector<std::string> &Args,
                    AstCallback Look, const ParseOptions &How,
                    bool &NeedsBodies) {
  knowAllTargets();
  TuReport R;
  R.File = C.File;
  R.Directory = C.Directory;
  R.Command = C.Args;
  ErrorLog Errors(C, R);

  FilesAsked Asked;
  auto Disk = Asked.on(diskWithHeaders(regularFiles()));
  if (std::error_code Why = Disk->setCurrentWorkingDirectory(C.Directory)) {
    R.Status = TuStatus::Failed;
    R.Message = "its directory '" + C.Directory + "': " + Why.message();
    return R;
  }
  auto Files = llvm::makeIntrusiveRefCnt<clang::FileManager>(
      clang::FileSystemOptions(), std::move(Disk));
  bool Looked = false;
  std::map<std::string, std::string> OfAst;
  auto LookUnlessUseless = [&](clang::ASTContext &Ast) {
    Looked = !Errors.WasFatal;
    if (!Looked)
      return;
    R.Inputs = inputsOf(Ast, How.Precompiled);
    if (How.Instead.empty())
      OfAst = filesOf(Ast, C.Directory);
    Errors.explain(Ast);
    Look(Ast);
  };
  LookFactory Factory(LookUnlessUseless, How, Asked);
  clang::tooling::ToolInvocation Clang(
      Args, &Factory, Files.get(),
      std::make_shared<clang::PCHContainerOperations>());
  Clang.setDiagnosticConsumer(&Errors);
  Clang.run();

  if (Looked && How.Instead.empty())
    addAsked(R, std::move(OfAst), Asked, How);
  if (Looked && !R.ErrorCount)
    return R;
  NeedsBodies = Errors.NeedsBodies;
  R.Status = Looked ? TuStatus::Errors : TuStatus::Failed;
  if (Errors.NeedsModule)
    R.Message = "it imports C++20 modules, which corolint cannot build";
  else if (!Looked)
    R.Message = "it could not be parsed";
  return R;
}

TuReport corolint::parse(const Command &C, AstCallback Look,
                         const FileTexts &Instead, const Preamble *Shared,
                         const FunctionNames *Only) {
  bool NeedsBodies = false;
  ParseOptions How{C.Others,
                   Instead,
                   Shared,
                   "",
                   Instead.empty() ? Bodies::Few : Bodies::Templates,
                   Only};
  TuReport R;
  // Clang's own walks are as deep as the code.
  onDeepStack([&] { R = run(C, C.Args, Look, How, NeedsBodies); });
  if (!NeedsBodies || How.Which == Bodies::Templates)
    return R;
  How.Which = Bodies::Templates;
  How.Shared = nullptr;
  onDeepStack([&] { R = run(C, C.Args, Look, How, NeedsBodies); });
  return R;
}

/// See Preamble::Own.
static std::vector<unsigned> ownFiles(const clang::SourceManager &Sources) {
  std::vector<unsigned> All;
  for (unsigned I = 0; I != Sources.local_sloc_entry_size(); ++I) {
    const clang::SrcMgr::SLocEntry &E = Sources.getLocalSLocEntry(I);
    if (!E.isFile() || !E.getFile().getContentCache().OrigEntry)
      continue;
    auto Begin = clang::SourceLocation::getFromRawEncoding(E.getOffset());
    if (!Sources.isInSystemHeader(Begin) && !Sources.isInMainFile(Begin))
      All.push_back(E.getOffset());
  }
  return All;
}

std::optional<Preamble> corolint::precompile(const Command &C,
                                             const std::string &Header,
                                             const std::string &File,
                                             Bodies Which) {
  std::vector<std::string> Args = C.Args;
  assert(Args.size() > 2 && Args.back() == C.File);
  Args.back() = Header;
  Args.insert(Args.end() - 2, {"-x", "c++-header"});
  // Once here, instead of in each unit.
  Args.insert(Args.end() - 2, "-fpch-instantiate-templates");
  Preamble Made{File, {}, {}};
  bool NeedsBodies = false;
  TuReport R = run(
      C, Args,
      [&](clang::ASTContext &Ast) {
        Made.Own = ownFiles(Ast.getSourceManager());
      },
      {C.Others, {}, nullptr, File, Which}, NeedsBodies);
  if (R.Status != TuStatus::Ok || !llvm::sys::fs::exists(File))
    return std::nullopt;
  Made.Inputs = std::move(R.Read);
  return Made;
}

#include "driver/Freeze.h"
#include "driver/Sources.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/JSON.h"

using namespace corolint;
using clang::SourceLocation;
using clang::SourceManager;
using clang::SourceRange;

/// Absolute as the command's directory has it, links resolved. "" for what is
/// no file: built-ins, the command line, pasted tokens.
const std::string &Freezer::fileOf(clang::FileID Id) {
  auto [It, IsNew] = Files.try_emplace(Id);
  if (!IsNew)
    return It->second;
  const SourceManager &SM = Ast.getSourceManager();
  if (auto Entry = SM.getFileEntryRefForID(Id)) {
    llvm::SmallString<256> Path(Entry->getName());
    SM.getFileManager().makeAbsolutePath(Path);
    It->second = realPath(Path);
  }
  return It->second;
}

static Place placeAt(const std::string &File, llvm::StringRef Text,
                     unsigned Begin, unsigned End) {
  Begin = std::min<size_t>(Begin, Text.size());
  llvm::StringRef Before = Text.take_front(Begin);
  size_t LineStart = Before.rfind('\n') + 1; // npos + 1 is 0
  size_t LineEnd = std::min(Text.find('\n', Begin), Text.size());
  size_t Clipped =
      Begin +
      Text.slice(Begin, std::min<size_t>(End, LineEnd)).rtrim(" \t\r").size();
  Place P;
  P.File = File;
  P.Line = Before.count('\n') + 1;
  P.Column = Begin - LineStart + 1;
  P.EndColumn = std::max(Clipped, size_t(Begin) + 1) - LineStart + 1;
  P.Offset = Begin;
  return P;
}

std::optional<Place> Freezer::placeOf(SourceRange Where) {
  const SourceManager &SM = Ast.getSourceManager();
  if (Where.isInvalid())
    return std::nullopt;
  // Code out of a macro's body stands where the macro is used.
  SourceLocation First = SM.getFileLoc(Where.getBegin());
  SourceLocation Last = SM.getFileLoc(Where.getEnd());
  auto [Id, Begin] = SM.getDecomposedLoc(First);
  auto [LastId, LastBegin] = SM.getDecomposedLoc(Last);
  if (LastId != Id || LastBegin < Begin) {
    Last = First;
    LastBegin = Begin;
  }
  const std::string &File = fileOf(Id);
  if (File.empty())
    return std::nullopt;
  unsigned Length =
      clang::Lexer::MeasureTokenLength(Last, SM, Ast.getLangOpts());
  return placeAt(File, SM.getBufferData(Id), Begin, LastBegin + Length);
}

std::optional<Place> Freezer::tokenAt(SourceLocation Spelled) {
  return placeOf(SourceRange(Spelled, Spelled));
}

bool Freezer::isWanted(SourceLocation FileLocation) {
  const SourceManager &SM = Ast.getSourceManager();
  clang::FileID Id = SM.getFileID(FileLocation);
  if (SM.isInSystemHeader(FileLocation))
    return false;
  if (Id == SM.getMainFileID())
    return true;
  // The path as it was included, which people write patterns for, may differ.
  llvm::SmallVector<llvm::StringRef, 2> Names = {fileOf(Id)};
  if (auto Entry = SM.getFileEntryRefForID(Id))
    Names.push_back(Entry->getName());
  return Headers.lets(Names);
}

std::optional<Fix> Freezer::freeze(Fix F) {
  for (Edit &E : F.Edits) {
    // A report is JSON, which has no way to say other bytes.
    if (!llvm::json::isUTF8(E.Text))
      return std::nullopt;
    llvm::SmallString<256> Path(E.File);
    Ast.getSourceManager().getFileManager().makeAbsolutePath(Path);
    E.File = realPath(Path);
  }
  for (const Edit &E : F.Edits)
    stamp(E.File);
  return F;
}

void Freezer::stamp(const std::string &File) {
  auto [It, IsNew] = Into.Parsed.try_emplace(File);
  if (!IsNew)
    return;
  const SourceManager &SM = Ast.getSourceManager();
  if (auto Entry = SM.getFileManager().getOptionalFileRef(File)) {
    clang::FileID Id = SM.translateFile(*Entry);
    if (Id.isValid())
      It->second = stampOf(SM.getBufferData(Id));
  }
}

void Freezer::take(Diagnosis D) {
  const SourceManager &SM = Ast.getSourceManager();
  std::optional<Place> At = placeOf(D.Where);
  if (!At || D.Loudness == Level::Off ||
      !isWanted(SM.getFileLoc(D.Where.getBegin())))
    return;

  Finding F;
  F.At = std::move(*At);
  F.Check = D.From->Id.str();
  F.Loudness = D.Loudness;
  F.Words = std::move(D.Words);
  F.Function = std::move(D.Function);

  // A NOLINT counts at every place on the way from the code to its use.
  for (SourceLocation L = D.Where.getBegin(); L.isMacroID();
       L = SM.getImmediateExpansionRange(L).getBegin())
    if (auto Spelled = tokenAt(SM.getSpellingLoc(L));
        Spelled && !llvm::is_contained(F.SpelledAt, *Spelled))
      F.SpelledAt.push_back(*Spelled);

  // An argument stands where it was written: the macro around it is no news.
  std::vector<Note> Expansions;
  for (SourceLocation L = D.Where.getBegin(); L.isMacroID();
       L = SM.getImmediateMacroCallerLoc(L))
    if (auto Spelled = tokenAt(SM.getSpellingLoc(L));
        Spelled && !SM.isMacroArgExpansion(L))
      Expansions.push_back(
          {*Spelled,
           ("expanded from macro '" +
            clang::Lexer::getImmediateMacroName(L, SM, Ast.getLangOpts()) + "'")
               .str()});
  for (auto &[Where, Words, IsStep] : D.Notes)
    F.Notes.push_back(
        {placeOf(Where).value_or(F.At), std::move(Words), IsStep});
  F.Notes.insert(F.Notes.begin(), Expansions.rbegin(), Expansions.rend());

  for (Fix &X : D.Fixes)
    if (std::optional<Fix> Frozen = freeze(std::move(X)))
      F.Fixes.push_back(std::move(*Frozen));
  stamp(F.At.File);
  Into.Findings.push_back(std::move(F));
}

#include "driver/unit/CollectingSink.h"
#include "checks/base/Sources.h"
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

std::optional<Place> CollectingSink::tokenAt(SourceLocation Spelled) {
  return Where.of(SourceRange(Spelled, Spelled));
}

bool CollectingSink::isWanted(SourceLocation FileLocation) {
  const SourceManager &SM = Ast.getSourceManager();
  clang::FileID Id = SM.getFileID(FileLocation);
  if (SM.isInSystemHeader(FileLocation))
    return false;
  if (Id == SM.getMainFileID())
    return true;
  if (Headers.Excluded.hold(Where.fileOf(Id)))
    return false;
  // The path as it was included, which people write patterns for, may differ.
  llvm::SmallVector<llvm::StringRef, 2> Names = {Where.fileOf(Id)};
  if (auto Entry = SM.getFileEntryRefForID(Id))
    Names.push_back(Entry->getName());
  return Headers.lets(Names);
}

std::optional<Fix> CollectingSink::collect(Fix F) {
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

void CollectingSink::stamp(const std::string &File) {
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

void CollectingSink::take(Diagnosis D) {
  const SourceManager &SM = Ast.getSourceManager();
  std::optional<Place> At = Where.of(D.Where);
  if (!At || D.Severity == Level::Off ||
      !isWanted(SM.getFileLoc(D.Where.getBegin())))
    return;

  Finding F;
  F.At = std::move(*At);
  F.Check = D.From->Id.str();
  F.Severity = D.Severity;
  F.Message = std::move(D.Message);
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
  for (auto &[Range, Words, Elsewhere, IsCause] : D.Notes)
    F.Notes.push_back(
        {Where.of(Range).value_or(F.At), std::move(Words), false, IsCause});
  F.Notes.insert(F.Notes.begin(), Expansions.rbegin(), Expansions.rend());

  for (Fix &X : D.Fixes)
    if (std::optional<Fix> Frozen = collect(std::move(X)))
      F.Fixes.push_back(std::move(*Frozen));
  stamp(F.At.File);
  if (D.If)
    Into.Open.push_back({std::move(F), std::move(*D.If)});
  else
    Into.Findings.push_back(std::move(F));
}

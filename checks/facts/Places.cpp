#include "checks/facts/Places.h"
#include "checks/base/Sources.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"

using namespace clang;

namespace corolint {

const std::string &Places::fileOf(FileID Id) const {
  auto [It, IsNew] = Files.try_emplace(Id);
  if (!IsNew)
    return It->second;
  const SourceManager &SM = Ast.getSourceManager();
  if (auto Entry = SM.getFileEntryRefForID(Id)) {
    SmallString<256> Path(Entry->getName());
    SM.getFileManager().makeAbsolutePath(Path);
    It->second = realPath(Path);
  }
  return It->second;
}

const std::string &Places::mainFile() const {
  return fileOf(Ast.getSourceManager().getMainFileID());
}

bool Places::isInSystemHeader(SourceLocation Where) const {
  const SourceManager &SM = Ast.getSourceManager();
  return Where.isInvalid() || SM.isInSystemHeader(SM.getExpansionLoc(Where));
}

static Place placeAt(const std::string &File, StringRef Text, unsigned Line,
                     size_t LineStart, unsigned Begin, unsigned End) {
  Begin = std::min<size_t>(Begin, Text.size());
  // Not all of a line is looked at: generated code is one of a megabyte.
  StringRef InLine = Text.slice(Begin, End).split('\n').first;
  size_t Clipped = Begin + InLine.rtrim(" \t\r").size();
  Place P;
  P.File = File;
  P.Line = Line;
  P.Column = Begin - LineStart + 1;
  P.EndColumn = std::max(Clipped, size_t(Begin) + 1) - LineStart + 1;
  P.Offset = Begin;
  return P;
}

std::optional<Place> Places::of(SourceRange Where) const {
  const SourceManager &SM = Ast.getSourceManager();
  if (Where.isInvalid())
    return std::nullopt;
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
  unsigned Length = Lexer::MeasureTokenLength(Last, SM, Ast.getLangOpts());
  unsigned Line = SM.getLineNumber(Id, Begin);
  unsigned LineStart = SM.getFileOffset(SM.translateLineCol(Id, Line, 1));
  return placeAt(File, SM.getBufferData(Id), Line, LineStart, Begin,
                 LastBegin + Length);
}

} // namespace corolint

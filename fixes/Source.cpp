#include "fixes/Source.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/TypeLoc.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Tooling/Inclusions/HeaderIncludes.h"
#include "llvm/Support/Regex.h"

using namespace clang;

namespace corolint {

std::optional<Edit> Source::edit(CharSourceRange Range,
                                 std::string Text) const {
  const SourceManager &Sources = Ast.getSourceManager();
  if (Range.getBegin().isMacroID() || Range.getEnd().isMacroID())
    return std::nullopt;
  CharSourceRange File =
      Lexer::makeFileCharRange(Range, Sources, Ast.getLangOpts());
  if (File.isInvalid() || Sources.isInSystemHeader(File.getBegin()))
    return std::nullopt;
  auto [Id, Begin] = Sources.getDecomposedLoc(File.getBegin());
  unsigned End = Sources.getFileOffset(File.getEnd());
  auto Entry = Sources.getFileEntryRefForID(Id);
  if (!Entry)
    return std::nullopt;
  return Edit{Entry->getName().str(), Begin, End - Begin, std::move(Text)};
}

Source::Line Source::lineOf(SourceLocation Place) const {
  const SourceManager &Sources = Ast.getSourceManager();
  auto [Id, Offset] = Sources.getDecomposedLoc(Sources.getFileLoc(Place));
  StringRef File = Sources.getBufferData(Id);
  StringRef From = File.drop_front(File.rfind('\n', Offset) + 1);
  StringRef Whole = From.take_front(From.find('\n'));
  Line L;
  L.Number = Sources.getLineNumber(Id, Offset);
  if (File.take_front(File.find('\n')).ends_with("\r"))
    L.End = "\r\n";
  L.Width = Whole.rtrim("\r").size();
  L.Indent = Whole.take_while([](char C) { return C == ' ' || C == '\t'; });
  return L;
}

StringRef Source::fileOf(SourceLocation Place) const {
  const SourceManager &Sources = Ast.getSourceManager();
  return Sources.getBufferData(Sources.getFileID(Sources.getFileLoc(Place)));
}

std::optional<std::string> Source::text(SourceRange Tokens) const {
  if (Tokens.getBegin().isMacroID() || Tokens.getEnd().isMacroID())
    return std::nullopt;
  bool Invalid = false;
  StringRef Text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(Tokens),
                           Ast.getSourceManager(), Ast.getLangOpts(), &Invalid);
  if (Invalid || Text.empty())
    return std::nullopt;
  return Text.str();
}

SourceRange Source::wholeOf(const VarDecl &V) const {
  SourceRange All = V.getSourceRange();
  if (V.getInitStyle() != VarDecl::CallInit || All.getEnd().isMacroID())
    return All;
  // `T v(init)` ends with its initialiser, for clang.
  auto Next = Lexer::findNextToken(All.getEnd(), Ast.getSourceManager(),
                                   Ast.getLangOpts());
  if (Next && Next->is(tok::r_paren))
    All.setEnd(Next->getLocation());
  return All;
}

std::optional<Edit> Source::replace(SourceRange Tokens,
                                    std::string Text) const {
  return edit(CharSourceRange::getTokenRange(Tokens), std::move(Text));
}

std::optional<Edit> Source::insertBefore(SourceLocation Token,
                                         std::string Text) const {
  return edit(CharSourceRange::getCharRange(Token, Token), std::move(Text));
}

std::optional<Edit> Source::insertAfter(SourceLocation Token,
                                        std::string Text) const {
  if (Token.isMacroID())
    return std::nullopt;
  SourceLocation End = Lexer::getLocForEndOfToken(
      Token, 0, Ast.getSourceManager(), Ast.getLangOpts());
  if (End.isInvalid())
    return std::nullopt;
  return edit(CharSourceRange::getCharRange(End, End), std::move(Text));
}

std::optional<Edit> Source::include(SourceLocation In, StringRef Header) const {
  const SourceManager &Sources = Ast.getSourceManager();
  FileID Id = Sources.getFileID(Sources.getFileLoc(In));
  auto Entry = Sources.getFileEntryRefForID(Id);
  if (!Entry || Sources.isInSystemHeader(Sources.getLocForStartOfFile(Id)))
    return std::nullopt;
  tooling::HeaderIncludes Includes(Entry->getName(), Sources.getBufferData(Id),
                                   tooling::IncludeStyle());
  auto R = Includes.insert(Header.trim("<>"), /*IsAngled=*/true,
                           tooling::IncludeDirective::Include);
  if (!R)
    return std::nullopt;
  return Edit{Entry->getName().str(), R->getOffset(), R->getLength(),
              R->getReplacementText().str()};
}

std::optional<Edit> Source::removeStatement(SourceRange Tokens) const {
  const SourceManager &Sources = Ast.getSourceManager();
  if (Tokens.getBegin().isMacroID() || Tokens.getEnd().isMacroID())
    return std::nullopt;
  auto Semicolon =
      Lexer::findNextToken(Tokens.getEnd(), Sources, Ast.getLangOpts());
  if (!Semicolon || Semicolon->isNot(tok::semi))
    return std::nullopt;
  auto Range = edit(
      CharSourceRange::getCharRange(Tokens.getBegin(), Semicolon->getEndLoc()),
      "");
  if (!Range)
    return std::nullopt;
  StringRef File = fileOf(Tokens.getBegin());
  size_t Begin = Range->Offset, End = Begin + Range->Length;
  while (Begin && (File[Begin - 1] == ' ' || File[Begin - 1] == '\t'))
    --Begin;
  // With the line break in front of it: clang-tidy would take a space too many
  // from what follows the one behind.
  if (Begin && File[Begin - 1] == '\n' && End < File.size() &&
      File[End] == '\n') {
    Range->Offset = Begin - 1;
    Range->Length = End + 1 - Begin;
  } else {
    while (End < File.size() && (File[End] == ' ' || File[End] == '\t'))
      ++End;
    // What follows takes its place; a comment stays behind what is before it.
    if (!Begin || File[Begin - 1] == '\n' ||
        !File.drop_front(End).starts_with("/"))
      Range->Length = End - Range->Offset;
  }
  return Range;
}

FunctionTypeLoc typeOf(const LambdaExpr &Lambda) {
  const TypeSourceInfo *Written = Lambda.getCallOperator()->getTypeSourceInfo();
  return Written ? Written->getTypeLoc().getAsAdjusted<FunctionTypeLoc>()
                 : FunctionTypeLoc();
}

std::optional<Fix> wholeFix(std::string Title, Safety Kind,
                            llvm::ArrayRef<std::optional<Edit>> Edits) {
  Fix F{std::move(Title), Kind, {}};
  for (const std::optional<Edit> &E : Edits) {
    if (!E)
      return std::nullopt;
    F.Edits.push_back(*E);
  }
  return F;
}

std::string unusedName(const std::string &Name, StringRef Code) {
  std::string Free = Name;
  for (unsigned I = 2;
       llvm::Regex("(^|[^A-Za-z0-9_])" + Free + "($|[^A-Za-z0-9_])")
           .match(Code);
       ++I)
    Free = Name + std::to_string(I);
  return Free;
}

bool needsParentheses(const Expr &E) {
  const Expr *Written = E.IgnoreUnlessSpelledInSource();
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(Written))
    return O->getOperator() != OO_Call && O->getOperator() != OO_Subscript &&
           O->getOperator() != OO_Arrow;
  return isa<BinaryOperator, AbstractConditionalOperator>(Written);
}

} // namespace corolint

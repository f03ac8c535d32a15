//===- Source.h - ranges of text that may be edited -----------------------===//
//
// Can this code be rewritten in place, and what does it read now? Refuses
// whatever is touched by a macro or stands in a system header.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_FIXES_SOURCE_H
#define COROLINT_FIXES_SOURCE_H

#include "fixes/Fix.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace clang {
class ASTContext;
class Expr;
class FunctionTypeLoc;
class LambdaExpr;
class Stmt;
class VarDecl;
} // namespace clang

namespace corolint {

class Source {
public:
  explicit Source(const clang::ASTContext &Ast) : Ast(Ast) {}

  const clang::ASTContext &ast() const { return Ast; }

  /// The line a place is on.
  struct Line {
    unsigned Number = 0;
    unsigned Width = 0;     ///< In bytes, without its end.
    std::string Indent;     ///< The white space it begins with.
    std::string End = "\n"; ///< As the file has them: "\n" or "\r\n".
  };
  Line lineOf(clang::SourceLocation Place) const;

  /// All of the file that a place is in.
  llvm::StringRef fileOf(clang::SourceLocation Place) const;

  /// The text between the first and the last token, both included.
  std::optional<std::string> text(clang::SourceRange Tokens) const;

  /// A declaration from its type to its initialiser, with all parentheses.
  clang::SourceRange wholeOf(const clang::VarDecl &V) const;

  std::optional<Edit> replace(clang::SourceRange Tokens,
                              std::string Text) const;
  std::optional<Edit> insertBefore(clang::SourceLocation Token,
                                   std::string Text) const;
  std::optional<Edit> insertAfter(clang::SourceLocation Token,
                                  std::string Text) const;

  /// Includes a header, "<x>", in the file of a place, where its kind stands.
  std::optional<Edit> include(clang::SourceLocation In,
                              llvm::StringRef Header) const;

  /// Takes out a statement with its semicolon, and its line if nothing else is
  /// on it.
  std::optional<Edit> removeStatement(clang::SourceRange Tokens) const;

private:
  std::optional<Edit> edit(clang::CharSourceRange Range,
                           std::string Text) const;

  const clang::ASTContext &Ast;
};

/// Parameters and result of a lambda as they are written; null: they are not.
clang::FunctionTypeLoc typeOf(const clang::LambdaExpr &Lambda);

/// A fix of all these edits, or none.
std::optional<Fix> wholeFix(std::string Title, Safety Kind,
                            llvm::ArrayRef<std::optional<Edit>> Edits);

/// The name, or with a number behind it: one that does not occur in the code.
std::string unusedName(const std::string &Name, llvm::StringRef Code);

/// Would a unary operator in front of it take only a part of it? Such bind
/// tighter than binary operators, looser than calls and member access.
bool needsParentheses(const clang::Expr &E);

} // namespace corolint

#endif

//===- Places.h - where code stands, as plain data ------------------------===//
//
// In which file, line and columns is this piece of code? Sees through macros:
// code out of a macro's body stands where the macro is used. Cut to one line.
// Files are absolute, links resolved.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_PLACES_H
#define COROLINT_CHECKS_FACTS_PLACES_H

#include "checks/base/Finding.h"
#include "clang/Basic/SourceLocation.h"
#include <map>
#include <optional>

namespace clang {
class ASTContext;
}

namespace corolint {

class Places {
public:
  explicit Places(const clang::ASTContext &Ast) : Ast(Ast) {}

  /// The place of this code; none: it stands in no file.
  std::optional<Place> of(clang::SourceRange Where) const;

  /// The path of this file; "" for what is no file: built-ins, the command
  /// line, pasted tokens.
  const std::string &fileOf(clang::FileID Id) const;

  bool isInSystemHeader(clang::SourceLocation Where) const;

  const std::string &mainFile() const;

private:
  const clang::ASTContext &Ast;
  mutable std::map<clang::FileID, std::string> Files;
};

} // namespace corolint

#endif

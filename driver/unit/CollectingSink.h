//===- CollectingSink.h - findings that outlive their translation unit --===//
//
// What is left of a diagnosis when the AST is gone? Turns source locations into
// plain places: where the code stands in its file, seen through macros, cut to
// one line. What lies in system headers is dropped.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_COLLECTINGSINK_H
#define COROLINT_DRIVER_UNIT_COLLECTINGSINK_H

#include "checks/base/Sink.h"
#include "checks/facts/Places.h"
#include "driver/input/Config.h"
#include "driver/unit/TuReport.h"
#include "clang/Basic/SourceManager.h"
#include <optional>

namespace clang {
class ASTContext;
}

namespace corolint {

class Freezer : public Sink {
public:
  Freezer(clang::ASTContext &Ast, const HeaderFilter &Headers, TuReport &Into)
      : Ast(Ast), Headers(Headers), Into(Into), Where(Ast) {}

  /// What another unit told of a header that this one reads, too.
  void take(const SharedBodies &Told, llvm::ArrayRef<const SharedBody *> Of);

  /// All but those in system headers, whether anybody wants to hear of that
  /// header or not.
  const std::vector<Finding> &findings() const { return Findings; }
  const std::vector<OpenFinding> &open() const { return Open; }

private:
  void take(Diagnosis D) override;
  bool isWanted(const Place &At);

  template <typename T>
  void keep(T F, std::vector<T> &All, std::vector<T> &Wanted, bool IsWanted);
  std::optional<Place> tokenAt(clang::SourceLocation Spelled);
  bool isWanted(clang::SourceLocation FileLocation);
  static const Finding &findingIn(const Finding &F) { return F; }
  static const Finding &findingIn(const OpenFinding &F) { return F.What; }
  std::optional<Fix> freeze(Fix F);
  void stamp(const std::string &File);

  clang::ASTContext &Ast;
  const HeaderFilter &Headers;
  TuReport &Into;
  Places Where;
  std::vector<Finding> Findings;
  std::vector<OpenFinding> Open;
};

} // namespace corolint

#endif

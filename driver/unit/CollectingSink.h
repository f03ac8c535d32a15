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

class CollectingSink : public Sink {
public:
  CollectingSink(clang::ASTContext &Ast, const HeaderFilter &Headers,
                 UnitResult &Into)
      : Ast(Ast), Headers(Headers), Into(Into), Where(Ast) {}

private:
  void take(Diagnosis D) override;
  std::optional<Place> tokenAt(clang::SourceLocation Spelled);
  bool isWanted(clang::SourceLocation FileLocation);
  std::optional<Fix> collect(Fix F);
  void stamp(const std::string &File);

  clang::ASTContext &Ast;
  const HeaderFilter &Headers;
  UnitResult &Into;
  Places Where;
};

} // namespace corolint

#endif

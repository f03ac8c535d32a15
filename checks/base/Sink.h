//===- Sink.h - the one door out of the AST -------------------------------===//
//
// A check speaks through a sink; each host brings its own. Left of it all is
// bound to one AST, right of it nothing is: a sink must take what it needs
// before the translation unit is gone.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_SINK_H
#define COROLINT_CHECKS_BASE_SINK_H

#include "checks/base/Check.h"
#include "checks/base/Summary.h"
#include "fixes/Fix.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/Twine.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace corolint {

/// A finding that still points into the AST's source manager. Ranges are token
/// ranges and may come out of macros.
struct Diagnosis {
  const Check *From;
  Level Severity;
  clang::SourceRange Where;
  std::string Message;
  std::string Function;
  struct Remark {
    clang::SourceRange Where;
    std::string Message;
    std::optional<Place> Elsewhere; ///< In another unit, instead of Where.
    bool IsCause = false;           ///< See Note.
  };
  std::vector<Remark> Notes;
  std::vector<Fix> Fixes;
  /// It holds only if other functions, perhaps of other units, do something, or
  /// do not. What it says is in the condition.
  std::optional<DeferredCondition> If;
};

class Sink {
public:
  virtual ~Sink() = default;

  /// Builds one diagnosis; hands it over when the full expression ends.
  class Report {
  public:
    Report(Sink &To, Diagnosis D) : To(To), D(std::move(D)) {}
    Report(const Report &) = delete;
    ~Report() { To.take(std::move(D)); }

    Report &in(std::string Function) {
      D.Function = std::move(Function);
      return *this;
    }
    Report &at(Level L) {
      D.Severity = L;
      return *this;
    }
    Report &note(clang::SourceRange Where, const llvm::Twine &Words) {
      D.Notes.push_back({Where, Words.str(), {}, false});
      return *this;
    }
    Report &cause(clang::SourceRange Where, const llvm::Twine &Words) {
      D.Notes.push_back({Where, Words.str(), {}, true});
      return *this;
    }
    Report &onlyIf(DeferredCondition If) {
      D.If = std::move(If);
      return *this;
    }
    /// Recipes refuse easily; a refused fix is no fix.
    Report &fix(std::optional<Fix> F) {
      if (F)
        D.Fixes.push_back(std::move(*F));
      return *this;
    }

  private:
    Sink &To;
    Diagnosis D;
  };

  Report report(const Check &From, clang::SourceRange Where,
                const llvm::Twine &Words, std::string Function = "") {
    return {*this,
            {&From,
             From.Severity,
             Where,
             Words.str(),
             std::move(Function),
             {},
             {},
             {}}};
  }

  virtual void take(Diagnosis D) = 0;
};

} // namespace corolint

#endif

#include "driver/report/Triage.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include <tuple>

using namespace corolint;

void corolint::raiseToErrors(std::vector<Finding> &Findings,
                             llvm::StringRef WarningsAsErrors) {
  if (WarningsAsErrors.empty())
    return;
  clang::tidy::GlobList Raised(WarningsAsErrors);
  for (Finding &F : Findings)
    if (F.Severity == Level::Warning && Raised.contains(F.Check))
      F.Severity = Level::Error;
}

static auto identity(const Finding &F) {
  return std::tie(F.At.File, F.At.Line, F.At.Column, F.Check, F.At, F.Message);
}

std::vector<Alert> corolint::triage(std::vector<Finding> Findings,
                                    Suppressions &Comments) {
  llvm::sort(Findings, [](const Finding &A, const Finding &B) {
    if (identity(A) != identity(B))
      return identity(A) < identity(B);
    return A < B;
  });

  std::vector<Alert> Alerts;
  for (Finding &F : Findings) {
    if (Alerts.empty() || identity(Alerts.back().What) != identity(F)) {
      Alerts.push_back({std::move(F), std::nullopt, std::nullopt, false});
      continue;
    }
    // Seen from two translation units: keep the louder one, and every fix.
    Finding &Kept = Alerts.back().What;
    Kept.Severity = std::max(Kept.Severity, F.Severity);
    for (Fix &X : F.Fixes)
      if (!llvm::is_contained(Kept.Fixes, X))
        Kept.Fixes.push_back(std::move(X));
    for (Place &P : F.SpelledAt)
      if (!llvm::is_contained(Kept.SpelledAt, P))
        Kept.SpelledAt.push_back(std::move(P));
  }

  for (Alert &A : Alerts) {
    A.SilencedBy = Comments.find(A.What.At, A.What.Check);
    for (const Place &P : A.What.SpelledAt)
      if (!A.SilencedBy)
        A.SilencedBy = Comments.find(P, A.What.Check);
    // A helper may say that what it does is meant, whoever calls it.
    for (const Note &N : A.What.Notes)
      if (N.IsStep && !A.SilencedBy)
        A.SilencedBy = Comments.find(N.At, A.What.Check);
  }
  return Alerts;
}

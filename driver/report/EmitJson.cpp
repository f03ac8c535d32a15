#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Fingerprint.h"
#include "driver/unit/FindingJson.h"

using namespace corolint;

void corolint::emitJson(const Outcome &O, Sources &Texts,
                        llvm::raw_ostream &Out) {
  auto Relative = [&](llvm::StringRef Path) { return pathBelow(O.Root, Path); };
  Fingerprints Names;
  Json Findings = Json::array();
  for (const Alert &A : O.Alerts) {
    const Place &At = A.What.At;
    Json F = toJson(A.What, Relative);
    F["fingerprint"] =
        Names.of(A.What, Relative(At.File), Texts.line(At.File, At.Line));
    if (A.SilencedBy) {
      F["silencedBy"] = toJson(A.SilencedBy->At, Relative);
      if (!A.SilencedBy->Reason.empty())
        F["silencedBy"]["reason"] = A.SilencedBy->Reason;
    }
    if (A.IsKnown)
      F["inBaseline"] = true;
    if (A.AppliedFix)
      F["appliedFix"] = *A.AppliedFix;
    Findings.push_back(std::move(F));
  }
  Json Units = Json::array();
  for (const TuReport &R : O.Units) {
    Json Unit = {{"file", Relative(R.File)}, {"status", spell(R.Status).str()}};
    if (!R.Message.empty())
      Unit["message"] = R.Message;
    for (const Note &N : R.Errors)
      Unit["errors"].push_back(toJson(N, Relative));
    Units.push_back(std::move(Unit));
  }
  Out << print({{"version", 1},
                {"tool",
                 {{"name", "corolint"},
                  {"version", COROLINT_VERSION},
                  {"pages", siteUrl().str() + "/checks/"}}},
                {"root", O.Root},
                {"exitCode", O.ExitCode},
                {"findings", std::move(Findings)},
                {"units", std::move(Units)}});
}

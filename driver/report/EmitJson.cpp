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
                {"tool", {{"name", "corolint"}, {"version", COROLINT_VERSION}}},
                {"root", O.Root},
                {"exitCode", O.ExitCode},
                {"findings", std::move(Findings)},
                {"units", std::move(Units)}});
}

void corolint::listChecksAsJson(llvm::raw_ostream &Out) {
  Json List = Json::array();
  for (const Check *C : allChecks()) {
    Json Tags = Json::array(), Options = Json::array();
    for (llvm::StringRef Tag : C->Tags)
      Tags.push_back(Tag.str());
    for (const CheckOption &O : C->Options) {
      Json Option = {{"key", (C->Id + "." + O.Key).str()},
                     {"default", O.Default.str()},
                     {"doc", O.Doc.str()}};
      llvm::SmallVector<llvm::StringRef> Values;
      O.Values.split(Values, '|', -1, /*KeepEmpty=*/false);
      for (llvm::StringRef Value : Values)
        Option["values"].push_back(Value.str());
      Options.push_back(std::move(Option));
    }
    List.push_back({{"id", C->Id.str()},
                    {"level", spell(C->Severity).str()},
                    {"precision", spell(C->Precision).str()},
                    {"summary", summaryOf(*C)},
                    {"page", pageUrlOf(*C)},
                    {"tags", std::move(Tags)},
                    {"options", std::move(Options)}});
  }
  Out << print(List);
}

void corolint::listChecksAsText(llvm::raw_ostream &Out) {
  for (const Check *C : allChecks()) {
    Out << C->Id << " (" << spell(C->Severity) << ")\n    " << summaryOf(*C)
        << '\n';
    for (const CheckOption &O : C->Options) {
      Out << "    " << C->Id << '.' << O.Key << " = "
          << (O.Default.empty() ? llvm::StringRef("''")
                                : llvm::StringRef(O.Default));
      if (!O.Values.empty())
        Out << " (" << O.Values << ')';
      Out << ": " << O.Doc << '\n';
    }
  }
}

void corolint::listChecksAsMarkdown(llvm::raw_ostream &Out) {
  Out << "| check | level | what it reports |\n|---|---|---|\n";
  for (const Check *C : allChecks())
    Out << "| [" << C->Id << "](" << pageUrlOf(*C) << ") | "
        << spell(C->Severity) << " | " << summaryOf(*C) << " |\n";
}

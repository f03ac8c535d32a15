#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Fingerprint.h"
#include "driver/report/Troubles.h"
#include "driver/unit/FindingJson.h"

using namespace corolint;

/// What there is to say beyond the one line, as Markdown.
static std::string body(const Finding &F, const Outcome &O) {
  std::string Text = F.Message + ".\n";
  for (const Note &N : F.Notes)
    Text += "\n- `" + pathBelow(O.Root, N.At.File) + ":" +
            std::to_string(N.At.Line) + "`: " + N.Message;
  Text += F.Notes.empty() ? "" : "\n";
  for (const Fix &X : F.Fixes)
    Text +=
        "\n" +
        std::string(X.Safety == Safety::Safe ? "Fix: " : "Suggested fix: ") +
        X.Title + "\n";
  if (const Check *C = findCheck(F.Check))
    Text += "\n" + reasonOf(*C) + "\n\n[About " + F.Check + "](" +
            pageUrlOf(*C) + ")\n";
  return Text;
}

void corolint::emitGitlab(const Outcome &O, Sources &Texts,
                          llvm::raw_ostream &Out) {
  Json All = Json::array();
  Fingerprints Names;
  auto Say = [&](llvm::StringRef Check, const Place &At, std::string Name,
                 llvm::StringRef Severity, llvm::StringRef Words,
                 std::string More) {
    Json Position = {{"begin", std::max(At.Line, 1u)}};
    All.push_back({{"type", "issue"},
                   {"check_name", Check.str()},
                   {"description", Words.str()},
                   {"content", {{"body", std::move(More)}}},
                   {"categories", {"Bug Risk"}},
                   {"severity", Severity.str()},
                   {"fingerprint", std::move(Name)},
                   {"location",
                    {{"path", pathBelow(O.Root, At.File)},
                     {"lines", std::move(Position)}}}});
  };
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty()) {
      Finding F{
          placeOfTrouble(R), "corolint", Level::Error, Words, "", {}, {}, {}};
      Say("corolint", F.At, Names.of(F, pathBelow(O.Root, F.At.File), ""),
          "blocker", Words, (Words + ".\n"));
    }
  for (const Finding *F : unfixedFindings(O))
    Say(F->Check, F->At,
        Names.of(*F, pathBelow(O.Root, F->At.File),
                 Texts.line(F->At.File, F->At.Line)),
        F->Severity == Level::Error     ? "critical"
        : F->Severity == Level::Warning ? "major"
                                        : "info",
        F->Message, body(*F, O));
  Out << print(All);
}

//===- EmitCi.cpp - what CI systems and review tools read -----------------===//
//
// One small writer for each. None of them knows what a silenced finding is, or
// one that was fixed a moment ago: those are left out.
//
//===----------------------------------------------------------------------===//

#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Fingerprint.h"
#include "driver/unit/FindingJson.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include <map>

using namespace corolint;

/// In the order of their places.
static std::vector<const Finding *> told(const Outcome &O) {
  std::vector<const Finding *> All;
  for (const Alert &A : O.Alerts)
    if (!A.isQuiet() && !A.AppliedFix)
      All.push_back(&A.What);
  return All;
}

static Place placeOf(const TuReport &R) {
  if (!R.Errors.empty())
    return R.Errors.front().At;
  Place At;
  At.File = R.File;
  return At;
}

static std::string addressOf(llvm::StringRef Id) {
  const Check *C = findCheck(Id);
  return C ? pageUrlOf(*C) : "";
}

// --- GitHub: commands that a workflow prints

static std::string escaped(llvm::StringRef Words, bool IsProperty) {
  std::string Out;
  for (char C : Words)
    if (C == '%' || C == '\r' || C == '\n' ||
        (IsProperty && (C == ':' || C == ',')))
      Out += "%" + llvm::utohexstr(static_cast<unsigned char>(C), false, 2);
    else
      Out += C;
  return Out;
}

void corolint::emitGithub(const Outcome &O, Sources &, llvm::raw_ostream &Out) {
  auto Say = [&](llvm::StringRef Command, const Place &At,
                 llvm::StringRef Title, llvm::StringRef Words) {
    Out << "::" << Command
        << " file=" << escaped(pathBelow(O.Root, At.File), /*IsProperty=*/true);
    if (At.Line)
      Out << ",line=" << At.Line;
    if (At.Column)
      Out << ",col=" << At.Column;
    if (At.EndColumn > At.Column)
      Out << ",endColumn=" << At.EndColumn;
    Out << ",title=" << escaped(Title, true) << "::" << escaped(Words, false)
        << '\n';
  };
  // Only the first of a step become annotations.
  std::vector<const Finding *> All = told(O);
  llvm::sort(All, [](const Finding *A, const Finding *B) {
    return A->Severity != B->Severity ? A->Severity > B->Severity : *A < *B;
  });
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty())
      Say("error", placeOf(R), "corolint", Words);
  for (const Finding *F : All) {
    std::string Words = F->Message;
    for (const Note &N : F->Notes)
      if (N.IsStep)
        Words += "\n" + pathBelow(O.Root, N.At.File) + ":" +
                 std::to_string(N.At.Line) + ": " + N.Message;
    Say(F->Severity == Level::Error     ? "error"
        : F->Severity == Level::Warning ? "warning"
                                        : "notice",
        F->At, F->Check, Words);
  }
}

// --- GitLab: Code Quality

void corolint::emitGitlab(const Outcome &O, Sources &Texts,
                          llvm::raw_ostream &Out) {
  Json All = Json::array();
  Fingerprints Names;
  auto Say = [&](llvm::StringRef Check, const Place &At, std::string Name,
                 llvm::StringRef Severity, llvm::StringRef Words) {
    Json Position = {{"begin", std::max(At.Line, 1u)}};
    All.push_back({{"type", "issue"},
                   {"check_name", Check.str()},
                   {"description", Words.str()},
                   {"categories", {"Bug Risk"}},
                   {"severity", Severity.str()},
                   {"fingerprint", std::move(Name)},
                   {"location",
                    {{"path", pathBelow(O.Root, At.File)},
                     {"lines", std::move(Position)}}}});
  };
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty()) {
      Finding F{placeOf(R), "corolint", Level::Error, Words, "", {}, {}, {}};
      Say("corolint", F.At, Names.of(F, pathBelow(O.Root, F.At.File), ""),
          "blocker", Words);
    }
  for (const Finding *F : told(O))
    Say(F->Check, F->At,
        Names.of(*F, pathBelow(O.Root, F->At.File),
                 Texts.line(F->At.File, F->At.Line)),
        F->Severity == Level::Error     ? "critical"
        : F->Severity == Level::Warning ? "major"
                                        : "info",
        F->Message);
  Out << print(All);
}

// --- reviewdog

static Json range(const Place &At) {
  if (!At.Line)
    return nullptr;
  Json R = {
      {"start", {{"line", At.Line}, {"column", std::max(At.Column, 1u)}}}};
  if (At.EndColumn > At.Column)
    R["end"] = {{"line", At.Line}, {"column", At.EndColumn}};
  return R;
}

/// A suggestion is one piece of text, so all edits have to be near.
static std::optional<Json> suggestion(const Fix &X, llvm::StringRef File,
                                      Sources &Texts) {
  static constexpr unsigned MostLines = 20;
  if (X.Edits.empty() ||
      llvm::any_of(X.Edits, [&](const Edit &E) { return E.File != File; }))
    return std::nullopt;
  std::vector<Edit> Edits = X.Edits;
  llvm::sort(Edits);
  llvm::StringRef Text = Texts.text(File);
  unsigned Begin = Edits.front().Offset, At = Begin;
  std::string Instead;
  for (const Edit &E : Edits) {
    if (E.Offset < At || E.Offset + E.Length > Text.size())
      return std::nullopt;
    Instead += (Text.slice(At, E.Offset) + E.Text).str();
    At = E.Offset + E.Length;
  }
  auto [Line, Before] = Texts.before(File, Begin);
  auto [EndLine, BeforeEnd] = Texts.before(File, At);
  if (EndLine - Line > MostLines)
    return std::nullopt;
  return Json{
      {"range",
       {{"start", {{"line", Line}, {"column", 1 + Before.size()}}},
        {"end", {{"line", EndLine}, {"column", 1 + BeforeEnd.size()}}}}},
      {"text", Instead}};
}

void corolint::emitRdjson(const Outcome &O, Sources &Texts,
                          llvm::raw_ostream &Out) {
  auto Location = [&](const Place &At) {
    Json L = {{"path", pathBelow(O.Root, At.File)}};
    if (Json R = range(At); !R.is_null())
      L["range"] = std::move(R);
    return L;
  };
  Json All = Json::array();
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty())
      All.push_back({{"message", Words},
                     {"location", Location(placeOf(R))},
                     {"severity", "ERROR"}});
  for (const Finding *F : told(O)) {
    Json D = {{"message", F->Message},
              {"location", Location(F->At)},
              {"severity", F->Severity == Level::Error     ? "ERROR"
                           : F->Severity == Level::Warning ? "WARNING"
                                                           : "INFO"},
              {"code", {{"value", F->Check}, {"url", addressOf(F->Check)}}}};
    for (const Fix &X : F->Fixes)
      if (auto S = suggestion(X, F->At.File, Texts))
        D["suggestions"].push_back(std::move(*S));
    for (const Note &N : F->Notes)
      D["relatedLocations"].push_back(
          {{"message", N.Message}, {"location", Location(N.At)}});
    All.push_back(std::move(D));
  }
  Out << print({{"source", {{"name", "corolint"}, {"url", COROLINT_DOCS_URL}}},
                {"diagnostics", std::move(All)}});
}

// --- XML: Checkstyle and JUnit

/// Fit for an attribute.
static std::string attribute(llvm::StringRef Words) {
  std::string Text = llvm::json::fixUTF8(Words), Out;
  for (char &C : Text)
    if (static_cast<unsigned char>(C) < 0x20)
      C = ' ';
  llvm::raw_string_ostream To(Out);
  llvm::printHTMLEscaped(Text, To);
  return Out;
}

void corolint::emitCheckstyle(const Outcome &O, Sources &,
                              llvm::raw_ostream &Out) {
  std::map<std::string, std::string> ByFile;
  auto Say = [&](const Place &At, llvm::StringRef Severity,
                 llvm::StringRef Check, llvm::StringRef Words) {
    llvm::raw_string_ostream To(ByFile[pathBelow(O.Root, At.File)]);
    To << "    <error line=\"" << std::max(At.Line, 1u) << "\" column=\""
       << std::max(At.Column, 1u) << "\" severity=\"" << Severity
       << "\" message=\"" << attribute(Words) << "\" source=\""
       << attribute(Check) << "\"/>\n";
  };
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty())
      Say(placeOf(R), "error", "corolint", Words);
  for (const Finding *F : told(O))
    Say(F->At,
        F->Severity == Level::Error     ? "error"
        : F->Severity == Level::Warning ? "warning"
                                        : "info",
        F->Check, F->Message);
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<checkstyle version=\"4.3\">\n";
  for (const auto &[File, Lines] : ByFile)
    Out << "  <file name=\"" << attribute(File) << "\">\n"
        << Lines << "  </file>\n";
  Out << "</checkstyle>\n";
}

/// Each file is a suite; each finding a case that fails.
void corolint::emitJunit(const Outcome &O, Sources &, llvm::raw_ostream &Out) {
  struct Suite {
    unsigned Failures = 0, Errors = 0;
    std::string Cases;
  };
  std::map<std::string, Suite> Suites;
  unsigned Failures = 0, Errors = 0, Tests = 0;
  auto Say = [&](const Place &At, llvm::StringRef Name, llvm::StringRef Kind,
                 llvm::StringRef Words, llvm::StringRef More) {
    std::string File = pathBelow(O.Root, At.File);
    Suite &S = Suites[File];
    llvm::raw_string_ostream To(S.Cases);
    std::string Where =
        File + ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column);
    To << "    <testcase name=\"" << attribute(Name) << " at line " << At.Line
       << "\" classname=\"" << attribute(File) << "\">\n      <" << Kind
       << " message=\"" << attribute(Words) << "\" type=\"" << attribute(Name)
       << "\">" << attribute(Where + ": " + Words.str()) << More << "</" << Kind
       << ">\n    </testcase>\n";
    ++(Kind == "error" ? S.Errors : S.Failures);
    ++(Kind == "error" ? Errors : Failures);
  };
  for (const TuReport &R : O.Units) {
    if (R.Status == TuStatus::Skipped || R.Status == TuStatus::Spared)
      continue;
    if (std::string Words = troubleOf(R); !Words.empty())
      Say(placeOf(R), "corolint", "error", Words, "");
    else
      Suites[pathBelow(O.Root, R.File)];
  }
  for (const Finding *F : told(O)) {
    std::string More;
    for (const Note &N : F->Notes)
      More += "\n" + attribute(pathBelow(O.Root, N.At.File) + ":" +
                               std::to_string(N.At.Line) + ": " + N.Message);
    Say(F->At, F->Check, "failure", F->Message, More);
  }
  for (auto &[File, S] : Suites) {
    if (S.Cases.empty())
      S.Cases = "    <testcase name=\"no findings\" classname=\"" +
                attribute(File) + "\"/>\n";
    Tests += std::max(S.Failures + S.Errors, 1u);
  }
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
         "name=\"corolint\" tests=\""
      << Tests << "\" failures=\"" << Failures << "\" errors=\"" << Errors
      << "\">\n";
  for (const auto &[File, S] : Suites)
    Out << "  <testsuite name=\"" << attribute(File) << "\" tests=\""
        << std::max(S.Failures + S.Errors, 1u) << "\" failures=\"" << S.Failures
        << "\" errors=\"" << S.Errors << "\">\n"
        << S.Cases << "  </testsuite>\n";
  Out << "</testsuites>\n";
}

#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Troubles.h"
#include "driver/report/Xml.h"
#include <map>

using namespace corolint;

/// Each file is a suite; each finding a case that fails. What is only a note is
/// a case that does not.
///
/// A server compares runs by the names of cases, so no line is in them: the
/// n-th of its kind in a function keeps its name when lines above it come and
/// go.
void corolint::emitJunit(const Outcome &O, Sources &, llvm::raw_ostream &Out) {
  struct Suite {
    unsigned Failures = 0, Errors = 0, Tests = 0;
    std::string Cases;
    std::map<std::string, unsigned> Names;
  };
  std::map<std::string, Suite> Suites;
  unsigned Failures = 0, Errors = 0, Tests = 0;
  auto Say = [&](const Place &At, llvm::StringRef Name,
                 llvm::StringRef Function, llvm::StringRef Kind,
                 llvm::StringRef Words, llvm::StringRef More) {
    std::string File = pathBelow(O.Root, At.File);
    Suite &S = Suites[File];
    llvm::raw_string_ostream To(S.Cases);
    std::string Where =
        File + ":" + std::to_string(At.Line) + ":" + std::to_string(At.Column);
    std::string Title = Name.str();
    if (!Function.empty())
      Title += (" in " + Function).str();
    if (unsigned Number = ++S.Names[Title]; Number > 1)
      Title += " (" + std::to_string(Number) + ")";
    To << "    <testcase name=\"" << xmlAttribute(Title) << "\" classname=\""
       << xmlAttribute(File) << "\">\n      <" << Kind;
    if (Kind != "system-out")
      To << " message=\"" << xmlAttribute(Words) << "\" type=\""
         << xmlAttribute(Name) << "\"";
    To << ">" << xmlAttribute(Where + ": " + Words.str()) << More << "</"
       << Kind << ">\n    </testcase>\n";
    ++S.Tests;
    S.Errors += Kind == "error";
    S.Failures += Kind == "failure";
  };
  for (const TuReport &R : O.Units) {
    if (isPassedOver(R.Status))
      continue;
    if (std::string Words = troubleOf(R); !Words.empty())
      Say(placeOfTrouble(R), "corolint", "", "error", Words, "");
    else
      Suites[pathBelow(O.Root, R.File)];
  }
  for (const Finding *F : unfixedFindings(O)) {
    std::string More;
    for (const Note &N : F->Notes)
      More += "\n" + xmlAttribute(pathBelow(O.Root, N.At.File) + ":" +
                                  std::to_string(N.At.Line) + ": " + N.Message);
    Say(F->At, F->Check, F->Function,
        F->Severity >= Level::Warning ? "failure" : "system-out", F->Message,
        More);
  }
  for (auto &[File, S] : Suites) {
    if (S.Cases.empty())
      S.Cases = "    <testcase name=\"no findings\" classname=\"" +
                xmlAttribute(File) + "\"/>\n";
    S.Tests = std::max(S.Tests, 1u);
    Tests += S.Tests;
    Failures += S.Failures;
    Errors += S.Errors;
  }
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
         "name=\"corolint\" tests=\""
      << Tests << "\" failures=\"" << Failures << "\" errors=\"" << Errors
      << "\">\n";
  for (const auto &[File, S] : Suites)
    Out << "  <testsuite name=\"" << xmlAttribute(File) << "\" tests=\""
        << S.Tests << "\" failures=\"" << S.Failures << "\" errors=\""
        << S.Errors << "\">\n"
        << S.Cases << "  </testsuite>\n";
  Out << "</testsuites>\n";
}

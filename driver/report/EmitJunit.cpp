#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Troubles.h"
#include "driver/report/Xml.h"
#include <map>

using namespace corolint;

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
    To << "    <testcase name=\"" << xmlAttribute(Name) << " at line "
       << At.Line << "\" classname=\"" << xmlAttribute(File) << "\">\n      <"
       << Kind << " message=\"" << xmlAttribute(Words) << "\" type=\""
       << xmlAttribute(Name) << "\">"
       << xmlAttribute(Where + ": " + Words.str()) << More << "</" << Kind
       << ">\n    </testcase>\n";
    ++(Kind == "error" ? S.Errors : S.Failures);
    ++(Kind == "error" ? Errors : Failures);
  };
  for (const TuReport &R : O.Units) {
    if (isPassedOver(R.Status))
      continue;
    if (std::string Words = troubleOf(R); !Words.empty())
      Say(placeOfTrouble(R), "corolint", "error", Words, "");
    else
      Suites[pathBelow(O.Root, R.File)];
  }
  for (const Finding *F : unfixedFindings(O)) {
    std::string More;
    for (const Note &N : F->Notes)
      More += "\n" + xmlAttribute(pathBelow(O.Root, N.At.File) + ":" +
                                  std::to_string(N.At.Line) + ": " + N.Message);
    Say(F->At, F->Check, "failure", F->Message, More);
  }
  for (auto &[File, S] : Suites) {
    if (S.Cases.empty())
      S.Cases = "    <testcase name=\"no findings\" classname=\"" +
                xmlAttribute(File) + "\"/>\n";
    Tests += std::max(S.Failures + S.Errors, 1u);
  }
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites "
         "name=\"corolint\" tests=\""
      << Tests << "\" failures=\"" << Failures << "\" errors=\"" << Errors
      << "\">\n";
  for (const auto &[File, S] : Suites)
    Out << "  <testsuite name=\"" << xmlAttribute(File) << "\" tests=\""
        << std::max(S.Failures + S.Errors, 1u) << "\" failures=\"" << S.Failures
        << "\" errors=\"" << S.Errors << "\">\n"
        << S.Cases << "  </testsuite>\n";
  Out << "</testsuites>\n";
}

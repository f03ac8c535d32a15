//===- EmitAgent.cpp - for a program that mends code ----------------------===//
//
// What does a coding agent need to mend a finding? What is wrong and why, the
// places that show it, the edit if there is one, and the command that says
// whether it is mended. Short, for it is read by the word.
//
//===----------------------------------------------------------------------===//

#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/report/Emit.h"
#include "driver/report/Hunk.h"
#include "driver/report/Wording.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace corolint;

namespace {

class Writer {
public:
  Writer(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out)
      : O(O), Texts(Texts), Out(Out), Here(workingDirectory()) {}

  void write(const Finding &F) {
    Wording Said = Wording::of(F.Message);
    Out << "finding: " << placed(F.At) << ' ' << F.Check << ' '
        << spell(F.Severity) << "\nwhat: " << printable(Said.What) << '\n';
    if (!Said.Why.empty())
      Out << "why: " << printable(Said.Why) << '\n';
    for (const Note &N : F.Notes)
      if (N.At != F.At || F.Fixes.empty())
        Out << (N.IsStep ? "step: " : "note: ") << placed(N.At) << ' '
            << printable(N.Message) << '\n';
    // The others are other ways to the same end.
    if (!F.Fixes.empty())
      write(F.Fixes.front());
    Out << "verify: " << printable(O.Again);
    // What other files do is seen by a run over all of them.
    if (!O.AgainFlags.empty() || llvm::all_of(F.Notes, [&](const Note &N) {
          return !N.IsStep || N.At.File == F.At.File;
        }))
      Out << ' ' << printable(quotedForShell(pathBelow(Here, F.At.File)));
    Out << printable(O.AgainFlags) << "\n\n";
  }

private:
  void write(const Fix &X) {
    std::vector<Hunk> Hunks = hunksOf(X, Texts);
    if (Hunks.empty())
      return;
    Out << "fix: " << printable(X.Title) << " ("
        << (X.Safety == Safety::Safe ? "safe" : "suggested") << ")\n";
    for (const Hunk &H : Hunks) {
      Out << "edit: " << printable(pathBelow(Here, H.File)) << ':' << H.First
          << '\n';
      for (llvm::StringRef Line : H.Old)
        Out << "- " << printable(Line) << '\n';
      for (llvm::StringRef Line : H.New)
        Out << "+ " << printable(Line) << '\n';
    }
  }

  std::string placed(const Place &P) {
    return printablePath(pathBelow(Here, P.File)) + ":" +
           std::to_string(P.Line) + ":" + std::to_string(P.Column);
  }

  const Outcome &O;
  Sources &Texts;
  llvm::raw_ostream &Out;
  std::string Here;
};

} // namespace

void corolint::emitAgent(const Outcome &O, Sources &Texts,
                         llvm::raw_ostream &Out) {
  Writer W(O, Texts, Out);
  std::set<std::string> Checks;
  for (const Finding *F : unfixedFindings(O)) {
    W.write(*F);
    Checks.insert(F->Check);
  }
  if (Checks.empty()) {
    Out << "no findings\n";
    return;
  }
  Out << "more on each check:\n";
  for (const std::string &Check : Checks)
    Out << "  corolint --explain " << Check << '\n';
}

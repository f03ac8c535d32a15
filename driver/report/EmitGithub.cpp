#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Troubles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;

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
  std::vector<const Finding *> All = unfixedFindings(O);
  llvm::sort(All, [](const Finding *A, const Finding *B) {
    return A->Severity != B->Severity ? A->Severity > B->Severity : *A < *B;
  });
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty())
      Say("error", placeOfTrouble(R), "corolint", Words);
  // GitHub shows beside the code what is in an uploaded SARIF file, too.
  if (O.IsSarifBeside)
    return;
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

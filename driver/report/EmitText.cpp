#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/report/Emit.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnostic.h"
#include "llvm/ADT/STLExtras.h"
#include <deque>
#include <optional>

using namespace corolint;
using clang::CharSourceRange;
using clang::FixItHint;
using clang::SourceLocation;
using ClangLevel = clang::DiagnosticsEngine::Level;

namespace {

ClangLevel levelOf(Level L) {
  switch (L) {
  case Level::Error:
    return ClangLevel::Error;
  case Level::Warning:
    return ClangLevel::Warning;
  case Level::Off:
  case Level::Hint:
  case Level::Note:
    break;
  }
  return ClangLevel::Remark;
}

/// clang's own printer over files that are shown, not compiled.
class Printer {
public:
  Printer(Sources &Texts, bool Colours, llvm::raw_ostream &Out)
      : Texts(Texts), Out(Out), Here(workingDirectory()),
        Files(clang::FileSystemOptions()),
        Silent(clang::DiagnosticIDs::create(), Look,
               new clang::IgnoringDiagConsumer),
        SM(Silent, Files) {
    Look.ShowColors = Colours;
    Out.enable_colors(Colours);
    Clang.emplace(Out, Language, Look);
  }

  void print(const Alert &A) {
    const Finding &F = A.What;
    // One fix is shown with the finding, the others with their titles.
    size_t Shown = A.AppliedFix.value_or(0);
    std::vector<FixItHint> Hints;
    if (!F.Fixes.empty())
      Hints = hintsOnLine(F.Fixes[Shown], F.At);
    print(F.At, A.isQuiet() ? ClangLevel::Remark : levelOf(F.Severity),
          F.Message + " [" + F.Check + "]", true, Hints);
    if (A.SilencedBy)
      print(A.SilencedBy->At, ClangLevel::Note, "silenced here", true, {});
    if (A.IsKnown)
      print(F.At, ClangLevel::Note, "in the baseline", false, {});
    for (size_t I = 0; I < F.Fixes.size(); ++I)
      print(F.Fixes[I], F.At, A.AppliedFix == I, I == Shown && !Hints.empty());
    size_t Same = 0;
    for (const Note &N : F.Notes)
      if (!N.IsOneOfMany || ++Same <= MostOfTheSame)
        print(N.At, ClangLevel::Note, N.Message, N.At != F.At, {});
    if (Same > MostOfTheSame)
      print(F.At, ClangLevel::Note,
            "and " + std::to_string(Same - MostOfTheSame) +
                " more, which --each-call shows",
            false, {});
  }

private:
  /// Of many notes that say the same, people read some.
  static constexpr size_t MostOfTheSame = 4;

  void print(const Fix &X, const Place &Of, bool IsFixed, bool IsShown) {
    std::string Words = IsFixed                    ? "fixed: "
                        : X.Safety == Safety::Safe ? "fix: "
                                                   : "suggested fix: ";
    Place At = Of;
    if (!IsShown)
      At = telling(X, Of);
    print(At, ClangLevel::Note, Words + X.Title, false,
          IsShown ? std::vector<FixItHint>() : hintsOnLine(X, At));
  }

  /// The place of the edit that shows best what the fix does: on the finding's
  /// line, else the longest.
  Place telling(const Fix &X, const Place &Of) {
    const Edit *Best = nullptr;
    for (const Edit &E : X.Edits) {
      if (!isOnOneLine(E))
        continue;
      if (E.File == Of.File && placeOf(E).Line == Of.Line)
        return placeOf(E);
      // What is only put in says little without what it is for.
      if (E.Length && (!Best || E.Text.size() > Best->Text.size()))
        Best = &E;
    }
    return Best ? placeOf(*Best) : Of;
  }

  bool isOnOneLine(const Edit &E) {
    Place At = placeOf(E);
    return At.EndColumn <= Texts.line(At.File, At.Line).size() + 1 &&
           !llvm::StringRef(E.Text).rtrim("\r\n").contains('\n');
  }

  Place placeOf(const Edit &E) {
    auto [Line, Before] = Texts.before(E.File, E.Offset);
    unsigned Column = Before.size() + 1;
    return {E.File, Line, Column, Column + E.Length, E.Offset};
  }

  /// What of a fix can be shown below that line.
  std::vector<FixItHint> hintsOnLine(const Fix &X, const Place &P) {
    std::vector<FixItHint> Hints;
    for (const Edit &E : X.Edits) {
      Place At = placeOf(E);
      if (At.File != P.File || At.Line != P.Line || !isOnOneLine(E))
        continue;
      SourceLocation Begin = locationOf(At);
      if (Begin.isInvalid())
        continue;
      Hints.push_back(FixItHint::CreateReplacement(
          CharSourceRange::getCharRange(Begin,
                                        Begin.getLocWithOffset(E.Length)),
          E.Text));
    }
    return Hints;
  }

  /// Invalid if the file is gone or shorter than it was.
  SourceLocation locationOf(const Place &P) {
    if (P.Line == 0 || Texts.line(P.File, P.Line).size() + 1 < P.Column)
      return {};
    auto [It, IsNew] = Ids.try_emplace(P.File);
    if (IsNew)
      It->second = SM.createFileID(llvm::MemoryBufferRef(
          Texts.text(P.File),
          Names.emplace_back(printablePath(pathBelow(Here, P.File)))));
    return SM.translateLineCol(It->second, P.Line, P.Column);
  }

  void print(const Place &P, ClangLevel L, llvm::StringRef Message,
             bool WithRange, llvm::ArrayRef<FixItHint> Hints) {
    std::string Words = printable(Message);
    SourceLocation At = locationOf(P);
    if (At.isInvalid()) {
      Out << printablePath(pathBelow(Here, P.File)) << ':' << P.Line << ':'
          << P.Column << ": ";
      clang::TextDiagnostic::printDiagnosticLevel(Out, L, Look.ShowColors);
      Out << Words << '\n';
      return;
    }
    llvm::SmallVector<CharSourceRange, 1> Ranges;
    if (WithRange)
      Ranges.push_back(CharSourceRange::getCharRange(
          At, At.getLocWithOffset(P.EndColumn - P.Column)));
    Clang->emitDiagnostic(clang::FullSourceLoc(At, SM), L, Words, Ranges,
                          Hints);
  }

  Sources &Texts;
  llvm::raw_ostream &Out;
  std::string Here;
  clang::LangOptions Language;
  clang::DiagnosticOptions Look;
  clang::FileManager Files;
  clang::DiagnosticsEngine Silent;
  clang::SourceManager SM;
  llvm::StringMap<clang::FileID> Ids;
  std::deque<std::string> Names; ///< The buffers refer to them.
  std::optional<clang::TextDiagnostic> Clang;
};

} // namespace

void corolint::emitText(const Outcome &O, Sources &Texts,
                        llvm::raw_ostream &Out) {
  std::string Text;
  llvm::raw_string_ostream Lines(Text);
  Printer P(Texts, O.InColour, Lines);
  for (const Alert &A : O.Alerts)
    P.print(A);
  // CI systems look for their commands anywhere in a line, code included.
  llvm::StringRef Rest = Text;
  while (!Rest.empty()) {
    size_t At = std::min(Rest.find("##["), Rest.find("##vso["));
    Out << Rest.take_front(At);
    Rest = Rest.substr(At);
    if (Rest.consume_front("##"))
      Out << "# #";
  }
}

#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "driver/report/Emit.h"
#include "driver/report/Hunk.h"
#include "driver/report/Wording.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Unicode.h"
#include <optional>

using namespace corolint;
using Colours = llvm::raw_ostream::Colors;

namespace {

/// A finding on few lines: what, why, the place with the fix, and as many notes
/// as there is room for.
class Printer {
public:
  Printer(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out)
      : O(O), Texts(Texts), Out(Out), Here(workingDirectory()) {}

  void print(const Alert &A) {
    const Finding &F = A.What;
    Left = O.IsVerbose ? ~0u : MostLines;
    headline(A);
    bool IsThere = isThere(F.At);
    // One fix is shown with the finding, of the others the titles.
    const Fix *Shown =
        F.Fixes.empty() ? nullptr : &F.Fixes[A.AppliedFix.value_or(0)];
    std::vector<Hunk> Hunks;
    if (Shown)
      Hunks = hunksOf(*Shown, Texts);
    llvm::erase_if(Hunks, [](const Hunk &H) { return H.addsIncludes(); });
    std::string Title = Shown ? titleOf(*Shown, A.AppliedFix.has_value()) : "";
    if (IsThere)
      excerpt(F.At, Title);
    else if (Shown)
      line("    " + Title);
    print(Hunks, F.At);
    notes(A, Hunks);
    if (Shown)
      for (const Fix &X : F.Fixes)
        if (&X != Shown && Left > 1)
          line("    or: " + X.Title);
    Out << '\n';
  }

private:
  /// Without the empty one.
  static constexpr unsigned MostLines = 6;
  static constexpr size_t MostColumns = 100;
  static constexpr size_t LongestLine = 240; ///< Bytes.
  static constexpr llvm::StringLiteral Ellipsis = "... ";
  static constexpr unsigned Gutter = 5;

  void headline(const Alert &A) {
    const Finding &F = A.What;
    Wording Said = Wording::of(F.Message);
    std::string Where = placed(F.At) + ": ";
    std::string Level = (spell(F.Severity) + ": ").str();
    std::string What = printable(Said.What), Why = printable(Said.Why);
    // A long one has its check behind the reason. Not where a build prints it,
    // with whole paths: programs read it there.
    size_t Width =
        Where.size() + Level.size() + What.size() + F.Check.size() + 3;
    bool IsLong = !Why.empty() && Width > MostColumns &&
                  !llvm::sys::path::is_absolute(Where);
    painted(Colours::SAVEDCOLOR, true, Where);
    painted(levelColour(A), true, Level);
    painted(Colours::SAVEDCOLOR, true, What);
    if (!IsLong)
      checkOf(F);
    line("");
    if (Why.empty())
      return;
    Out << "    " << Why;
    if (IsLong)
      checkOf(F);
    line("");
  }

  void checkOf(const Finding &F) {
    const Check *C = O.IsTerminal ? findCheck(F.Check) : nullptr;
    Out << " [";
    // A terminal that can't follow links ignores this.
    if (C)
      Out << "\x1b]8;;" << pageUrlOf(*C) << "\x1b\\";
    Out << F.Check;
    if (C)
      Out << "\x1b]8;;\x1b\\";
    Out << ']';
  }

  static Colours levelColour(const Alert &A) {
    if (A.isQuiet())
      return Colours::BLUE;
    switch (A.What.Severity) {
    case Level::Error:
      return Colours::RED;
    case Level::Warning:
      return Colours::MAGENTA;
    default:
      return Colours::CYAN;
    }
  }

  static std::string titleOf(const Fix &X, bool IsFixed) {
    return (IsFixed                    ? "fixed: "
            : X.Safety == Safety::Safe ? "fix: "
                                       : "suggested fix: ") +
           printable(X.Title);
  }

  /// The line, and what of it is meant.
  void excerpt(const Place &P, const std::string &Title) {
    llvm::StringRef Text = Texts.line(P.File, P.Line);
    auto [From, To] = stretchAround(Text, P.Column - 1);
    gutter(std::to_string(P.Line), '|');
    line(shown(Text, From, To));
    gutter("", '|');
    size_t Begin = width(Text.slice(From, P.Column - 1));
    size_t Last = std::min<size_t>(std::max(P.EndColumn, 1u) - 1, To);
    size_t End = width(Text.slice(From, std::max(From, Last)));
    Out.indent(Begin + (From ? Ellipsis.size() : 0));
    painted(Colours::GREEN, true,
            "^" + std::string(End > Begin + 1 ? End - Begin - 1 : 0, '~'));
    line(Title.empty() ? "" : " " + Title);
  }

  /// The new lines, each with the numbers of those that they replace.
  void print(llvm::ArrayRef<Hunk> Hunks, const Place &Of) {
    for (const Hunk &H : Hunks) {
      std::string Name = H.File == Of.File ? "" : pathBelow(Here, H.File) + ":";
      std::string Number = Name + std::to_string(H.First);
      if (H.Old.size() > 1)
        Number += "-" + std::to_string(H.last());
      // A line that goes is seen in the excerpt, or named here.
      if (H.New.empty() && !(H.File == Of.File && H.holds(Of.Line)) && Left) {
        gutter(Number, '-');
        line(shownAround(H.Old.front(), 0) + (H.Old.size() > 1 ? " ..." : ""));
      }
      // What does not fit is not read either: its first line tells enough.
      bool IsCut = H.New.size() > Left;
      size_t Fits = IsCut ? std::min<size_t>(Left, 1) : H.New.size();
      for (size_t I = 0; I != Fits; ++I) {
        gutter(I ? "" : Number, '+');
        llvm::StringRef New = H.New[I], Old;
        if (I < H.Old.size())
          Old = H.Old[I];
        painted(Colours::GREEN, false,
                shownAround(New, firstDifference(Old, New)) +
                    (IsCut ? " ..." : ""));
        line("");
      }
      if (IsCut)
        return;
    }
  }

  void notes(const Alert &A, llvm::ArrayRef<Hunk> Hunks) {
    const Finding &F = A.What;
    if (A.SilencedBy)
      line("    silenced at " + placed(A.SilencedBy->At));
    if (A.IsKnown)
      line("    in the baseline");
    std::vector<const Note *> Worth;
    for (const Note &N : F.Notes)
      if (O.IsVerbose || isNews(N, F, Hunks))
        Worth.push_back(&N);
    if (Worth.empty() || !Left)
      return;
    // The last is where the steps lead to.
    size_t Room = std::max<size_t>(Left, 1), Hidden = 0;
    if (Worth.size() > Room) {
      Hidden = Worth.size() - Room;
      Worth.erase(Worth.begin() + (Room - 1), Worth.end() - 1);
    }
    for (const Note *N : Worth) {
      bool IsLast = N == Worth.back();
      line("    " + (N->At == F.At ? "" : placed(N->At) + ": ") +
           printable(N->Message) +
           (IsLast && Hidden
                ? " (" + std::to_string(Hidden) + " more with --verbose)"
                : ""));
      if (O.IsVerbose && N->At != F.At && isThere(N->At))
        excerpt(N->At, "");
    }
  }

  /// Does it say what the excerpt and the fix don't?
  static bool isNews(const Note &N, const Finding &F,
                     llvm::ArrayRef<Hunk> Hunks) {
    // Advice on what to do instead: the fix does it.
    if (N.At == F.At)
      return F.Fixes.empty();
    return llvm::none_of(Hunks, [&](const Hunk &H) {
      return H.File == N.At.File && H.holds(N.At.Line);
    });
  }

  bool isThere(const Place &P) {
    return P.Line && Texts.line(P.File, P.Line).size() + 1 >= P.Column &&
           !Texts.text(P.File).empty();
  }

  std::string placed(const Place &P) {
    return printablePath(pathBelow(Here, P.File)) + ":" +
           std::to_string(P.Line) + ":" + std::to_string(P.Column);
  }

  /// Tabs as wide as a terminal makes them.
  static std::string untabbed(llvm::StringRef Text) {
    constexpr size_t TabWidth = 8;
    std::string Line;
    size_t At = 0;
    for (char C : Text) {
      if (C == '\t') {
        size_t Blanks = TabWidth - At % TabWidth;
        Line.append(Blanks, ' ');
        At += Blanks;
        continue;
      }
      Line += C;
      At += (static_cast<unsigned char>(C) & 0xC0) != 0x80;
    }
    return Line;
  }

  /// What is shown of a line around a byte of it: all, unless it is one of
  /// those that programs write.
  static std::pair<size_t, size_t> stretchAround(llvm::StringRef Text,
                                                 size_t At) {
    if (Text.size() <= LongestLine)
      return {0, Text.size()};
    auto BeginOfCharacter = [&](size_t Byte) {
      while (Byte < Text.size() && (Text[Byte] & 0xC0) == 0x80)
        ++Byte;
      return Byte;
    };
    size_t From = At > LongestLine / 2 ? At - LongestLine / 2 : 0;
    return {BeginOfCharacter(From),
            BeginOfCharacter(std::min(From + LongestLine, Text.size()))};
  }

  static std::string shown(llvm::StringRef Text, size_t From, size_t To) {
    return (From ? Ellipsis : "").str() +
           printable(untabbed(Text.slice(From, To))) +
           (To < Text.size() ? " ..." : "");
  }

  static std::string shownAround(llvm::StringRef Text, size_t At) {
    auto [From, To] = stretchAround(Text, At);
    return shown(Text, From, To);
  }

  static size_t firstDifference(llvm::StringRef A, llvm::StringRef B) {
    return std::mismatch(A.begin(), A.end(), B.begin(), B.end()).first -
           A.begin();
  }

  static size_t width(llvm::StringRef Text) {
    std::string Line = printable(untabbed(Text));
    int Columns = llvm::sys::unicode::columnWidthUTF8(Line);
    return Columns < 0 ? Line.size() : Columns;
  }

  void gutter(const std::string &Number, char Mark) {
    Out.indent(Number.size() < Gutter ? Gutter - Number.size() : 0)
        << Number << ' ' << Mark << ' ';
  }

  void painted(Colours Colour, bool IsBold, llvm::StringRef Text) {
    if (O.InColour)
      Out.changeColor(Colour, IsBold);
    Out << Text;
    if (O.InColour)
      Out.resetColor();
  }

  /// The rest of a line.
  void line(const llvm::Twine &Text) {
    Out << Text << '\n';
    Left -= Left != 0;
  }

  const Outcome &O;
  Sources &Texts;
  llvm::raw_ostream &Out;
  std::string Here;
  unsigned Left = 0; ///< Lines.
};

} // namespace

void corolint::emitText(const Outcome &O, Sources &Texts,
                        llvm::raw_ostream &Out) {
  std::string Text;
  llvm::raw_string_ostream Lines(Text);
  Lines.enable_colors(O.InColour);
  Printer P(O, Texts, Lines);
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

#include "driver/report/Silence.h"
#include "checks/base/Sources.h"
#include "checks/base/Unique.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include <map>
#include <optional>

using namespace corolint;

namespace {

/// Columns that a line with a comment may have.
constexpr size_t Width = 100;

/// The string literals of a file that reach over lines.
class LongStrings {
public:
  explicit LongStrings(llvm::StringRef Text) {
    clang::LangOptions Language;
    Language.CPlusPlus = Language.CPlusPlus20 = Language.RawStringLiterals =
        true;
    clang::Lexer Read(clang::SourceLocation(), Language, Text.begin(),
                      Text.begin(), Text.end());
    clang::Token T;
    do {
      Read.LexFromRawLexer(T);
      size_t Begin = Read.getBufferLocation() - Text.begin() - T.getLength(),
             End = Begin + T.getLength();
      if (clang::tok::isStringLiteral(T.getKind()) &&
          Text.slice(Begin, End).contains('\n'))
        Found.emplace_back(Begin, End);
    } while (T.isNot(clang::tok::eof));
  }

  /// Is that place, of a line's begin or end, inside of one?
  bool hold(size_t At) const {
    return llvm::any_of(
        Found, [&](const auto &S) { return S.first < At && At < S.second; });
  }

private:
  std::vector<std::pair<size_t, size_t>> Found;
};

/// A line of a text, and those around it.
struct Line {
  size_t Begin, End; ///< Without what ends it.
  llvm::StringRef Text, Above, Ending;

  Line(llvm::StringRef All, size_t At) {
    Begin = All.take_front(At).rfind('\n') + 1; // or 0
    End = std::min(All.find('\n', At), All.size());
    Ending = "\n";
    if (End > Begin && All[End - 1] == '\r') {
      --End;
      Ending = "\r\n";
    }
    Text = All.slice(Begin, End);
    Above = All.take_front(Begin);
    Above.consume_back("\n");
    Above = Above.substr(Above.rfind('\n') + 1).rtrim('\r');
  }
};

} // namespace

/// As a compiler sees it: blanks may stand behind the backslash.
static bool goesOn(llvm::StringRef Line) {
  return Line.rtrim(" \t").ends_with("\\");
}

/// Behind the bracket of a list that is there; or none.
static std::optional<size_t> listIn(llvm::StringRef Line,
                                    llvm::StringRef Word) {
  size_t At = Line.find((Word + "(").str());
  if (At == llvm::StringRef::npos || !Line.drop_front(At).contains(')'))
    return std::nullopt;
  return At + Word.size() + 1;
}

static std::optional<Edit> commentFor(llvm::StringRef Text, const Place &At,
                                      llvm::ArrayRef<std::string> Checks,
                                      const LongStrings &Strings) {
  Line L(Text, At.Offset);
  std::string List = llvm::join(Checks, ", ");
  auto Insert = [&](size_t Offset, std::string Words) {
    return Edit{At.File, unsigned(Offset), 0, std::move(Words)};
  };
  if (std::optional<size_t> There = listIn(L.Text, "NOLINT"))
    return Insert(L.Begin + *There, List + ", ");
  if (std::optional<size_t> There = listIn(L.Above, "NOLINTNEXTLINE"))
    return Insert(L.Above.data() - Text.data() + *There, List + ", ");

  std::string Words = "NOLINT(" + List + "): " + ReasonToFillIn;
  bool EndsInString = Strings.hold(L.End);
  bool GoesOn = goesOn(L.Text);
  bool IsWide = L.Text.size() + Words.size() + 4 > Width;
  if (!GoesOn && !EndsInString && !IsWide)
    return Insert(L.End, " // " + Words);
  llvm::StringRef Indent =
      L.Text.take_while([](char C) { return C == ' ' || C == '\t'; });
  if (!goesOn(L.Above) && !Strings.hold(L.Begin))
    return Insert(L.Begin + Indent.size(),
                  ("// NOLINTNEXTLINE(" + List + "): " + ReasonToFillIn +
                   L.Ending + Indent)
                      .str());
  if (EndsInString)
    return std::nullopt;
  if (!GoesOn)
    return Insert(L.End, " // " + Words);
  llvm::StringRef Code = L.Text.rtrim(" \t").drop_back();
  return Insert(L.Begin + Code.rtrim(" \t").size(), " /* " + Words + " */");
}

std::vector<Silence> corolint::silencesFor(llvm::ArrayRef<Alert> Alerts,
                                           Sources &Texts) {
  std::map<std::pair<std::string, unsigned>, std::vector<size_t>> ByLine;
  for (size_t I = 0; I != Alerts.size(); ++I)
    if (!Alerts[I].isQuiet() && Alerts[I].What.At.Line)
      ByLine[{Alerts[I].What.At.File, Alerts[I].What.At.Line}].push_back(I);
  std::map<std::string, LongStrings> Strings;
  std::vector<Silence> All;
  for (auto &[Where, Here] : ByLine) {
    std::vector<std::string> Checks;
    for (size_t I : Here)
      Checks.push_back(Alerts[I].What.Check);
    makeUnique(Checks);
    const Place &At = Alerts[Here.front()].What.At;
    llvm::StringRef Text = Texts.text(At.File);
    auto It = Strings.try_emplace(At.File, Text).first;
    if (std::optional<Edit> E = commentFor(Text, At, Checks, It->second))
      All.push_back({{"say that it is meant", Safety::Safe, {std::move(*E)}},
                     std::move(Here)});
  }
  return All;
}

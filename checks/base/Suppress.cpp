#include "checks/base/Suppress.h"
#include "checks/base/Sources.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace corolint;

namespace {
enum class Kind { Line, NextLine, Begin, End };
}

struct Suppressions::Directive {
  Kind Is;
  size_t At; ///< Of the N.
  size_t Length;
  unsigned Line;
  /// As written, without the blanks; none: no list. An END closes a BEGIN that
  /// has the same.
  std::optional<std::string> Checks;
  std::shared_ptr<clang::tidy::GlobList> Globs;

  bool covers(llvm::StringRef Check) const { return Globs->contains(Check); }
};

struct Suppressions::Block {
  Directive Begin;
  size_t End;
};

Suppressions::Suppressions(Sources &Texts) : Texts(Texts) {}
Suppressions::~Suppressions() = default;

static std::optional<Kind> kindOf(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<Kind>>(Word)
      .Case("NOLINT", Kind::Line)
      .Case("NOLINTNEXTLINE", Kind::NextLine)
      .Case("NOLINTBEGIN", Kind::Begin)
      .Case("NOLINTEND", Kind::End)
      .Default(std::nullopt);
}

static std::string withoutBlanks(llvm::StringRef List) {
  llvm::SmallVector<llvm::StringRef> Parts;
  List.split(Parts, ',');
  for (llvm::StringRef &Part : Parts)
    Part = Part.trim();
  return llvm::join(Parts, ",");
}

Suppressions::OfFile &Suppressions::of(llvm::StringRef File) {
  auto [It, IsNew] = Known.try_emplace(File);
  OfFile &Result = It->second;
  if (!IsNew)
    return Result;

  llvm::StringRef Text = Texts.text(File);
  for (size_t At = Text.find("NOLINT"); At != Text.npos;) {
    size_t End = At;
    while (End < Text.size() && llvm::isAlpha(Text[End]))
      ++End;
    if (std::optional<Kind> Is = kindOf(Text.slice(At, End))) {
      Directive D{*Is, At, 0, Texts.before(File, At).first, std::nullopt, {}};
      if (End < Text.size() && Text[End] == '(') {
        size_t Close = Text.find_first_of("\n)", ++End);
        if (Close != Text.npos && Text[Close] == ')') {
          D.Checks = withoutBlanks(Text.slice(End, Close));
          End = Close + 1;
        }
      }
      D.Length = End - At;
      // A negative glob would bring a check back; a comment only silences.
      D.Globs = std::make_shared<clang::tidy::GlobList>(
          D.Checks.value_or("*"), /*KeepNegativeGlobs=*/false);
      Result.Directives.push_back(std::move(D));
    }
    At = Text.find("NOLINT", End);
  }

  std::vector<Directive> Open;
  for (const Directive &D : Result.Directives) {
    if (D.Is == Kind::Begin)
      Open.push_back(D);
    if (D.Is == Kind::End && !Open.empty() && Open.back().Checks == D.Checks) {
      Result.Blocks.push_back({Open.back(), D.At});
      Open.pop_back();
    }
  }
  return Result;
}

Place Suppressions::placeOf(llvm::StringRef File, const Directive &D) {
  auto [Line, Before] = Texts.before(File, D.At);
  Place P;
  P.File = File.str();
  P.Line = Line;
  P.Column = Before.size() + 1;
  P.EndColumn = P.Column + D.Length;
  P.Offset = D.At;
  return P;
}

std::optional<Place> Suppressions::find(const Place &At,
                                        llvm::StringRef Check) {
  OfFile &Here = of(At.File);
  for (const Directive &D : Here.Directives)
    if (((D.Is == Kind::Line && D.Line == At.Line) ||
         (D.Is == Kind::NextLine && D.Line + 1 == At.Line)) &&
        D.covers(Check))
      return placeOf(At.File, D);
  for (const Block &B : Here.Blocks)
    if (B.Begin.At < At.Offset && At.Offset < B.End && B.Begin.covers(Check))
      return placeOf(At.File, B.Begin);
  return std::nullopt;
}

void Suppressions::silence(UnitSummary &Unit) {
  for (FunctionSummary &F : Unit.Functions)
    llvm::erase_if(F.Leaves, [&](const Leaf &L) {
      bool IsALoop =
          L.Kind == "task" || L.Kind == "loop" || L.Kind == "own-loop";
      return find(L.At, IsALoop ? "coro-nested-run" : "coro-blocking-call");
    });
}

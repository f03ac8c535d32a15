#include "checks/base/Suppress.h"
#include "checks/base/Registry.h"
#include "checks/base/Sources.h"
#include "checks/base/Unique.h"
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
  /// Each entry of the list by itself, and whether it was of use.
  struct Entry {
    std::string Name;
    std::shared_ptr<clang::tidy::GlobList> Glob;
    bool IsUsed = false;
  };
  std::vector<Entry> Entries;

  bool covers(llvm::StringRef Check) {
    bool Any = false;
    for (Entry &E : Entries)
      if (E.Glob->contains(Check))
        Any = E.IsUsed = true;
    return Any;
  }
};

struct Suppressions::Block {
  size_t Begin; ///< Of the directives.
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
      Directive D{*Is, At, 0, Texts.before(File, At).first, {}, {}};
      if (End < Text.size() && Text[End] == '(') {
        size_t Close = Text.find_first_of("\n)", ++End);
        if (Close != Text.npos && Text[Close] == ')') {
          D.Checks = withoutBlanks(Text.slice(End, Close));
          End = Close + 1;
        }
      }
      D.Length = End - At;
      llvm::SmallVector<llvm::StringRef> Names;
      std::string List = D.Checks.value_or("*");
      llvm::StringRef(List).split(Names, ',');
      // A negative glob would bring a check back; a comment only silences.
      for (llvm::StringRef Name : Names)
        D.Entries.push_back(
            {Name.str(), std::make_shared<clang::tidy::GlobList>(
                             Name, /*KeepNegativeGlobs=*/false)});
      Result.Directives.push_back(std::move(D));
    }
    At = Text.find("NOLINT", End);
  }

  std::vector<size_t> Open;
  for (size_t I = 0; I != Result.Directives.size(); ++I) {
    const Directive &D = Result.Directives[I];
    if (D.Is == Kind::Begin)
      Open.push_back(I);
    if (D.Is == Kind::End && !Open.empty() &&
        Result.Directives[Open.back()].Checks == D.Checks) {
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

/// What a person wrote behind the comment: "// NOLINT(x): because" - "because".
static std::string reasonBehind(llvm::StringRef Rest) {
  Rest = Rest.take_until([](char C) { return C == '\n'; });
  Rest = Rest.split("*/").first;
  return Rest.ltrim(" \t:-").rtrim().str();
}

std::optional<Silencer> Suppressions::find(const Place &At,
                                           llvm::StringRef Check) {
  OfFile &Here = of(At.File);
  auto Told = [&](const Directive &D) {
    return Silencer{
        placeOf(At.File, D),
        reasonBehind(Texts.text(At.File).drop_front(D.At + D.Length))};
  };
  for (Directive &D : Here.Directives)
    if (((D.Is == Kind::Line && D.Line == At.Line) ||
         (D.Is == Kind::NextLine && D.Line + 1 == At.Line)) &&
        D.covers(Check))
      return Told(D);
  for (const Block &B : Here.Blocks) {
    Directive &Begin = Here.Directives[B.Begin];
    if (Begin.At < At.Offset && At.Offset < B.End && Begin.covers(Check))
      return Told(Begin);
  }
  return std::nullopt;
}

std::vector<Silenced> Suppressions::silence(UnitSummary &Unit) {
  std::vector<Silenced> All;
  for (FunctionSummary &F : Unit.Functions)
    llvm::erase_if(F.DirectEffects, [&](const DirectEffect &L) {
      const Check *By = checkOfEffect(L.Kind);
      if (!By || !find(L.At, By->Id))
        return false;
      All.push_back({L.At, By->Id.str()});
      return true;
    });
  makeUnique(All);
  return All;
}

std::vector<Suppressions::Unused>
Suppressions::unused(llvm::StringRef File, llvm::ArrayRef<std::string> Off) {
  std::vector<Unused> All;
  for (const Directive &D : of(File).Directives) {
    if (D.Is == Kind::End || !D.Checks)
      continue;
    for (const Directive::Entry &E : D.Entries) {
      bool IsOff = llvm::any_of(
          Off, [&](const std::string &Id) { return E.Glob->contains(Id); });
      if (!E.IsUsed && !IsOff && llvm::StringRef(E.Name).starts_with("coro-"))
        All.push_back({placeOf(File, D), E.Name, !strayNames(E.Name).empty()});
    }
  }
  return All;
}

std::optional<SilencingComment>
corolint::silencing(llvm::StringRef Text, unsigned At, llvm::StringRef Check) {
  constexpr llvm::StringLiteral List = "NOLINTNEXTLINE(";
  size_t Begin = Text.take_front(At).rfind('\n') + 1; // or 0
  llvm::StringRef Above = Text.take_front(Begin);
  bool HasLine = Above.consume_back("\n");
  llvm::StringRef LineEnd = HasLine && Above.consume_back("\r") ? "\r\n" : "\n";
  Above = Above.substr(Above.rfind('\n') + 1);
  if (Above.ends_with("\\"))
    return std::nullopt;
  if (size_t There = Above.find(List); There != Above.npos)
    return SilencingComment{
        unsigned(Above.data() - Text.data() + There + List.size()),
        (Check + ", ").str()};
  llvm::StringRef Indent = Text.drop_front(Begin).take_while(
      [](char C) { return C == ' ' || C == '\t'; });
  return SilencingComment{
      unsigned(Begin + Indent.size()),
      ("// NOLINTNEXTLINE(" + Check + ")" + LineEnd + Indent).str()};
}

//===- Fields.h - plain data as lists of numbers --------------------------===//
//
// How do summaries and findings become JSON that is compact, and quick to read?
// Every text stands once, in "texts", every symbol once, in "symbols"; all else
// is numbers, a text of them for each list, in the order in which follow() goes
// through the fields of a type.
// FieldWriter and FieldReader both do, so what is written is what is read.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_PROGRAM_FIELDS_H
#define COROLINT_CHECKS_PROGRAM_FIELDS_H

#include "checks/base/Sources.h"
#include "checks/base/Summary.h"
#include "checks/base/Suppress.h"
#include "checks/base/Unseen.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"
#include <charconv>
#include <concepts>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace corolint {

template <typename T, typename Of>
concept Some = std::same_as<std::remove_const_t<T>, Of>;

void follow(auto &With, Some<Place> auto &P) {
  With.path(P.File);
  With.number(P.Line);
  With.number(P.Column);
  With.number(P.EndColumn);
  With.number(P.Offset);
}

void follow(auto &With, Some<Symbol> auto &S) { With.symbol(S); }

void follow(auto &With, Some<unsigned> auto &N) { With.number(N); }

void follow(auto &With, Some<DirectEffect> auto &L) {
  follow(With, L.At);
  With.text(L.Kind);
  With.text(L.Phrase);
  With.text(L.Why);
  With.text(L.Instead);
  With.upTo(Level::Error, L.AtMost);
}

void follow(auto &With, Some<CallSite::Argument> auto &A) {
  With.number(A.Number);
  With.symbol(A.Callable);
  With.number(A.Parameter);
}

void follow(auto &With, Some<CallSite> auto &C) {
  follow(With, C.At);
  With.text(C.Phrase);
  With.symbol(C.To);
  With.upTo(CallSite::Pure, C.How);
  With.upTo(CallSite::Once, C.When);
  With.list(C.Passes);
}

void follow(auto &With, Some<FunctionSummary> auto &F) {
  With.symbol(F.Id);
  follow(With, F.At);
  With.text(F.Phrase);
  With.text(F.Name);
  With.upTo(true, F.IsCoroutine);
  With.list(F.DirectEffects);
  With.list(F.Calls);
  With.list(F.CallsParameters);
  With.list(F.Overrides);
}

void follow(auto &With, Some<SummaryAccess> auto &T) {
  With.upTo(SummaryAccess::Variable, T.Of);
  With.symbol(T.Object);
  With.symbol(T.Field);
  With.upTo(true, T.Writes);
  With.upTo(true, T.MayAlias);
}

void follow(auto &With, Some<Footprint> auto &F) {
  With.symbol(F.Of);
  With.path(F.File);
  With.upTo(true, F.IsKnown);
  With.upTo(true, F.Suspends);
  With.upTo(true, F.Throws);
  With.list(F.Accesses);
  With.list(F.Calls);
}

void follow(auto &With, Some<LentUse> auto &U) {
  With.symbol(U.Of);
  With.text(U.Name);
  With.number(U.Parameter);
  With.upTo(true, U.IsUsed);
  follow(With, U.Since);
  With.text(U.SinceWhy);
  follow(With, U.At);
  With.upTo(true, U.LetsGo);
  follow(With, U.CalledAt);
  With.symbol(U.To);
  With.number(U.ToParameter);
  With.text(U.ToName);
}

void follow(auto &With, Some<ContainerChange> auto &C) {
  With.symbol(C.Of);
  With.text(C.Container);
  With.upTo(ContainerChange::Assigns, C.Does);
  follow(With, C.At);
  With.text(C.By);
  With.upTo(true, C.IsLive);
  With.upTo(true, C.IsOnItsOwn);
  With.list(C.Tests);
  With.list(C.Writes);
  With.list(C.Mentions);
}

void follow(auto &With, Some<ThrowingFunction> auto &F) {
  With.symbol(F.Of);
  follow(With, F.At);
}

void follow(auto &With, Some<IndependenceCondition::Binding> auto &L) {
  follow(With, L.As);
  With.upTo(true, L.IsMoved);
  With.upTo(true, L.IsThis);
  With.list(L.What);
}

void follow(auto &With, Some<IndependenceCondition::Member> auto &M) {
  With.symbol(M.To);
  With.list(M.Bindings);
  With.list(M.Accesses);
  With.list(M.Calls);
  With.upTo(true, M.Suspends);
  With.upTo(true, M.Throws);
  With.upTo(true, M.LeavesNoTrace);
  With.upTo(true, M.GivesNothing);
}

void follow(auto &With, Some<std::pair<Symbol, std::string>> auto &P) {
  With.symbol(P.first);
  With.text(P.second);
}

void follow(auto &With, Some<std::pair<Place, std::string>> auto &P) {
  follow(With, P.first);
  With.text(P.second);
}

void follow(auto &With, Some<Note> auto &N) {
  follow(With, N.At);
  With.text(N.Message);
  With.upTo(true, N.IsStep);
  With.upTo(true, N.IsCause);
}

void follow(auto &With, Some<Edit> auto &E) {
  With.path(E.File);
  With.number(E.Offset);
  With.number(E.Length);
  With.text(E.Text);
}

void follow(auto &With, Some<Fix> auto &F) {
  With.text(F.Title);
  With.upTo(Safety::Suggested, F.Safety);
  With.list(F.Edits);
}

void follow(auto &With, Some<FunctionExtent> auto &F) {
  With.path(F.File);
  With.number(F.Name);
  With.number(F.Begin);
  With.number(F.End);
}

void follow(auto &With, Some<Finding> auto &F) {
  follow(With, F.At);
  With.text(F.Check);
  With.upTo(Level::Error, F.Severity);
  With.text(F.Message);
  With.text(F.Function);
  With.list(F.Notes);
  With.list(F.Fixes);
  With.list(F.SpelledAt);
}

void follow(auto &With, Some<EffectMessage> auto &M) {
  With.text(M.Kind);
  With.upTo(Level::Error, M.Severity);
  With.text(M.Message);
  With.text(M.Instead);
}

/// Without its messages, which many conditions share, and its call, which is
/// where the finding is.
void follow(auto &With, Some<EffectCondition> auto &If) {
  With.symbol(If.In);
  follow(With, If.InAt);
  With.text(If.Phrase);
  With.list(If.Before);
}

void follow(auto &With, Some<IndependenceCondition> auto &If) {
  With.list(If.Members);
  With.upTo(Level::Error, If.Severity);
  With.text(If.Message);
  With.upTo(Level::Error, If.Otherwise);
  With.text(If.OtherwiseWords);
}

void follow(auto &With, Some<UnusedCondition> auto &If) {
  With.symbol(If.Member);
  With.list(If.Users);
  With.upTo(Level::Error, If.Severity);
  With.text(If.Message);
}

void follow(auto &With, Some<LentUseCondition> auto &If) {
  With.upTo(LentUseCondition::LetsGo, If.Asks);
  With.symbol(If.Callee);
  With.text(If.Name);
  With.number(If.Parameter);
  With.upTo(Level::Error, If.Severity);
  With.text(If.Message);
}

void follow(auto &With, Some<ChangeCondition> auto &If) {
  With.symbol(If.Of);
  With.text(If.Container);
  With.text(If.Name);
  With.number(If.Ends);
  With.number(If.Always);
  With.list(If.Tests);
  With.list(If.Writes);
  With.list(If.Holds);
  With.upTo(Level::Error, If.Severity);
  With.text(If.Message);
  With.upTo(Level::Error, If.Otherwise);
  With.text(If.OtherwiseWords);
}

void follow(auto &With, Some<ThrowCondition> auto &If) {
  With.list(If.Of);
  With.upTo(Level::Error, If.Severity);
  With.text(If.Message);
}

void follow(auto &With, Some<Silenced> auto &S) {
  follow(With, S.At);
  With.text(S.Check);
}

void follow(auto &With, Some<UnseenFunction> auto &F) {
  With.symbol(F.Id);
  With.text(F.Name);
  follow(With, F.At);
  With.list(F.Callers);
}

class FieldWriter {
public:
  explicit FieldWriter(PathSpelling Path) : Path(Path) {}

  /// A list that stands by itself. `Each`: in place of follow().
  template <typename T>
  std::string numbersOf(const std::vector<T> &All, auto Each) {
    list(All, Each);
    return inWords(std::exchange(Numbers, {}));
  }
  template <typename T> std::string numbersOf(const std::vector<T> &All) {
    return numbersOf(All, [&](const T &Item) { follow(*this, Item); });
  }

  /// What the numbers of all lists refer to; nothing can be written after it.
  void addTables(nlohmann::ordered_json &To) {
    To["texts"] = std::move(Texts);
    To["symbols"] = inWords(Symbols);
  }

  void number(std::uint64_t N) { Numbers.push_back(N); }
  template <typename T> void upTo(T, T Value) { number(std::uint64_t(Value)); }

  void symbol(Symbol Id) {
    auto [It, New] = SymbolIds.try_emplace(Id, Symbols.size());
    if (New)
      Symbols.push_back(Id);
    number(It->second);
  }

  void text(llvm::StringRef Of) {
    auto [It, New] = TextIds.try_emplace(Of, Texts.size());
    if (New)
      Texts.push_back(Of.str());
    number(It->second);
  }

  void path(llvm::StringRef File) {
    auto [It, New] = PathIds.try_emplace(File, 0);
    if (!New)
      return number(It->second);
    text(Path(File));
    It->second = Numbers.back();
  }

  template <typename T> void list(const std::vector<T> &All, auto Each) {
    number(All.size());
    for (const T &Item : All)
      Each(Item);
  }
  template <typename T> void list(const std::vector<T> &All) {
    list(All, [&](const T &Item) { follow(*this, Item); });
  }

  template <typename... T>
  void choice(const std::variant<T...> &Of, auto Follow) {
    number(Of.index());
    std::visit(Follow, Of);
  }

private:
  /// One text: a JSON value for each number would be most of a report's cost.
  static std::string inWords(const std::vector<std::uint64_t> &All) {
    std::string Text;
    char Digits[20];
    for (std::uint64_t N : All) {
      if (!Text.empty())
        Text += ' ';
      Text.append(Digits, std::to_chars(Digits, std::end(Digits), N).ptr);
    }
    return Text;
  }

  PathSpelling Path;
  std::vector<std::uint64_t> Numbers;
  std::vector<std::string> Texts;
  std::vector<Symbol> Symbols;
  llvm::StringMap<unsigned> TextIds, PathIds;
  llvm::DenseMap<Symbol, unsigned> SymbolIds;
};

/// Reads what FieldWriter wrote. Whatever else it meets makes it fail in the
/// end.
class FieldReader {
public:
  FieldReader(const nlohmann::json &From, PathSpelling Path)
      : From(From), Path(Path) {
    if (const nlohmann::json *All = item("texts"); All && All->is_array())
      for (const nlohmann::json &T : *All) {
        Failed |= !T.is_string();
        Texts.push_back(T.is_string() ? T.get<std::string>() : "");
      }
    else
      Failed = true;
    Paths.resize(Texts.size());
    begin("symbols");
    while (Next != End)
      Symbols.push_back(take() << 1 >> 1);
  }

  /// A list that stands by itself. `Each`: in place of follow().
  template <typename T>
  void read(const char *Key, std::vector<T> &Into, auto Each) {
    begin(Key);
    list(Into, Each);
    Failed |= Next != End;
  }
  template <typename T> void read(const char *Key, std::vector<T> &Into) {
    read(Key, Into, [&](T &Item) { follow(*this, Item); });
  }

  bool failed() const { return Failed; }

  void number(unsigned &N) { N = take(); }

  template <typename T> void upTo(T Last, T &Value) {
    std::uint64_t N = take();
    Failed |= N > std::uint64_t(Last);
    Value = N > std::uint64_t(Last) ? Last : T(N);
  }

  void symbol(Symbol &Id) { Id = of(Symbols); }
  void text(std::string &Text) { Text = of(Texts); }

  void path(std::string &File) {
    size_t I = take();
    Failed |= I >= Paths.size();
    if (I >= Paths.size())
      return;
    if (!Paths[I])
      Paths[I] = Path(Texts[I]);
    File = *Paths[I];
  }

  template <typename T> void list(std::vector<T> &All, auto Each) {
    std::uint64_t Count = take();
    Failed |= Count > std::uint64_t(End - Next);
    if (Failed)
      return;
    All.resize(Count);
    for (T &Item : All)
      Each(Item);
  }
  template <typename T> void list(std::vector<T> &All) {
    list(All, [&](T &Item) { follow(*this, Item); });
  }

  /// One of the items of a table that was read before.
  template <typename T> void oneOf(const std::vector<T> &Table, T &Into) {
    Into = of(Table);
  }

  template <typename... T> void choice(std::variant<T...> &Of, auto Follow) {
    std::uint64_t Index = take(), I = 0;
    Failed |= Index >= sizeof...(T);
    ((I++ == Index ? void(Of.template emplace<T>()) : void()), ...);
    std::visit(Follow, Of);
  }

private:
  const nlohmann::json *item(const char *Key) const {
    auto It = From.is_object() ? From.find(Key) : From.end();
    return From.is_object() && It != From.end() ? &*It : nullptr;
  }

  void begin(const char *Key) {
    const nlohmann::json *All = item(Key);
    bool IsThere = All && All->is_string();
    Failed |= !IsThere;
    Next = IsThere ? All->get_ref<const std::string &>().data() : nullptr;
    End = IsThere ? Next + All->get_ref<const std::string &>().size() : nullptr;
  }

  std::uint64_t take() {
    std::uint64_t N = 0;
    auto [Behind, Error] = std::from_chars(Next, End, N);
    if (Error != std::errc() || (Behind != End && *Behind != ' ')) {
      Failed = true;
      Next = End;
      return 0;
    }
    Next = Behind == End ? End : Behind + 1;
    return N;
  }

  template <typename T> T of(const std::vector<T> &Table) {
    size_t I = take();
    Failed |= I >= Table.size();
    return I < Table.size() ? Table[I] : T();
  }

  const nlohmann::json &From;
  PathSpelling Path;
  const char *Next = nullptr, *End = nullptr;
  std::vector<std::string> Texts;
  std::vector<std::optional<std::string>> Paths;
  std::vector<Symbol> Symbols;
  bool Failed = false;
};

} // namespace corolint

#endif

#include "checks/program/SummaryJson.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"
#include <concepts>
#include <deque>
#include <future>

using namespace corolint;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

// --- What stands where in "functions". SummaryWriter and SummaryReader both
// follow it.

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

class SummaryWriter {
public:
  explicit SummaryWriter(PathSpelling Path) : Path(Path) {}

  ordered_json
  write(const std::vector<IndependenceCondition::Member> &Members) {
    list(Members);
    return {{"symbols", std::move(Symbols)}, {"members", std::move(Numbers)}};
  }

  ordered_json write(const UnitSummary &S) {
    list(S.Functions);
    std::vector<std::uint64_t> Functions = std::exchange(Numbers, {});
    list(S.Harmless);
    std::vector<std::uint64_t> Harmless = std::exchange(Numbers, {});
    for (const auto &[Id, Name] : S.Sought) {
      symbol(Id);
      text(Name);
    }
    std::vector<std::uint64_t> Sought = std::exchange(Numbers, {});
    list(S.Footprints);
    std::vector<std::uint64_t> Footprints = std::exchange(Numbers, {});
    list(S.UsedMembers);
    std::vector<std::uint64_t> Members = std::exchange(Numbers, {});
    list(S.LentUses);
    ordered_json J;
    if (S.IsWhole)
      J["whole"] = true;
    J["texts"] = std::move(Texts);
    J["symbols"] = std::move(Symbols);
    J["functions"] = std::move(Functions);
    J["harmless"] = std::move(Harmless);
    J["sought"] = std::move(Sought);
    J["footprints"] = std::move(Footprints);
    J["members"] = std::move(Members);
    J["lent"] = std::move(Numbers);
    return J;
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

  void path(llvm::StringRef File) { text(Path(File)); }

  template <typename T> void list(const std::vector<T> &All) {
    number(All.size());
    for (const T &Item : All)
      follow(*this, Item);
  }

private:
  PathSpelling Path;
  std::vector<std::uint64_t> Numbers;
  std::vector<std::string> Texts;
  std::vector<Symbol> Symbols;
  llvm::StringMap<unsigned> TextIds;
  llvm::DenseMap<Symbol, unsigned> SymbolIds;
};

/// Reads what SummaryWriter wrote. Whatever else it meets makes it fail in the
/// end.
class SummaryReader {
public:
  explicit SummaryReader(PathSpelling Path) : Path(Path) {}

  llvm::Expected<UnitSummary> read(const json &J) {
    UnitSummary S;
    S.IsWhole = J.is_object() && J.contains("whole");
    for (const json &T : items(J, "texts")) {
      Failed |= !T.is_string();
      Texts.push_back(T.is_string() ? T.get<std::string>() : "");
    }
    Paths.resize(Texts.size());
    readSymbols(J);
    begin(J, "functions");
    list(S.Functions);
    Failed |= Next != End;
    begin(J, "harmless");
    list(S.Harmless);
    Failed |= Next != End;
    begin(J, "sought");
    while (Next != End) {
      auto &[Id, Name] = S.Sought.emplace_back();
      symbol(Id);
      text(Name);
    }
    begin(J, "footprints");
    list(S.Footprints);
    Failed |= Next != End;
    begin(J, "members");
    list(S.UsedMembers);
    Failed |= Next != End;
    begin(J, "lent");
    list(S.LentUses);
    Failed |= Next != End;
    if (Failed)
      return problem("not a summary that corolint wrote");
    return S;
  }

  llvm::Expected<std::vector<IndependenceCondition::Member>>
  readMembers(const json &J) {
    std::vector<IndependenceCondition::Member> All;
    readSymbols(J);
    begin(J, "members");
    list(All);
    if (Failed || Next != End)
      return problem("not a report that corolint wrote");
    return All;
  }

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

  template <typename T> void list(std::vector<T> &All) {
    std::uint64_t Count = take();
    Failed |= Count > std::uint64_t(End - Next);
    if (Failed)
      return;
    All.resize(Count);
    for (T &Item : All)
      follow(*this, Item);
  }

private:
  void readSymbols(const json &J) {
    begin(J, "symbols");
    while (Next != End)
      Symbols.push_back(take() << 1 >> 1);
  }

  const json::array_t &items(const json &J, const char *Key) {
    static const json::array_t Empty;
    auto It = J.is_object() ? J.find(Key) : J.end();
    bool IsThere = J.is_object() && It != J.end() && It->is_array();
    Failed |= !IsThere;
    return IsThere ? It->get_ref<const json::array_t &>() : Empty;
  }

  void begin(const json &J, const char *Key) {
    const json::array_t &All = items(J, Key);
    Next = All.data();
    End = Next + All.size();
  }

  std::uint64_t take() {
    if (Next == End || !Next->is_number_unsigned()) {
      Failed = true;
      Next = End;
      return 0;
    }
    return Next++->get<std::uint64_t>();
  }

  template <typename T> T of(const std::vector<T> &Table) {
    size_t I = take();
    Failed |= I >= Table.size();
    return I < Table.size() ? Table[I] : T();
  }

  PathSpelling Path;
  const json *Next = nullptr, *End = nullptr;
  std::vector<std::string> Texts;
  std::vector<std::optional<std::string>> Paths;
  std::vector<Symbol> Symbols;
  bool Failed = false;
};

} // namespace

std::string corolint::asUtf8(llvm::StringRef Path) {
  if (llvm::json::isUTF8(Path))
    return Path.str();
  std::string Text;
  for (unsigned char C : Path)
    if (C < 0x80)
      Text += char(C);
    else
      Text += '\0' + llvm::utohexstr(C, /*LowerCase=*/true, /*Width=*/2);
  return Text;
}

std::string corolint::asBytes(llvm::StringRef Text) {
  std::string Path;
  while (!Text.empty()) {
    auto [Before, After] = Text.split('\0');
    Path += Before;
    unsigned C = 0;
    if (Before.size() != Text.size() &&
        !After.take_front(2).getAsInteger(16, C))
      Path += char(C);
    Text = After.drop_front(std::min<size_t>(2, After.size()));
  }
  return Path;
}

ordered_json corolint::toJson(const UnitSummary &S, PathSpelling Path) {
  return SummaryWriter(Path).write(S);
}

llvm::Expected<UnitSummary> corolint::summaryFrom(const json &From,
                                                  PathSpelling Path) {
  return SummaryReader(Path).read(From);
}

ordered_json
corolint::toJson(const std::vector<IndependenceCondition::Member> &Members) {
  return SummaryWriter([](llvm::StringRef Path) { return Path.str(); })
      .write(Members);
}

llvm::Expected<std::vector<IndependenceCondition::Member>>
corolint::membersFrom(const json &From) {
  return SummaryReader([](llvm::StringRef Path) { return Path.str(); })
      .readMembers(From);
}

std::string corolint::printHeader(llvm::StringRef Root) {
  ordered_json J = {{"kind", "corolint-summaries"},
                    {"version", SummaryVersion},
                    {"root", asUtf8(Root)}};
  return J.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

llvm::Error corolint::readUnits(
    const std::string &File, llvm::StringRef Root,
    llvm::function_ref<llvm::Error(size_t, const json &, PathSpelling)> Parse,
    llvm::function_ref<void(size_t)> Take) {
  auto Text = readFile(File);
  if (!Text)
    return problem(File + ": cannot read it: " + Text.getError().message());
  llvm::StringRef Header, Rest;
  std::tie(Header, Rest) = (*Text)->getBuffer().split('\n');
  if (Header.empty())
    return problem(File + ": is empty; write it with `corolint summarize`");
  json About = json::parse(Header.begin(), Header.end(), nullptr, false);
  if (stringAt(About, "kind") != "corolint-summaries")
    return problem(File + ":1: not written by `corolint summarize`");
  auto Version = About.find("version");
  if (Version == About.end() || *Version != SummaryVersion)
    return problem(File + ":1: of another version of corolint; write the file "
                          "anew");
  std::string Below =
      Root.empty() ? asBytes(stringAt(About, "root")) : Root.str();
  auto Absolute = [&](llvm::StringRef Path) {
    if (Path.empty() || Path.starts_with("/"))
      return asBytes(Path);
    return Path == "." ? Below : Below + "/" + asBytes(Path);
  };
  std::deque<std::pair<size_t, std::shared_future<std::string>>> InHand;
  llvm::DefaultThreadPool Pool; // ends first
  auto Begin = [&](size_t Slot) {
    llvm::StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    auto Work = [&Parse, &Absolute, Slot, Line]() -> std::string {
      json J = json::parse(Line.begin(), Line.end(), nullptr,
                           /*allow_exceptions=*/false);
      if (!J.is_object())
        return "not valid JSON, perhaps cut short; write the file anew";
      llvm::Error E = Parse(Slot, J, Absolute);
      return E ? llvm::toString(std::move(E)) : "";
    };
    InHand.emplace_back(Slot, Pool.async(Work));
  };
  for (size_t Slot = 0; Slot != UnitsAtOnce && !Rest.empty(); ++Slot)
    Begin(Slot);
  for (size_t Number = 2; !InHand.empty(); ++Number) {
    size_t Slot = InHand.front().first;
    std::string Wrong = InHand.front().second.get();
    InHand.pop_front();
    if (!Wrong.empty())
      return problem(File + ":" + llvm::Twine(Number) + ": " + Wrong);
    Take(Slot);
    if (!Rest.empty())
      Begin(Slot);
  }
  return llvm::Error::success();
}

llvm::Expected<std::vector<UnitSummary>>
corolint::readSummaries(const std::string &File, llvm::StringRef Root) {
  std::vector<UnitSummary> All;
  UnitSummary Read[UnitsAtOnce];
  llvm::Error E = readUnits(
      File, Root,
      [&](size_t Slot, const json &J, PathSpelling Path) -> llvm::Error {
        static const json None;
        auto It = J.find("summary");
        auto S = summaryFrom(It == J.end() ? None : *It, Path);
        if (!S)
          return S.takeError();
        Read[Slot] = std::move(*S);
        return llvm::Error::success();
      },
      [&](size_t Slot) { All.push_back(std::move(Read[Slot])); });
  if (E)
    return std::move(E);
  return All;
}

#include "checks/base/SummaryJson.h"
#include "checks/base/Json.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace corolint;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

class Writer {
public:
  explicit Writer(PathSpelling Path) : Path(Path) {}

  ordered_json write(const UnitSummary &S) {
    ordered_json Functions = json::array(), Sought = json::array();
    for (const FunctionSummary &F : S.Functions)
      Functions.push_back(function(F));
    for (const auto &[Id, Name] : S.Sought)
      Sought.push_back({symbol(Id), text(Name)});
    ordered_json J;
    if (S.IsWhole)
      J["whole"] = true;
    J["texts"] = std::move(Texts);
    J["functions"] = std::move(Functions);
    ordered_json Harmless = json::array();
    for (Symbol Id : S.Harmless)
      Harmless.push_back(symbol(Id));
    J["harmless"] = std::move(Harmless);
    J["sought"] = std::move(Sought);
    return J;
  }

private:
  static std::string symbol(Symbol Id) { return llvm::utohexstr(Id, true); }

  unsigned text(llvm::StringRef Of) {
    auto [It, New] = Known.try_emplace(Of, Texts.size());
    if (New)
      Texts.push_back(Of.str());
    return It->second;
  }

  ordered_json place(const Place &P) {
    return {text(Path(P.File)), P.Line, P.Column, P.EndColumn, P.Offset};
  }

  ordered_json function(const FunctionSummary &F) {
    ordered_json J = {{"id", symbol(F.Id)},
                      {"at", place(F.At)},
                      {"in", text(F.Words)},
                      {"name", text(F.Name)}};
    if (F.IsCoroutine)
      J["coroutine"] = true;
    for (const Leaf &L : F.Leaves) {
      ordered_json K = {{"at", place(L.At)},
                        {"kind", text(L.Kind)},
                        {"words", text(L.Words)}};
      if (!L.Why.empty())
        K["why"] = text(L.Why);
      if (!L.Instead.empty())
        K["instead"] = text(L.Instead);
      if (L.AtMost != Level::Error)
        K["atMost"] = spell(L.AtMost).str();
      J["leaves"].push_back(std::move(K));
    }
    for (const CallSite &C : F.Calls) {
      ordered_json K = {
          {"at", place(C.At)}, {"words", text(C.Words)}, {"to", symbol(C.To)}};
      if (C.How != CallSite::Direct)
        K["how"] = C.How == CallSite::Virtual ? "virtual" : "pure";
      if (C.IsAwaited)
        K["awaited"] = true;
      for (const CallSite::Argument &A : C.Passes)
        K["passes"].push_back(
            {A.Number, A.Callable ? symbol(A.Callable) : "", A.Parameter});
      J["calls"].push_back(std::move(K));
    }
    if (!F.CallsParameters.empty())
      J["callsParameters"] = F.CallsParameters;
    for (Symbol Base : F.Overrides)
      J["overrides"].push_back(symbol(Base));
    return J;
  }

  PathSpelling Path;
  ordered_json Texts = json::array();
  llvm::StringMap<unsigned> Known;
};

/// Reads what Writer wrote. Whatever else it meets makes it fail in the end.
class Reader {
public:
  explicit Reader(PathSpelling Path) : Path(Path) {}

  llvm::Expected<UnitSummary> read(const json &J) {
    UnitSummary S;
    for (const json &T : items(J, "texts")) {
      Failed |= !T.is_string();
      Texts.push_back(T.is_string() ? T.get<std::string>() : "");
    }
    S.IsWhole = flag(J, "whole");
    for (const json &F : items(J, "functions"))
      S.Functions.push_back(function(F));
    for (const json &Id : items(J, "harmless"))
      S.Harmless.push_back(symbol(Id));
    for (const json &Pair : items(J, "sought"))
      S.Sought.emplace_back(symbol(at(Pair, 0)), text(at(Pair, 1)));
    if (Failed)
      return problem("not a summary that corolint wrote");
    return S;
  }

private:
  const json &member(const json &J, const char *Key) {
    static const json Null;
    if (!J.is_object())
      return Null;
    auto It = J.find(Key);
    return It == J.end() ? Null : *It;
  }

  const json &at(const json &J, size_t I) {
    static const json Null;
    if (J.is_array() && I < J.size())
      return J[I];
    Failed = true;
    return Null;
  }

  const json &items(const json &J, const char *Key) {
    static const json Empty = json::array();
    const json &Value = member(J, Key);
    Failed |= !Value.is_array() && !Value.is_null();
    return Value.is_array() ? Value : Empty;
  }

  bool flag(const json &J, const char *Key) {
    const json &Value = member(J, Key);
    return Value.is_boolean() && Value.get<bool>();
  }

  unsigned number(const json &J) {
    Failed |= !J.is_number_unsigned();
    return J.is_number_unsigned() ? J.get<unsigned>() : 0;
  }

  std::string text(const json &J) {
    unsigned I = number(J);
    Failed |= I >= Texts.size();
    return I < Texts.size() ? Texts[I] : "";
  }

  std::string textIn(const json &J, const char *Key) {
    const json &Value = member(J, Key);
    return Value.is_null() ? "" : text(Value);
  }

  Symbol symbol(const json &J) {
    Symbol Id = 0;
    if (!J.is_string() ||
        llvm::StringRef(J.get_ref<const std::string &>()).getAsInteger(16, Id))
      Failed = true;
    return Id << 1 >> 1;
  }

  Place place(const json &J) {
    return {Path(text(at(J, 0))), number(at(J, 1)), number(at(J, 2)),
            number(at(J, 3)), number(at(J, 4))};
  }

  FunctionSummary function(const json &J) {
    FunctionSummary F;
    F.Id = symbol(member(J, "id"));
    F.At = place(member(J, "at"));
    F.Words = textIn(J, "in");
    F.Name = textIn(J, "name");
    F.IsCoroutine = flag(J, "coroutine");
    for (const json &K : items(J, "leaves")) {
      Leaf &L = F.Leaves.emplace_back();
      L.At = place(member(K, "at"));
      L.Kind = textIn(K, "kind");
      L.Words = textIn(K, "words");
      L.Why = textIn(K, "why");
      L.Instead = textIn(K, "instead");
      L.AtMost = parseLevel(textOf(K, "atMost")).value_or(Level::Error);
    }
    for (const json &K : items(J, "calls")) {
      CallSite &C = F.Calls.emplace_back();
      C.At = place(member(K, "at"));
      C.Words = textIn(K, "words");
      C.To = symbol(member(K, "to"));
      std::string How = textOf(K, "how");
      C.How = How == "virtual" ? CallSite::Virtual
              : How == "pure"  ? CallSite::Pure
                               : CallSite::Direct;
      C.IsAwaited = flag(K, "awaited");
      for (const json &A : items(K, "passes")) {
        const json &Id = at(A, 1);
        bool IsOwn =
            Id.is_string() && Id.get_ref<const std::string &>().empty();
        C.Passes.push_back(
            {number(at(A, 0)), IsOwn ? 0 : symbol(Id), number(at(A, 2))});
      }
    }
    for (const json &P : items(J, "callsParameters"))
      F.CallsParameters.push_back(number(P));
    for (const json &Base : items(J, "overrides"))
      F.Overrides.push_back(symbol(Base));
    return F;
  }

  PathSpelling Path;
  std::vector<std::string> Texts;
  bool Failed = false;
};

} // namespace

ordered_json corolint::toJson(const UnitSummary &S, PathSpelling Path) {
  return Writer(Path).write(S);
}

llvm::Expected<UnitSummary> corolint::summaryFrom(const json &From,
                                                  PathSpelling Path) {
  return Reader(Path).read(From);
}

std::string corolint::printHeader(llvm::StringRef Root) {
  ordered_json J = {{"kind", "corolint-summaries"},
                    {"version", SummaryVersion},
                    {"root", Root.str()}};
  return J.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

llvm::Error corolint::readUnits(
    const std::string &File, llvm::StringRef Root,
    llvm::function_ref<llvm::Error(const json &, PathSpelling)> Take) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    return problem(File + ": cannot read it: " + Text.getError().message());
  std::string Below = Root.str();
  auto Absolute = [&](llvm::StringRef Path) {
    if (Path.empty() || Path.starts_with("/"))
      return Path.str();
    return Path == "." ? Below : Below + "/" + Path.str();
  };
  size_t Number = 0;
  for (llvm::StringRef Line, Rest = (*Text)->getBuffer(); !Rest.empty();) {
    std::tie(Line, Rest) = Rest.split('\n');
    std::string Where = File + ":" + std::to_string(++Number);
    json J = json::parse(Line.begin(), Line.end(), nullptr, false);
    if (Number == 1) {
      auto Version = J.is_object() ? J.find("version") : J.end();
      if (textOf(J, "kind") != "corolint-summaries")
        return problem(Where + ": not written by `corolint summarize`");
      if (Version == J.end() || *Version != SummaryVersion)
        return problem(Where + ": of another version of corolint; write the "
                               "file anew");
      if (Below.empty())
        Below = textOf(J, "root");
      continue;
    }
    if (!J.is_object())
      return problem(Where + ": not valid JSON, perhaps cut short; write the "
                             "file anew");
    if (llvm::Error E = Take(J, Absolute))
      return problem(Where + ": " + llvm::toString(std::move(E)));
  }
  if (!Number)
    return problem(File + ": is empty; write it with `corolint summarize`");
  return llvm::Error::success();
}

llvm::Expected<std::vector<UnitSummary>>
corolint::readSummaries(const std::string &File, llvm::StringRef Root) {
  std::vector<UnitSummary> All;
  llvm::Error E = readUnits(
      File, Root, [&](const json &J, PathSpelling Path) -> llvm::Error {
        auto It = J.find("summary");
        if (It == J.end())
          return llvm::Error::success();
        auto S = summaryFrom(*It, Path);
        if (!S)
          return S.takeError();
        All.push_back(std::move(*S));
        return llvm::Error::success();
      });
  if (E)
    return std::move(E);
  return All;
}

#include "checks/program/SummaryJson.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "checks/program/Fields.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"
#include <deque>
#include <future>

using namespace corolint;
using nlohmann::json;
using nlohmann::ordered_json;

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
  FieldWriter To(Path);
  ordered_json J;
  if (S.IsWhole)
    J["whole"] = true;
  J["functions"] = To.numbersOf(S.Functions);
  J["harmless"] = To.numbersOf(S.Harmless);
  J["sought"] = To.numbersOf(S.Sought);
  J["footprints"] = To.numbersOf(S.Footprints);
  J["members"] = To.numbersOf(S.UsedMembers);
  J["lent"] = To.numbersOf(S.LentUses);
  J["changes"] = To.numbersOf(S.Changes);
  J["throwing"] = To.numbersOf(S.Throwing);
  To.addTables(J);
  return J;
}

llvm::Expected<UnitSummary> corolint::summaryFrom(const json &From,
                                                  PathSpelling Path) {
  FieldReader Read(From, Path);
  UnitSummary S;
  S.IsWhole = From.is_object() && From.contains("whole");
  Read.read("functions", S.Functions);
  Read.read("harmless", S.Harmless);
  Read.read("sought", S.Sought);
  Read.read("footprints", S.Footprints);
  Read.read("members", S.UsedMembers);
  Read.read("lent", S.LentUses);
  Read.read("changes", S.Changes);
  Read.read("throwing", S.Throwing);
  if (Read.failed())
    return problem("not a summary that corolint wrote");
  return S;
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

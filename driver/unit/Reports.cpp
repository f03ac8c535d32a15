#include "driver/unit/Reports.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"

using namespace corolint;

/// On one line. In texts, bytes that are not UTF-8 become U+FFFD.
static std::string compact(const Json &J) {
  return J.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string corolint::printReport(const TuReport &R) {
  return compact(toJson(R, asUtf8));
}

std::string corolint::printReport(const TuReport &R, llvm::StringRef Root) {
  return compact(toJson(R, [&](llvm::StringRef Path) {
    return Path == Root ? "." : asUtf8(pathBelow(Root, Path));
  }));
}

std::string corolint::printEffects(const UnitSummary &S, llvm::StringRef Root) {
  return compact({{"summary", toJson(S, [&](llvm::StringRef Path) {
                     return asUtf8(pathBelow(Root, Path));
                   })}});
}

llvm::Expected<TuReport> corolint::parseReport(llvm::StringRef Text) {
  return parseReport(Text, asBytes);
}

llvm::Expected<TuReport> corolint::parseReport(llvm::StringRef Text,
                                               PathSpelling Path) {
  auto J = nlohmann::json::parse(Text.begin(), Text.end(), nullptr, false);
  if (!J.is_object())
    return problem("report: not valid JSON");
  return tuReportFrom(J, Path);
}

std::string corolint::printReadFiles(llvm::ArrayRef<ReadFile> All) {
  Json Files = Json::array();
  for (const ReadFile &F : All)
    Files.push_back({asUtf8(F.Name), F.Hash});
  return compact(Files);
}

std::optional<std::vector<ReadFile>>
corolint::parseReadFiles(llvm::StringRef Text) {
  auto J = nlohmann::json::parse(Text.begin(), Text.end(), nullptr, false);
  if (!J.is_array())
    return std::nullopt;
  std::vector<ReadFile> All;
  for (const nlohmann::json &F : J)
    All.push_back({asBytes(F[0].get<std::string>()), F[1].get<std::string>()});
  return All;
}

llvm::Error corolint::readReports(const std::string &File, llvm::StringRef Root,
                                  llvm::function_ref<void(TuReport)> Take) {
  TuReport Read[UnitsAtOnce];
  return readUnits(
      File, Root,
      [&](size_t Slot, const nlohmann::json &J,
          PathSpelling Path) -> llvm::Error {
        auto R = tuReportFrom(J, Path);
        if (!R)
          return R.takeError();
        Read[Slot] = std::move(*R);
        return llvm::Error::success();
      },
      [&](size_t Slot) { Take(std::move(Read[Slot])); });
}

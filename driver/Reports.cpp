#include "driver/Reports.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"

using namespace corolint;

static std::string asIs(llvm::StringRef Path) { return Path.str(); }

/// On one line. Bytes that are not UTF-8 become U+FFFD.
static std::string compact(const Json &J) {
  return J.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string corolint::printReport(const TuReport &R) {
  return compact(toJson(R, asIs));
}

std::string corolint::printReport(const TuReport &R, llvm::StringRef Root) {
  return compact(toJson(R, [&](llvm::StringRef Path) {
    return Path == Root ? "." : pathBelow(Root, Path);
  }));
}

std::string corolint::printEffects(const UnitSummary &S, llvm::StringRef Root) {
  return compact({{"summary", toJson(S, [&](llvm::StringRef Path) {
                     return pathBelow(Root, Path);
                   })}});
}

llvm::Expected<TuReport> corolint::parseReport(llvm::StringRef Text) {
  return parseReport(Text, asIs);
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
    Files.push_back({F.Name, F.Hash});
  return compact(Files);
}

std::optional<std::vector<ReadFile>>
corolint::parseReadFiles(llvm::StringRef Text) {
  auto J = nlohmann::json::parse(Text.begin(), Text.end(), nullptr, false);
  if (!J.is_array())
    return std::nullopt;
  std::vector<ReadFile> All;
  for (const nlohmann::json &F : J)
    All.push_back({F[0].get<std::string>(), F[1].get<std::string>()});
  return All;
}

static Json asJson(const Trace &T) {
  return Json::array({T.Of, T.Object, T.Field, T.Writes, T.MayAlias});
}

static Trace traceFrom(const nlohmann::json &J) {
  return {J[0].get<Trace::Root>(), J[1].get<Symbol>(), J[2].get<Symbol>(),
          J[3].get<bool>(), J[4].get<bool>()};
}

static Json asJson(const SharedBody &B) {
  Json Touches = Json::array();
  for (const Trace &T : B.Touches)
    Touches.push_back(asJson(T));
  return Json::array({B.File, B.Offset, B.Name, B.Id, B.Unknown, B.Ordered,
                      B.Throws, Touches, B.Calls, B.Initialises, B.StandsIn});
}

static SharedBody bodyFrom(const nlohmann::json &J) {
  SharedBody B;
  unsigned I = 0;
  auto Next = [&](auto &To) { J[I++].get_to(To); };
  Next(B.File), Next(B.Offset), Next(B.Name), Next(B.Id);
  Next(B.Unknown), Next(B.Ordered), Next(B.Throws);
  for (const nlohmann::json &T : J[I++])
    B.Touches.push_back(traceFrom(T));
  Next(B.Calls), Next(B.Initialises), Next(B.StandsIn);
  return B;
}

std::string corolint::printDigest(const Digest &D) {
  Json Read = Json::array(), Bodies = Json::array(), Names = Json::array();
  for (const Digest::Reading &R : D.Read)
    Read.push_back({R.File, R.Tokens});
  for (const SharedBody &B : D.Shared.Bodies)
    Bodies.push_back(asJson(B));
  for (const SharedBodies::Name &N : D.Shared.Names)
    Names.push_back({N.Of, N.In, N.Own});
  return compact(Json::array({Read, Bodies, D.Shared.Files, Names,
                              D.Shared.Classes, toJson(D.Shared.Does, asIs)}));
}

std::optional<Digest> corolint::parseDigest(llvm::StringRef Text) {
  auto J = nlohmann::json::parse(Text.begin(), Text.end(), nullptr, false);
  if (!J.is_array() || J.size() != 6)
    return std::nullopt;
  Digest D;
  for (const nlohmann::json &R : J[0])
    D.Read.push_back({R[0].get<std::string>(), R[1].get<std::uint64_t>()});
  for (const nlohmann::json &B : J[1])
    D.Shared.Bodies.push_back(bodyFrom(B));
  J[2].get_to(D.Shared.Files);
  for (const nlohmann::json &N : J[3])
    D.Shared.Names.push_back(
        {N[0].get<Symbol>(), N[1].get<std::string>(), N[2].get<std::string>()});
  J[4].get_to(D.Shared.Classes);
  auto Does = summaryFrom(J[5], asIs);
  if (!Does) {
    llvm::consumeError(Does.takeError());
    return std::nullopt;
  }
  D.Shared.Does = std::move(*Does);
  return D;
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

#include "driver/unit/Reports.h"
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

namespace corolint {

// For the library to find. Lists, as short as can be.

template <typename J> static void to_json(J &To, const Trace &T) {
  To = {T.Of, T.Object, T.Field, T.Writes, T.MayAlias};
}
template <typename J> static void from_json(const J &From, Trace &T) {
  From.at(0).get_to(T.Of), From.at(1).get_to(T.Object);
  From.at(2).get_to(T.Field), From.at(3).get_to(T.Writes);
  From.at(4).get_to(T.MayAlias);
}

template <typename J> static void to_json(J &To, const Question &Q) {
  To = {Q.Is, Q.Of, Q.By, Q.Yes};
}
template <typename J> static void from_json(const J &From, Question &Q) {
  From.at(0).get_to(Q.Is), From.at(1).get_to(Q.Of);
  From.at(2).get_to(Q.By), From.at(3).get_to(Q.Yes);
}

template <typename J> static void to_json(J &To, const SharedBody::Use &U) {
  To = {U.By, U.Of, U.IsOffLoop};
}
template <typename J> static void from_json(const J &From, SharedBody::Use &U) {
  From.at(0).get_to(U.By), From.at(1).get_to(U.Of);
  From.at(2).get_to(U.IsOffLoop);
}

template <typename J> static void to_json(J &To, const SharedBodies::Name &N) {
  To = {N.Of, N.In, N.Own};
}
template <typename J>
static void from_json(const J &From, SharedBodies::Name &N) {
  From.at(0).get_to(N.Of), From.at(1).get_to(N.In), From.at(2).get_to(N.Own);
}

template <typename J> static void to_json(J &To, const Digest::Reading &R) {
  To = {R.File, R.Tokens};
}
template <typename J> static void from_json(const J &From, Digest::Reading &R) {
  From.at(0).get_to(R.File), From.at(1).get_to(R.Tokens);
}

/// In one order.
template <typename Body, typename Visit>
static void forEachMember(Body &B, Visit Do) {
  Do(B.File), Do(B.Offset), Do(B.End), Do(B.Name), Do(B.Id);
  Do(B.IsCoroutine), Do(B.Unknown), Do(B.Ordered), Do(B.Throws);
  Do(B.Suspends), Do(B.Touches), Do(B.Calls), Do(B.Initialises);
  Do(B.StandsIn), Do(B.LetsNoErrorOut), Do(B.LeavesTheLoop), Do(B.Drops);
  Do(B.Takes), Do(B.Awaits), Do(B.Makes), Do(B.Handlers), Do(B.OffLoop);
  Do(B.Seeks), Do(B.HasFindings), Do(B.IsHandler), Do(B.IsOffLoop),
      Do(B.Unseen), Do(B.Asked);
}

template <typename J> static void to_json(J &To, const SharedBody &B) {
  To = J::array();
  forEachMember(B, [&](const auto &Member) { To.push_back(Member); });
}
template <typename J> static void from_json(const J &From, SharedBody &B) {
  size_t I = 0;
  forEachMember(B, [&](auto &Member) { From.at(I++).get_to(Member); });
}

} // namespace corolint

std::string corolint::printDigest(const Digest &D) {
  TuReport Said;
  Said.Findings = D.Shared.Findings;
  Said.Open = D.Shared.Open;
  Said.Summary = D.Shared.Does;
  return compact(
      Json::array({D.Read, D.Shared.Bodies, D.Shared.Files, D.Shared.Names,
                   D.Shared.Classes, toJson(Said, asIs)}));
}

std::optional<Digest> corolint::parseDigest(llvm::StringRef Text) {
  auto J = nlohmann::json::parse(Text.begin(), Text.end(), nullptr, false);
  if (!J.is_array() || J.size() != 6)
    return std::nullopt;
  auto Said = tuReportFrom(J[5], asIs);
  if (!Said) {
    llvm::consumeError(Said.takeError());
    return std::nullopt;
  }
  Digest D;
  J[0].get_to(D.Read), J[1].get_to(D.Shared.Bodies);
  J[2].get_to(D.Shared.Files), J[3].get_to(D.Shared.Names);
  J[4].get_to(D.Shared.Classes);
  D.Shared.Does = std::move(Said->Summary);
  D.Shared.Findings = std::move(Said->Findings);
  D.Shared.Open = std::move(Said->Open);
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

#include "driver/run/Stats.h"
#include "checks/base/Sources.h"
#include "checks/base/Stopwatch.h"
#include "driver/base/Console.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include <nlohmann/json.hpp>

using namespace corolint;

static constexpr size_t UnitsShown = 10;

UnitTimes Stats::total() const {
  UnitTimes Sum;
  for (const auto &[File, T] : Units) {
    Sum.Parse += T.Parse;
    Sum.Check += T.Check;
    Sum.Fix += T.Fix;
    for (const auto &[Name, Seconds] : T.Parts)
      Stopwatch::add(Sum.Parts, Name, Seconds);
  }
  return Sum;
}

std::vector<std::pair<std::string, UnitTimes>>
Stats::slowest(size_t Most) const {
  auto All = Units;
  auto Whole = [](const UnitTimes &T) { return T.Parse + T.Check + T.Fix; };
  llvm::sort(All, [&](const auto &A, const auto &B) {
    return std::pair(-Whole(A.second), A.first) <
           std::pair(-Whole(B.second), B.first);
  });
  All.resize(std::min(All.size(), Most));
  return All;
}

void Stats::printTable(llvm::raw_ostream &Out) const {
  auto Row = [&](const llvm::Twine &Name, double Seconds) {
    Out << llvm::format("%9.3f s  ", Seconds) << Name << '\n';
  };
  for (const auto &[Name, Seconds] : Phases.times())
    Row(Name, Seconds);
  if (Units.empty())
    return;
  UnitTimes Sum = total();
  Out << "of all processes together, for " << counted(Units.size(), "unit");
  if (Shared)
    Out << ", " << Sharing << " of which share " << counted(Shared, "preamble");
  Out << ":\n";
  for (const std::string &Why : Obstacles)
    Out << "  headers not shared by " << Why << '\n';
  Row("parsing", Sum.Parse);
  Row("checks", Sum.Check);
  for (const auto &[Name, Seconds] : Sum.Parts)
    Row("  " + Name, Seconds);
  Row("trying fixes", Sum.Fix);
  Out << "   parsing    checks     fixes  slowest\n";
  std::string Here = workingDirectory();
  for (const auto &[File, T] : slowest(UnitsShown))
    Out << llvm::format("%10.3f%10.3f%10.3f  ", T.Parse, T.Check, T.Fix)
        << pathBelow(Here, File) << '\n';
}

void Stats::printJson(llvm::raw_ostream &Out) const {
  auto Of = [](const UnitTimes &T) {
    return nlohmann::ordered_json{
        {"parse", T.Parse}, {"check", T.Check}, {"fix", T.Fix}};
  };
  nlohmann::ordered_json J;
  J["phases"] = nlohmann::ordered_json::object();
  for (const auto &[Name, Seconds] : Phases.times())
    J["phases"][Name] = Seconds;
  const UnitTimes Sum = total();
  J["units"] = {{"count", Units.size()}, {"seconds", Of(Sum)}};
  for (const auto &[Name, Seconds] : Sum.Parts)
    J["units"]["checks"][Name] = Seconds;
  J["preambles"] = {
      {"count", Shared}, {"units", Sharing}, {"obstacles", Obstacles}};
  J["slowest"] = nlohmann::ordered_json::array();
  for (const auto &[File, T] : slowest(UnitsShown)) {
    auto Unit = Of(T);
    Unit["file"] = File;
    J["slowest"].push_back(std::move(Unit));
  }
  Out << J.dump(-1, ' ', false,
                nlohmann::ordered_json::error_handler_t::replace)
      << '\n';
}

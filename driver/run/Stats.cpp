#include "driver/run/Stats.h"
#include "checks/base/Sources.h"
#include "checks/base/Stopwatch.h"
#include "driver/base/Console.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include <nlohmann/json.hpp>

using namespace corolint;
using Json = nlohmann::ordered_json;

static constexpr size_t UnitsShown = 10;

static double whole(const UnitCost &T) { return T.Parse + T.Check + T.Fix; }

static void print(const Json &J, llvm::raw_ostream &Out) {
  Out << J.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

UnitCost Stats::total() const {
  UnitCost Sum;
  for (const Unit &U : Units) {
    Sum.Parse += U.Times.Parse;
    Sum.Check += U.Times.Check;
    Sum.Fix += U.Times.Fix;
    for (const auto &[Name, Seconds] : U.Times.Parts)
      Stopwatch::add(Sum.Parts, Name, Seconds);
    llvm::append_range(Sum.TooLarge, U.Times.TooLarge);
  }
  llvm::sort(Sum.TooLarge);
  Sum.TooLarge.erase(llvm::unique(Sum.TooLarge), Sum.TooLarge.end());
  return Sum;
}

std::vector<std::pair<std::string, double>> Stats::secondsByPhase() const {
  Stopwatch::Times Sums;
  for (const Span &P : Phases)
    Stopwatch::add(Sums, P.Name,
                   std::chrono::duration<double>(P.End - P.Begin).count());
  return Sums;
}

std::vector<Stats::Unit> Stats::slowest(size_t Most) const {
  std::vector<Unit> All = Units;
  llvm::sort(All, [](const Unit &A, const Unit &B) {
    return std::pair(-whole(A.Times), A.File) <
           std::pair(-whole(B.Times), B.File);
  });
  All.resize(std::min(All.size(), Most));
  return All;
}

void Stats::print(StatsFormat As, llvm::raw_ostream &Out) const {
  switch (As) {
  case StatsFormat::Text:
    return printTable(Out);
  case StatsFormat::Json:
    return printJson(Out);
  case StatsFormat::Trace:
    return printTrace(Out);
  }
}

void Stats::printTable(llvm::raw_ostream &Out) const {
  auto Row = [&](const llvm::Twine &Name, double Seconds) {
    Out << llvm::format("%9.3f s  ", Seconds) << Name << '\n';
  };
  for (const auto &[Name, Seconds] : secondsByPhase())
    Row(Name, Seconds);
  if (Units.empty())
    return;
  UnitCost Sum = total();
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
  std::string Here = workingDirectory();
  for (const std::string &Body : Sum.TooLarge)
    Out << "  too large to be followed to its end: " << pathBelow(Here, Body)
        << '\n';
  Out << "   parsing    checks     fixes  slowest\n";
  for (const Unit &U : slowest(UnitsShown))
    Out << llvm::format("%10.3f%10.3f%10.3f  ", U.Times.Parse, U.Times.Check,
                        U.Times.Fix)
        << pathBelow(Here, U.File) << '\n';
}

void Stats::printJson(llvm::raw_ostream &Out) const {
  auto Of = [](const UnitCost &T) {
    return Json{{"parse", T.Parse}, {"check", T.Check}, {"fix", T.Fix}};
  };
  Json J;
  J["phases"] = Json::object();
  for (const auto &[Name, Seconds] : secondsByPhase())
    J["phases"][Name] = Seconds;
  const UnitCost Sum = total();
  J["units"] = {{"count", Units.size()}, {"seconds", Of(Sum)}};
  for (const auto &[Name, Seconds] : Sum.Parts)
    J["units"]["checks"][Name] = Seconds;
  J["units"]["too-large"] = Sum.TooLarge;
  J["preambles"] = {
      {"count", Shared}, {"units", Sharing}, {"obstacles", Obstacles}};
  J["slowest"] = Json::array();
  for (const Unit &U : slowest(UnitsShown)) {
    Json One = Of(U.Times);
    One["file"] = U.File;
    J["slowest"].push_back(std::move(One));
  }
  ::print(J, Out);
}

void Stats::printTrace(llvm::raw_ostream &Out) const {
  using Microseconds = std::chrono::duration<double, std::micro>;
  auto At = [&](Clock::time_point T) {
    return Microseconds(T - Begin).count();
  };
  Json Events = Json::array();
  auto Add = [&](llvm::StringRef Name, size_t Row, double Since,
                 double Length) {
    Events.push_back({{"name", Name.str()},
                      {"ph", "X"},
                      {"pid", 0},
                      {"tid", Row},
                      {"ts", Since},
                      {"dur", Length}});
  };
  auto NameRow = [&](size_t Row, const std::string &Name) {
    Events.push_back({{"name", "thread_name"},
                      {"ph", "M"},
                      {"pid", 0},
                      {"tid", Row},
                      {"args", {{"name", Name}}}});
  };
  NameRow(0, "phases");
  for (const Span &P : Phases)
    Add(P.Name, 0, At(P.Begin), At(P.End) - At(P.Begin));

  // Only its end is known: what a unit took stands right before that, in the
  // first row that is free.
  struct Placed {
    double Begin, Length;
    const Unit *Of;
  };
  std::vector<Placed> Sorted;
  for (const Unit &U : Units) {
    double Length = whole(U.Times) * 1e6;
    Sorted.push_back({std::max(At(U.End) - Length, 0.0), Length, &U});
  }
  llvm::sort(Sorted, [](const Placed &A, const Placed &B) {
    return std::pair(A.Begin, A.Of) < std::pair(B.Begin, B.Of);
  });
  std::vector<double> RowEnds;
  std::string Here = workingDirectory();
  for (const auto &[Since, Length, U] : Sorted) {
    auto Free =
        llvm::find_if(RowEnds, [&](double End) { return End <= Since; });
    size_t Row = Free - RowEnds.begin() + 1;
    if (Free == RowEnds.end()) {
      NameRow(Row, "units " + std::to_string(Row));
      RowEnds.push_back(0);
    }
    RowEnds[Row - 1] = Since + Length;
    Add(pathBelow(Here, U->File), Row, Since, Length);
    for (const auto &[Name, Seconds] : U->Times.Parts)
      Events.back()["args"][Name] = Seconds;
    double Part = Since;
    for (const auto &[Name, Seconds] : {std::pair("parsing", U->Times.Parse),
                                        {"checks", U->Times.Check},
                                        {"trying fixes", U->Times.Fix}}) {
      Add(Name, Row, Part, Seconds * 1e6);
      Part += Seconds * 1e6;
    }
  }
  ::print({{"displayTimeUnit", "ms"}, {"traceEvents", std::move(Events)}}, Out);
}

#include "driver/report/Resolve.h"
#include "checks/program/Program.h"
#include <map>
#include <set>

using namespace corolint;

void corolint::resolve(std::vector<TuReport> &Units, const Program &All) {
  // A header's coroutines are open in every unit that includes it, and say the
  // same in each; a template's say the worst of its instantiations.
  using Site = std::pair<Place, std::string>;
  std::map<DeferredCondition, std::optional<Resolved>> Known;
  std::map<Site, const Resolved *> Best;
  auto Look = [&](const OpenFinding &F) -> const std::optional<Resolved> & {
    auto [It, New] = Known.try_emplace(F.If);
    if (New)
      It->second = All.resolve(F.If);
    return It->second;
  };
  for (const TuReport &R : Units)
    for (const OpenFinding &F : R.Open)
      if (const std::optional<Resolved> &S = Look(F)) {
        const Resolved *&B = Best[{F.What.At, F.What.Check}];
        if (!B || isBetter(*S, *B))
          B = &*S;
      }
  for (TuReport &R : Units) {
    std::set<Site> Reported;
    for (OpenFinding &F : R.Open) {
      auto It = Best.find({F.What.At, F.What.Check});
      if (It == Best.end() || !Reported.insert(It->first).second)
        continue;
      const Resolved &S = *It->second;
      F.What.Severity = S.Severity;
      F.What.Message = S.Message;
      F.What.Notes.insert(F.What.Notes.end(), S.Steps.begin(), S.Steps.end());
      if (!S.Instead.empty())
        F.What.Notes.push_back({F.What.At, insteadNote(S.Instead), false});
      R.Findings.push_back(std::move(F.What));
    }
    R.Open.clear();
  }
}

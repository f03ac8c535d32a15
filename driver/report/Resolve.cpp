#include "driver/report/Resolve.h"
#include "checks/program/Program.h"
#include <map>
#include <set>

using namespace corolint;

void corolint::settle(std::vector<TuReport> &Units, const Program &All) {
  // A header's coroutines are open in every unit that includes it, and say the
  // same in each; a template's say the worst of its instantiations.
  using Site = std::pair<Place, std::string>;
  std::map<DeferredCondition, std::optional<Settled>> Known;
  std::map<Site, const Settled *> Best;
  auto Look = [&](const OpenFinding &F) -> const std::optional<Settled> & {
    auto [It, New] = Known.try_emplace(F.If);
    if (New)
      It->second = All.settle(F.If);
    return It->second;
  };
  for (const TuReport &R : Units)
    for (const OpenFinding &F : R.Open)
      if (const std::optional<Settled> &S = Look(F)) {
        const Settled *&B = Best[{F.What.At, F.What.Check}];
        if (!B || isBetter(*S, *B))
          B = &*S;
      }
  for (TuReport &R : Units) {
    std::set<Site> Told;
    for (OpenFinding &F : R.Open) {
      auto It = Best.find({F.What.At, F.What.Check});
      if (It == Best.end() || !Told.insert(It->first).second)
        continue;
      const Settled &S = *It->second;
      F.What.Loudness = S.Loudness;
      F.What.Words = S.Words;
      F.What.Notes.insert(F.What.Notes.end(), S.Steps.begin(), S.Steps.end());
      if (!S.Instead.empty())
        F.What.Notes.push_back({F.What.At, insteadNote(S.Instead), false});
      R.Findings.push_back(std::move(F.What));
    }
    R.Open.clear();
  }
}

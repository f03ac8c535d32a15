#include "driver/report/Roots.h"
#include <map>
#include <set>

using namespace corolint;

namespace {

struct Group {
  std::vector<size_t> Alerts; ///< In the order of their places.
  std::set<std::string> Functions;
};

} // namespace

static const Note *firstStep(const Finding &F) {
  for (const Note &N : F.Notes)
    if (N.IsStep)
      return &N;
  return nullptr;
}

static const Note *lastStep(const Finding &F) {
  const Note *Last = nullptr;
  for (const Note &N : F.Notes)
    if (N.IsStep)
      Last = &N;
  return Last;
}

void corolint::joinRoots(std::vector<Alert> &Alerts) {
  using Root = std::tuple<std::string, Level, Place, Place>;
  std::map<Root, Group> Groups;
  for (size_t I = 0; I != Alerts.size(); ++I) {
    const Finding &F = Alerts[I].What;
    const Note *First = firstStep(F);
    if (!First || Alerts[I].isQuiet() || !F.Fixes.empty())
      continue;
    Group &G = Groups[{F.Check, F.Severity, First->At, lastStep(F)->At}];
    G.Alerts.push_back(I);
    G.Functions.insert(F.At.File + ":" + F.Function);
  }
  std::set<size_t> Joined;
  for (auto &[Key, G] : Groups) {
    if (G.Alerts.size() < 2)
      continue;
    Finding &Kept = Alerts[G.Alerts.front()].What;
    for (size_t I : llvm::ArrayRef(G.Alerts).drop_front()) {
      const Finding &F = Alerts[I].What;
      Kept.Notes.push_back({F.At,
                            F.Function.empty()
                                ? "so does this call"
                                : "so does this call in '" + F.Function + "'",
                            false});
      Joined.insert(I);
    }
    // The last note is one that the text shows.
    Kept.Notes.push_back(
        {firstStep(Kept)->At,
         std::to_string(G.Alerts.size()) + " calls in " +
             std::to_string(G.Functions.size()) +
             (G.Functions.size() == 1 ? " function" : " functions") +
             " come to this; a NOLINT here is for all of them",
         false});
  }
  size_t I = 0;
  llvm::erase_if(Alerts, [&](const Alert &) { return Joined.contains(I++); });
}

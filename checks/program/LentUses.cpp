#include "checks/program/LentUses.h"
#include "llvm/ADT/STLExtras.h"

using namespace corolint;

/// Functions that hand on what they were lent, one to the next.
static constexpr unsigned MostHands = 8;

void LentUses::add(const UnitSummary &Unit) {
  for (const LentUse &U : Unit.LentUses) {
    std::vector<LentUse> &All = Uses[{U.Of, U.Parameter}];
    auto At = llvm::lower_bound(All, U);
    if (At == All.end() || *At != U)
      All.insert(At, U);
  }
}

LentUses::Key LentUses::follow(Key From) const {
  for (unsigned Hand = 0; Hand != MostHands; ++Hand) {
    auto It = Uses.find(From);
    if (It == Uses.end() || It->second.size() != 1 || !It->second.front().To)
      break;
    From = {It->second.front().To, It->second.front().ToParameter};
  }
  return From;
}

const LentUse *LentUses::of(const LentUseCondition &If) const {
  auto It = Uses.find(follow({If.Callee, If.Parameter}));
  bool Holds =
      It != Uses.end() && llvm::all_of(It->second, [&](const LentUse &U) {
        return If.Asks == LentUseCondition::LetsGo ? U.LetsGo : U.IsUsed;
      });
  return Holds ? &It->second.front() : nullptr;
}

std::string LentUses::sought(const LentUseCondition &If) const {
  Key Last = follow({If.Callee, If.Parameter});
  if (Uses.count(Last))
    return "";
  if (Last == Key(If.Callee, If.Parameter))
    return If.Name;
  for (Key Next = {If.Callee, If.Parameter};;) {
    const LentUse &U = Uses.find(Next)->second.front();
    Next = {U.To, U.ToParameter};
    if (Next == Last)
      return U.ToName;
  }
}

std::vector<LentUse> LentUses::all() const {
  std::vector<LentUse> All;
  for (const auto &[Of, Some] : Uses)
    All.insert(All.end(), Some.begin(), Some.end());
  return All;
}

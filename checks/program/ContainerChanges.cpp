#include "checks/program/ContainerChanges.h"
#include "llvm/ADT/STLExtras.h"

using namespace corolint;

llvm::StringRef corolint::inWords(ContainerChange::Kind Does) {
  switch (Does) {
  case ContainerChange::Adds:
    return "adds to";
  case ContainerChange::Removes:
    return "removes from";
  case ContainerChange::Empties:
    return "takes out of";
  case ContainerChange::Assigns:
    return "replaces all of";
  }
  return "";
}

void ContainerChanges::add(const UnitSummary &Unit) {
  for (const ContainerChange &C : Unit.Changes)
    Of[{C.Of, C.Container}].insert(C);
}

/// Both are sorted.
static bool meet(const std::vector<Symbol> &A, const std::vector<Symbol> &B) {
  return llvm::any_of(A, [&](Symbol S) { return llvm::binary_search(B, S); });
}

const ContainerChange *ContainerChanges::of(const ChangeCondition &If) const {
  auto It = Of.find({If.Of, If.Container});
  if (It == Of.end())
    return nullptr;
  for (const ContainerChange &C : It->second) {
    unsigned Does = 1u << C.Does;
    bool TakesAway = C.Does == ContainerChange::Removes ||
                     C.Does == ContainerChange::Empties;
    if ((If.Ends & Does) && (TakesAway || C.IsLive) &&
        ((If.Always & Does) || C.IsOnItsOwn) && !meet(If.Tests, C.Writes) &&
        !meet(If.Writes, C.Tests) && !meet(If.Holds, C.Mentions))
      return &C;
  }
  return nullptr;
}

std::vector<ContainerChange> ContainerChanges::all() const {
  std::vector<ContainerChange> All;
  for (const auto &[Key, Some] : Of)
    All.insert(All.end(), Some.begin(), Some.end());
  return All;
}

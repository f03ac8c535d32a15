#include "checks/Tu.h"

namespace corolint {

const Facts &Tu::facts() {
  if (!Collected)
    Collected = collectFacts(Ast, Types);
  return *Collected;
}

Fates &Tu::fates() {
  if (!FatesRoom)
    FatesRoom.emplace(facts(), Ways, effects());
  return *FatesRoom;
}

Effects &Tu::effects() {
  if (!EffectsRoom)
    EffectsRoom.emplace(Ast, Models, facts(), Types, Ways);
  return *EffectsRoom;
}

Summaries &Tu::summaries() {
  if (!SummaryRoom)
    SummaryRoom.emplace(Ast, facts(), effects(), Types);
  return *SummaryRoom;
}

Gatherings &Tu::gatherings() {
  if (!GatherRoom)
    GatherRoom.emplace(Ast, Models, facts(), Types, effects());
  return *GatherRoom;
}

} // namespace corolint

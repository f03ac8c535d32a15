#include "checks/Tu.h"
#include "checks/facts/Names.h"
#include "llvm/Support/Regex.h"

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

std::optional<std::vector<std::string>> Tu::headersFor(llvm::StringRef Code) {
  std::vector<std::string> Headers;
  static const llvm::Regex Qualified(
      "[A-Za-z_][A-Za-z_0-9]*(::[A-Za-z_0-9]+)+");
  for (llvm::SmallVector<llvm::StringRef, 2> Found;
       Qualified.match(Code, &Found);) {
    llvm::StringRef Name = Found.front();
    Code = Code.drop_front(Name.end() - Code.begin());
    if (declNamed(Ast, Name))
      continue;
    llvm::StringRef Header = Models.headerOf(Name);
    if (Header.empty())
      return std::nullopt;
    if (!llvm::is_contained(Headers, Header))
      Headers.push_back(Header.str());
  }
  return Headers;
}

} // namespace corolint

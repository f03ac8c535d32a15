#include "driver/Owners.h"
#include "checks/base/Unique.h"
#include "driver/Includes.h"

using namespace corolint;

static constexpr int MisfitsAllowed = 2;

void Owners::appoint(const Plan &P, llvm::ArrayRef<size_t> Jobs) {
  std::map<Way, llvm::StringMap<std::vector<size_t>>> Readers;
  Includes Text;
  for (size_t J : Jobs)
    if (mayShare(P.Jobs[J])) {
      const Includes::Reach Reads = Text.of(P.Jobs[J].What);
      auto &Of = Readers[{P.Jobs[J].Models, flagsOf(P.Jobs[J].What),
                          Reads.Configures}];
      for (const std::string &File : llvm::drop_begin(Reads.Own))
        Of[File].push_back(J);
    }
  for (const auto &[Same, Headers] : Readers)
    for (const auto &Header : Headers) {
      llvm::ArrayRef<size_t> All = Header.second;
      auto &Owned = Known[Same];
      auto Owner = Owned.find(Header.first());
      if (Owner == Owned.end()) {
        if (All.size() < 2)
          continue;
        Owner = Owned.try_emplace(Header.first(), All.front()).first;
        Units[All.front()].Owned.insert(Header.first());
        All = All.drop_front();
      }
      for (size_t Other : All)
        Units[Other].From.push_back(Owner->second);
    }
  for (size_t J : Jobs)
    makeUnique(Units[J].From);
}

Sharing Owners::of(size_t Job) const {
  Sharing S;
  auto It = Units.find(Job);
  if (It == Units.end())
    return S;
  if (!It->second.Owned.empty())
    S.Owned = &It->second.Owned;
  for (size_t Owner : It->second.From)
    if (auto Found = Told.find(Owner);
        Found != Told.end() && Found->second.Misfits < MisfitsAllowed)
      S.Known.push_back(&Found->second.What);
  return S;
}

void Owners::take(size_t Job, TuReport &R) {
  if (R.BodiesLeftOut || R.DiffersFromOthers)
    for (size_t Owner : Units[Job].From)
      if (auto Used = Told.find(Owner); Used != Told.end())
        Used->second.Misfits += R.DiffersFromOthers ? 1 : -1;
  if (!R.ForOthers.Shared.Bodies.empty())
    Told[Job].What = std::exchange(R.ForOthers, {});
}

#include "driver/Owners.h"
#include "checks/base/Unique.h"
#include "driver/Includes.h"
#include <map>

using namespace corolint;

Owners::Owners(const Plan &P, llvm::ArrayRef<size_t> Jobs) {
  using Readings = std::pair<const ModelSet *, std::vector<std::string>>;
  std::map<Readings, llvm::StringMap<std::vector<size_t>>> Readers;
  Includes Text;
  for (size_t J : Jobs)
    if (mayShare(P.Jobs[J])) {
      auto &Of = Readers[{P.Jobs[J].Models, flagsOf(P.Jobs[J].What)}];
      const Includes::Reach Reads = Text.of(P.Jobs[J].What);
      for (const std::string &File : llvm::drop_begin(Reads.Own))
        Of[File].push_back(J);
    }
  for (const auto &[Same, Headers] : Readers)
    for (const auto &Header : Headers) {
      llvm::ArrayRef<size_t> All = Header.second;
      if (All.size() < 2)
        continue;
      Units[All.front()].Owned.insert(Header.first());
      for (size_t Other : All.drop_front())
        Units[Other].From.push_back(All.front());
    }
  for (auto &[Job, U] : Units)
    makeUnique(U.From);
}

Sharing Owners::of(size_t Job) const {
  Sharing S;
  auto It = Units.find(Job);
  if (It == Units.end())
    return S;
  if (!It->second.Owned.empty())
    S.Owned = &It->second.Owned;
  for (size_t Owner : It->second.From)
    if (auto Found = Told.find(Owner); Found != Told.end())
      S.Known.push_back(&Found->second);
  return S;
}

void Owners::take(size_t Job, Digest Found) {
  if (!Found.Plain.Bodies.empty())
    Told[Job] = std::move(Found);
}

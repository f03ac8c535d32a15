#include "driver/Owners.h"
#include "checks/base/Unique.h"
#include "driver/scan/TextIncludes.h"
#include "llvm/Support/Path.h"

using namespace corolint;

static constexpr int MisfitsAllowed = 2;

/// What is asked, and how.
static std::vector<std::string> questionsOf(const Selection &Of) {
  std::vector<std::string> All;
  for (const auto &Option : Of.Options)
    All.push_back((Option.first() + "=" + Option.second).str());
  llvm::sort(All);
  for (const Check *C : Of.Checks)
    All.push_back(C->Id.str());
  return All;
}

/// "queue.cpp" of "queue.h": has bodies that no other unit sees, and those in
/// the header may call them.
static bool isItsOwnSource(const Job &J, llvm::StringRef Header) {
  return llvm::sys::path::stem(J.What.File) == llvm::sys::path::stem(Header);
}

void Owners::appoint(const Plan &P, llvm::ArrayRef<size_t> Jobs) {
  std::map<Way, llvm::StringMap<std::vector<size_t>>> Readers;
  Includes Text;
  for (size_t J : Jobs)
    if (mayShare(P.Jobs[J])) {
      const Includes::Reach Reads = Text.of(P.Jobs[J].What);
      auto &Of = Readers[{P.Jobs[J].Models, questionsOf(P.Jobs[J].How.Selected),
                          flagsOf(P.Jobs[J].What), Reads.Configures}];
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
        const size_t *First = llvm::find_if_not(All, [&](size_t J) {
          return isItsOwnSource(P.Jobs[J], Header.first());
        });
        size_t Chosen = First == All.end() ? All.front() : *First;
        Owner = Owned.try_emplace(Header.first(), Chosen).first;
        Units[Owner->second].Owned.insert(Header.first());
      }
      for (size_t Other : All)
        if (Other != Owner->second)
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

#include "driver/report/Troubles.h"
#include "checks/base/Sources.h"
#include "driver/base/Console.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <set>

using namespace corolint;
using llvm::WithColor;

static constexpr size_t LogLinesShown = 12;
/// So many files with the same trouble are named one by one.
static constexpr size_t MostAlike = 3;

static std::string blockOf(const TuReport &R, llvm::StringRef Here) {
  std::string Block;
  llvm::raw_string_ostream Out(Block);
  Out << printablePath(pathBelow(Here, R.File));
  if (R.Status == TuStatus::Errors)
    Out << " has " << counted(R.ErrorCount, "compile error")
        << "; findings may be missing";
  else
    Out << " was not analysed";
  if (!R.Message.empty())
    Out << ": " << printable(R.Message);
  Out << '\n';

  for (const Note &N : R.Errors) {
    Out << "    " << printablePath(pathBelow(Here, N.At.File));
    if (N.At.Line)
      Out << ':' << N.At.Line << ':' << N.At.Column;
    Out << ": " << printable(N.Message) << '\n';
  }
  if (R.ErrorCount > R.Errors.size())
    Out << "    and " << counted(R.ErrorCount - R.Errors.size(), "more error")
        << '\n';

  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(R.Log).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef Line : llvm::ArrayRef(Lines).take_front(LogLinesShown))
    Out << "    | " << printable(Line) << '\n';
  if (Lines.size() > LogLinesShown)
    Out << "    | ...\n";
  return Block;
}

void corolint::sayTroubles(llvm::ArrayRef<TuReport> Units) {
  std::string Here = workingDirectory();
  std::set<std::string> Said; // a file may be in the database twice
  auto IsOneOfMany = [](const TuReport &R) {
    return R.Status == TuStatus::Failed && R.Errors.empty() && R.Log.empty();
  };
  std::map<llvm::StringRef, std::vector<const TuReport *>> Alike;
  for (const TuReport &R : Units)
    if (IsOneOfMany(R))
      Alike[R.Message].push_back(&R);
  for (const TuReport &R : Units) {
    if (!isIncomplete(R.Status))
      continue;
    if (IsOneOfMany(R) && Alike[R.Message].size() > MostAlike) {
      if (&R == Alike[R.Message].front())
        WithColor::error(llvm::errs(), "corolint")
            << printablePath(pathBelow(Here, R.File)) << " and "
            << counted(Alike[R.Message].size() - 1, "more file")
            << " were not analysed: " << printable(R.Message) << '\n';
      continue;
    }
    std::string Block = blockOf(R, Here);
    if (Said.insert(Block).second)
      WithColor::error(llvm::errs(), "corolint") << Block;
  }
}

Place corolint::placeOfTrouble(const TuReport &R) {
  if (!R.Errors.empty())
    return R.Errors.front().At;
  Place At;
  At.File = R.File;
  return At;
}

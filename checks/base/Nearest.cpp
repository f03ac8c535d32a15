#include "checks/base/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>

using namespace corolint;
using llvm::StringRef;

/// How many letters are wrong; a large number if it is no slip of the pen.
static unsigned slips(StringRef Wrong, StringRef Word) {
  constexpr unsigned Most = 3;
  unsigned Distance =
      Wrong.edit_distance_insensitive(Word, /*AllowReplacements=*/true, Most);
  return Distance <= Most ? Distance : 100;
}

/// How much of a name was remembered: "coro-blocking" of "coro-blocking-call".
static unsigned partsInCommon(StringRef Wrong, StringRef Word) {
  constexpr size_t ShortestPart = 4; // "in" and "as" are in many names
  llvm::SmallVector<StringRef> Parts, Others;
  Wrong.split(Parts, '-', -1, /*KeepEmpty=*/false);
  Word.split(Others, '-', -1, /*KeepEmpty=*/false);
  return llvm::count_if(Parts, [&](StringRef Part) {
    return Part.size() >= ShortestPart && Part != "coro" &&
           llvm::any_of(Others, [&](StringRef Other) {
             return Other.starts_with_insensitive(Part) ||
                    slips(Part, Other) <= 1;
           });
  });
}

std::string corolint::didYouMean(StringRef Wrong,
                                 llvm::ArrayRef<StringRef> Right) {
  auto Meant = [](StringRef Word) {
    return ("; did you mean '" + Word + "'?").str();
  };
  if (Right.empty())
    return "";
  const StringRef *Nearest = std::min_element(
      Right.begin(), Right.end(), [&](StringRef A, StringRef B) {
        return slips(Wrong, A) < slips(Wrong, B);
      });
  if (slips(Wrong, *Nearest) < 100)
    return Meant(*Nearest);
  const StringRef *Likest = std::max_element(
      Right.begin(), Right.end(), [&](StringRef A, StringRef B) {
        return partsInCommon(Wrong, A) < partsInCommon(Wrong, B);
      });
  return partsInCommon(Wrong, *Likest) ? Meant(*Likest) : "";
}

#include "driver/base/Console.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"

using namespace corolint;
using llvm::WithColor;

/// Errors of libraries may have several lines; a user gets one.
static std::string oneLine(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Lines;
  Text.split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (llvm::StringRef &Line : Lines)
    Line = Line.trim();
  return llvm::join(Lines, " ");
}

void corolint::sayError(llvm::Error E) {
  llvm::handleAllErrors(std::move(E), [](const llvm::ErrorInfoBase &Why) {
    WithColor::error(llvm::errs(), "corolint")
        << oneLine(Why.message()) << '\n';
  });
}

void corolint::sayWarning(const llvm::Twine &Words) {
  WithColor::warning(llvm::errs(), "corolint") << Words << '\n';
}

void corolint::sayRemark(const llvm::Twine &Words) {
  WithColor::remark(llvm::errs(), "corolint") << Words << '\n';
}

std::string corolint::counted(size_t Number, llvm::StringRef Noun) {
  return (llvm::Twine(Number) + " " + Noun + (Number == 1 ? "" : "s")).str();
}

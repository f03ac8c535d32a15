#include "driver/base/Console.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <fcntl.h>

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

void corolint::openStandardStreams() {
  for (int FD : {0, 1, 2})
    if (::fcntl(FD, F_GETFD) < 0) // the lowest that is free is opened
      (void)::open("/dev/null", FD == 2 ? O_WRONLY : O_RDONLY);
}

void corolint::sayError(llvm::Error E) {
  llvm::handleAllErrors(std::move(E), [](const llvm::ErrorInfoBase &Why) {
    WithColor::error(llvm::errs(), "corolint")
        << printable(oneLine(Why.message())) << '\n';
  });
}

void corolint::sayWarning(const llvm::Twine &Words) {
  WithColor::warning(llvm::errs(), "corolint")
      << printable(Words.str()) << '\n';
}

void corolint::sayRemark(const llvm::Twine &Words) {
  WithColor::remark(llvm::errs(), "corolint") << printable(Words.str()) << '\n';
}

std::string corolint::printable(llvm::StringRef Text) {
  std::string Line;
  for (size_t I = 0; I != Text.size(); ++I) {
    unsigned char C = Text[I], Next = I + 1 != Text.size() ? Text[I + 1] : 0;
    if (C == '\n' || C == '\t')
      Line += ' ';
    else if (Text.substr(I).starts_with("##[") ||
             Text.substr(I).starts_with("##vso["))
      Line += "# ";
    else if (C < 0x20 || C == 0x7f)
      Line += "\\x" + llvm::utohexstr(C, /*LowerCase=*/false, 2);
    else if (C == 0xc2 && Next >= 0x80 && Next < 0xa0) { // control, in UTF-8
      Line += "\\u00" + llvm::utohexstr(Next, /*LowerCase=*/false, 2);
      ++I;
    } else
      Line += char(C);
  }
  return Line;
}

std::string corolint::printablePath(llvm::StringRef Path) {
  return (Path.starts_with("::") || Path.starts_with("##") ? "./" : "") +
         printable(Path);
}

std::string corolint::quotedForShell(llvm::StringRef Word) {
  auto IsPlain = [](char C) {
    return llvm::isAlnum(C) || llvm::StringRef("_-+=./:@%,").contains(C);
  };
  if (!Word.empty() && llvm::all_of(Word, IsPlain))
    return Word.str();
  std::string Quoted = "'";
  for (char C : Word)
    if (C == '\'')
      Quoted += "'\\''";
    else
      Quoted += C;
  return Quoted + "'";
}

std::string corolint::counted(size_t Number, llvm::StringRef Noun) {
  return (llvm::Twine(Number) + " " + Noun + (Number == 1 ? "" : "s")).str();
}

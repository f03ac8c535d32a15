#include "checks/base/Finding.h"
#include "llvm/ADT/StringSwitch.h"

using namespace corolint;

llvm::StringRef corolint::spell(Level L) {
  switch (L) {
  case Level::Off:
    return "off";
  case Level::Hint:
    return "hint";
  case Level::Note:
    return "note";
  case Level::Warning:
    return "warning";
  case Level::Error:
    return "error";
  }
  return "off";
}

std::optional<Level> corolint::parseLevel(llvm::StringRef Word) {
  return llvm::StringSwitch<std::optional<Level>>(Word)
      .Case("off", Level::Off)
      .Case("hint", Level::Hint)
      .Case("note", Level::Note)
      .Case("warning", Level::Warning)
      .Case("error", Level::Error)
      .Default(std::nullopt);
}

#include "fixes/Shown.h"
#include "llvm/Support/FileSystem.h"
#include <optional>

using namespace corolint;

static std::optional<ShownTexts> &shown() {
  static std::optional<ShownTexts> Texts;
  return Texts;
}

void corolint::showInstead(ShownTexts Texts) { shown() = std::move(Texts); }

bool corolint::isForAnEditor() { return shown().has_value(); }

const ShownTexts &corolint::shownTexts() {
  static const ShownTexts None;
  return shown() ? *shown() : None;
}

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
corolint::shownText(llvm::StringRef File) {
  auto It = shownTexts().find(File.str());
  if (It != shownTexts().end())
    return llvm::MemoryBuffer::getMemBuffer(It->second, File);
  // A pipe would be waited for.
  if (!llvm::sys::fs::is_regular_file(File))
    return std::make_error_code(std::errc::no_such_file_or_directory);
  return llvm::MemoryBuffer::getFile(File);
}

#include "checks/base/Sources.h"
#include "fixes/Shown.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace fs = llvm::sys::fs;

namespace {
class NotAFile : public std::error_category {
  const char *name() const noexcept override { return "file"; }
  std::string message(int) const override { return "not a regular file"; }
};
} // namespace

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
corolint::readFile(const llvm::Twine &Path) {
  fs::file_status Status;
  if (std::error_code Why = fs::status(Path, Status))
    return Why;
  if (fs::is_directory(Status))
    return std::make_error_code(std::errc::is_a_directory);
  static const NotAFile Category;
  if (!fs::is_regular_file(Status))
    return std::error_code(1, Category);
  return llvm::MemoryBuffer::getFile(Path);
}

Sources::Source &Sources::source(llvm::StringRef File) {
  auto [It, IsNew] = Known.try_emplace(File);
  if (!IsNew)
    return It->second;
  if (auto Buffer = shownText(File))
    It->second = Source(std::move(*Buffer));
  else
    It->second = Source(llvm::MemoryBuffer::getMemBuffer(""));
  return It->second;
}

Sources::Source::Source(std::unique_ptr<llvm::MemoryBuffer> Of)
    : Buffer(std::move(Of)), LineStarts({0}) {
  llvm::StringRef Text = Buffer->getBuffer();
  for (size_t At = Text.find('\n'); At != Text.npos; At = Text.find('\n', At))
    LineStarts.push_back(++At);
}

void Sources::know(llvm::StringRef File, llvm::StringRef Text) {
  Known[File] = Source(llvm::MemoryBuffer::getMemBufferCopy(Text));
}

llvm::StringRef Sources::text(llvm::StringRef File) {
  return source(File).Buffer->getBuffer();
}

llvm::StringRef Sources::line(llvm::StringRef File, unsigned Number) {
  const Source &S = source(File);
  if (Number == 0 || Number > S.LineStarts.size())
    return "";
  llvm::StringRef Text = S.Buffer->getBuffer();
  size_t End =
      Number == S.LineStarts.size() ? Text.size() : S.LineStarts[Number] - 1;
  return Text.slice(S.LineStarts[Number - 1], End).rtrim('\r');
}

std::pair<unsigned, llvm::StringRef> Sources::before(llvm::StringRef File,
                                                     unsigned Offset) {
  const Source &S = source(File);
  llvm::StringRef Text = S.Buffer->getBuffer();
  Offset = std::min<size_t>(Offset, Text.size());
  unsigned Line =
      llvm::upper_bound(S.LineStarts, Offset) - S.LineStarts.begin();
  return {Line, Text.slice(S.LineStarts[Line - 1], Offset)};
}

size_t corolint::utf16Length(llvm::StringRef Utf8) {
  // Without branches, for lines with thousands of findings.
  size_t Units = 0;
  for (unsigned char C : Utf8)
    Units += size_t((C & 0xC0) != 0x80) + size_t(C >= 0xF0);
  return Units;
}

std::string corolint::pathBelow(llvm::StringRef Directory,
                                llvm::StringRef Path) {
  llvm::StringRef Rest = Path;
  if (Rest.consume_front(Directory) &&
      (Directory.ends_with("/") || Rest.consume_front("/")) && !Rest.empty())
    return Rest.str();
  return Path.str();
}

std::string corolint::realPath(llvm::StringRef Path) {
  llvm::SmallString<256> Real;
  if (!llvm::sys::fs::real_path(Path, Real))
    return Real.str().str();
  Real = Path;
  llvm::sys::fs::make_absolute(Real);
  llvm::sys::path::remove_dots(Real, /*remove_dot_dot=*/true);
  return Real.str().str();
}

std::string corolint::workingDirectory() { return realPath("."); }

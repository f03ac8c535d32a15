#include "driver/input/CarriedHeaders.h"
#include "checks/base/Embedded.h"
#include "fixes/Shown.h"
#include "clang/Basic/Version.inc"
#include "llvm/ADT/StringMap.h"

using namespace corolint;

/// Whether there is such a directory on the disk or not. Debian's clang looks
/// there whatever -resource-dir says, if the disk has nothing of that name.
static constexpr llvm::StringLiteral Directory =
    "/usr/include/clang/" CLANG_VERSION_STRING;

llvm::StringRef corolint::carriedResourceDir() {
  return embeddedHeaders().empty() ? "" : Directory;
}

std::optional<llvm::StringRef> corolint::carriedHeader(llvm::StringRef Path) {
  if (!Path.consume_front(Directory) || !Path.consume_front("/include/"))
    return std::nullopt;
  static const auto Texts = [] {
    llvm::StringMap<llvm::StringRef> All;
    for (const EmbeddedFile &F : embeddedHeaders())
      All.try_emplace(F.Name, F.Text);
    return All;
  }();
  auto It = Texts.find(Path);
  if (It == Texts.end())
    return std::nullopt;
  return It->second;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> corolint::diskWithHeaders(
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk) {
  if (carriedResourceDir().empty() && shownTexts().empty())
    return Disk;
  auto Texts = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const auto &[File, Text] : shownTexts())
    Texts->addFileNoOwn(File, /*ModificationTime=*/0,
                        llvm::MemoryBufferRef(Text, File));
  for (const EmbeddedFile &F : embeddedHeaders())
    Texts->addFileNoOwn(Directory + "/include/" + F.Name,
                        /*ModificationTime=*/0,
                        llvm::MemoryBufferRef(F.Text, F.Name));
  auto Both =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(Disk));
  Both->pushOverlay(std::move(Texts));
  return Both;
}

#include "driver/input/OwnHeaders.h"
#include "checks/base/Embedded.h"
#include "llvm/ADT/StringMap.h"

using namespace corolint;

/// No directory of a disk is called like that.
static constexpr llvm::StringLiteral Directory = "/.inside-corolint";

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

llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> corolint::diskWithHeaders() {
  auto Disk = llvm::vfs::createPhysicalFileSystem();
  if (carriedResourceDir().empty())
    return Disk;
  auto Headers = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const EmbeddedFile &F : embeddedHeaders())
    Headers->addFileNoOwn(Directory + "/include/" + F.Name,
                          /*ModificationTime=*/0,
                          llvm::MemoryBufferRef(F.Text, F.Name));
  auto Both =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(std::move(Disk));
  Both->pushOverlay(std::move(Headers));
  return Both;
}

#include "driver/scan/FilesAsked.h"
#include "driver/base/Hash.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

using namespace corolint;
namespace vfs = llvm::vfs;

class FilesAsked::OpenFile : public vfs::File {
public:
  OpenFile(std::unique_ptr<vfs::File> Is, std::string &Hash)
      : Is(std::move(Is)), Hash(Hash) {}

  llvm::ErrorOr<vfs::Status> status() override { return Is->status(); }
  llvm::ErrorOr<std::string> getName() override { return Is->getName(); }
  std::error_code close() override { return Is->close(); }

  llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>>
  getBuffer(const llvm::Twine &Name, int64_t FileSize,
            bool RequiresNullTerminator, bool IsVolatile) override {
    auto Text =
        Is->getBuffer(Name, FileSize, RequiresNullTerminator, IsVolatile);
    if (Text)
      Hash = contentHash((*Text)->getBuffer());
    return Text;
  }

private:
  std::unique_ptr<vfs::File> Is;
  std::string &Hash;
};

class FilesAsked::Disk : public vfs::ProxyFileSystem {
public:
  Disk(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Is, FilesAsked &To)
      : ProxyFileSystem(std::move(Is)), To(To) {}

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    auto S = getUnderlyingFS().status(Path);
    if (!S)
      note(Path, S.getError());
    return S;
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    auto File = getUnderlyingFS().openFileForRead(Path);
    if (!File)
      note(Path, File.getError());
    if (!File || !To.IsBegun)
      return File;
    auto Name = (*File)->getName();
    std::string &Hash = To.Found[Name ? *Name : Path.str()];
    return std::make_unique<OpenFile>(std::move(*File), Hash);
  }

private:
  void note(const llvm::Twine &Path, std::error_code Why) {
    if (!To.IsBegun)
      return;
    if (Why != std::errc::no_such_file_or_directory &&
        Why != std::errc::not_a_directory)
      return;
    llvm::SmallString<256> Whole;
    Path.toVector(Whole);
    if (makeAbsolute(Whole))
      return;
    // What stands before ".." may be a link.
    llvm::sys::path::remove_dots(Whole);
    To.Missing.insert(Whole);
  }

  FilesAsked &To;
};

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
FilesAsked::on(llvm::IntrusiveRefCntPtr<vfs::FileSystem> Is) {
  return llvm::makeIntrusiveRefCnt<Disk>(std::move(Is), *this);
}

std::vector<std::string> FilesAsked::missing() const {
  std::vector<std::string> All;
  for (llvm::StringRef Name : Missing.keys())
    All.push_back(Name.str());
  llvm::sort(All);
  return All;
}

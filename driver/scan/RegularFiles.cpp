#include "driver/scan/RegularFiles.h"

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace vfs = llvm::vfs;

namespace {
class RegularFiles : public vfs::ProxyFileSystem {
public:
  RegularFiles() : ProxyFileSystem(vfs::createPhysicalFileSystem()) {}

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    // Opening a pipe would wait already.
    auto Is = getUnderlyingFS().status(Path);
    if (!Is)
      return Is.getError();
    if (!Is->isRegularFile() && !Is->isDirectory() && Path.str() != "/dev/null")
      return std::make_error_code(std::errc::no_such_file_or_directory);
    return getUnderlyingFS().openFileForRead(Path);
  }
};
} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem> corolint::regularFiles() {
  return llvm::makeIntrusiveRefCnt<RegularFiles>();
}

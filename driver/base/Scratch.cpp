#include "driver/base/Scratch.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace corolint;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral Prefix = "corolint-run-";

/// The lock, or -1 if somebody has it. Only of a directory that is our own.
static int locked(const std::string &Directory) {
  int FD = ::open(Directory.c_str(),
                  O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (FD < 0)
    return -1;
  struct stat Is;
  // Who had the lock until now may have removed it.
  if (::fstat(FD, &Is) == 0 && Is.st_uid == ::geteuid() &&
      ::flock(FD, LOCK_EX | LOCK_NB) == 0 && ::fstat(FD, &Is) == 0 &&
      Is.st_nlink != 0)
    return FD;
  ::close(FD);
  return -1;
}

/// What runs that were killed have left.
static void clean(llvm::StringRef Where) {
  std::error_code Error;
  for (fs::directory_iterator I(Where, Error), End; I != End && !Error;
       I.increment(Error)) {
    if (!path::filename(I->path()).starts_with(Prefix))
      continue;
    int Lock = locked(I->path());
    if (Lock < 0)
      continue;
    fs::remove_directories(I->path());
    ::close(Lock);
  }
}

const std::string &Scratch::directory() {
  if (!Made.empty())
    return Made;
  llvm::SmallString<128> Where;
  path::system_temp_directory(/*ErasedOnReboot=*/true, Where);
  clean(Where);
  path::append(Where, Prefix + "XXXXXX");
  // Between the two calls another run may take it for one that was left.
  for (int Tries = 0; Tries != 3 && Lock < 0; ++Tries) {
    std::string Name(Where);
    if (::mkdtemp(Name.data()) && (Lock = locked(Name)) >= 0)
      Made = std::move(Name);
  }
  return Made;
}

Scratch::~Scratch() {
  if (!Made.empty())
    fs::remove_directories(Made);
  if (Lock >= 0)
    ::close(Lock);
}

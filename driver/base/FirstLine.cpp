#include "driver/base/FirstLine.h"
#include "llvm/ADT/StringRef.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Until it has said all, or it is too late.
static std::string readUntil(int FD, Clock::time_point Deadline) {
  std::string Text;
  char Some[512];
  for (;;) {
    auto Left = std::chrono::ceil<milliseconds>(Deadline - Clock::now());
    pollfd Watched = {FD, POLLIN, 0};
    int Ready = Left.count() > 0 ? ::poll(&Watched, 1, Left.count()) : 0;
    if (Ready < 0 && errno == EINTR)
      continue;
    ssize_t Got = Ready > 0 ? ::read(FD, Some, sizeof(Some)) : 0;
    if (Got <= 0 || Text.size() > 65536)
      return Text;
    Text.append(Some, Got);
  }
}

std::string corolint::firstLineOf(const std::string &Program,
                                  const char *Question) {
  int Pipe[2];
  if (::pipe(Pipe) != 0)
    return "";
  for (int FD : Pipe)
    ::fcntl(FD, F_SETFD, FD_CLOEXEC);
  char *Words[] = {const_cast<char *>(Program.c_str()),
                   const_cast<char *>(Question), nullptr};
  // Not posix_spawn: it returns no sooner than the program has begun.
  pid_t Id = ::fork();
  if (Id == 0) {
    int Null = ::open("/dev/null", O_RDWR);
    ::dup2(Null, 0);
    ::dup2(Pipe[1], 1);
    ::dup2(Null, 2);
    ::execv(Words[0], Words);
    ::_exit(127);
  }
  ::close(Pipe[1]);
  std::string Text;
  int Status = 1;
  if (Id > 0) {
    // It ends what hangs; a busy machine may take its time.
    auto Deadline = Clock::now() + std::chrono::seconds(10);
    Text = readUntil(Pipe[0], Deadline);
    if (Clock::now() >= Deadline)
      ::kill(Id, SIGKILL);
    while (::waitpid(Id, &Status, 0) < 0 && errno == EINTR)
      ;
  }
  ::close(Pipe[0]);
  return Status == 0 ? llvm::StringRef(Text).split('\n').first.trim().str()
                     : "";
}

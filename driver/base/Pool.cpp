#include "driver/base/Pool.h"
#include "checks/base/Json.h"
#include "driver/base/Confine.h"
#include "fixes/SignalsHeld.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Errno.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/raw_ostream.h"
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <iterator>
#include <optional>
#include <poll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>
#ifdef __linux__
#include <malloc.h>
#include <sys/prctl.h>
#endif

using namespace corolint;
using Clock = std::chrono::steady_clock;

namespace {

constexpr size_t LogKept = 16384;

/// The write end of the pipe that the signal handler writes to.
volatile sig_atomic_t WakeFD = -1;

void wake(int) {
  int Saved = errno;
  char Byte = 0;
  (void)!::write(WakeFD, &Byte, 1);
  errno = Saved;
}

/// What ends a run from outside, as something that poll() sees, for a while.
class Interrupts {
public:
  Interrupts() {
    if (::pipe(Pipe) == 0) {
      for (int FD : Pipe)
        ::fcntl(FD, F_SETFD, FD_CLOEXEC);
      ::fcntl(Pipe[1], F_SETFL, O_NONBLOCK);
    }
    WakeFD = Pipe[1];
    struct sigaction Wake = {};
    Wake.sa_handler = wake;
    for (size_t I = 0; I != std::size(Signals); ++I) {
      ::sigaction(Signals[I], nullptr, &Old[I]);
      if (Old[I].sa_handler != SIG_IGN) // as nohup wants it
        ::sigaction(Signals[I], &Wake, nullptr);
    }
  }
  ~Interrupts() {
    for (size_t I = 0; I != std::size(Signals); ++I)
      ::sigaction(Signals[I], &Old[I], nullptr);
    for (int FD : Pipe)
      if (FD >= 0)
        ::close(FD);
  }
  int fd() const { return Pipe[0]; }

  /// In a child, which nobody waits for in this way.
  static void leaveToTheSystem() {
    for (int Signal : Signals)
      if (std::signal(Signal, SIG_DFL) == SIG_IGN)
        std::signal(Signal, SIG_IGN);
  }

private:
  static constexpr int Signals[] = {SIGINT, SIGTERM, SIGHUP};
  int Pipe[2] = {-1, -1};
  struct sigaction Old[std::size(Signals)];
};

struct Child {
  pid_t Id;
  size_t Piece;
  int Log;    ///< Read end of its standard error; ends when it does.
  int Result; ///< A file without a name.
  Clock::time_point Deadline;
  bool IsLate = false;
  std::string Caught;
};

int unnamedFile() {
#ifdef __linux__
  int FD = ::memfd_create("corolint", MFD_CLOEXEC);
  if (FD >= 0)
    return FD;
#endif
  FILE *File = std::tmpfile();
  return File ? ::dup(::fileno(File)) : -1;
}

[[noreturn]] void beChild(pid_t Parent, int LogFD, int ResultFD, size_t Piece,
                          llvm::ArrayRef<std::string> Writable,
                          llvm::function_ref<std::string(size_t)> Work) {
#ifdef __linux__
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != Parent) // died before it could be told
    ::_exit(1);
#endif
  int Null = ::open("/dev/null", O_RDWR);
  ::dup2(Null, 0);
  ::dup2(Null, 1);
  ::dup2(LogFD, 2);
  confine(Writable);
#ifdef __GLIBC__
  // All work is one thread's, if not the first one's (see DeepStack.h); an
  // arena of its own would grow, and be given back, by a page at a time.
  ::mallopt(M_ARENA_MAX, 1);
  ::mallopt(M_TOP_PAD, 4 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
#endif
  llvm::setBugReportMsg("");
  llvm::EnablePrettyStackTrace();
  std::string Text = Work(Piece);
  llvm::raw_fd_ostream Out(ResultFD, /*shouldClose=*/false);
  Out << Text;
  Out.flush();
  bool Failed = Out.has_error();
  Out.clear_error();
  ::_exit(Failed);
}

/// The first number in a file, or after a word in it.
std::optional<uint64_t> numberIn(const std::string &File,
                                 llvm::StringRef After = "") {
  auto Text = llvm::MemoryBuffer::getFileAsStream(File);
  if (!Text)
    return std::nullopt;
  llvm::StringRef Rest = (*Text)->getBuffer();
  Rest = Rest.substr(Rest.find(After)).drop_front(After.size()).ltrim();
  uint64_t N;
  if (Rest.consumeInteger(10, N))
    return std::nullopt;
  return N;
}

/// What could be taken without anybody being swapped out; a container may have
/// less than the machine.
uint64_t freeMemory() {
  uint64_t Free = ~uint64_t(0);
  if (auto Kilobytes = numberIn("/proc/meminfo", "MemAvailable:"))
    Free = *Kilobytes << 10;
  auto Most = numberIn("/sys/fs/cgroup/memory.max"),
       Used = numberIn("/sys/fs/cgroup/memory.current"),
       Cache = numberIn("/sys/fs/cgroup/memory.stat", "\nfile ");
  if (Most && Used)
    Free = std::min(Free, *Most + Cache.value_or(0) - std::min(*Most, *Used));
  return Free;
}

uint64_t memoryOf(pid_t Process) {
  std::string Of = "/proc/" + std::to_string(Process) + "/status";
  return numberIn(Of, "VmRSS:").value_or(0) << 10;
}

class Pool {
public:
  Pool(size_t Count, PoolLimits Limits,
       llvm::function_ref<std::string(size_t)> Work,
       llvm::function_ref<void(size_t, Ending)> Ended)
      : Count(Count), Limits(Limits), Work(Work), Ended(Ended) {}

  llvm::Error workAll() {
    while (Next < Count || !Running.empty()) {
      while (Next < Count && Running.size() < AtOnce && hasRoom()) {
        if (start(Next)) {
          ++Next;
          continue;
        }
        if (Running.empty())
          Ended(Next++, {Ending::NotStarted, 0, "", llvm::sys::StrError()});
        else
          AtOnce = Running.size();
      }
      if (Running.empty())
        continue;
      if (!wait()) {
        endAll();
        return llvm::make_error<InterruptedError>();
      }
    }
    return llvm::Error::success();
  }

private:
  /// Is there memory for one more, if all grow as large as the largest so far?
  bool hasRoom() const {
    if (Running.empty())
      return true;
    uint64_t Taken = 0;
    for (const Child &C : Running)
      Taken += std::min(Largest, memoryOf(C.Id));
    uint64_t Needed = Largest * (Running.size() + 1);
    return Limits.Memory ? Needed <= Limits.Memory
                         : Needed - Taken <= freeMemory();
  }

  bool start(size_t Piece) {
    int Pipe[2];
    int Result = unnamedFile();
    if (Result < 0)
      return false;
    if (::pipe(Pipe) != 0) {
      ::close(Result);
      return false;
    }
    ::fcntl(Pipe[0], F_SETFD, FD_CLOEXEC);
    ::fcntl(Pipe[1], F_SETFD, FD_CLOEXEC);
    llvm::outs().flush(); // or the child would print it once more
    pid_t Parent = ::getpid();
    pid_t Id;
    {
      // A signal to a child that still has our handlers would be one to us.
      SignalsHeld Held;
      Id = ::fork();
      if (Id == 0)
        Interrupts::leaveToTheSystem();
    }
    if (Id == 0) {
      ::close(Pipe[0]);
      // What the others have open would leave too few for a parse.
      for (const Child &C : Running) {
        ::close(C.Log);
        ::close(C.Result);
      }
      beChild(Parent, Pipe[1], Result, Piece, Limits.Writable, Work);
    }
    ::close(Pipe[1]);
    if (Id < 0) {
      ::close(Pipe[0]);
      ::close(Result);
      return false;
    }
    Running.push_back({Id, Piece, Pipe[0], Result, deadline(), false, ""});
    return true;
  }

  Clock::time_point deadline() const {
    return Clock::now() + std::chrono::seconds(Limits.Seconds);
  }

  /// Sleeps until a child speaks, ends or is late. False: interrupted.
  bool wait() {
    std::vector<pollfd> Watched;
    Clock::time_point Soonest = Clock::time_point::max();
    for (const Child &C : Running) {
      Watched.push_back({C.Log, POLLIN, 0});
      if (!C.IsLate)
        Soonest = std::min(Soonest, C.Deadline);
    }
    Watched.push_back({Interrupted.fd(), POLLIN, 0});
    int Patience = -1;
    if (Soonest != Clock::time_point::max())
      Patience = std::max<long long>(
          0,
          std::chrono::ceil<std::chrono::milliseconds>(Soonest - Clock::now())
              .count());
    ::poll(Watched.data(), Watched.size(), Patience);
    if (Watched.back().revents)
      return false;

    Clock::time_point Now = Clock::now();
    std::vector<Child> Left;
    for (size_t I = 0; I < Running.size(); ++I) {
      Child &C = Running[I];
      if (Watched[I].revents) {
        if (!listen(C)) {
          reap(C);
          continue;
        }
        if (Limits.ShowsLife)
          C.Deadline = deadline();
      }
      if (!C.IsLate && Now >= C.Deadline) {
        C.IsLate = true;
        ::kill(C.Id, SIGKILL);
      }
      Left.push_back(std::move(C));
    }
    Running = std::move(Left);
    return true;
  }

  /// False: there is nobody left to listen to.
  static bool listen(Child &C) {
    char Some[4096];
    ssize_t Got = ::read(C.Log, Some, sizeof(Some));
    if (Got < 0)
      return errno == EINTR;
    C.Caught.append(Some, std::min<size_t>(Got, LogKept - C.Caught.size()));
    return Got > 0;
  }

  void reap(Child &C) {
    int Status = 0;
    rusage Used = {};
    while (::wait4(C.Id, &Status, 0, &Used) < 0 && errno == EINTR)
      ;
    Largest = std::max<uint64_t>(Largest, uint64_t(Used.ru_maxrss) << 10);
    Ending E;
    if (C.IsLate)
      E.How = Ending::TimedOut;
    else if (WIFSIGNALED(Status)) {
      E.How = Ending::Signalled;
      E.Signal = WTERMSIG(Status);
    }
    if (auto Text = llvm::MemoryBuffer::getOpenFile(C.Result, "report", -1))
      E.Text = (*Text)->getBuffer().str();
    E.Log = std::move(C.Caught);
    ::close(C.Log);
    ::close(C.Result);
    Ended(C.Piece, std::move(E));
  }

  /// Politely first: one may be putting a file in its place.
  void endAll() {
    for (Child &C : Running)
      ::kill(C.Id, SIGTERM);
    Clock::time_point Enough = Clock::now() + std::chrono::milliseconds(500);
    for (Child &C : Running) {
      pid_t Done = 0;
      while ((Done = ::waitpid(C.Id, nullptr, WNOHANG)) == 0 &&
             Clock::now() < Enough)
        ::usleep(1000);
      if (Done == C.Id)
        continue;
      ::kill(C.Id, SIGKILL);
      while (::waitpid(C.Id, nullptr, 0) < 0 && errno == EINTR)
        ;
    }
    Running.clear();
  }

  const size_t Count;
  const PoolLimits Limits;
  llvm::function_ref<std::string(size_t)> Work;
  llvm::function_ref<void(size_t, Ending)> Ended;
  Interrupts Interrupted;
  std::vector<Child> Running;
  size_t Next = 0;
  size_t AtOnce = Limits.AtOnce; ///< Fewer, once the machine refuses more.
  uint64_t Largest = 256 << 20;  ///< Bytes; a guess to begin with.
};

} // namespace

char InterruptedError::ID;

void InterruptedError::log(llvm::raw_ostream &Out) const {
  Out << "interrupted";
}

std::error_code InterruptedError::convertToErrorCode() const {
  return std::make_error_code(std::errc::interrupted);
}

llvm::Error
corolint::runForked(size_t Count, PoolLimits Limits,
                    llvm::function_ref<std::string(size_t)> Work,
                    llvm::function_ref<void(size_t, Ending)> Ended) {
  return Pool(Count, Limits, Work, Ended).workAll();
}

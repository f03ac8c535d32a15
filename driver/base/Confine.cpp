#include "driver/base/Confine.h"

#if defined(__linux__) && __has_include(<linux/landlock.h>)
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// An older header does not name it.
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

static constexpr __u64 Writing =
    LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
    LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
    LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;

bool corolint::confine(llvm::ArrayRef<std::string> Writable) {
  long Version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0,
                           LANDLOCK_CREATE_RULESET_VERSION);
  if (Version < 1)
    return false;
  const __u64 Written =
      Writing | (Version >= 3 ? LANDLOCK_ACCESS_FS_TRUNCATE : 0);
  landlock_ruleset_attr Rules = {};
  Rules.handled_access_fs = Written | LANDLOCK_ACCESS_FS_EXECUTE;
  int Set = ::syscall(SYS_landlock_create_ruleset, &Rules, sizeof(__u64), 0);
  if (Set < 0)
    return false;
  for (const std::string &Directory : Writable) {
    landlock_path_beneath_attr Rule = {};
    Rule.allowed_access = Written;
    Rule.parent_fd = ::open(Directory.c_str(), O_PATH | O_CLOEXEC);
    if (Rule.parent_fd < 0)
      continue;
    (void)::syscall(SYS_landlock_add_rule, Set, LANDLOCK_RULE_PATH_BENEATH,
                    &Rule, 0);
    ::close(Rule.parent_fd);
  }
  bool Done = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
              ::syscall(SYS_landlock_restrict_self, Set, 0) == 0;
  ::close(Set);
  return Done;
}

#else

bool corolint::confine(llvm::ArrayRef<std::string>) { return false; }

#endif

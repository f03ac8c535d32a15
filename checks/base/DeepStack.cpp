#include "checks/base/DeepStack.h"
#include "llvm/Support/PrettyStackTrace.h"
#include <pthread.h>

/// So much is reserved; a page is taken when it is first used.
static constexpr size_t Deep = size_t(1) << 30;

static thread_local bool IsDeep = false;

namespace {
struct Errand {
  llvm::function_ref<void()> Work;
  const void *Doing; ///< What a crash would be told to have happened in.
};
} // namespace

static void *run(void *Given) {
  const Errand &E = *static_cast<Errand *>(Given);
  IsDeep = true;
  llvm::RestorePrettyStackState(E.Doing);
  E.Work();
  return nullptr;
}

void corolint::onDeepStack(llvm::function_ref<void()> Work) {
  pthread_attr_t How;
  if (IsDeep || ::pthread_attr_init(&How) != 0)
    return Work();
  Errand E{Work, llvm::SavePrettyStackState()};
  pthread_t Id;
  bool Started = ::pthread_attr_setstacksize(&How, Deep) == 0 &&
                 ::pthread_create(&Id, &How, run, &E) == 0;
  ::pthread_attr_destroy(&How);
  if (!Started)
    return Work();
  ::pthread_join(Id, nullptr);
}

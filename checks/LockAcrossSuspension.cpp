//===- LockAcrossSuspension.cpp - coro-lock-across-suspension -------------===//
//
// Reports a lock that threads wait for and that is held while a coroutine is
// suspended. Whoever wants it on the same thread then stops the loop that would
// resume the coroutine; and if it is resumed on another thread, that one
// unlocks what it never locked.
//
//   task<std::string> get(std::string key) {
//     std::shared_lock read{mutex_}; // reported
//     co_return co_await load(key);
//   }
//
// Page: docs/checks/coro-lock-across-suspension.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/EarlyEnd.h"
#include "checks/base/Sink.h"
#include "fixes/Recipes.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "concurrency",
                                               "coroutines"};

extern const Check LockAcrossSuspension;
const Check LockAcrossSuspension = {"coro-lock-across-suspension",
                                    Level::Warning,
                                    Precision::VeryHigh,
                                    Tags,
                                    {},
                                    run};

static std::string inQuotes(llvm::StringRef Name) {
  return ("'" + Name + "'").str();
}

static llvm::StringRef nameOf(const VarDecl &Local) {
  if (const auto *Parts = dyn_cast<DecompositionDecl>(&Local))
    return Parts->bindings().front()->getName();
  return Local.getName();
}

static std::string describe(const HeldOver &H) {
  std::string Guard = H.Local ? inQuotes(nameOf(*H.Local)) : "a temporary";
  if (H.IsScope)
    return Guard + " still " +
           (H.Changes ? "sets " + inQuotes(H.Changes->getName())
                      : std::string("changes its thread")) +
           " while the coroutine is suspended";
  std::string Mutex = H.Mutex ? inQuotes(H.Mutex->Name) : "its mutex";
  return H.ByHand ? Mutex + " stays locked while the coroutine is suspended"
                  : Guard + " keeps " + Mutex +
                        " locked while the coroutine is suspended";
}

static llvm::StringRef consequence(const HeldOver &H, bool Hops) {
  if (H.IsScope)
    return ", so others run under it, and it may end on another thread";
  if (Hops)
    return ", and is unlocked on another thread";
  if (H.Over.front()->IsYield)
    return ", for as long as its caller likes";
  if (H.IsTried)
    return ", so others find it locked, and it may be unlocked on another "
           "thread";
  return ", so whoever wants it on this thread waits for ever";
}

static std::optional<Fix> freeing(Tu &T, const HeldOver &H) {
  std::optional<EarlyEnd> End = earlyEndOf(H, T.facts());
  if (!End)
    return std::nullopt;
  Safety Kind = End->IsProven ? Safety::Safe : Safety::Suggested;
  if (H.CanUnlock)
    return unlockBefore(T.source(), *H.Local, *End->Before, Kind);
  return blockAround(T.source(), *End->Guard, *End->Last, *End->Before, Kind);
}

static void run(Tu &T, Sink &To) {
  for (const HeldOver &H : T.held().all()) {
    bool Hops = llvm::any_of(
        H.Over, [&](const Suspension *S) { return T.locks().hops(*S); });
    SourceRange Where = H.Local ? SourceRange(H.Local->getLocation())
                                : H.Taken->getSourceRange();
    if (H.Taken && !isa<DeclStmt>(H.Taken))
      Where = H.Taken->getSourceRange();
    auto Report =
        To.report(LockAcrossSuspension, Where,
                  describe(H) + consequence(H, Hops).str(), H.In->name());
    for (const Suspension *S : llvm::ArrayRef(H.Over).take_front(3))
      Report.cause(S->Keyword, S->IsYield ? "it is suspended by this co_yield"
                                          : "it is suspended by this co_await");
    Report.fix(freeing(T, H));
  }
}

} // namespace corolint

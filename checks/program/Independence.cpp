#include "checks/program/Independence.h"
#include "checks/base/Unique.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace corolint;

void Independence::add(const UnitSummary &Unit) {
  for (const Footprint &F : Unit.Footprints)
    Of[F.Of].push_back(F);
  for (const auto &[Id, Name] : Unit.Sought)
    Names.try_emplace(Id, Name);
}

static void merge(Footprint &To, const Footprint &From) {
  To.IsKnown &= From.IsKnown;
  To.Suspends &= From.Suspends;
  To.Throws |= From.Throws;
  llvm::append_range(To.Accesses, From.Accesses);
  llvm::append_range(To.Calls, From.Calls);
}

/// Adds what the bodies in `Calls` touch. False: not all is known.
bool Independence::close(Footprint &F) const {
  llvm::DenseSet<Symbol> Seen;
  std::vector<Symbol> Queue = std::exchange(F.Calls, {});
  while (F.IsKnown && !Queue.empty()) {
    Symbol Id = Queue.back();
    Queue.pop_back();
    if (!Seen.insert(Id).second)
      continue;
    auto It = Of.find(Id);
    if (It == Of.end())
      return F.IsKnown = false;
    for (const Footprint &Callee : It->second) {
      F.IsKnown &= Callee.IsKnown;
      F.Throws |= Callee.Throws;
      // The caller's body says what it hands to parameters and receivers.
      for (const SummaryAccess &T : Callee.Accesses)
        if (T.Of == SummaryAccess::Variable)
          F.Accesses.push_back(T);
      llvm::append_range(Queue, Callee.Calls);
    }
  }
  makeUnique(F.Accesses);
  return F.IsKnown;
}

static bool writes(llvm::ArrayRef<SummaryAccess> All) {
  return llvm::any_of(All, [](const SummaryAccess &T) { return T.Writes; });
}

static bool overlap(const SummaryAccess &A, const SummaryAccess &B) {
  if (!A.Writes && !B.Writes)
    return false;
  bool MayAlias = A.MayAlias || B.MayAlias;
  if (A.Of == B.Of && A.Object == B.Object)
    return !A.Field || !B.Field || A.Field == B.Field || MayAlias;
  return MayAlias;
}

bool Independence::holds(const IndependenceCondition &If) const {
  struct Call {
    bool Throws, LeavesNoTrace;
    std::vector<SummaryAccess> Accesses;
  };
  std::vector<Call> Before;
  for (const IndependenceCondition::Member &M : If.Members) {
    Footprint Own;
    Own.IsKnown = true;
    Own.Suspends = M.Suspends;
    Own.Throws = M.Throws;
    Own.Calls = M.Calls;
    if (!close(Own))
      return false;
    bool LeavesNoTrace = M.LeavesNoTrace && !writes(Own.Accesses);
    llvm::append_range(Own.Accesses, M.Accesses);
    if (M.To) {
      auto It = Of.find(M.To);
      if (It == Of.end())
        return false;
      Footprint Callee = It->second.front();
      for (const Footprint &Other : llvm::drop_begin(It->second))
        merge(Callee, Other);
      if (!close(Callee))
        return false;
      Own.Suspends = Callee.Suspends;
      Own.Throws |= Callee.Throws;
      LeavesNoTrace &= !writes(Callee.Accesses);
      for (const IndependenceCondition::Binding &L : M.Bindings) {
        auto IsIt = [&](const SummaryAccess &T) {
          return T.Of == L.As.Of && T.Object == L.As.Object;
        };
        bool IsReceiver = L.As.Of == SummaryAccess::Receiver;
        if (IsReceiver && L.IsThis) {
          llvm::copy_if(Callee.Accesses, std::back_inserter(Own.Accesses),
                        IsIt);
          continue;
        }
        if (IsReceiver && llvm::none_of(Callee.Accesses, IsIt))
          continue;
        bool Writes = L.IsMoved || llvm::any_of(Callee.Accesses, [&](auto &T) {
                        return IsIt(T) && T.Writes;
                      });
        for (SummaryAccess T : L.What) {
          T.Writes |= Writes;
          Own.Accesses.push_back(T);
        }
      }
      llvm::copy_if(Callee.Accesses, std::back_inserter(Own.Accesses),
                    [](const SummaryAccess &T) {
                      return T.Of == SummaryAccess::Variable;
                    });
    }
    // Nothing to overlap; or it paces, or guards, what comes after it.
    if (!Own.Suspends || (M.GivesNothing && LeavesNoTrace))
      return false;
    for (const Call &First : Before) {
      if (First.Throws && !LeavesNoTrace)
        return false;
      for (const SummaryAccess &A : First.Accesses)
        for (const SummaryAccess &B : Own.Accesses)
          if (overlap(A, B))
            return false;
    }
    Before.push_back({Own.Throws, LeavesNoTrace, std::move(Own.Accesses)});
  }
  return true;
}

void Independence::addSought(const IndependenceCondition &If,
                             std::vector<std::string> &To) const {
  llvm::DenseSet<Symbol> Seen;
  std::vector<Symbol> Queue;
  for (const IndependenceCondition::Member &M : If.Members) {
    if (M.To)
      Queue.push_back(M.To);
    llvm::append_range(Queue, M.Calls);
  }
  std::vector<std::string> Missing;
  while (!Queue.empty()) {
    Symbol Id = Queue.back();
    Queue.pop_back();
    if (!Seen.insert(Id).second)
      continue;
    auto It = Of.find(Id);
    if (It == Of.end()) {
      if (auto Name = Names.find(Id); Name != Names.end())
        Missing.push_back(Name->second);
      continue;
    }
    for (const Footprint &F : It->second) {
      // Whatever else there is, the answer is no.
      if (!F.IsKnown)
        return;
      llvm::append_range(Queue, F.Calls);
    }
  }
  llvm::append_range(To, Missing);
}

std::vector<Footprint> Independence::closed() const {
  std::vector<Footprint> All;
  for (const auto &[Id, Candidates] : Of) {
    Footprint F = Candidates.front();
    for (const Footprint &Other : llvm::drop_begin(Candidates)) {
      merge(F, Other);
      F.File = std::min(F.File, Other.File);
    }
    if (close(F))
      All.push_back(std::move(F));
  }
  llvm::sort(All);
  return All;
}

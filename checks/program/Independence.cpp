#include "checks/program/Independence.h"
#include "checks/base/Unique.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace corolint;

void Footprints::add(const UnitSummary &Unit) {
  for (const Footprint &F : Unit.Footprints)
    Of[F.Of].push_back(F);
  for (const auto &[Id, Name] : Unit.Sought)
    Names.try_emplace(Id, Name);
}

static void merge(Footprint &To, const Footprint &From) {
  To.IsKnown &= From.IsKnown;
  To.Suspends &= From.Suspends;
  To.Throws |= From.Throws;
  llvm::append_range(To.Touches, From.Touches);
  llvm::append_range(To.Calls, From.Calls);
}

/// Adds what the bodies in `Calls` touch. False: not all is known.
bool Footprints::close(Footprint &F) const {
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
      for (const Trace &T : Callee.Touches)
        if (T.Of == Trace::Variable)
          F.Touches.push_back(T);
      llvm::append_range(Queue, Callee.Calls);
    }
  }
  makeUnique(F.Touches);
  return F.IsKnown;
}

static bool writes(llvm::ArrayRef<Trace> All) {
  return llvm::any_of(All, [](const Trace &T) { return T.Writes; });
}

static bool overlap(const Trace &A, const Trace &B) {
  if (!A.Writes && !B.Writes)
    return false;
  bool MayAlias = A.MayAlias || B.MayAlias;
  if (A.Of == B.Of && A.Object == B.Object)
    return !A.Field || !B.Field || A.Field == B.Field || MayAlias;
  return MayAlias;
}

bool Footprints::holds(const Apart &If) const {
  struct Call {
    bool Throws, LeavesNoTrace;
    std::vector<Trace> Touches;
  };
  std::vector<Call> Before;
  for (const Apart::Member &M : If.Members) {
    Footprint Own;
    Own.IsKnown = true;
    Own.Suspends = M.Suspends;
    Own.Throws = M.Throws;
    Own.Calls = M.Calls;
    if (!close(Own))
      return false;
    bool LeavesNoTrace = M.LeavesNoTrace && !writes(Own.Touches);
    llvm::append_range(Own.Touches, M.Touches);
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
      LeavesNoTrace &= !writes(Callee.Touches);
      for (const Apart::Lent &L : M.Lends) {
        auto IsIt = [&](const Trace &T) {
          return T.Of == L.As.Of && T.Object == L.As.Object;
        };
        bool IsReceiver = L.As.Of == Trace::Receiver;
        if (IsReceiver && L.IsThis) {
          llvm::copy_if(Callee.Touches, std::back_inserter(Own.Touches), IsIt);
          continue;
        }
        if (IsReceiver && llvm::none_of(Callee.Touches, IsIt))
          continue;
        bool Writes = L.IsMoved || llvm::any_of(Callee.Touches, [&](auto &T) {
                        return IsIt(T) && T.Writes;
                      });
        for (Trace T : L.What) {
          T.Writes |= Writes;
          Own.Touches.push_back(T);
        }
      }
      llvm::copy_if(Callee.Touches, std::back_inserter(Own.Touches),
                    [](const Trace &T) { return T.Of == Trace::Variable; });
    }
    // Nothing to overlap; or it paces, or guards, what comes after it.
    if (!Own.Suspends || (M.GivesNothing && LeavesNoTrace))
      return false;
    for (const Call &First : Before) {
      if (First.Throws && !LeavesNoTrace)
        return false;
      for (const Trace &A : First.Touches)
        for (const Trace &B : Own.Touches)
          if (overlap(A, B))
            return false;
    }
    Before.push_back({Own.Throws, LeavesNoTrace, std::move(Own.Touches)});
  }
  return true;
}

void Footprints::addSought(const Apart &If,
                           std::vector<std::string> &To) const {
  llvm::DenseSet<Symbol> Seen;
  std::vector<Symbol> Queue;
  for (const Apart::Member &M : If.Members) {
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

std::vector<Footprint> Footprints::closed() const {
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

#include "checks/analysis/Ways.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using llvm::SmallVector;

namespace corolint {

bool reaches(const CFGBlock &From, const CFGBlock &To,
             const CFGBlock &Without) {
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  SmallVector<const CFGBlock *, 16> Queue = {&From};
  while (!Queue.empty())
    for (const CFGBlock::AdjacentBlock &Next : Queue.pop_back_val()->succs()) {
      if (!Next || &*Next == &Without || !Seen.insert(&*Next).second)
        continue;
      if (&*Next == &To)
        return true;
      Queue.push_back(&*Next);
    }
  return false;
}

Ways::Ways(const CFG &Graph) : Graph(Graph) {
  for (const CFGBlock *Block : Graph)
    for (size_t I = 0; I != Block->size(); ++I)
      if (auto S = (*Block)[I].getAs<CFGStmt>())
        Places[S->getStmt()].push_back({Block, I});
}

const CFGBlock *Ways::blockOf(const Stmt &S) const {
  auto It = Places.find(&S);
  return It == Places.end() ? nullptr : It->second.front().Block;
}

bool Ways::spend(size_t Statements) const {
  Spent += Statements;
  return !isTooLarge();
}

bool Ways::follow(const Stmt &From,
                  llvm::function_ref<Step(const Stmt &)> Look) const {
  auto It = Places.find(&From);
  if (It == Places.end())
    return false;
  llvm::SmallPtrSet<const CFGBlock *, 16> Seen;
  SmallVector<Place, 16> Queue;
  for (const Place &P : It->second)
    Queue.push_back({P.Block, P.Index + 1});
  while (!Queue.empty()) {
    auto [Block, I] = Queue.pop_back_val();
    bool GoesOn = true;
    for (; I < Block->size() && GoesOn; ++I)
      if (auto S = (*Block)[I].getAs<CFGStmt>()) {
        if (!spend(1))
          return false;
        GoesOn = Look(*S->getStmt()) == Step::On;
      }
    if (const Stmt *Ends = Block->getTerminatorStmt(); Ends && GoesOn)
      GoesOn = Look(*Ends) == Step::On;
    if (GoesOn)
      for (const CFGBlock::AdjacentBlock &To : llvm::reverse(Block->succs()))
        if (To && Seen.insert(&*To).second)
          Queue.push_back({&*To, 0});
  }
  return true;
}

std::optional<bool>
Ways::meets(const Stmt &From, llvm::function_ref<bool(const Stmt &)> Is) const {
  bool Meets = false;
  bool IsAll = follow(From, [&](const Stmt &S) {
    Meets = Meets || Is(S);
    return Meets ? Step::Stop : Step::On;
  });
  return Meets || IsAll ? std::optional(Meets) : std::nullopt;
}

bool Ways::belongTogether(const Stmt &First, const Stmt &Again) const {
  auto From = Places.find(&First), To = Places.find(&Again);
  if (From == Places.end() || To == Places.end())
    return false;
  const Place &A = From->second.front(), &B = To->second.front();
  if (A.Block == B.Block && A.Index < B.Index)
    return true;
  return !reaches(Graph.getEntry(), *B.Block, *A.Block) ||
         !reaches(*A.Block, Graph.getExit(), *B.Block);
}

bool Ways::isInEveryRound(const Stmt &At, const Stmt &Loop) const {
  const CFGBlock *Block = blockOf(At);
  auto Head = llvm::find_if(Graph, [&](const CFGBlock *B) {
    return B->getTerminatorStmt() == &Loop;
  });
  return Block && Head != Graph.end() &&
         (*Head == Block || !reaches(**Head, **Head, *Block));
}

bool Ways::comesToTheEnd(const Stmt &From) const {
  const CFGBlock *Block = blockOf(From);
  return Block && reaches(*Block, Graph.getExit(), Graph.getEntry());
}

} // namespace corolint

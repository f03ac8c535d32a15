#include "checks/analysis/Extent.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;

namespace corolint {

Extents::Extents(const Sharer &By, const Places &Where) {
  index(Where.mainFile());
  const SourceManager &Sources = By.Ast.getSourceManager();
  auto Add = [&](const Decl &Function, const Decl &Written) {
    SourceLocation At = Sources.getExpansionLoc(Written.getLocation());
    add(By.Ids.of(Function), index(Where.fileOf(Sources.getFileID(At))));
  };
  for (const Body &B : By.All.Bodies)
    if (B.Initialises)
      Add(*B.Initialises, *B.Initialises);
    else
      Add(*B.Fn->getCanonicalDecl(), *B.Fn);
  for (const auto &[F, Body] : By.Others.all())
    for (unsigned File : Body.Is->StandsIn)
      add(Body.Is->Id, index(Body.From->Files[File]));
  close(By);
}

void Extents::close(const Sharer &By) {
  llvm::DenseMap<Symbol, llvm::SmallVector<Symbol, 2>> Callers;
  for (auto [From, To] : By.Does.edges())
    Callers[To].push_back(From);
  for (auto [From, To] : By.Room.followed())
    Callers[By.Ids.of(*To->getCanonicalDecl())].push_back(
        By.Ids.of(*From->getCanonicalDecl()));
  std::vector<Symbol> Queue;
  for (const auto &[S, Files] : Of)
    Queue.push_back(S);
  while (!Queue.empty()) {
    Symbol Callee = Queue.back();
    Queue.pop_back();
    for (Symbol Caller : Callers.lookup(Callee)) {
      llvm::BitVector Both = of(Caller);
      Both |= of(Callee);
      if (Both == of(Caller))
        continue;
      Of[Caller] = std::move(Both);
      Queue.push_back(Caller);
    }
  }
}

llvm::BitVector Extents::of(Symbol S) const {
  llvm::BitVector Files = Of.lookup(S);
  Files.resize(Names.size());
  return Files;
}

unsigned Extents::index(const std::string &File) {
  auto [It, New] = Index.try_emplace(File, Names.size());
  if (New)
    Names.push_back(File);
  return It->second;
}

void Extents::add(Symbol S, unsigned File) {
  llvm::BitVector &Files = Of[S];
  if (Files.size() <= File)
    Files.resize(File + 1);
  Files.set(File);
}

} // namespace corolint

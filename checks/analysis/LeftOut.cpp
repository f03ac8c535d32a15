#include "checks/analysis/LeftOut.h"
#include "checks/facts/Names.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;

namespace corolint {

const FunctionDecl *definitionHere(const FunctionDecl &F) {
  const FunctionDecl *Found = nullptr;
  if (F.hasBody(Found) || (F.isDefined(Found) && Found->hasSkippedBody()))
    return Found;
  return nullptr;
}

LeftOut::LeftOut(LeftOutBodies All, const Symbols &Ids)
    : Bodies(std::move(All)), Ids(Ids) {
  // Parsed after all: an error in it, say.
  Bodies.remove_if([](const auto &B) { return !B.first->hasSkippedBody(); });
  for (const auto &[F, Body] : Bodies) {
    auto Find = [&](Symbol S) {
      auto [It, New] = Named.try_emplace(S, nullptr);
      if (New) {
        auto Name = llvm::lower_bound(
            Body.From->Names, S,
            [](const SharedBodies::Name &N, Symbol S) { return N.Of < S; });
        if (Name != Body.From->Names.end() && Name->Of == S)
          It->second = Ids.find(S, Name->In, Name->Own);
      }
      Understood &= It->second != nullptr;
    };
    llvm::for_each(Body.Is->Calls, Find);
    llvm::for_each(Body.Is->Initialises, Find);
    for (const Trace &T : Body.Is->Touches)
      if (T.Of == Trace::Variable)
        Find(T.Object);
  }
}

const SharedBody *LeftOut::of(const FunctionDecl &F) const {
  const FunctionDecl *Definition = nullptr;
  if (Bodies.empty() || F.hasBody() || !F.isDefined(Definition))
    return nullptr;
  auto It = Bodies.find(Definition);
  return It == Bodies.end() ? nullptr : It->second.Is;
}

const FieldDecl *LeftOut::fieldOf(QualType Class, Symbol S) const {
  const CXXRecordDecl *R = recordOf(Class);
  if (R && R->hasDefinition())
    R = R->getDefinition();
  else
    return nullptr;
  for (const FieldDecl *F : R->fields())
    if (Ids.of(*F) == S)
      return F;
  for (const CXXBaseSpecifier &Base : R->bases())
    if (const FieldDecl *F = fieldOf(Base.getType(), S))
      return F;
  return nullptr;
}

} // namespace corolint

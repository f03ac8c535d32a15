#include "checks/Steps.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

std::string nameOf(const Call &C) {
  if (C.Ends)
    return "the end of '" + C.Ends->getNameAsString() + "'";
  if (isa<CXXConstructExpr>(C.At))
    return "the construction of '" + writtenName(cast<Expr>(C.At)->getType()) +
           "'";
  const auto *Method = dyn_cast<CXXMethodDecl>(C.Callee);
  if (Method && Method->getParent()->isLambda())
    return "the call of a lambda";
  return "the call of '" + shortName(*C.Callee) + "'";
}

SourceRange placeOf(const Call &C) {
  return C.Ends ? SourceRange(C.Ends->getLocation()) : C.At->getSourceRange();
}

void explain(const Way &W, Sink::Report &To) {
  for (const Call *C : W.Steps) {
    const Body &In = *C->In;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(In.Fn);
    bool IsLambda = Method && Method->getParent()->isLambda();
    std::string Caller =
        In.Initialises
            ? "the initialiser of '" + In.Initialises->getNameAsString() + "'"
        : IsLambda ? "the lambda"
                   : "'" + shortName(*In.Fn) + "'";
    To.step(placeOf(*C), "in " + Caller + ": " + nameOf(*C));
  }
}

} // namespace corolint

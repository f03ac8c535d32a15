#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace corolint {

Stmt::const_child_range childrenOf(const Stmt &S) {
  Stmt::const_child_range All = S.children();
  if (!isa<CoroutineSuspendExpr>(S) || All.empty())
    return All;
  // The operand as written is the first, and stands in the second as well.
  return {std::next(All.begin()), All.end()};
}

} // namespace corolint

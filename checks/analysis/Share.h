//===- Share.h - bodies that one unit reads for many ----------------------===//
//
// Which functions of the project's headers need no other unit parse, since this
// one can tell all that anybody may ask of their bodies? What they touch and
// what they do to their thread goes into plain data (SharedBody).
//
// Only of functions that are the same in every unit that reads the same text
// ([basic.def.odr]): those with external linkage that no template made. Left
// out: what has to do with tasks, for what is said there depends on who calls
// it in the unit; what hands callables to a loop or a pool; what clang has to
// evaluate; what the unit's main file has a part in; and the few that name what
// other units have no name for.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_SHARE_H
#define COROLINT_CHECKS_ANALYSIS_SHARE_H

#include "checks/analysis/Summarise.h"
#include "checks/analysis/Touch.h"
#include "llvm/ADT/StringSet.h"

namespace corolint {

/// How a unit knows the function again. None: it stands in a macro, or in no
/// file.
std::optional<SharedBody> identityOf(const clang::FunctionDecl &F,
                                     const Places &Where);

/// What `shareable` is to ask.
struct Sharer {
  clang::ASTContext &Ast;
  const Facts &All;
  const Effects &Calls;
  Awaitables &Types;
  TouchRoom &Room;
  const Summaries &Does;
  const LeftOut &Others;
  const Symbols &Ids;
};

/// Those of `Files`.
SharedBodies shareable(const Sharer &By, const llvm::StringSet<> &Files);

/// Is one of the classes a task after all, to this unit?
bool isATaskAmong(llvm::ArrayRef<std::string> Classes, clang::ASTContext &Ast,
                  Awaitables &Types);

} // namespace corolint

#endif

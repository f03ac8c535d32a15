//===- Plain.h - bodies that one unit reads for many ----------------------===//
//
// In which functions of the project's headers is nothing that any check could
// ask for, in this unit or another? Nothing in them has to do with a task, no
// call of theirs may block, run a loop or reach a pool, and what they touch is
// what they are given. Most functions are like that.
//
// Only of functions that are the same in every unit that reads the same text
// ([basic.def.odr]): those with external linkage that no template made. Left
// out: constructors and destructors, which clang calls by itself; what is
// virtual; coroutines; what throws away the way back (`[[noreturn]]`).
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_PLAIN_H
#define COROLINT_CHECKS_ANALYSIS_PLAIN_H

#include "checks/analysis/Touch.h"
#include "checks/base/PlainBody.h"
#include "checks/base/Summary.h"
#include "checks/facts/Symbols.h"
#include "llvm/ADT/StringSet.h"

namespace corolint {

/// How a unit knows the function again. None: it stands in a macro, or in no
/// file.
std::optional<PlainBody> identityOf(const clang::FunctionDecl &F,
                                    const Places &Where);

/// Those of `Files`. `Unit` is what `All` comes to.
PlainBodies plainBodies(clang::ASTContext &Ast, const Facts &All,
                        const Effects &Calls, Awaitables &Types,
                        TouchRoom &Room, const Symbols &Ids,
                        const UnitSummary &Unit,
                        const llvm::StringSet<> &Files);

/// Is one of the classes a task after all, to this unit?
bool isATaskAmong(llvm::ArrayRef<std::string> Classes, clang::ASTContext &Ast,
                  Awaitables &Types);

} // namespace corolint

#endif

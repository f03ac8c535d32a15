//===- Share.h - bodies that one unit reads for many ----------------------===//
//
// Which functions of the project's headers need no other unit parse, since this
// one can tell all that anybody may ask of their bodies? What they touch, what
// they do to their thread and to other functions, and what is found in them
// goes into plain data (SharedBody), with what that rests on.
//
// Only of functions that are one text in every unit that reads the same
// ([basic.def.odr]), and that no template made. Left out: what tells how a task
// is made and ends; what clang has to evaluate; what brings an instantiation
// that has findings of its own; what the unit's main file has a part in; and
// the few that name what other units have no name for.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_SHARE_H
#define COROLINT_CHECKS_ANALYSIS_SHARE_H

#include "checks/analysis/Accesses.h"
#include "checks/analysis/Fate.h"
#include "checks/analysis/Gather.h"
#include "checks/analysis/Summarise.h"
#include "llvm/ADT/StringSet.h"
#include <map>
#include <set>

namespace corolint {

/// How a unit knows the function again. None: it stands in no file.
std::optional<SharedBody> identityOf(const clang::FunctionDecl &F,
                                     const Places &Where);

/// What checks asked the unit about, by the body that they asked for.
using Questions = llvm::DenseMap<const Body *, std::set<Question>>;

/// The names of the promise and the task; none if it awaits no task.
std::optional<std::pair<std::string, std::string>> namesOf(const Await &A,
                                                           Awaitables &Types);

/// What `shareable` is to ask.
struct Sharer {
  clang::ASTContext &Ast;
  const Facts &All;
  const Effects &Calls;
  const Fates &Ends;
  Awaitables &Types;
  TouchRoom &Room;
  const Summaries &Does;
  const UnitSummary &Unit;
  const Gatherings *Groups; ///< Null: nobody asked.
  const LeftOut &Others;
  const Symbols &Ids;
  const Questions &Asked;
};

/// Those of `Files`. `Found` is where the unit has findings.
SharedBodies shareable(const Sharer &By, const llvm::StringSet<> &Files,
                       llvm::ArrayRef<Place> Found);

/// Are the classes to this unit what they are to the one that told of them?
bool areTheSame(llvm::ArrayRef<std::pair<std::string, std::string>> Classes,
                clang::ASTContext &Ast, Awaitables &Types);

} // namespace corolint

#endif

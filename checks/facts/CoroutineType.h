//===- CoroutineType.h - what a coroutine's own classes do with it --------===//
//
// When does a coroutine of this class begin, what becomes of an error, what
// does the end of an object do? Read from the bodies of the class, of its
// promise and of the functions that make its objects.
//
// Not known: bodies that are not seen here, and what they call in other
// classes.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_COROUTINETYPE_H
#define COROLINT_CHECKS_FACTS_COROUTINETYPE_H

#include "checks/models/Model.h"
#include "clang/AST/Type.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class ASTContext;
class CXXRecordDecl;
} // namespace clang

namespace corolint {

/// What the first suspension of a coroutine with this promise does. Empty:
/// nobody can tell.
std::optional<Start> startOf(clang::ASTContext &Ast,
                             const clang::CXXRecordDecl &Promise,
                             std::vector<std::string> &Evidence);

/// What becomes of an error that nobody awaits: lost; or nothing, if on every
/// way it ends the program or is thrown on. Empty: nobody can tell.
std::optional<Dropped> lossOfErrors(clang::ASTContext &Ast,
                                    const clang::CXXRecordDecl &Promise);

/// Does the end of an object of the class do nothing at all?
bool leaks(const clang::CXXRecordDecl &Class);

/// `~task() { if (handle) handle.destroy(); }`, without asking whether it is
/// done. Not for system headers, whose bodies are not always there.
bool destroysItsCoroutine(const clang::CXXRecordDecl &Class);

/// Does the function give a task that it is given, or part of it, to somebody
/// else before it returns it? `executor.next(std::move(task))` that schedules
/// the task, and gives it back for who wants to await it.
bool handsOnWhatItReturns(const clang::FunctionDecl &F,
                          const clang::CXXRecordDecl &Task);

/// The class that a coroutine with this promise returns, if that is another one
/// and does not become a `Class`: somebody makes those of its objects. Else
/// null.
const clang::CXXRecordDecl *
returnedInsteadOf(clang::ASTContext &Ast, const clang::CXXRecordDecl &Class,
                  const clang::CXXRecordDecl &Promise);

/// Have the members of `First` that make a `Class` begun the coroutine by then?
/// Empty: nobody can tell.
std::optional<Start> startOfHandle(clang::ASTContext &Ast,
                                   const clang::CXXRecordDecl &Class,
                                   const clang::CXXRecordDecl &First,
                                   std::vector<std::string> &Evidence);

/// Can somebody pull values out of an object: `begin`, `next`?
bool isPulled(clang::ASTContext &Ast, const clang::CXXRecordDecl &Class);

/// Can a coroutine with this promise give values on its way? A co_yield of
/// nothing, or of an error, is another thing.
bool yieldsValues(clang::ASTContext &Ast, const clang::CXXRecordDecl &Promise);

} // namespace corolint

#endif

//===- LaterUse.h - what a coroutine uses after a suspension --------------===//
//
// Does a coroutine read what it was only lent (the closure or object it is a
// member of, a parameter that refers to something) once it may have been
// suspended? Of a lazy one all is read later than its call. Follows the control
// flow graph, names that locals give to parts of it, nested lambdas, guards
// that end later, and calls that are awaited while they have it.
//
// Not known: bodies that are not here, and what an object owns by pointer.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LATERUSE_H
#define COROLINT_CHECKS_ANALYSIS_LATERUSE_H

#include "checks/analysis/Flow.h"
#include "checks/analysis/Unknown.h"
#include "checks/facts/Facts.h"
#include "llvm/ADT/DenseMap.h"
#include <variant>

namespace corolint {

struct NotUsedLater {};

struct UsedLater {
  const clang::Stmt *At;
  /// The captured variable; null: the object itself.
  const clang::ValueDecl *What = nullptr;
  /// What makes it later, without which it would be no mistake: the first
  /// suspension; of what begins when it is awaited, the first word that makes
  /// it a coroutine.
  const clang::Stmt *Since = nullptr;
  llvm::StringRef SinceWhy; ///< In words.
};

/// A function that is handed on what another one was lent.
struct HandedOn {
  const clang::FunctionDecl *To = nullptr;
  unsigned Parameter = 0;
};

using LaterUse = std::variant<NotUsedLater, Unknown, UsedLater>;

class LaterUses {
public:
  LaterUses(const Facts &TuFacts, Awaitables &Types, Flow &TuFlow);

  // `HasBegun`: a lazy one has begun while what it was lent was still there.

  /// Of its object by a member function; of its captures by a lambda.
  LaterUse ofObject(const clang::CXXMethodDecl &M, unsigned Depth = 0,
                    bool HasBegun = false);

  /// Of one variable that a lambda captured (null: of the object that it has,
  /// or is a member of), behind a suspension in its body: up to the first, its
  /// caller may still be there.
  LaterUse ofCapture(const clang::CXXMethodDecl &M, const clang::ValueDecl *V);

  /// Of what a parameter refers to.
  LaterUse ofParameter(const clang::FunctionDecl &F, unsigned Index,
                       unsigned Depth = 0, bool HasBegun = false);

  /// Where a plain function hands on what a parameter refers to: to functions
  /// whose task it returns.
  std::vector<HandedOn> handedOn(const clang::FunctionDecl &F, unsigned Index);

  /// Of what a field of a parameter refers to, which has it by value. Names
  /// that the coroutine gives to the field are not followed.
  LaterUse ofField(const clang::FunctionDecl &F, unsigned Index,
                   const clang::FieldDecl &Field);

  /// The end of the first suspension in the text; invalid: there is none.
  clang::SourceLocation firstStop(const Body &B) const;

  /// The body of the function, if it is here and whole.
  const Body *bodyOf(const clang::FunctionDecl *F) const;

private:
  /// Of a parameter; null: of captures or the object.
  LaterUse search(const Body &B, const clang::ParmVarDecl *P, unsigned Depth,
                  std::optional<const clang::ValueDecl *> Only = std::nullopt,
                  const clang::FieldDecl *Field = nullptr,
                  bool HasBegun = false);

  LaterUse byMembers(const Body &B, unsigned Depth);

  Awaitables &Types;
  Flow &TuFlow;
  llvm::DenseMap<const clang::FunctionDecl *, const Body *> Bodies;
  llvm::DenseMap<const Body *, std::vector<const Suspension *>> Stops;
  llvm::DenseMap<const Body *, std::vector<const Call *>> Calls;
};

/// Is it a class that only refers to what it was made of: a view, an iterator?
bool isView(clang::QualType T);

/// Is it a class that has what it was made of: a string, a container?
bool isOwner(clang::QualType T);

/// Does a parameter of this type refer to what it is given?
bool refersOn(clang::QualType T);

} // namespace corolint

#endif

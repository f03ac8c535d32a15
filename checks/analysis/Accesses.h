//===- Accesses.h - what a call may read or write outside itself --------===//
//
// Could two calls get in each other's way? Says which objects running a
// function to its end may touch: its parameters, its receiver, globals. Follows
// the bodies of the user's functions that this translation unit shows.
//
// A function of a C++ library is taken to touch only what it is given; what a
// model says of it comes first. Everything else that has no body here, is
// virtual, or is called through a pointer is Unknown, and so is what talks to
// the world in an order that matters (`ordered` or blocking by model).
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_ACCESSES_H
#define COROLINT_CHECKS_ANALYSIS_ACCESSES_H

#include "checks/analysis/Effect.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// Does a copy of such a value still reach the original's object? Pointers and
/// references do, so do classes that act like one: they can be dereferenced or
/// called, or are trivially copied with a pointer inside (views, iterators).
bool isHandle(clang::QualType T);

/// One object, or one field of it.
struct Access {
  /// Null: the receiver, `this`. A function: what it keeps from call to call.
  const clang::ValueDecl *Object = nullptr;
  const clang::FieldDecl *Field = nullptr; ///< Null: all of it.
  bool Writes = false;
  bool MayAlias = false; ///< Reached through a reference or a pointer.

  /// Is it there whoever calls?
  bool isGlobal() const;
};

/// What a call gives its callee, by one parameter.
struct ArgumentBinding {
  static constexpr unsigned Receiver = ~0u;

  unsigned To = 0;             ///< The parameter's number.
  std::vector<Access> Objects; ///< What making it touches, as below.
  std::string Unknown;
  std::vector<const clang::FunctionDecl *> Elsewhere;
  bool IsMoved = false;
  bool IsThis = false;    ///< The caller's receiver is the callee's.
  bool MayChange = false; ///< As far as the declaration tells.
};

/// What a call touches, in terms of the caller's objects.
struct CallAccesses {
  std::vector<Access> Objects;
  /// Why nothing certain can be said, and `Objects` is only what the call is
  /// given; empty: it is all.
  std::string Unknown;
  /// It is certain that the outside world sees the order: `Unknown` says why.
  bool Ordered = false;
  /// The body writes to nothing: without a result, all it does is to pass time,
  /// or to throw.
  bool LeavesNoTrace = false;
  bool Throws = false; ///< There is a throw in it.
  /// Bodies of other units that decide: what they touch is not part of
  /// `Objects`.
  std::vector<const clang::FunctionDecl *> Elsewhere;
  std::vector<ArgumentBinding> Bindings;
  bool IsBound = false; ///< Nothing but `Bindings` is known of the call.
  /// The body awaits something: awaiting it together with others saves time.
  bool Suspends = false;
};

class Accesses {
public:
  Accesses(clang::ASTContext &Ast, Effects &Calls) : Ast(Ast), Calls(Calls) {}

  /// Takes bodies of other units for unknown, and to write to what they can.
  CallAccesses of(const clang::CallExpr &Call);

  /// DirectEffects bodies of other units open.
  CallAccesses seen(const clang::CallExpr &Call);

  /// In terms of the function's own parameters.
  CallAccesses ofBody(const clang::FunctionDecl &F);

  /// True only if both are known and neither writes what the other touches.
  static bool disjoint(const CallAccesses &A, const CallAccesses &B);
  /// True if both are known and one does write what the other touches.
  static bool conflict(const CallAccesses &A, const CallAccesses &B);

private:
  bool isLibrary(const clang::FunctionDecl &F) const;
  std::vector<ArgumentBinding> bindingsOf(const clang::CallExpr &Call,
                                          const clang::FunctionDecl &F);
  friend class BodyReader;

  clang::ASTContext &Ast;
  Effects &Calls;
  llvm::DenseMap<const clang::FunctionDecl *, CallAccesses> Bodies;
  llvm::SmallSetVector<const clang::FunctionDecl *, 8> InHand;
  static constexpr size_t NoLoop = ~size_t(0);
  size_t LoopsBackTo = NoLoop; ///< The outermost in hand that was met again.
  std::vector<const clang::FunctionDecl *> Provisional; ///< In Bodies.
};

} // namespace corolint

#endif

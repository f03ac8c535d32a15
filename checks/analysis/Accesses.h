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

/// One object, or one field of it.
struct Access {
  /// Null: the receiver, `this`. A function: what it keeps from call to call.
  const clang::ValueDecl *Object = nullptr;
  const clang::FieldDecl *Field = nullptr; ///< Null: all of the object.
  bool Writes = false;
  bool MayAlias = false; ///< Reached through a reference or a pointer.

  /// Is the object there whoever calls?
  bool isGlobal() const;
};

/// What a call gives its callee, by one parameter.
struct ArgumentBinding {
  static constexpr unsigned Receiver = ~0u;

  unsigned To = 0; ///< The parameter's number.
  /// What making the argument touches, in terms of the caller's objects.
  std::vector<Access> Objects;
  /// Why making it may touch more than `Objects`; none: that is all.
  std::optional<std::string> Unknown;
  /// Bodies of other units that making it runs.
  std::vector<const clang::FunctionDecl *> Elsewhere;
  bool IsMoved = false;
  bool IsThis = false;    ///< The caller's receiver is the callee's.
  bool MayChange = false; ///< The declaration lets the callee write to it.
};

/// What a call touches, in terms of the caller's objects.
struct CallAccesses {
  enum Knowledge {
    Known,   ///< `Objects` is all that the bodies which are seen here touch.
    Unseen,  ///< The callee's body is in another unit.
    Unknown, ///< It may touch more than `Objects`: `Why` says why.
    Ordered, ///< Unknown, and the outside world sees the order for certain.
  } Is = Known;
  std::string Why; ///< "'load' is virtual"; empty while it is known or unseen.
  /// Unless it is known: what the callee could reach by what it is given.
  std::vector<Access> Objects;
  /// Bodies of other units that it runs. What they touch is not part of
  /// `Objects`.
  std::vector<const clang::FunctionDecl *> Elsewhere;
  std::vector<ArgumentBinding> Bindings; ///< What the callee is given.
  /// The body that was read writes to nothing: without a result, all it does is
  /// to pass time, or to throw.
  bool LeavesNoTrace = false;
  bool Throws = false; ///< There is a throw in the body that was read.
  /// The body that was read awaits something: awaiting it together with others
  /// saves time.
  bool Suspends = false;
  /// It talks to the outside world, but only through objects that are its own:
  /// a connection that it opens, a resolver that it makes.
  bool TalksOnItsOwn = false;

  /// Is it known, but for bodies of other units?
  bool isKnown() const { return Is < Unknown; }
  void giveUp(std::string Because) {
    Is = Unknown;
    Why = std::move(Because);
  }
};

class Accesses {
public:
  Accesses(clang::ASTContext &Ast, Effects &TuEffects)
      : Ast(Ast), TuEffects(TuEffects) {}

  /// What the call touches, and never `Unseen`: bodies of other units are taken
  /// for unknown, and to write to what they can.
  CallAccesses of(const clang::CallExpr &Call);

  /// What the call touches; bodies of other units stay open, as `Unseen` or
  /// `Elsewhere`.
  CallAccesses seen(const clang::CallExpr &Call);

  /// What the function's body touches, in terms of its own parameters.
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
  Effects &TuEffects;
  llvm::DenseMap<const clang::FunctionDecl *, CallAccesses> Bodies;
  /// The functions whose bodies are being read, the outermost first.
  llvm::SmallSetVector<const clang::FunctionDecl *, 8> Reading;
  static constexpr size_t NoLoop = ~size_t(0);
  /// The outermost of `Reading` that was met again.
  size_t LoopsBackTo = NoLoop;
  /// Functions whose answer in `Bodies` lacks what one of `Reading` touches,
  /// and which: its index.
  std::vector<const clang::FunctionDecl *> Provisional;
  llvm::DenseMap<const clang::FunctionDecl *, size_t> LoopOf;
};

} // namespace corolint

#endif

//===- Locks.h - what takes a lock, and what holds one --------------------===//
//
// Which call takes or frees a lock that threads wait for, and which object
// holds one for as long as it lives? Classes that a model names, functions
// whose bodies lock and leave it at that, guards whose constructors and
// destructors do so, spin locks. A lock that coroutines wait for is none: its
// lock operation gives something to await.
//
// Not known: mutexes reached through an expression that has no name, such as
// an element of a container.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_LOCKS_H
#define COROLINT_CHECKS_ANALYSIS_LOCKS_H

#include "checks/analysis/ObjectPath.h"
#include "checks/facts/Facts.h"
#include "checks/models/ModelSet.h"
#include "llvm/ADT/DenseMap.h"
#include <optional>
#include <string>

namespace corolint {

class Effects;

class Locks {
public:
  Locks(const ModelSet &Models, const Facts &TuFacts, Awaitables &Types,
        const Effects &TuEffects);

  /// What a call leaves behind of one lock.
  struct Act {
    LockStep What;
    ObjectPath On;
    const clang::Stmt *At;
  };
  /// What the call does to locks, in terms of the caller's objects. Guards that
  /// it makes do not count.
  std::vector<Act> actsOf(const Call &C) const;

  /// What an object holds once it is initialised.
  enum Holding { Nothing, Held, Maybe };

  /// A class of objects that hold a lock or change something of their thread
  /// until they end; or that have such a part.
  struct Guard {
    bool IsScope = false; ///< It changes a variable of its thread instead.
    bool IsPart = false;  ///< It is a member, and the object more than a lock.
    /// Its lock can be given back before it ends.
    bool CanUnlock = false;
    const clang::ValueDecl *Changes = nullptr; ///< The variable of a scope.
  };
  /// Null: objects of that type hold nothing.
  const Guard *guardOf(clang::QualType T);

  /// What the object that this initialises holds, and which mutex, if it has a
  /// name.
  Holding holdingOf(const clang::Expr &Init, std::optional<ObjectPath> &Mutex);

  /// Does code of the promise, which may give it back its value, mention the
  /// variable?
  bool isKnownTo(const clang::CXXRecordDecl *Promise,
                 const clang::ValueDecl &V) const;

  /// Does the coroutine go on on another thread, as the models tell?
  bool hops(const Suspension &S) const;

  /// Why only one thread may use an object of the class, as the models tell;
  /// or "".
  llvm::StringRef whyThreadBound(const clang::CXXRecordDecl &R) const;

  /// Does it give back a lock that coroutines wait for?
  bool givesBackAsync(const Call &C);

private:
  /// Classes in each other, and calls of helpers, that are looked through.
  static constexpr unsigned MaxDepth = 4;
  static std::string lower(const clang::NamedDecl &D);
  /// The class behind references, qualifiers and one pointer.
  static const clang::CXXRecordDecl *pointee(clang::QualType T);
  /// What lock(), try_lock(), unlock() and their kin do, by name.
  static std::optional<LockStep> stepOf(const clang::CXXMethodDecl &M);
  /// The class of a tag such as std::adopt_lock; or "".
  static llvm::StringRef tagOf(const clang::Expr &E);
  struct Made {
    Holding Is = Nothing;
    std::optional<ObjectPath> Mutex;
  };
  Made made(const clang::Expr &Init, unsigned Depth);
  Made constructed(const clang::CXXConstructExpr &E, unsigned Depth);
  const TypeModel *modelOf(const clang::CXXRecordDecl &R) const;
  bool isAsync(const clang::CXXRecordDecl &R);
  /// A class that lock() and its kin may be called on, and that lets threads
  /// wait; "true" for one that nothing is known of.
  bool isMutexForThreads(clang::QualType T);
  bool isMutex(const clang::CXXRecordDecl &R) const;
  std::unique_ptr<Guard> readGuard(const clang::CXXRecordDecl &R,
                                   unsigned Depth);
  const Guard *guardOf(clang::QualType T, unsigned Depth);
  std::vector<Act> directActs(const Call &C) const;
  void findHelpers();
  void findScopes();

  const ModelSet &Models;
  const Facts &TuFacts;
  Awaitables &Types;
  const Effects &TuEffects;
  /// Functions that leave something locked, or free it; by their first
  /// declarations.
  llvm::DenseMap<const clang::FunctionDecl *, std::vector<Act>> Helpers;
  llvm::DenseMap<const clang::CXXRecordDecl *, std::unique_ptr<Guard>> Guards;
  llvm::DenseMap<const clang::CXXRecordDecl *, bool> Async;
  mutable llvm::DenseMap<const clang::CXXRecordDecl *, const TypeModel *>
      TypeModels;
  /// Classes whose constructors and destructors write to a variable of the
  /// thread.
  llvm::DenseMap<const clang::CXXRecordDecl *, const clang::ValueDecl *> Scopes;
  llvm::DenseMap<const clang::FunctionDecl *, const Body *> BodyOf;
};

} // namespace corolint

#endif

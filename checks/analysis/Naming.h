//===- Naming.h - what a body names ---------------------------------------===//
//
// Which functions and classes does a function name, with the lambdas and local
// classes in it? And has it to do with tasks, or with callables for an event
// loop or a pool, so that checks have something to say of it?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_NAMING_H
#define COROLINT_CHECKS_ANALYSIS_NAMING_H

#include "checks/analysis/Effect.h"
#include "checks/facts/Facts.h"
#include "llvm/ADT/SetVector.h"
#include <map>

namespace corolint {

/// The body that a lambda's or local class's stands in; or itself.
const Body &outermost(const Body &B);

/// What a class is to a coroutine, in a word for each of its properties; "":
/// nothing.
std::string gist(const Awaitable *A);

struct Named {
  std::vector<const Body *> Parts; ///< The outermost, and all in it.
  std::vector<const Call *> Calls; ///< In them.
  /// The project's, by their first declarations. With a constructor come the
  /// virtual functions of its class.
  llvm::SetVector<const clang::FunctionDecl *> Functions;
  bool IsOdd = false;  ///< It has an error in it, or declares a function.
  bool Speaks = false; ///< Tasks or callables are in it.
};

class Naming {
public:
  Naming(clang::ASTContext &Ast, const Facts &All, const Effects &Calls,
         Awaitables &Types);

  /// Of an outermost body.
  const Named &of(const Body &B);

  /// The body, or instantiation, of that function; null: it has none here.
  const Body *bodyOf(const clang::FunctionDecl &F) const;

  /// All classes that were named so far, without template arguments, and their
  /// gists.
  const std::map<std::string, std::string> &classes() const { return Classes; }

private:
  void read(const Body &Part, Named &To);
  void read(const clang::Stmt *S, Named &To);
  void name(const clang::FunctionDecl &F, Named &To);
  bool isTask(clang::QualType T);
  void note(const clang::CXXRecordDecl *R);

  clang::ASTContext &Ast;
  const Effects &Calls;
  Awaitables &Types;
  Places Where;
  llvm::DenseMap<const Body *, Named> Known; ///< With functions if read.
  llvm::DenseSet<const Body *> Read;
  llvm::DenseMap<const clang::FunctionDecl *, const Body *> Bodies;
  llvm::DenseSet<const clang::CXXRecordDecl *> Noted;
  std::map<std::string, std::string> Classes;
};

} // namespace corolint

#endif

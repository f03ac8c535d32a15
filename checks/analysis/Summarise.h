//===- Summarise.h - what the functions of this unit may do ---------------===//
//
// Which of the functions that a call runs could block the thread or run an
// event loop, as far as this translation unit shows? Follows functions,
// constructors, destructors, operators, default arguments, lambdas that are
// called, callables that are handed to a function, and virtual calls. What
// other units may define stays open; Program closes it.
//
// The way ends at a coroutine (it has findings of its own), at what returns an
// awaitable, at what is handed to another thread, at what is declared
// [[clang::nonblocking]], and in the library that makes the task. Functions of
// system headers do what their model says, and nothing else.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_SUMMARISE_H
#define COROLINT_CHECKS_ANALYSIS_SUMMARISE_H

#include "checks/analysis/Effect.h"
#include "checks/base/Summary.h"
#include "checks/facts/Symbols.h"
#include <set>

namespace corolint {

/// "the call of 'read'", "the construction of 'ifstream'", "the end of 'lock'".
std::string phraseOf(const Call &C);

clang::SourceRange placeOf(const Call &C);

class Summaries {
public:
  Summaries(clang::ASTContext &Ast, const Facts &TuFacts,
            const Effects &TuEffects, Awaitables &Types, const Symbols &Ids,
            Flow &TuFlow);

  const UnitSummary &unit() const { return Unit; }

  /// Under which condition does this call of a coroutine come to an effect?
  /// None: it can't.
  std::optional<EffectCondition> through(const Call &C) const;

private:
  /// A function, or a parameter or data member with an initialiser of its own.
  using Function = const clang::Decl *;

  Symbol symbolOf(Function F) const;
  Function functionOf(const Body &B) const;
  FunctionSummary &summaryOf(const Body &B);
  void describe(FunctionSummary &S, const Body &B) const;
  bool runsHere(const clang::FunctionDecl &F) const;
  bool isAGenerator(const clang::FunctionDecl &F) const;
  bool makesAnAwaitable(const clang::FunctionDecl &F) const;
  void addCalls(const Call &C, std::vector<CallSite> &To);
  void addTarget(const clang::FunctionDecl *F, const CallSite &Site,
                 std::vector<CallSite> &To);
  void addEnds(const clang::CXXDestructorDecl &End, const CallSite &Site,
               std::vector<CallSite> &To);
  void addArguments(const Call &C, const clang::FunctionDecl *Callee,
                    CallSite &Site);
  void addDirectEffect(const Call &C, FunctionSummary &To);
  void seek(Symbol S, llvm::StringRef Identifier);
  void addVariants(Flow &TuFlow);
  void findCalledParameters();
  void findOverrides();
  void dropWhatCannotMatter();

  const Facts &TuFacts;
  const Effects &TuEffects;
  Awaitables &Types;
  const Symbols &Ids;
  Places Where;
  UnitSummary Unit;
  llvm::DenseMap<Function, size_t> At; ///< Indices of Unit.Functions.
  /// The body of each of Unit.Functions: what is kept in the end is described.
  std::vector<const Body *> Bodies;
  /// Of functions: where something is called as they run, and what.
  mutable llvm::DenseMap<size_t, std::set<std::pair<Place, std::string>>>
      RunHere;
  using CallsByObject =
      llvm::DenseMap<const clang::ValueDecl *, std::vector<const Call *>>;
  mutable std::optional<CallsByObject> OnNames; ///< Once somebody asks.
  const CallsByObject &callsOnNames() const;
  /// The calls of each body that do something, or may.
  llvm::DenseMap<const Body *, std::vector<const Call *>> Doing;
  /// The classes whose parts' ends are being read, by how they are ended.
  llvm::DenseSet<std::pair<const clang::CXXRecordDecl *, unsigned>> Ending;
  llvm::DenseSet<Symbol> Elsewhere; ///< What other units may define.
  /// Functions of which other units may see a definition as well.
  mutable llvm::DenseSet<Symbol> SeenElsewhere;
};

} // namespace corolint

#endif

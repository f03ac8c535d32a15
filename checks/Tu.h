//===- Tu.h - the questions one translation unit can be asked -------------===//
//
// Facts and analyses of one ASTContext, each made when first asked for and then
// kept. Dies with the translation unit.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_TU_H
#define COROLINT_CHECKS_TU_H

#include "checks/analysis/Effect.h"
#include "checks/analysis/Fate.h"
#include "checks/analysis/Gather.h"
#include "checks/analysis/Held.h"
#include "checks/analysis/Lifetimes.h"
#include "checks/analysis/Loops.h"
#include "checks/analysis/Summarise.h"
#include "checks/base/Check.h"
#include "checks/base/Stopwatch.h"
#include "checks/facts/Facts.h"
#include "checks/facts/Names.h"
#include "fixes/Source.h"
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace corolint {

class Tu {
public:
  Tu(clang::ASTContext &Ast, const ModelSet &Models, const Selection &Selected)
      : Ast(Ast), Models(Models), Selected(Selected), Types(Ast, Models),
        TuFlow(Ast), Text(Ast), Ids(Ast) {}

  const Facts &facts();
  Fates &fates();
  Effects &effects();
  Summaries &summaries();
  /// What other units may want to know of this one.
  const UnitSummary &unit();
  Gatherings &gatherings(bool AlsoLikely);
  Loops &loops();
  Locks &locks();
  const HeldLocks &held();
  Lifetimes &lifetimes();
  Accesses &accesses();
  Flow &flow() { return TuFlow; }
  const Symbols &symbols() const { return Ids; }
  Awaitables &types() { return Types; }
  const Source &source() const { return Text; }

  /// What is to be included so that `Code` knows its qualified names. None:
  /// nobody knows for one of them.
  std::optional<std::vector<std::string>> headersFor(llvm::StringRef Code);

  /// `Code` with the namespace aliases that a body in this unit sees:
  /// "asio::post" for "boost::asio::post" after `namespace asio = boost::asio`.
  std::string spelled(llvm::StringRef Code, const Body &In);

  /// May this body co_await such a task, as its promise tells, or other awaits
  /// of this unit?
  bool mayAwait(const Body &In, const Awaitable &Task);

  /// Is it a member call of a task, on the task itself?
  bool isOfATask(const Call &C);

  /// Has this unit seen a declaration of that name?
  bool isDeclared(llvm::StringRef Name) { return declNamed(Ast, Name); }

  /// Is there a using directive for this namespace that the body sees?
  bool isUsedIn(const Body &B, llvm::StringRef Namespace);

  bool audits() const { return Selected.audits(); }
  llvm::StringRef option(const Check &C, llvm::StringRef Key) const {
    return Selected.option(C, Key);
  }
  bool looksAtHandlers(const Check &C) const {
    return Selected.looksAtHandlers(C);
  }
  Level mostInHandlers(const Check &C) const {
    return Selected.mostInHandlers(C);
  }
  /// How loud `C` is about code of this body at most, for where it stands.
  Level mostIn(const Body &In, const Check &C) const {
    return In.InTests ? Selected.mostInTests(C) : Level::Error;
  }

  /// Who spent the time: rooms, and who else takes it.
  Stopwatch &clock() { return Clock; }

private:
  const std::vector<const clang::NamespaceAliasDecl *> &
  aliasesIn(const clang::DeclContext &Around);

  clang::ASTContext &Ast;
  const ModelSet &Models;
  const Selection &Selected;
  Awaitables Types;
  Flow TuFlow;
  Source Text;
  Symbols Ids;
  Stopwatch Clock;
  std::optional<Facts> Collected;
  std::optional<Fates> FatesRoom;
  std::optional<Effects> EffectsRoom;
  std::optional<Summaries> SummaryRoom;
  std::optional<UnitSummary> Unit;
  std::optional<Accesses> AccessRoom;
  std::optional<Gatherings> GatherRoom;
  std::optional<Loops> LoopRoom;
  std::optional<Locks> LockRoom;
  std::optional<HeldLocks> HeldRoom;
  std::optional<Lifetimes> LifetimeRoom;
  llvm::DenseMap<const clang::DeclContext *,
                 std::vector<const clang::NamespaceAliasDecl *>>
      Aliases;
  /// Promises and tasks: who awaits what here. Names of both.
  std::optional<std::set<std::pair<std::string, std::string>>> Awaiting;
};

} // namespace corolint

#endif

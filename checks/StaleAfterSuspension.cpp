//===- StaleAfterSuspension.cpp - coro-stale-after-suspension -------------===//
//
// Reports an iterator, reference or view into a container that others reach,
// used after a suspension, while another function can have taken the element
// away. Between the two anybody may run: the coroutine goes on with memory that
// is freed, or that is another element's.
//
//   task<> Rooms::greet(int id) {
//     auto it = rooms_.find(id);
//     co_await say("hello");
//     it->second.greeted = true; // reported: leave(id) erases it
//   }
//
// Page: docs/checks/coro-stale-after-suspension.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/analysis/Stale.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"
#include "checks/program/ContainerChanges.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"correctness", "lifetime",
                                               "coroutines"};

extern const Check StaleAfterSuspension;
const Check StaleAfterSuspension = {"coro-stale-after-suspension",
                                    Level::Note,
                                    Precision::Medium,
                                    Tags,
                                    {},
                                    run};

static void run(Tu &T, Sink &To) {
  for (const StaleName &S : staleNames(T.facts(), T.types(), T.flow(),
                                       T.effects(), T.symbols(), T.audits())) {
    std::string Of = "'" + S.Container + "'";
    std::string Subject =
        S.Callee ? "the object of '" + shortName(*S.Callee) + "'"
        : S.Loop ? "the loop over " + Of + " goes on with an iterator that"
                 : "'" + S.Var->getNameAsString() + "'";
    SourceRange At = S.Loop ? S.Loop->getRangeInit()->getSourceRange()
                            : S.UsedAt->getSourceRange();
    auto Words = [&](const std::string &By) {
      return Subject +
             (S.Callee ? " may be gone when that goes on: "
                       : " may be invalid after the suspension: ") +
             By + " change " + Of;
    };
    std::string Unseen = Words("nobody is seen who would");
    auto Report = To.report(
        StaleAfterSuspension, At,
        S.ChangedBy ? Words("meanwhile '" + shortName(*S.ChangedBy) + "' can")
                    : Unseen,
        S.In->name());
    if (S.Open) {
      ChangeCondition If = *S.Open;
      If.Severity = StaleAfterSuspension.Severity;
      If.Message = Words("meanwhile {} can");
      If.Otherwise = T.audits() ? Level::Hint : Level::Off;
      If.OtherwiseWords = std::move(Unseen);
      Report.onlyIf(std::move(If));
    } else if (S.ChangedBy)
      Report.cause(S.ChangedAt->getSourceRange(),
                   "'" + shortName(*S.ChangedBy) + "' " +
                       inWords(S.Change).str() + " it here");
    else
      Report.at(Level::Hint);
    Report.cause(S.Over->At->getSourceRange(), "it is suspended here");
    if (S.MadeAt && !S.Loop)
      Report.note(S.MadeAt->getSourceRange(),
                  "'" + S.Var->getNameAsString() + "' was made here");
  }
}

} // namespace corolint

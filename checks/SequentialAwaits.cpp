#include "checks/Tu.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"performance", "coroutines"};

extern const Check SequentialAwaits;
const Check SequentialAwaits = {
    "coro-sequential-awaits", Level::Warning, Precision::High, Tags, {}, run};

static void run(Tu &T, Sink &To) {
  for (const GatherGroup &G : T.gatherings().groups()) {
    const Await &First = *G.Awaits.front();
    std::string Count = std::to_string(G.Awaits.size());
    std::string Words =
        G.Why == GatherGroup::KeptInLocals
            ? "these " + Count + " tasks are awaited one after another, so " +
                  "each starts only when the one before is done"
            : "these " + Count + " awaits are independent, but each starts " +
                  "only when the one before is done";
    auto Report =
        To.report(SequentialAwaits, First.Expr->getSourceRange(), Words);
    Report.in(First.In->name());
    for (const Await *A : llvm::ArrayRef(G.Awaits).drop_front())
      Report.note(A->Expr->getSourceRange(), "this one need not wait");
    std::string Together = "they can be awaited together with '" +
                           G.With->Spelling + "' of " + G.With->Header;
    if (!G.With->OnError.empty())
      Together += "; on an error, " + G.With->OnError;
    Report.note(First.Expr->getSourceRange(), Together);
  }
}

} // namespace corolint

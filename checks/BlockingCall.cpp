#include "checks/Tu.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"

using namespace clang;

namespace corolint {

static void run(Tu &T, Sink &To);

static constexpr llvm::StringLiteral Tags[] = {"performance", "coroutines"};
static constexpr llvm::StringLiteral Levels = "off|hint|note|warning|error";
static constexpr CheckOption Options[] = {
    {"Sleep", "warning", "sleeps: the thread is parked for a time", Levels},
    {"Join", "warning", "waits for another thread to end", Levels},
    {"Wait", "warning", "waits for a future, condition, semaphore or latch",
     Levels},
    {"Lock", "off", "takes a mutex; short sections are common practice",
     Levels},
    {"Socket", "warning", "waits for a peer on a socket or a pipe", Levels},
    {"Dns", "warning", "asks the name service", Levels},
    {"Database", "warning", "waits for a database server", Levels},
    {"Http", "warning", "waits for an HTTP server", Levels},
    {"Rpc", "warning", "waits for a remote procedure call", Levels},
    {"Process", "warning", "runs or waits for another process", Levels},
    {"Stdin", "warning", "waits for the user's input", Levels},
    {"Disk", "note", "opens, reads or writes files", Levels},
    {"Cpu", "note", "computes for long, says a model", Levels},
    {"Log", "off", "writes a log line", Levels},
};

extern const Check BlockingCall;
const Check BlockingCall = {
    "coro-blocking-call", Level::Warning, Precision::High, Tags, Options, run};

/// The option that holds a tier's level has the tier's name.
static Level levelOf(Tu &T, const Blocks &How) {
  llvm::StringRef Name = spell(How.Kind);
  std::string Key = Name.take_front().upper() + Name.drop_front().str();
  Level Set = parseLevel(T.option(BlockingCall, Key)).value_or(Level::Warning);
  return std::min(Set, How.AtMost);
}

static void run(Tu &T, Sink &To) {
  for (const Call &C : T.facts().Calls) {
    Effect Of = T.effects().of(C);
    const auto *Blocks = std::get_if<MayBlock>(&Of);
    if (!Blocks || !T.effects().mustNotBlock(*C.In, C.At))
      continue;
    const struct Blocks &How = *Blocks->How;
    Level Loudness = levelOf(T, How);
    if (Loudness == Level::Off)
      continue;
    llvm::StringRef Instead = How.Instead;
    if (Instead.empty())
      Instead = T.effects().instead(*C.In, How.Kind);

    std::string What = C.Ends ? "the end of '" + C.Ends->getNameAsString() + "'"
                       : isa<CXXConstructExpr>(C.At)
                           ? "the construction of '" +
                                 writtenName(cast<Expr>(C.At)->getType()) + "'"
                           : "the call of '" + shortName(*C.Callee) + "'";
    SourceRange Where =
        C.Ends ? SourceRange(C.Ends->getLocation()) : C.At->getSourceRange();
    auto Report =
        To.report(BlockingCall, Where,
                  What + " blocks the coroutine's thread: it " + How.Why);
    Report.in(C.In->name()).at(Loudness);
    if (!Instead.empty())
      Report.note(Where, "what can be awaited instead: " + Instead);
  }
}

} // namespace corolint

#include "checks/Steps.h"
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

/// The loudest of the ways, and of those the shortest; null if all are off.
static const Way *worst(Tu &T, llvm::ArrayRef<Way> Ways, Level &Loudness) {
  const Way *Worst = nullptr;
  Loudness = Level::Off;
  for (const Way &W : Ways) {
    const auto *Blocks = std::get_if<MayBlock>(&W.What);
    Level L = Blocks ? levelOf(T, *Blocks->How) : Level::Off;
    if (L == Level::Off ||
        (Worst && (L < Loudness ||
                   (L == Loudness && W.Steps.size() >= Worst->Steps.size()))))
      continue;
    Worst = &W;
    Loudness = L;
  }
  return Worst;
}

static void run(Tu &T, Sink &To) {
  for (const Call &C : T.facts().Calls) {
    if (!T.effects().mustNotBlock(*C.In, C.At))
      continue;
    Effect Of = T.effects().of(C);
    const struct Blocks *How = nullptr;
    std::vector<Way> Ways;
    const Way *Through = nullptr;
    Level Loudness = Level::Off;
    std::string Words = nameOf(C) + " blocks the coroutine's thread: it ";
    if (const auto *Blocks = std::get_if<MayBlock>(&Of)) {
      How = Blocks->How;
      Loudness = levelOf(T, *How);
    }
    if (Loudness != Level::Off) {
      Words += How->Why;
    } else if (!std::holds_alternative<RunsALoop>(Of)) {
      Ways = T.reaches().of(C);
      if ((Through = worst(T, Ways, Loudness))) {
        How = std::get<MayBlock>(Through->What).How;
        Words += "comes to " + nameOf(*Through->Steps.back()) + ", which " +
                 How->Why;
      }
    }
    if (Loudness == Level::Off)
      continue;
    llvm::StringRef Instead = How->Instead;
    if (Instead.empty())
      Instead = T.effects().instead(*C.In, How->Kind);
    auto Report = To.report(BlockingCall, placeOf(C), Words, C.In->name());
    Report.at(Loudness);
    if (Through)
      explain(*Through, Report);
    if (!Instead.empty())
      Report.note(placeOf(C), "what can be awaited instead: " + Instead);
  }
}

} // namespace corolint

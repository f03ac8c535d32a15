//===- BlockingCall.cpp - coro-blocking-call ------------------------------===//
//
// Reports a call in a coroutine that blocks its thread, by itself or through
// the functions it calls. Coroutines share threads: while one blocks, nothing
// else that its event loop runs can go on.
//
//   task<> poll() {
//     std::this_thread::sleep_for(1s); // reported
//     co_await next();
//   }
//
// Page: docs/checks/coro-blocking-call.md
//
//===----------------------------------------------------------------------===//

#include "checks/Tu.h"
#include "checks/TwinCall.h"
#include "checks/base/Sink.h"
#include "checks/facts/Names.h"
#include "checks/program/Program.h"
#include "fixes/Recipes.h"
#include <map>
#include <set>

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
    {"Stat", "hint", "asks about a file: is it there, how large, what kind",
     Levels},
    {"Cpu", "note", "computes for long, says a model", Levels},
    {"Log", "off", "writes a log line", Levels},
    {"Twins", "note",
     "a member without a body here that has a twin to await: close_async",
     "off|hint|note|warning|error"},
    {"Handlers", "note",
     "also in callbacks that an event loop runs, not only in coroutines; on: "
     "as "
     "in coroutines",
     "off|on|hint|note|warning|error"},
    {"Tests", "hint",
     "at most, in files with test cases: TEST(...) { }; on: as elsewhere",
     "off|on|hint|note|warning|error"},
};

static bool isATier(llvm::StringRef Kind) {
  return parseTier(Kind).has_value();
}

extern const Check BlockingCall;
const Check BlockingCall = {"coro-blocking-call",
                            Level::Warning,
                            Precision::High,
                            Tags,
                            Options,
                            run,
                            isATier,
                            /*HandlersKey=*/"Handlers",
                            /*TestsKey=*/"Tests"};

/// The option that holds a tier's level has the tier's name.
static Level levelOf(Tu &T, Tier Kind) {
  llvm::StringRef Name = spell(Kind);
  std::string Key = Name.take_front().upper() + Name.drop_front().str();
  return parseLevel(T.option(BlockingCall, Key)).value_or(Level::Warning);
}

/// The same for this call. In a callback, what is but a note in a coroutine is
/// no news.
static Level levelIn(Tu &T, Tier Kind, llvm::StringRef Who, const Call &C) {
  Level L = std::min(levelOf(T, Kind), T.mostIn(*C.In, BlockingCall));
  if (Who != "handler")
    return L;
  Level Most = T.mostInHandlers(BlockingCall);
  return Most <= Level::Note && L <= Level::Note ? Level::Off
                                                 : std::min(L, Most);
}

/// What is said of the call, before why it blocks.
static std::string blocksIn(llvm::StringRef Who) {
  return Who == "handler" ? " blocks the handler's thread: it "
                          : " blocks the coroutine's thread: it ";
}

/// What to say of a helper that comes to blocking, for each kind of it.
static std::vector<EffectMessage> messagesFor(Tu &T, const Call &C,
                                              llvm::StringRef Who) {
  std::vector<EffectMessage> Messages;
  const Body &In = *C.In;
  std::string Blocks = blocksIn(Who);
  for (unsigned Kind = 0; Kind <= unsigned(Tier::Log); ++Kind) {
    // A task that waits for itself runs a loop, or should; that is reported so.
    if (Tier(Kind) == Tier::Wait && T.isOfATask(C))
      continue;
    EffectMessage A;
    A.Kind = spell(Tier(Kind));
    A.Severity = levelIn(T, Tier(Kind), Who, C);
    A.Message = Blocks + "comes to ";
    A.Instead = T.spelled(inWords(T.effects().instead(In, Tier(Kind))), In);
    if (A.Severity != Level::Off)
      Messages.push_back(std::move(A));
  }
  return Messages;
}

/// `future.get()` → `co_await future`, if that gives the same.
static std::optional<Fix> awaitObject(Tu &T, const Call &C) {
  // The member may be of a base.
  const Expr *Object = C.object() ? C.object()->IgnoreImpCasts() : nullptr;
  const auto *Made = dyn_cast<Expr>(C.At);
  if (!Object || !Made || !C.arguments().empty() ||
      isa<CXXThisExpr>(Object->IgnoreParens()))
    return std::nullopt;
  const Awaitable *Task = T.types().of(Object->getType());
  if (!Task || !Task->isTask() || Object->getType()->isAnyPointerType() ||
      !T.mayAwait(*C.In, *Task))
    return std::nullopt;
  QualType Given = Task->Gives.isNull() ? Task->argument() : Task->Gives;
  bool IsSame =
      Given.isNull()
          ? Task->GivesNothing && Made->getType()->isVoidType()
          : Given.getCanonicalType() == Made->getType().getCanonicalType();
  if (!IsSame)
    return std::nullopt;
  bool Moves = Task->NeedsRvalue && Object->isLValue();
  return awaitArgument(T.source(), *Made, *Object, C.Used.isOperand(),
                       Safety::Suggested, Moves);
}

/// The local variable that the call makes, or is a member call of.
static const VarDecl *localOf(const Call &C) {
  if (C.Used.How == Use::Local && isa<CXXConstructExpr>(C.At))
    return C.Used.Local;
  const Expr *Object = C.object();
  const auto *Ref =
      Object ? dyn_cast<DeclRefExpr>(Object->IgnoreParenImpCasts()) : nullptr;
  const auto *V = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  return V && V->isLocalVarDecl() ? V : nullptr;
}

static void run(Tu &T, Sink &To) {
  // Of a stream that was opened here, its reads and writes are no news.
  std::set<std::pair<const VarDecl *, Tier>> Reported;
  std::map<std::tuple<const Body *, llvm::StringRef, bool>, EffectMessages>
      Messages;
  bool HandlersCount = T.looksAtHandlers(BlockingCall);
  for (const Call &C : T.facts().Calls) {
    llvm::StringRef Who = T.effects().onALoop(C, HandlersCount);
    if (Who.empty())
      continue;
    std::string BlocksIt = blocksIn(Who);
    Effect Of = T.effects().of(C);
    const auto *Blocks = std::get_if<MayBlock>(&Of);
    Level Severity = Level::Off;
    if (Blocks)
      Severity =
          std::min(levelIn(T, Blocks->How->Kind, Who, C), Blocks->How->AtMost);
    // What happens once, in a static's initialiser, is no trouble if it is but
    // a note.
    if (C.OnlyOnce && Severity <= Level::Note)
      Severity = Level::Off;
    if (Severity != Level::Off) {
      if (const VarDecl *Local = localOf(C)) {
        if (isa<CXXConstructExpr>(C.At))
          Reported.insert({Local, Blocks->How->Kind});
        else if (Reported.contains({Local, Blocks->How->Kind}))
          continue;
      }
      std::optional<TwinCall> Awaited;
      if (Blocks->How->Async)
        Awaited = twinCall(T, C, *Blocks->How->Async);
      llvm::StringRef Instead = Blocks->How->Instead;
      if (Awaited)
        Instead = Awaited->Code;
      else if (Instead.empty())
        Instead = T.effects().instead(*C.In, Blocks->How->Kind);
      auto Report =
          To.report(BlockingCall, placeOf(C),
                    phraseOf(C) + BlocksIt + Blocks->How->Why, C.In->name());
      Report.at(Severity);
      if (!Instead.empty())
        Report.note(placeOf(C),
                    insteadNote(Awaited ? Awaited->Code
                                        : T.spelled(inWords(Instead), *C.In)));
      if (Awaited) {
        Report.fix(Awaited->Instead);
        continue;
      }
      if (Blocks->How->Kind == Tier::Wait)
        Report.fix(awaitObject(T, C));
      auto Code = T.effects().inReach(*C.In, Instead);
      auto For =
          Code ? T.effects().sleepTime(C, *Code, *Blocks->How) : std::nullopt;
      if (!For)
        continue;
      Code->replace(Code->find("{}"), 2, For->As.str());
      if (auto Headers = T.headersFor(*Code)) {
        const auto &Sleep = *cast<Expr>(C.At);
        Report.fix(including(T.source(),
                             awaitInstead(T.source(), Sleep, *For->Given,
                                          T.spelled(*Code, *C.In)),
                             Sleep.getBeginLoc(), *Headers));
      }
    } else if (const CXXMethodDecl *Twin = T.effects().asyncTwin(C)) {
      Level Twins = std::min(*parseLevel(T.option(BlockingCall, "Twins")),
                             T.mostIn(*C.In, BlockingCall));
      if (Twins != Level::Off)
        To.report(BlockingCall, placeOf(C),
                  phraseOf(C) + " may block the " + Who.str() +
                      "'s thread: there is '" + shortName(*Twin) +
                      "', which gives the same to await",
                  C.In->name())
            .at(Twins);
    } else if (!std::holds_alternative<RunsALoop>(Of)) {
      if (std::optional<EffectCondition> If = T.summaries().through(C)) {
        auto [It, New] = Messages.try_emplace({C.In, Who, T.isOfATask(C)});
        if (New)
          It->second = messagesFor(T, C, Who);
        If->Messages = It->second;
        To.report(BlockingCall, placeOf(C), "", C.In->name())
            .onlyIf(std::move(*If));
      }
    }
  }
}

} // namespace corolint

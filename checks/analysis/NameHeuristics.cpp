#include "checks/analysis/NameHeuristics.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "fixes/Children.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include <string>
#include <vector>

using namespace clang;

namespace corolint {

/// The words of a name, in lower case: "readNext", "read_next" → read, next.
static std::vector<std::string> wordsOf(StringRef Name) {
  std::vector<std::string> Words;
  char Last = '_';
  for (char C : Name) {
    bool Begins = llvm::isUpper(C) && !llvm::isUpper(Last);
    if (Words.empty() || Last == '_' || Begins)
      Words.emplace_back();
    if (C != '_')
      Words.back() += llvm::toLower(C);
    Last = C;
  }
  std::erase(Words, "");
  return Words;
}

static bool hasWord(StringRef Name, const llvm::StringSet<> &Known) {
  return llvm::any_of(wordsOf(Name), [&](const std::string &Word) {
    return Known.contains(Word) ||
           (StringRef(Word).ends_with("s") &&
            Known.contains(StringRef(Word).drop_back()));
  });
}

bool isOrderedVerb(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "sleep",  "delay",   "pause",   "wait",    "throttle", "pace",
      "yield",  "lock",    "acquire", "backoff", "retry",    "poll",
      "try",    "attempt", "next",    "step",    "advance",  "read",
      "recv",   "receive", "migrate", "replay",  "apply",    "commit",
      "append", "begin",   "push",    "feed",    "consume",  "parse",
      "seek",   "skip",    "test",    "bench",   "schedule", "switch",
      "resume", "gently"};
  return hasWord(Name, Words);
}

bool isYield(StringRef Name) {
  static const llvm::StringSet<> Words = {"yield", "reschedule"};
  return hasWord(Name, Words);
}

bool saysThatItIsReady(StringRef Name) {
  static const llvm::StringSet<> Words = {"wait",     "ready",    "readable",
                                          "poll",     "writable", "readiness",
                                          "writeable"};
  return hasWord(Name, Words);
}

bool givesBack(StringRef Name) {
  static const llvm::StringSet<> Words = {"unlock", "release"};
  return hasWord(Name, Words);
}

bool isOrderedNoun(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "step",     "stage",   "phase",       "migration",  "pipeline",
      "chain",    "filter",  "interceptor", "middleware", "layer",
      "hook",     "command", "statement",   "chunk",      "frame",
      "packet",   "line",    "page",        "event",      "token",
      "script",   "test",    "transaction", "attempt",    "sequence",
      "stack",    "reverse", "reversed",    "version",    "byte",
      "buffer",   "level",   "candidate",   "fallback",   "priority",
      "observer", "listener"};
  return hasWord(Name, Words);
}

bool tellsTime(StringRef Name) {
  static const llvm::StringSet<> Words = {"now",   "elapsed", "clock",
                                          "ticks", "lap",     "gettimeofday"};
  return hasWord(Name, Words);
}

bool isPartOfASystem(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "service", "module",   "component", "plugin",     "subsystem",
      "actor",   "daemon",   "extension", "dependency", "dependencie",
      "driver",  "resource", "system",    "manager"};
  return hasWord(Name, Words);
}

bool isLogLine(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "log",   "logger", "print", "println", "printf", "trace",
      "debug", "info",   "warn",  "warning", "error",  "fatal",
      "cout",  "cerr",   "clog",  "verbose", "notice"};
  return hasWord(Name, Words);
}

bool mayBeAWait(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "wait",        "waiter",    "await",    "join",      "joined",
      "joiner",      "run",       "runner",   "running",   "poll",
      "pump",        "drain",     "flush",    "finish",    "finished",
      "complete",    "completed", "done",     "execute",   "executor",
      "loop",        "process",   "dispatch", "spin",      "block",
      "sync",        "stop",      "shutdown", "shut",      "close",
      "end",         "until",     "drive",    "tick",      "step",
      "advance",     "idle",      "sleep",    "delay",     "pause",
      "settle",      "serve",     "listen",   "main",      "quit",
      "exit",        "barrier",   "turn",     "latch",     "event",
      "all",         "quiesce",   "rest",     "work",      "perform",
      "go",          "yield",     "ready",    "reap",      "collect",
      "synchronize", "test",      "teardown", "rendezvous"};
  return hasWord(Name, Words);
}

bool isLifecycle(StringRef Name) {
  static const llvm::StringSet<> Words = {
      "start",    "stop",    "init",     "initialize", "initialise",
      "setup",    "load",    "unload",   "open",       "close",
      "shutdown", "shut",    "boot",     "run",        "launch",
      "teardown", "destroy", "finalize", "register",   "unregister",
      "prepare",  "join",    "drain"};
  return hasWord(Name, Words);
}

bool hasOrderedWord(const Stmt &S) {
  StringRef Name;
  const ValueDecl *D = nullptr;
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    D = Ref->getDecl();
  else if (const auto *M = dyn_cast<MemberExpr>(&S))
    D = M->getMemberDecl();
  if (D && D->getIdentifier())
    Name = D->getName();
  if (isOrderedNoun(Name) || Name == "rbegin" || Name == "crbegin")
    return true;
  if (D && !isa<FunctionDecl>(D)) {
    std::string Type = typeName(D->getType());
    if (StringRef(Type).ends_with("priority_queue") ||
        StringRef(Type).ends_with("::stack"))
      return true;
  }
  return llvm::any_of(childrenOf(S),
                      [](const Stmt *C) { return C && hasOrderedWord(*C); });
}

bool hasSystemWord(const Stmt &S) {
  if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
    if (const auto *Name = Ref->getDecl()->getIdentifier())
      if (isPartOfASystem(Name->getName()))
        return true;
  if (const auto *M = dyn_cast<MemberExpr>(&S))
    if (const auto *Name = M->getMemberDecl()->getIdentifier())
      if (isPartOfASystem(Name->getName()))
        return true;
  return llvm::any_of(childrenOf(S),
                      [](const Stmt *C) { return C && hasSystemWord(*C); });
}

} // namespace corolint

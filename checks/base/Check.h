//===- Check.h - a check is a value ---------------------------------------===//
//
// What is there to know about a check without running it: its id, how loud and
// how sure it is, which options it has. The prose is docs/checks/<id>.md, whose
// first paragraph is the check's summary (see Registry.h).
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_CHECK_H
#define COROLINT_CHECKS_BASE_CHECK_H

#include "checks/base/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

class Tu;
class Sink;

/// How often a finding of this check is right, as SARIF spells it.
enum class Precision { VeryHigh, High, Medium };

llvm::StringRef spell(Precision P); ///< "very-high", …

/// One line of a check's option table: key, default and doc in one place.
struct CheckOption {
  llvm::StringLiteral Key;
  llvm::StringLiteral Default;
  llvm::StringLiteral Doc;
  /// The closed set of values, '|' between them; empty: any text.
  llvm::StringLiteral Values = "";
};

struct Check {
  llvm::StringLiteral Id; ///< "coro-unawaited-task": CLI, NOLINT, page, SARIF.
  Level Severity;         ///< Of an ordinary finding; one may speak lower.
  corolint::Precision Precision;
  llvm::ArrayRef<llvm::StringLiteral> Tags;
  llvm::ArrayRef<CheckOption> Options;
  /// Asks the translation unit its questions and reports to the sink.
  void (*Run)(Tu &, Sink &);
  /// Does it report a call that comes to an effect of this kind, as
  /// DirectEffect spells it? Null: it does not look at effects.
  bool (*ReportsEffect)(llvm::StringRef Kind) = nullptr;
  /// The option that says how loud it is about callbacks of an event loop,
  /// which need no coroutine; "on": as about coroutines. "": it has none.
  llvm::StringLiteral HandlersKey = "";
  /// The option that says how loud it is at most in files with test cases. "":
  /// as loud as elsewhere.
  llvm::StringLiteral TestsKey = "";
};

/// Which checks run, and with which options.
struct Selection {
  std::vector<const Check *> Checks;
  /// "coro-blocking-call.Disk" → "off". Only what differs from the default.
  llvm::StringMap<std::string> Options;

  llvm::StringRef option(const Check &C, llvm::StringRef Key) const;
  bool audits() const; ///< See AuditKey.
  bool looksAtHandlers(const Check &C) const;
  /// How loud it is about callbacks at most.
  Level mostInHandlers(const Check &C) const;
  /// How loud it is in files with test cases at most.
  Level mostInTests(const Check &C) const;
};

} // namespace corolint

#endif

//===- Baseline.h - findings that are already known -----------------------===//
//
// Which findings were there when the baseline was written? They are found again
// when lines come and go, when their own line is edited as long as function and
// words stay, and when their function moves to another file. Each entry stands
// for one finding: a second one of the same kind is news.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_BASELINE_H
#define COROLINT_DRIVER_REPORT_BASELINE_H

#include "driver/report/Triage.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace corolint {

class Baseline {
public:
  struct Entry {
    std::string Check, File, Function, Message, Fingerprint;
    auto operator<=>(const Entry &) const = default;
  };

  /// A baseline of all alerts that are not silenced. Paths are relative to
  /// `Root`.
  static Baseline of(llvm::ArrayRef<Alert> Alerts, Sources &Texts,
                     llvm::StringRef Root);

  static llvm::Expected<Baseline> read(const std::string &File);

  /// A line for each finding, so that branches merge.
  std::string text() const;

  /// Marks the alerts that are in the baseline. Returns the entries without an
  /// alert: they were fixed.
  std::vector<Entry> mark(std::vector<Alert> &Alerts, Sources &Texts,
                          llvm::StringRef Root) const;

private:
  std::vector<Entry> All; ///< Sorted.
};

} // namespace corolint

#endif

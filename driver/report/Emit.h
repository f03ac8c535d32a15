//===- Emit.h - the result of a run, written for somebody -----------------===//
//
// One function for every format, in a file of its own. All of them show the
// same findings in the same order; what differs is the reader.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_EMIT_H
#define COROLINT_DRIVER_REPORT_EMIT_H

#include "driver/options/Formats.h"
#include "driver/report/Triage.h"
#include "driver/unit/TuReport.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace corolint {

class Program;
class Sources;

/// All there is to say about a run.
struct Outcome {
  std::vector<Alert> Alerts;   ///< Silenced ones only if they were asked for.
  std::vector<TuReport> Units; ///< Without findings.
  /// What the functions of all units do.
  const Program *ClosedProgram = nullptr;
  std::string Root;          ///< Files below it are named relative to it.
  std::string SarifCategory; ///< Distinguishes the uploads for one commit.
  bool InColour = false;     ///< Text, for a terminal.
  bool IsTerminal = false; ///< Text is read there, where links can be followed.
  bool IsSarifBeside = false; ///< A SARIF file is written as well.
  bool IsVerbose = false;     ///< Text shows all notes, each with its line.
  /// The command that looks again at a file: what stands before and after it.
  std::string Again, AgainFlags;
  /// The commit that was looked at, and its day, as far as they are known.
  std::string Revision, Day;
  /// Names the editor that pages link into: NAME://file/...; or "".
  std::string Editor;
  int ExitCode = 0;
};

/// Writes what the format shows.
void emit(Format F, const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);

#define FORMAT(Id, Name, Shows)                                                \
  void emit##Id(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);
#include "driver/options/Formats.def"

/// In the order of their places, without what is silenced, in the baseline or
/// fixed by this run: formats that know none of that leave it out.
std::vector<const Finding *> unfixedFindings(const Outcome &O);

} // namespace corolint

#endif

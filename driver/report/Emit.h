//===- Emit.h - the result of a run, written for somebody -----------------===//
//
// One function for every format. All of them show the same findings in the same
// order; what differs is the reader.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_EMIT_H
#define COROLINT_DRIVER_REPORT_EMIT_H

#include "driver/report/Triage.h"
#include "driver/unit/TuReport.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace corolint {

class Sources;
struct ProgramGraph;

/// All there is to say about a run.
struct Outcome {
  std::vector<Alert> Alerts;   ///< Silenced ones only if they were asked for.
  std::vector<TuReport> Units; ///< Without findings.
  std::string Root; ///< SARIF and JSON name files below it relative to it.
  std::string SarifCategory; ///< Tells uploads for one commit apart.
  int ExitCode = 0;
};

/// As clang prints diagnostics; paths relative to the working directory.
void emitText(const Outcome &O, Sources &Texts, bool Colours,
              llvm::raw_ostream &Out);

/// SARIF 2.1.0, fit for GitHub code scanning.
void emitSarif(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);

/// Our own, documented in docs/reports.md.
void emitJson(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);

/// One self-contained page, with the graph of the program.
void emitHtml(const Outcome &O, const ProgramGraph &G, Sources &Texts,
              llvm::raw_ostream &Out);

/// Commands of a GitHub workflow that annotate the changed files.
void emitGithub(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);

/// GitLab's Code Quality report.
void emitGitlab(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);

/// reviewdog's diagnostic format, with suggestions.
void emitRdjson(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);

void emitCheckstyle(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);
void emitJunit(const Outcome &O, Sources &Texts, llvm::raw_ostream &Out);

/// For people (Graphviz) and programs.
void emitGraphAsDot(const ProgramGraph &G, llvm::StringRef Root,
                    llvm::raw_ostream &Out);
void emitGraphAsJson(const ProgramGraph &G, llvm::StringRef Root,
                     llvm::raw_ostream &Out);

/// The registry, for --list-checks.
void listChecksAsText(llvm::raw_ostream &Out);
void listChecksAsJson(llvm::raw_ostream &Out);
void listChecksAsMarkdown(llvm::raw_ostream &Out);

} // namespace corolint

#endif

//===- Silence.h - where a comment goes that silences a finding -----------===//
//
// What is to be written into which line, so that the findings of that line are
// silent and somebody is asked to say why? One comment a line, for all its
// checks: at its end, or in a line of its own above where the line would become
// too long or goes on below.
//
// Not done: where a comment would cut a line that goes on, or become part of a
// string.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_SILENCE_H
#define COROLINT_DRIVER_REPORT_SILENCE_H

#include "driver/report/Triage.h"
#include "fixes/Fix.h"
#include <vector>

namespace corolint {

class Sources;

/// What stands in each comment behind the checks.
inline constexpr char ReasonToFillIn[] = "TODO: say why";

/// The comment of one line.
struct Silence {
  Fix Comment;
  std::vector<size_t> Alerts; ///< That it silences.
};

/// For all alerts that are not quiet.
std::vector<Silence> silencesFor(llvm::ArrayRef<Alert> Alerts, Sources &Texts);

} // namespace corolint

#endif

//===- LspRun.h - one run of corolint for an editor -----------------------===//
//
// What does corolint say of a file as the editor shows it? Asks the program
// itself, in a process of its own: a crash costs the answer and not the server,
// and a run that nobody waits for any more can be ended at any moment.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_COMMANDS_LSPRUN_H
#define COROLINT_DRIVER_COMMANDS_LSPRUN_H

#include "fixes/Shown.h"
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

class LspRun {
public:
  struct Answer {
    int Code;
    std::string Output, Errors;
  };

  /// One will be asked for at once: to end it is to end that one.
  void announce();

  /// With these words on the command line. None: it was ended.
  std::optional<Answer> ask(const std::vector<std::string> &Words,
                            const ShownTexts &Texts);

  /// Ends the run, if there is one, or one is announced. From any thread.
  void end();

  /// Ends the run and every later one.
  void endAll();

private:
  std::mutex Guard;
  int Process = 0;
  bool IsAnnounced = false, IsEnded = false, IsOver = false;
};

} // namespace corolint

#endif

#include "driver/Run.h"
#include "checks/base/Json.h"
#include "checks/base/Sources.h"
#include "driver/Finish.h"
#include "driver/Options.h"
#include "driver/Plan.h"
#include "driver/Reports.h"
#include "driver/Say.h"
#include "driver/Settle.h"
#include "fixes/Apply.h"

using namespace corolint;

llvm::Expected<int> corolint::run(const Options &O) {
  if (llvm::Error E = checkWritable(O))
    return std::move(E);
  auto Planned = planRun(O);
  if (!Planned)
    return Planned.takeError();
  if (!O.Quiet)
    sayRemarks(*Planned);
  auto Units = analyzeAll(*Planned, O);
  if (!Units)
    return Units.takeError();
  if (!*Units)
    return Interrupted;
  return finish(std::move(**Units), O);
}

//===- WithoutZ3.cpp - the solver that is not linked in -------------------===//
//
// Debian has no archive of Z3. Only the static analyzer asks for a solver, if a
// flag of its own says so: then it ends as one that was built without Z3. The
// linker takes this definition and not LLVM's (-z muldefs).
//
//===----------------------------------------------------------------------===//

#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/SMTAPI.h"

extern "C" const char *Z3_model_to_string(void *, void *) { return ""; }

llvm::SMTSolverRef llvm::CreateZ3Solver() {
  llvm::report_fatal_error("this clang-tidy was linked without Z3");
}

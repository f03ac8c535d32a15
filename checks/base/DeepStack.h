//===- DeepStack.h - room for code that is nested deeply ------------------===//
//
// How deep may code be before a walk over it runs out of stack? A generated sum
// of 50,000 terms is 50,000 expressions deep, and a host's thread has 8 MB or
// less. Here work is done on a stack of its own, of which only what is used is
// ever taken from the machine.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_DEEPSTACK_H
#define COROLINT_CHECKS_BASE_DEEPSTACK_H

#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// Does the work and returns when it is done. On the stack that is there, if
/// it is deep already or no other is to be had.
void onDeepStack(llvm::function_ref<void()> Work);

} // namespace corolint

#endif

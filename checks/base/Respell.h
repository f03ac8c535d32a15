//===- Respell.h - code with another name for a namespace -----------------===//
//
// How does a piece of code read where a namespace goes by another name? Looks
// at names only: a string literal that has one in it changes, too.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_RESPELL_H
#define COROLINT_CHECKS_BASE_RESPELL_H

#include <string>

namespace corolint {

/// `Code` with "To::" for each "From::" that begins a name.
std::string respelled(std::string Code, const std::string &From,
                      const std::string &To);

} // namespace corolint

#endif

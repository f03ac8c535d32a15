//===- BuildId.h - which build of the program runs ------------------------===//
//
// Two programs of one build id are the same, byte for byte. The linker writes
// it, so nothing has to be read to know it.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_BUILDID_H
#define COROLINT_DRIVER_BASE_BUILDID_H

#include <string>

namespace corolint {

/// Hexadecimal digits; "": the linker wrote none, or not for ELF.
std::string buildId();

} // namespace corolint

#endif

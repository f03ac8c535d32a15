//===- FirstLine.h - what a program answers -------------------------------===//
//
// What is the first line that this program prints? Needs no file and no
// temporary directory, and does not wait for long.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_BASE_FIRSTLINE_H
#define COROLINT_DRIVER_BASE_FIRSTLINE_H

#include <string>

namespace corolint {

/// "" if it can't be started, fails, or takes more than ten seconds.
std::string firstLineOf(const std::string &Program, const char *Question);

} // namespace corolint

#endif

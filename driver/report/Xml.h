//===- Xml.h - text inside of XML -----------------------------------------===//
//
// How is any text written as the value of an attribute?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_XML_H
#define COROLINT_DRIVER_REPORT_XML_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// Without the quotes around it. What XML has no character for is replaced.
std::string xmlAttribute(llvm::StringRef Words);

} // namespace corolint

#endif

//===- Markdown.h - a check's page for other readers ----------------------===//
//
// How does a page read where Markdown is not shown? Knows what our pages use:
// headings, lists, code, tables, links.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_REPORT_MARKDOWN_H
#define COROLINT_DRIVER_REPORT_MARKDOWN_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// Without marks; links are left as their words.
std::string plainText(llvm::StringRef Page);

} // namespace corolint

#endif

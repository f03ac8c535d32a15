//===- Formats.h - the formats of what is written -------------------------===//
//
// Which formats are there, what are they called, and what do they show?
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_OPTIONS_FORMATS_H
#define COROLINT_DRIVER_OPTIONS_FORMATS_H

#include "llvm/ADT/StringRef.h"

namespace corolint {

enum class Format {
#define FORMAT(Id, Name, Shows) Id,
#include "driver/options/Formats.def"
};

struct FormatRow {
  Format Id;
  llvm::StringLiteral Name; ///< As --format names it.
  enum Content { Findings, Summaries, Graph } Shows;
};

/// In the order of `Format`.
inline constexpr FormatRow AllFormats[] = {
#define FORMAT(Id, Name, Shows) {Format::Id, Name, FormatRow::Shows},
#include "driver/options/Formats.def"
};

inline const FormatRow &rowOf(Format F) {
  return AllFormats[static_cast<unsigned>(F)];
}

} // namespace corolint

#endif

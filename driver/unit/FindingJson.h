//===- FindingJson.h - findings as JSON and back --------------------------===//
//
// One spelling of a finding's members for the worker's report and for the
// output of --format=json.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_UNIT_FINDINGJSON_H
#define COROLINT_DRIVER_UNIT_FINDINGJSON_H

#include "checks/program/SummaryJson.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <nlohmann/json.hpp>

namespace corolint {

/// Keys keep the order in which they were written.
using Json = nlohmann::ordered_json;

Json toJson(const Place &P, PathSpelling Path);
Json toJson(const Note &N, PathSpelling Path);
Json toJson(const Finding &F, PathSpelling Path);

/// Text with a line end. Bytes that are not UTF-8 become U+FFFD.
std::string print(const Json &Value);

/// Reads members that may be missing or of another type: then the answer is
/// the type's zero.
class JsonReader {
public:
  /// `Path` reads the paths below; it must live as long.
  JsonReader(const nlohmann::json &Of, PathSpelling Path)
      : Of(Of), Path(Path) {}

  std::string path(llvm::StringRef Key) const { return Path(text(Key)); }
  std::string text(llvm::StringRef Key) const;
  unsigned number(llvm::StringRef Key) const;
  JsonReader member(llvm::StringRef Key) const;
  std::vector<JsonReader> items(llvm::StringRef Key) const;
  std::vector<std::string> texts(llvm::StringRef Key) const;
  const nlohmann::json &value() const { return Of; }

private:
  const nlohmann::json &Of;
  PathSpelling Path;
};

Place placeFrom(JsonReader From);
Note noteFrom(JsonReader From);
Finding findingFrom(JsonReader From);

} // namespace corolint

#endif

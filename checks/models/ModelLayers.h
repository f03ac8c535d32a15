//===- ModelLayers.h - what all model files say, merged -------------------===//
//
// What do the model files come to, one merged over the other (RFC 7386), and
// who said it last? Still as JSON.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_MODELS_MODELLAYERS_H
#define COROLINT_CHECKS_MODELS_MODELLAYERS_H

#include "checks/models/Model.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace corolint {

struct EmbeddedLayers;

struct ModelLayers {
  nlohmann::json Types = nlohmann::json::object();
  nlohmann::json Functions = nlohmann::json::object();
  nlohmann::json Twins = nlohmann::json::object();
  nlohmann::json Headers = nlohmann::json::object();
  std::set<std::string> Files;
  /// By the name of a type or function: the library, and the model file.
  std::map<std::string, std::pair<std::string, std::string>> SaidBy;
  std::vector<WrittenEntry> Entries; ///< Of types and functions.

  /// An error names the file and the JSON pointer of what is wrong.
  llvm::Error add(llvm::StringRef Text, llvm::StringRef File);

  /// What is added is merged over what these say, and only that stands above;
  /// null where it is taken back.
  const EmbeddedLayers *Below = nullptr;
};

} // namespace corolint

#endif

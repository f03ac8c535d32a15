//===- ModelLayers.h - what all model files say, merged -------------------===//
//
// What do the model files come to, one merged over the other (RFC 7386), and
// who said it last? Still as JSON.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_MODELS_MODELLAYERS_H
#define COROLINT_CHECKS_MODELS_MODELLAYERS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>

namespace corolint {

struct ModelLayers {
  nlohmann::json Types = nlohmann::json::object();
  nlohmann::json Functions = nlohmann::json::object();
  nlohmann::json Twins = nlohmann::json::object();
  nlohmann::json Headers = nlohmann::json::object();
  std::set<std::string> Files;
  /// By the name of a type or function: the library, and the model file.
  std::map<std::string, std::pair<std::string, std::string>> SaidBy;

  /// An error names the file and the JSON pointer of what is wrong.
  llvm::Error add(llvm::StringRef Text, llvm::StringRef File);
};

/// The embedded models, then `UserFiles` in order. `Seen` looks after each.
llvm::Expected<ModelLayers> layers(
    llvm::ArrayRef<std::string> UserFiles,
    llvm::function_ref<void(const ModelLayers &, llvm::StringRef File)> Seen);

} // namespace corolint

#endif

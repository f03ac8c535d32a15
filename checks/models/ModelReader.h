//===- ModelReader.h - a model file and its entries, as structs -----------===//
//
// Does this JSON say what a model may say? Remembers the first thing that is
// wrong as "pointer: what".
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_MODELS_MODELREADER_H
#define COROLINT_CHECKS_MODELS_MODELREADER_H

#include "checks/models/Model.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/Twine.h"
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace corolint {

/// What a file says besides its entries.
struct ModelFile {
  std::string Library;
  std::vector<std::string> Files; ///< See ModelSet::files().
};

class ModelReader {
public:
  using json = nlohmann::json;

  std::string Wrong; ///< Empty: nothing, so far.

  /// Looks at all of its entries too, while it is known whose they are.
  ModelFile file(const json &J);

  /// A member of the file; an empty object if it is not there.
  static const json &section(const json &J, const char *Name);

  TypeModel type(const json &J, const std::string &At);
  FunctionModel function(const json &J, const std::string &At,
                         const std::string &Name);

private:
  /// Always false.
  bool wrong(const std::string &Pointer, const llvm::Twine &What);
  bool object(const json &J, const std::string &At);
  bool keys(const json &J, const std::string &At,
            std::initializer_list<llvm::StringRef> Known);
  void entries(const json &J, const char *Section);
  template <typename T>
  void word(const json &J, const char *Key, const std::string &At, T &Out,
            std::initializer_list<std::pair<llvm::StringRef, T>> Words);
  Condition condition(const json &J, const std::string &At);

  /// What stands under `Key`, if something does: as the type of `Out` says.
  void read(const json &J, const char *Key, const std::string &At,
            std::string &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::vector<std::string> &Out);
  void read(const json &J, const char *Key, const std::string &At, bool &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<bool> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<unsigned> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::vector<unsigned> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::vector<Condition> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<Guard> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<Dropped> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<Blocks> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<AsyncTwin> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<RunsLoop> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<Gathers> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<RangeCode> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            FunctionModel::Hop &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<LockStep> &Out);
  void read(const json &J, const char *Key, const std::string &At,
            std::optional<Keeps> &Out);
};

} // namespace corolint

#endif

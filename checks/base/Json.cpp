#include "checks/base/Json.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

using namespace corolint;
using nlohmann::json;

llvm::Error corolint::problem(const llvm::Twine &Words) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Words);
}

namespace {

/// Only looks for the first error; the values are built by json::parse.
struct FirstError : nlohmann::json_sax<json> {
  std::vector<std::set<std::string>> Keys;
  std::string RepeatedKey;
  bool Failed = false;
  size_t At = 0; ///< 1-based: the byte that broke the rule.

  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(json::number_integer_t) override { return true; }
  bool number_unsigned(json::number_unsigned_t) override { return true; }
  bool number_float(json::number_float_t, const std::string &) override {
    return true;
  }
  bool string(std::string &) override { return true; }
  bool binary(json::binary_t &) override { return true; }
  bool start_array(size_t) override { return true; }
  bool end_array() override { return true; }
  bool start_object(size_t) override {
    Keys.emplace_back();
    return true;
  }
  bool end_object() override {
    Keys.pop_back();
    return true;
  }
  bool key(std::string &Key) override {
    if (Keys.back().insert(Key).second)
      return true;
    RepeatedKey = Key;
    return false;
  }
  bool parse_error(size_t Position, const std::string &,
                   const nlohmann::detail::exception &) override {
    Failed = true;
    At = Position;
    return false;
  }
};

} // namespace

llvm::Expected<json> corolint::parseJson(llvm::StringRef Text,
                                         llvm::StringRef File) {
  FirstError Seen;
  json::sax_parse(Text.begin(), Text.end(), &Seen);
  if (!Seen.RepeatedKey.empty())
    return problem(File + ": key \"" + Seen.RepeatedKey +
                   "\" stands twice in one object");
  if (Seen.Failed) {
    llvm::StringRef Before = Text.take_front(Seen.At ? Seen.At - 1 : 0);
    size_t Line = Before.count('\n') + 1;
    size_t Column = Before.size() - (Before.rfind('\n') + 1) + 1;
    return problem(File + ":" + llvm::Twine(Line) + ":" + llvm::Twine(Column) +
                   ": not valid JSON here");
  }
  return json::parse(Text.begin(), Text.end(), nullptr, false);
}

std::string corolint::stringAt(const json &Object, llvm::StringRef Key) {
  if (!Object.is_object())
    return "";
  auto It = Object.find(Key.str());
  return It != Object.end() && It->is_string() ? It->get<std::string>() : "";
}

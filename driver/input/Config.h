//===- Config.h - what .clang-tidy says about a file ----------------------===//
//
// Which checks run on this file, with which options, and which headers count?
// Reads the .clang-tidy files above it, as clang-tidy does, and adds what the
// command line says. A file with no word about coro-* checks gets them all.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_CONFIG_H
#define COROLINT_DRIVER_INPUT_CONFIG_H

#include "checks/base/Check.h"
#include "checks/base/Exclusions.h"
#include "llvm/Support/Error.h"
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace corolint {

struct Options;

/// Headers are reported in if one of their names matches the first pattern and
/// none the second. No pattern: all of them, none of them. An empty pattern
/// matches nothing, as for clang-tidy. What is excluded is left out before.
struct HeaderFilter {
  std::optional<std::string> Only;
  std::string Except;
  Exclusions Excluded;

  bool lets(llvm::ArrayRef<llvm::StringRef> Names) const;
};

struct TuConfig {
  Selection Selected;
  HeaderFilter Headers;
  std::string WarningsAsErrors;                        ///< Globs of checks.
  std::vector<std::string> ExtraArgs, ExtraArgsBefore; ///< Compiler flags.
  std::vector<std::string> Models;                     ///< Files.
  bool WantsPreviews = false;
  std::string RequiredVersion; ///< Of corolint, as the nearest file says it.
};

/// Who says what differs from the default: "coro-x", "coro-x.Option" or
/// "HeaderFilterRegex" → "src/.clang-tidy:3" or "--checks".
using Origins = std::map<std::string, std::string>;

class Config {
public:
  explicit Config(const Options &O);
  ~Config();

  /// What is configured for a source file.
  llvm::Expected<TuConfig> of(llvm::StringRef File, Origins *Whence = nullptr);

  /// The configuration files above a source file, the nearest last.
  std::vector<std::string> filesFor(llvm::StringRef File);

  /// Warnings about keys that look mistyped in the files read so far.
  const std::set<std::string> &doubts() const { return Doubts; }

private:
  class FileReader;
  llvm::Error checkGlobs() const;
  llvm::Error readExclusions(llvm::StringRef List, llvm::StringRef From,
                             TuConfig &Into) const;
  static llvm::Error checkVersion(llvm::StringRef Required,
                                  llvm::StringRef From, TuConfig &Into);
  llvm::Error readOption(llvm::StringRef Key, llvm::StringRef Value,
                         llvm::StringRef From, TuConfig &Into,
                         std::set<std::string> &Doubts);

  const Options &Asked;
  std::string Root;
  std::unique_ptr<FileReader> Files;
  std::set<std::string> Doubts;
};

} // namespace corolint

#endif

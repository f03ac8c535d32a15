//===- Libraries.h - which headers are not the project's own --------------===//
//
// Is what stands in this directory somebody else's code? It is if it is below a
// folder that projects keep for such code, below a directory of the system, or
// outside of the project. What a library does is in its model: bodies in its
// headers are not read.
//
// A flag alone says nothing: many projects name libraries with -I.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_LIBRARIES_H
#define COROLINT_DRIVER_INPUT_LIBRARIES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <compare>
#include <string>
#include <vector>

namespace corolint {

struct Options;

/// As one source file sees it.
class Libraries {
public:
  /// None: only what clang itself takes for a system header.
  Libraries() = default;
  Libraries(const Options &O, llvm::StringRef MainFile);

  /// `Directory` is absolute, without links.
  bool hold(llvm::StringRef Directory) const;

  /// The same of a file, which may be one that a model names.
  bool holdFile(llvm::StringRef File) const;

  /// "ours.h": files of that name, wherever they stand; "ours/": what stands in
  /// such a directory.
  void add(llvm::ArrayRef<std::string> Files);

  /// Are even the bodies of system headers read?
  bool areRead() const { return AreRead; }

  /// Where nothing of it is changed, nothing else changes.
  std::string spelled() const;

  auto operator<=>(const Libraries &) const = default;

private:
  std::string Home;                 ///< Of the main file.
  std::string Root;                 ///< Empty: nobody knows where it ends.
  std::vector<std::string> Folders; ///< Names.
  std::vector<std::string> Files;   ///< As models name them, after a slash.
  bool AreRead = false;
  bool AreTold = false;
};

} // namespace corolint

#endif

//===- Libraries.h - which headers are not the project's own --------------===//
//
// Is what stands in this directory somebody else's code? It is if it is below a
// folder that projects keep for such code, in another project below the root,
// below a directory of the system, or outside of the project. What a library does
// is in its model: bodies in its headers are not read.
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

/// The library folders that one source file includes from.
class Libraries {
public:
  /// Knows no libraries: clang alone decides what is a system header.
  Libraries() = default;
  Libraries(const Options &O, llvm::StringRef MainFile);

  /// Do headers of this directory belong to a library? `Directory` is absolute,
  /// without links.
  bool hold(llvm::StringRef Directory) const;

  /// Does this file belong to a library, by its directory or because a model
  /// names it?
  bool holdFile(llvm::StringRef File) const;

  /// Adds files of libraries. "ours.h": files of that name, in any directory;
  /// "ours/": all files in directories of that name; "ours/ours.h": all files in
  /// directories of that name that hold this one.
  void add(llvm::ArrayRef<std::string> Files);

  /// Directories below the root that hold another project; absolute.
  llvm::ArrayRef<std::string> otherProjects() const { return Others; }

  /// Are even the bodies of system headers read?
  bool areRead() const { return AreRead; }

  /// A text that two objects have in common if they hold the same directories
  /// and files; for keys.
  std::string spelled() const;

  auto operator<=>(const Libraries &) const = default;

private:
  std::string Home;                 ///< The directory of the main file.
  std::string Root;                 ///< Of the project; empty: unknown.
  std::vector<std::string> Folders; ///< Names of library directories.
  std::vector<std::string> Others;  ///< See otherProjects().
  std::vector<std::string> Files;   ///< As models name them, after a slash.
  bool AreRead = false;             ///< See areRead().
  bool AreSetApart = false;         ///< Nothing belongs to a library if false.
};

} // namespace corolint

#endif

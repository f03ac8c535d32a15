//===- ModelSet.h - everything known about libraries ----------------------===//
//
// What does the API of this qualified name do? Names are written without
// template arguments and inline namespaces ("std::future::get"); C functions
// begin with "::". Later layers are merged over earlier ones (RFC 7386).
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_MODELS_MODELSET_H
#define COROLINT_CHECKS_MODELS_MODELSET_H

#include "checks/models/Model.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace corolint {

class ModelSet {
public:
  /// The embedded models, then `UserFiles` in order. An error names the file
  /// and the JSON pointer of what is wrong.
  static llvm::Expected<ModelSet> load(llvm::ArrayRef<std::string> UserFiles);

  /// What the same files say of a name, for people: who says what, and what
  /// that comes to. An error if nobody says anything, with names that are like
  /// it.
  static llvm::Expected<std::string>
  explain(llvm::StringRef Name, llvm::ArrayRef<std::string> UserFiles);

  const TypeModel *type(llvm::StringRef QualifiedName) const;
  const FunctionModel *function(llvm::StringRef QualifiedName) const;

  /// The types that can be awaited, or are tasks, because a model says so;
  /// sorted.
  std::vector<std::string> awaitableTypes() const;

  /// The functions that call handlers, or are called as such; sorted.
  std::vector<std::string> handlerFunctions() const;

  /// "<asio/post.hpp>": what to include for this name, or for a namespace that
  /// it is in; or "".
  llvm::StringRef headerOf(llvm::StringRef QualifiedName) const;

  /// Headers of libraries, wherever the project keeps them: "one.h" is a file
  /// of that name, "all/" what stands in such a directory. Sorted.
  const std::vector<std::string> &files() const { return Files; }

  /// What the user's own files have entries of, file by file.
  const std::vector<WrittenEntry> &userEntries() const { return Entries; }

  /// Is there a model whose name ends in this identifier? A cheap "no" for
  /// almost every name, before the qualified one is built.
  bool mentions(llvm::StringRef LastName) const;

  /// Does a library with tasks call this namespace its own?
  bool hasTasksIn(llvm::StringRef Namespace) const;

  /// What a coroutine of `Library`, whose task has this qualified name, awaits
  /// instead of a call of that tier: code, or "" if nobody said. "{}" stands
  /// for the call's duration.
  llvm::StringRef instead(llvm::StringRef Library, llvm::StringRef Task,
                          Tier T) const;

private:
  void addType(llvm::StringRef Name, TypeModel M);

  /// Few of the thousands of functions are ever asked for.
  struct Unread {
    std::string Changed;  ///< By a user's file: JSON.
    llvm::StringRef Json; ///< Empty: it was read.
    FunctionModel Read;
  };
  llvm::StringMap<TypeModel> Types;
  mutable llvm::StringMap<Unread> Functions;
  llvm::StringMap<std::string> Twins; ///< "library/tier@namespace" → code.
  llvm::StringMap<std::string> Headers;
  std::vector<std::string> Files;
  std::vector<WrittenEntry> Entries;
  llvm::StringSet<> LastNames;
  llvm::StringSet<> TaskNamespaces;
};

} // namespace corolint

#endif

//===- CompileDb.h - what there is to analyse -----------------------------===//
//
// Which compile commands does the command line mean? Those of a database found
// near the files, or one command given after "--". Named are files, directories
// with all that is below them, and patterns that no shell has filled in. A
// command that stands twice is listed once; a file compiled in two ways is
// listed twice.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_COMPILEDB_H
#define COROLINT_DRIVER_INPUT_COMPILEDB_H

#include "driver/input/Command.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace corolint {

struct Options;

/// Are all files of the database meant? So they are if none is named, or a
/// directory that holds the root.
bool asksForAll(const Options &O);

/// Is a file named by itself, not only the directory it is in, or a pattern?
bool namesFiles(const Options &O);

/// The commands as clang takes them, in the order in which files are named on
/// the command line; without files there, all of the database, sorted by file.
llvm::Expected<std::vector<Command>> commandsFor(const Options &O);

/// The same of all files in the database of the file that is named.
llvm::Expected<std::vector<Command>> allCommands(const Options &O);

} // namespace corolint

#endif

//===- LastRun.h - what a run over the program left for editors -----------===//
//
// Where are the summaries that the last run of `corolint` over a whole project
// kept in its cache directory? The run and the editor have nothing in common
// but the place: the project's root is a directory above the file.
//
// Not found: those of a run with --cache-dir; option coro.Summaries names them.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_RUN_LASTRUN_H
#define COROLINT_DRIVER_RUN_LASTRUN_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The directory that a root's runs keep things in if nobody says otherwise; ""
/// if the user has no such place. Not below the root: what lies there comes
/// with the code, and would be believed.
std::string ownCacheOf(llvm::StringRef Root);

/// Where a run leaves them: below its cache directory.
std::string lastRunIn(llvm::StringRef Cache, llvm::StringRef Root);

/// Of the project that the file belongs to; "": there are none.
std::string lastRunOver(llvm::StringRef File);

} // namespace corolint

#endif

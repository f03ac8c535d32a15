//===- Registry.h - which checks there are, and their pages ---------------===//
//
// The list (checks.def), the Check values and the embedded pages as one table.
// Feeds the clang-tidy module, --list-checks, --explain and SARIF's rules.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_BASE_REGISTRY_H
#define COROLINT_CHECKS_BASE_REGISTRY_H

#include "checks/base/Check.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <vector>

namespace corolint {

/// All checks, sorted by id.
llvm::ArrayRef<const Check *> allChecks();

/// Is it off unless previews are asked for?
bool isPreview(const Check &C);

/// The option of all hosts that asks for previews: true or false.
inline constexpr llvm::StringLiteral PreviewKey = "coro.Preview";

/// The option of all hosts that asks for an audit, on or off: what is not known
/// is listed too, as hints. For reviews, and for authors of libraries.
inline constexpr llvm::StringLiteral AuditKey = "coro.Audit";

/// The check of that id, or null.
const Check *findCheck(llvm::StringRef Id);

/// The check that reports effects of that kind, or null.
const Check *checkOfEffect(llvm::StringRef Kind);

/// Is there a glob in the list that is about our checks in particular, to turn
/// them on or off?
bool nameOurChecks(llvm::StringRef Globs);

/// Is "-*" all there is in the list, or the end of it? So people write who want
/// no check at all in a directory: ours are meant too.
bool switchesAllOff(llvm::StringRef Globs);

/// What is wrong with the globs in the list that name our checks and match
/// none, each in a few words.
std::vector<std::string> strayNames(llvm::StringRef Globs);

/// "there is no check 'coro-x'; did you mean 'coro-y'?"
std::string noSuchCheck(llvm::StringRef Name);

/// docs/checks/<id>.md as it was when corolint was built: Markdown.
llvm::StringRef pageOf(const Check &C);

/// The same for readers that are elsewhere: its links lead into the site.
std::string linkedPageOf(const Check &C);

/// The first paragraph of the page, on one line, without Markdown's backquotes.
std::string summaryOf(const Check &C);

/// The summary of the page, and why the check matters.
std::string reasonOf(const Check &C);

/// Of the site that ./dev site makes, without a slash at its end.
llvm::StringRef siteUrl();

/// Where a person can read the page there.
std::string pageUrlOf(const Check &C);

} // namespace corolint

#endif

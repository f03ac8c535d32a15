//===- OtherProjects.h - libraries that a project keeps in its tree -------===//
//
// Which directories below a project's root hold another project, whatever their
// names are? Those that are a repository of their own (a submodule), and those
// that have a licence that is not the root's and a CMakeLists.txt or a meson.build
// that begins a project. Looks three levels deep; what is deeper, or has neither,
// is taken for the project's own.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_DRIVER_INPUT_OTHERPROJECTS_H
#define COROLINT_DRIVER_INPUT_OTHERPROJECTS_H

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

/// Sorted; absolute, as `Root` is. None of them is below another.
std::vector<std::string> otherProjectsBelow(llvm::StringRef Root);

} // namespace corolint

#endif

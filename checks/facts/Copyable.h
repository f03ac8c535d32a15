//===- Copyable.h - can objects of a class be copied ----------------------===//
//
// Clang declares an implicit copy constructor when somebody needs it; the
// answer here does not depend on that ([class.copy.ctor]/6, /10). Not known:
// bases and members whose class was not seen; they count as copyable.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_COPYABLE_H
#define COROLINT_CHECKS_FACTS_COPYABLE_H

namespace clang {
class CXXRecordDecl;
}

namespace corolint {

/// Can objects of `D`, a definition or a template's pattern, be copied?
bool isCopyable(const clang::CXXRecordDecl &D);

} // namespace corolint

#endif

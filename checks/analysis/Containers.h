//===- Containers.h - which changes of a container move its elements -----===//
//
// What does a call do to the elements of a container, and does an iterator or
// a reference survive that? Reads the kind of the container from the members
// that its class has: what is contiguous, what hashes, what links. So a
// project's own containers count if they have the standard's names.
//
// Not known: containers that share or move their elements in other ways; of
// them only what is taken out is gone.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_ANALYSIS_CONTAINERS_H
#define COROLINT_CHECKS_ANALYSIS_CONTAINERS_H

#include "checks/analysis/ObjectPath.h"
#include "checks/base/Summary.h"
#include "checks/facts/Facts.h"
#include <optional>

namespace corolint {

struct Container {
  enum Kind {
    Shifts,  ///< Any change may move any element: vectors, strings.
    Hashes,  ///< Elements stay, iterators do not survive a new one: hashes.
    Queues,  ///< The same, but one that goes may move others: deques.
    Links,   ///< Elements and iterators stay until they are taken out.
    Unknown, ///< Nobody can tell whether elements move.
  };
  Kind Is = Unknown;
  bool IsKeyed = false;  ///< Elements have keys: maps, sets.
  bool IsBuffer = false; ///< Of characters or numbers: one value as a whole.
};

/// None: it is no container whose elements come and go.
std::optional<Container> containerOf(clang::QualType T);

/// The same of what has one object, or none, and is the only one to own it: a
/// unique pointer, an optional.
std::optional<Container> boxOf(clang::QualType T);

/// Does it walk over elements: has it `*` and `++`?
bool isIterator(clang::QualType T);

/// What refers to an element, and how.
enum class ElementName {
  Iterator,
  Reference, ///< Or a pointer, or a view.
  Owned,     ///< Refers to what the element owns, wherever that is moved.
};

struct Change {
  using Kind = ContainerChange::Kind;
  using enum ContainerChange::Kind;
  Kind Does = Adds;
  const clang::Expr *To = nullptr; ///< The container, as written.
};

/// What the call does to a container.
std::optional<Change> changeBy(const Call &C);

/// May it end what this name refers to?
bool mayEnd(Change::Kind Does, const Container &In, ElementName Name);

/// Does the call look into a container for what is there: find(), empty()?
/// Null: it does not; else the container.
const clang::Expr *lookedUpBy(const clang::CallExpr &C);

} // namespace corolint

#endif

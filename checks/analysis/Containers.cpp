#include "checks/analysis/Containers.h"
#include "checks/facts/Copyable.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace corolint {

static bool hasOperator(const CXXRecordDecl &R, OverloadedOperatorKind Op) {
  return !members(&R, R.getASTContext().DeclarationNames.getCXXOperatorName(Op))
              .empty();
}

/// The first template argument, if that is a type: what it has elements of.
static QualType elementOf(const CXXRecordDecl &R) {
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&R);
  if (!S || !S->getTemplateArgs().size() ||
      S->getTemplateArgs()[0].getKind() != TemplateArgument::Type)
    return {};
  return S->getTemplateArgs()[0].getAsType();
}

std::optional<Container> containerOf(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  if (!R || !R->hasDefinition())
    return std::nullopt;
  auto Has = [&](StringRef Name) { return hasMember(*R, Name); };
  if (!Has("begin") || !Has("end") || !Has("clear") || !Has("erase"))
    return std::nullopt;
  Container C;
  C.IsKeyed = Has("key_type");
  // What may grow in one piece has to move.
  if (Has("capacity") && Has("data"))
    C.Is = Container::Shifts;
  // A container with buckets to walk over links their elements.
  else if (Has("bucket_count") && Has("local_iterator"))
    C.Is = Container::Hashes;
  else if (Has("splice"))
    C.Is = Container::Links;
  else if (Has("push_front") && hasOperator(*R, OO_Subscript))
    C.Is = Container::Queues;
  else if (C.IsKeyed && R->isInStdNamespace() && Has("extract") &&
           Has("lower_bound") && !Has("keys"))
    C.Is = Container::Links;
  QualType Element = elementOf(*R);
  C.IsBuffer = Has("c_str") ||
               (!C.IsKeyed && !Element.isNull() && Element->isArithmeticType());
  return C;
}

std::optional<Container> boxOf(QualType T) {
  const CXXRecordDecl *R = readable(recordOf(T));
  if (!R || !R->hasDefinition() || !hasOperator(*R, OO_Star) ||
      !hasOperator(*R, OO_Arrow) || !hasMember(*R, "reset") ||
      hasOperator(*R, OO_PlusPlus))
    return std::nullopt;
  bool IsOptional = hasMember(*R, "has_value") && hasMember(*R, "emplace");
  return IsOptional || !isCopyable(*R) ? std::optional(Container())
                                       : std::nullopt;
}

bool isIterator(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->hasDefinition() && hasOperator(*R, OO_Star) &&
         hasOperator(*R, OO_PlusPlus);
}

/// The names that the standard's containers have made common.
static constexpr std::pair<llvm::StringLiteral, Change::Kind> Changes[] = {
    {"insert", Change::Adds},           {"insert_range", Change::Adds},
    {"insert_or_assign", Change::Adds}, {"emplace", Change::Adds},
    {"emplace_hint", Change::Adds},     {"try_emplace", Change::Adds},
    {"emplace_back", Change::Adds},     {"emplace_front", Change::Adds},
    {"push_back", Change::Adds},        {"push_front", Change::Adds},
    {"append", Change::Adds},           {"append_range", Change::Adds},
    {"operator+=", Change::Adds},       {"merge", Change::Adds},
    {"reserve", Change::Adds},          {"rehash", Change::Adds},
    {"resize", Change::Adds},           {"shrink_to_fit", Change::Adds},
    {"erase", Change::Removes},         {"extract", Change::Removes},
    {"remove", Change::Removes},        {"remove_if", Change::Removes},
    {"clear", Change::Empties},         {"pop_back", Change::Empties},
    {"pop_front", Change::Empties},     {"operator=", Change::Assigns},
    {"assign", Change::Assigns},        {"assign_range", Change::Assigns},
    {"swap", Change::Assigns},
};

/// Those that take any container as an argument.
static constexpr std::pair<llvm::StringLiteral, Change::Kind> FreeChanges[] = {
    {"erase", Change::Removes},
    {"erase_if", Change::Removes},
    {"swap", Change::Assigns},
    {"exchange", Change::Empties},
};

static constexpr std::pair<llvm::StringLiteral, Change::Kind> BoxChanges[] = {
    {"reset", Change::Removes},
    {"operator=", Change::Assigns},
    {"emplace", Change::Assigns},
    {"swap", Change::Assigns},
};

static std::optional<Change::Kind>
doneBy(StringRef Name,
       ArrayRef<std::pair<llvm::StringLiteral, Change::Kind>> Known) {
  for (const auto &[Of, Does] : Known)
    if (Of == Name)
      return Does;
  return std::nullopt;
}

std::optional<Change> changeBy(const Call &C) {
  const auto *F = dyn_cast<FunctionDecl>(C.Callee);
  if (!F || C.Ends)
    return std::nullopt;
  if (const Expr *Object = C.object()) {
    const auto *M = dyn_cast<CXXMethodDecl>(F);
    if (!M || M->isConst())
      return std::nullopt;
    if (boxOf(Object->getType())) {
      std::optional<Change::Kind> Does =
          doneBy(M->getNameAsString(), BoxChanges);
      // `= nullptr`, `= std::nullopt`
      if (Does == Change::Assigns && M->getNumParams() == 1)
        if (QualType From = M->getParamDecl(0)->getType().getNonReferenceType();
            From->isNullPtrType() ||
            (recordOf(From) && recordOf(From)->isEmpty()))
          Does = Change::Removes;
      return Does ? std::optional(Change{*Does, Object}) : std::nullopt;
    }
    // A key that is not there yet gets an element.
    bool IsIndex = M->getOverloadedOperator() == OO_Subscript;
    std::optional<Change::Kind> Does = doneBy(M->getNameAsString(), Changes);
    if (!Does && !IsIndex)
      return std::nullopt;
    std::optional<Container> Of = containerOf(Object->getType());
    if (!Of || (IsIndex && !Of->IsKeyed))
      return std::nullopt;
    return Change{Does.value_or(Change::Adds), Object};
  }
  // Its own functions for all containers, by what they are given.
  const auto *Made = dyn_cast<CallExpr>(C.At);
  if (!Made || !F->getIdentifier() || !F->isInStdNamespace())
    return std::nullopt;
  std::optional<Change::Kind> Does = doneBy(F->getName(), FreeChanges);
  // What is moved from has none of its elements any more.
  if (!Does && Made->isCallToStdMove() && C.Used.How != Use::Discarded)
    Does = Change::Empties;
  if (!Does)
    return std::nullopt;
  for (const Expr *A : C.arguments())
    if ((containerOf(A->getType()) || boxOf(A->getType())) && pathOf(*A))
      return Change{*Does, A};
  return std::nullopt;
}

bool mayEnd(Change::Kind Does, const Container &In, ElementName Name) {
  if (Does != Change::Adds)
    return true;
  switch (In.Is) {
  case Container::Shifts:
    return Name != ElementName::Owned;
  case Container::Hashes:
  case Container::Queues:
    return Name == ElementName::Iterator;
  case Container::Links:
  case Container::Unknown:
    return false;
  }
  return false;
}

const Expr *lookedUpBy(const CallExpr &C) {
  // `if (!link_)`, `link_ == nullptr`
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(&C))
    return O->isComparisonOp() && boxOf(O->getArg(0)->getType()) ? O->getArg(0)
                                                                 : nullptr;
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&C);
  const CXXMethodDecl *M = Member ? Member->getMethodDecl() : nullptr;
  const Expr *Object = Member ? Member->getImplicitObjectArgument() : nullptr;
  if (!M)
    return nullptr;
  if (boxOf(Object->getType()))
    return isa<CXXConversionDecl>(M) || M->getNameAsString() == "has_value"
               ? Object
               : nullptr;
  if (!M->getIdentifier() || !containerOf(Object->getType()))
    return nullptr;
  static constexpr llvm::StringLiteral Looking[] = {
      "find",        "contains",    "count",       "at",   "size",
      "lower_bound", "upper_bound", "equal_range", "empty"};
  return llvm::is_contained(Looking, M->getName()) ? Object : nullptr;
}

} // namespace corolint

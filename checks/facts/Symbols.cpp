#include "checks/facts/Symbols.h"
#include "checks/base/LlvmVersion.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"
#include COROLINT_USR_GENERATION

using namespace clang;

namespace corolint {

/// Made from a template, whose arguments may be of one unit only?
static bool isSpecialisation(const NamedDecl &D) {
  for (const Decl *At = &D; At; At = cast_or_null<Decl>(At->getDeclContext())) {
    const auto *F = dyn_cast<FunctionDecl>(At);
    if (isa<ClassTemplateSpecializationDecl, VarTemplateSpecializationDecl>(
            At) ||
        (F && F->getTemplateSpecializationKind() != TSK_Undeclared))
      return true;
  }
  return false;
}

/// The file that a declaration without external linkage is part of: each unit
/// that reads it has one of its own, but of one text.
const std::string &Symbols::homeOf(const NamedDecl &D) const {
  const auto &First = cast<NamedDecl>(*D.getCanonicalDecl());
  const SourceManager &Sources = Ast.getSourceManager();
  const std::string &File = Where.fileOf(
      Sources.getFileID(Sources.getExpansionLoc(First.getLocation())));
  return File.empty() || isSpecialisation(First) ? Where.mainFile() : File;
}

bool Symbols::isOfManyUnits(const Decl &D) const {
  const auto *P = dyn_cast<ParmVarDecl>(&D);
  const auto &Named = cast<NamedDecl>(P ? *cast<Decl>(P->getDeclContext()) : D);
  return Named.isExternallyVisible() || homeOf(Named) != Where.mainFile();
}

/// Where in its file, and of several that one macro makes, where in the macro.
static std::string standsAt(const Decl &D, const SourceManager &Sources) {
  SourceLocation At = D.getLocation();
  return ("@" +
          llvm::Twine(Sources.getFileOffset(Sources.getExpansionLoc(At))) +
          "," + llvm::Twine(Sources.getFileOffset(Sources.getSpellingLoc(At))))
      .str();
}

Symbol Symbols::of(const Decl &D) const {
  if (auto It = Known.find(&D); It != Known.end())
    return It->second;
  const auto *P = dyn_cast<ParmVarDecl>(&D);
  const auto *Named = cast<NamedDecl>(P ? cast<Decl>(P->getDeclContext()) : &D);
  llvm::SmallString<256> Text;
  if (index::generateUSRForDecl(Named, Text))
    if (std::optional<Place> At = Where.of(Named->getLocation()))
      Text = (At->File + ":" + llvm::Twine(At->Offset)).str();
  if (P)
    Text += ("#" + llvm::Twine(P->getFunctionScopeIndex())).str();
  // What stands in a function is another in each of its instantiations.
  const Decl *Local = Named;
  const auto *M = dyn_cast<CXXMethodDecl>(Named);
  if (M)
    Local = M->getParent();
  const auto *Outer =
      dyn_cast_or_null<FunctionDecl>(Local->getParentFunctionOrMethod());
  if (Outer)
    Text += llvm::utohexstr(of(*Outer->getCanonicalDecl()));
  // Closures have no names, and those of local classes may be taken twice: what
  // tells them apart in every unit is where they stand in their one text.
  if (Outer || (M && M->getParent()->isLambda()))
    Text += standsAt(*Local, Ast.getSourceManager());
  if (!Named->isExternallyVisible())
    Text += homeOf(*Named);
  // Two values are DenseMap's own.
  return Known[&D] = llvm::xxh3_64bits(Text) >> 1;
}

} // namespace corolint

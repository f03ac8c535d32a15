//===- Names.h - names as the models write them ---------------------------===//
//
// What is this declaration called? Qualified, without template arguments and
// without inline or unnamed namespaces; a function with C linkage begins with
// "::". A friend or local class has the name of where it was declared.
//
//===----------------------------------------------------------------------===//

#ifndef COROLINT_CHECKS_FACTS_NAMES_H
#define COROLINT_CHECKS_FACTS_NAMES_H

#include "clang/AST/Type.h"
#include <string>

namespace clang {
class ASTContext;
class CXXRecordDecl;
class Decl;
class FunctionDecl;
class NamedDecl;
} // namespace clang

namespace corolint {

std::string qualifiedName(const clang::NamedDecl &D);

/// Does it stand in namespace std, however deep?
bool isOfTheStandardLibrary(const clang::Decl &D);

/// "save", "operator()", "~jthread": for messages.
std::string shortName(const clang::NamedDecl &D);

/// The identifier that any other declaration of the function has to spell: its
/// own, its class's, or "operator".
std::string identifierOf(const clang::FunctionDecl &F);

/// The qualified name of the class or enum behind references, pointers and
/// qualifiers; "" for any other type.
std::string typeName(clang::QualType T);

/// The last part of a type's name as it was written: "ifstream".
std::string writtenName(clang::QualType T);

/// The class, function or alias of that name, looked up as a program would:
/// through inline and unnamed namespaces, without template arguments. Null if
/// there is none.
const clang::NamedDecl *declNamed(clang::ASTContext &Ast, llvm::StringRef Name);

/// Does the class, or a base of it, declare something of that name?
bool hasMember(const clang::CXXRecordDecl &R, llvm::StringRef Name);

/// What a model has to call the declaration that is meant by `Name`: mostly
/// just that, but not for an alias, an inline namespace, or a function whose
/// linkage is another. "": nothing is declared that could be meant.
std::string modelName(clang::ASTContext &Ast, llvm::StringRef Name);

/// The class behind references and qualifiers; of a dependent specialisation
/// its template's class. Null if it is no class.
const clang::CXXRecordDecl *recordOf(clang::QualType T);

/// The definition that can be read for `R`: its own, or the pattern it would be
/// instantiated from. Null if neither was seen.
const clang::CXXRecordDecl *readable(const clang::CXXRecordDecl *R);

/// Are both the same class, or specialisations of one class template?
bool sameTemplate(const clang::CXXRecordDecl *A, const clang::CXXRecordDecl *B);

/// Are both the same class, or one a base of the other?
bool areKin(const clang::CXXRecordDecl &A, const clang::CXXRecordDecl &B);

} // namespace corolint

#endif

#include "driver/unit/AwaitErrors.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticSema.h"
#include "clang/Basic/SourceManager.h"
#include <map>

using namespace clang;
using namespace corolint;

std::optional<AwaitError> corolint::awaitErrorOf(const clang::Diagnostic &D) {
  switch (D.getID()) {
  case diag::err_implied_std_coroutine_traits_promise_type_not_found:
    return AwaitError{AwaitError::NoTask, D.getLocation()};
  case diag::err_coroutine_invalid_func_context:
    switch (D.getArgSInt(0)) {
    case 0:
    case 1:
      return AwaitError{AwaitError::Constructor, D.getLocation()};
    case 2:
      return AwaitError{AwaitError::Main, D.getLocation()};
    case 4:
      return AwaitError{AwaitError::Deduced, D.getLocation()};
    }
    return std::nullopt;
  case diag::err_no_member:
    if (D.getArgKind(0) == DiagnosticsEngine::ak_declarationname &&
        DeclarationName::getFromOpaqueInteger(D.getRawArg(0)).getAsString() ==
            "await_ready")
      return AwaitError{AwaitError::NotAwaitable, D.getLocation()};
    return std::nullopt;
  default:
    return std::nullopt;
  }
}

namespace {

class Functions : public RecursiveASTVisitor<Functions> {
public:
  Functions(ASTContext &Ast, SourceLocation At)
      : Sources(Ast.getSourceManager()), At(Sources.getExpansionLoc(At)) {
    TraverseAST(Ast);
  }

  /// The innermost that the place is in.
  const FunctionDecl *Around = nullptr;
  /// By the name of its template, or its own: how many coroutines return it,
  /// and one of them.
  std::map<std::string, std::pair<unsigned, const CXXRecordDecl *>> Tasks;

  bool shouldVisitImplicitCode() const { return true; } // operator() of lambdas

  bool VisitFunctionDecl(FunctionDecl *F) {
    if (!F->doesThisDeclarationHaveABody())
      return true;
    if (const CXXRecordDecl *Task = F->getReturnType()->getAsCXXRecordDecl();
        Task && isa_and_nonnull<CoroutineBodyStmt>(F->getBody())) {
      auto &[Count, One] = Tasks[Task->getQualifiedNameAsString()];
      ++Count;
      One = Task;
    }
    SourceRange R = F->getSourceRange();
    SourceLocation Begin = Sources.getExpansionLoc(R.getBegin()),
                   End = Sources.getExpansionLoc(R.getEnd());
    if (!Sources.isBeforeInTranslationUnit(At, Begin) &&
        !Sources.isBeforeInTranslationUnit(End, At))
      Around = F; // Those inside of it come later.
    return true;
  }

private:
  const SourceManager &Sources;
  SourceLocation At;
};

/// The task type of most coroutines, for a result of that type; or "".
std::string taskOf(const Functions &Found, QualType Result,
                   const PrintingPolicy &Policy) {
  const CXXRecordDecl *Most = nullptr;
  unsigned Count = 0;
  for (const auto &[Name, Task] : Found.Tasks)
    if (Task.first > Count)
      std::tie(Count, Most) = Task;
  if (!Most)
    return "";
  std::string Name = Most->getQualifiedNameAsString();
  if (!isa<ClassTemplateSpecializationDecl>(Most))
    return Name;
  return Name + "<" + (Result.isNull() ? "…" : Result.getAsString(Policy)) +
         ">";
}

} // namespace

std::string corolint::adviceOn(AwaitError Error, ASTContext &Ast) {
  if (Error.Is == AwaitError::NotAwaitable)
    return "it is no task, and has neither an operator co_await nor the three "
           "functions of an awaiter";
  Functions Found(Ast, Error.At);
  if (!Found.Around)
    return "";
  const FunctionDecl &F = *Found.Around;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  bool IsLambda = Method && Method->getParent()->isLambda();
  std::string Who = IsLambda ? "the lambda" : "'" + F.getNameAsString() + "'";
  QualType Result = F.getReturnType();
  const PrintingPolicy &Policy = Ast.getPrintingPolicy();
  switch (Error.Is) {
  case AwaitError::NoTask: {
    std::string Task = taskOf(Found, Result, Policy);
    return Who + " awaits, so it has to return a task, " +
           (Task.empty() ? "of the library that you use, "
                         : "such as '" + Task + "', ") +
           "in the place of '" + Result.getAsString(Policy) +
           "', and who calls it has to await it";
  }
  case AwaitError::Constructor:
    return "move what awaits into a function that returns a task, and await "
           "that where the object is made or ended";
  case AwaitError::Main: {
    std::string Task = taskOf(Found, Ast.VoidTy, Policy);
    return "move what awaits into a function that returns a task" +
           (Task.empty() ? "" : ", such as '" + Task + "',") +
           " and run that from 'main'";
  }
  default: {
    std::string Task = taskOf(Found, QualType(), Policy);
    return "write out what " + Who + " returns: " + (IsLambda ? "-> " : "") +
           (Task.empty() ? "a task" : Task);
  }
  }
}

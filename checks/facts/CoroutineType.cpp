#include "checks/facts/CoroutineType.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Members.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringSet.h"

using namespace clang;

namespace corolint {

static llvm::SmallVector<const NamedDecl *, 4>
members(ASTContext &Ast, const CXXRecordDecl &R, llvm::StringRef Name) {
  return members(&R, &Ast.Idents.get(Name));
}

static bool has(ASTContext &Ast, const CXXRecordDecl &R, llvm::StringRef Name) {
  return !members(Ast, R, Name).empty();
}

bool leaks(const CXXRecordDecl &Class) {
  const CXXRecordDecl *D = Class.getDefinition();
  return D && !D->isDependentContext() && D->hasTrivialDestructor();
}

//===--- names that a body calls ------------------------------------------===//

/// Functions of the class that a destructor calls, one out of another.
static constexpr unsigned MaxCalls = 2;

/// The members that a body names, and those that the class's own functions name
/// that it calls.
static void addNames(const FunctionDecl &F, llvm::StringSet<> &To,
                     unsigned Depth) {
  const FunctionDecl *Body = withBody(&F);
  if (!Body || Depth > MaxCalls)
    return;
  const auto *Class = dyn_cast<CXXRecordDecl>(Body->getDeclContext());
  hasAny(Body->getBody(), [&](const Expr &E) {
    if (const auto *M = dyn_cast<MemberExpr>(&E)) {
      const auto *Method = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
      if (M->getMemberDecl()->getDeclName().isIdentifier())
        To.insert(M->getMemberDecl()->getName());
      if (Method && Class && sameTemplate(Method->getParent(), Class))
        addNames(*Method, To, Depth + 1);
    } else if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(&E)) {
      if (M->getMember().isIdentifier())
        To.insert(M->getMember().getAsIdentifierInfo()->getName());
    }
    return false;
  });
}

bool destroysItsCoroutine(const CXXRecordDecl &Class) {
  const CXXRecordDecl *D = readable(&Class);
  const CXXDestructorDecl *End = D ? D->getDestructor() : nullptr;
  const FunctionDecl *Body = End ? withBody(End) : nullptr;
  if (!Body || D->getASTContext().getSourceManager().isInSystemHeader(
                   Body->getLocation()))
    return false;
  llvm::StringSet<> Names;
  addNames(*End, Names, 0);
  return Names.contains("destroy") && !Names.contains("done");
}

//===--- errors -----------------------------------------------------------===//

namespace {

/// How a statement ends.
enum class Ends {
  Normally, ///< On some way at least.
  Throwing, ///< By an error or the program's end, on every way.
  Unknown,  ///< Another instantiation's branch decides.
};

} // namespace

static bool isALoudEnd(const Expr &E) {
  const Expr *Own = E.IgnoreUnlessSpelledInSource();
  if (isa<CXXThrowExpr>(Own))
    return true;
  const auto *Call = dyn_cast<CallExpr>(Own);
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  return Callee && Callee->isNoReturn();
}

static Ends endOf(const Stmt *S) {
  if (!S)
    return Ends::Normally;
  if (const auto *E = dyn_cast<Expr>(S))
    return isALoudEnd(*E) ? Ends::Throwing : Ends::Normally;
  if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
    for (const Stmt *Part : Block->body()) {
      Ends End = endOf(Part);
      if (End != Ends::Normally || isa<ReturnStmt>(Part))
        return End;
      // What comes before may leave early.
      if (!isa<Expr, DeclStmt, NullStmt>(Part))
        return Ends::Normally;
    }
    return Ends::Normally;
  }
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    Ends Then = endOf(If->getThen()), Else = endOf(If->getElse());
    if (Then == Else)
      return Then;
    return If->isConstexpr() || Then == Ends::Unknown || Else == Ends::Unknown
               ? Ends::Unknown
               : Ends::Normally;
  }
  if (const auto *Try = dyn_cast<CXXTryStmt>(S)) {
    Ends End = endOf(Try->getTryBlock());
    for (unsigned I = 0; I != Try->getNumHandlers() && End == Ends::Throwing;
         ++I)
      End = endOf(Try->getHandler(I)->getHandlerBlock());
    return End;
  }
  return Ends::Normally;
}

std::optional<Dropped> lossOfErrors(ASTContext &Ast,
                                    const CXXRecordDecl &Promise) {
  for (const NamedDecl *N : members(Ast, Promise, "unhandled_exception")) {
    const FunctionDecl *F = functionIn(N);
    const FunctionDecl *D = F ? withBody(F) : nullptr;
    if (!D)
      return std::nullopt;
    switch (endOf(D->getBody())) {
    case Ends::Normally:
      return Dropped::ErrorLost;
    case Ends::Throwing:
      return Dropped::Nothing;
    case Ends::Unknown:
      return std::nullopt;
    }
  }
  return std::nullopt;
}

//===--- the beginning ----------------------------------------------------===//

/// A type as the arguments of a specialisation have it that nobody
/// instantiated: `Initial` of a promise<T, std::suspend_always>.
static QualType substituted(QualType T, const CXXRecordDecl &In) {
  const auto *P = T->getAs<TemplateTypeParmType>();
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(&In);
  if (!P || !S || P->getDepth() != 0 ||
      P->getIndex() >= S->getTemplateArgs().size())
    return T;
  const TemplateArgument &Arg = S->getTemplateArgs()[P->getIndex()];
  return Arg.getKind() == TemplateArgument::Type ? Arg.getAsType() : T;
}

std::optional<Start> startOf(ASTContext &Ast, const CXXRecordDecl &Promise,
                             std::vector<std::string> &Evidence) {
  auto InitialSuspend = members(Ast, Promise, "initial_suspend");
  const FunctionDecl *F =
      InitialSuspend.empty() ? nullptr : functionIn(InitialSuspend.front());
  if (!F)
    return std::nullopt;
  const CXXRecordDecl *Awaiter =
      recordOf(substituted(F->getReturnType(), Promise));
  if (!Awaiter)
    if (const Expr *Value = onlyReturn(F))
      Awaiter = recordOf(Value->getType());
  if (!Awaiter)
    return std::nullopt;
  // One that hands its coroutine to somebody starts it after all.
  bool HandsOn = false;
  for (const NamedDecl *N : members(Ast, *Awaiter, "await_suspend"))
    if (const FunctionDecl *Suspend = functionIn(N)) {
      const std::string Owner = qualifiedName(*cast<NamedDecl>(
          Decl::castFromDeclContext(Suspend->getDeclContext())));
      if (Owner == "std::suspend_always" || Owner == "std::suspend_never")
        continue;
      const FunctionDecl *D = withBody(Suspend);
      HandsOn |= !D || llvm::any_of(D->parameters(), [&](ParmVarDecl *P) {
        return mentions(D->getBody(), *P);
      });
    }
  if (isOrDerivesFrom(Awaiter, "std::suspend_always") && !HandsOn) {
    Evidence.push_back("initial_suspend gives std::suspend_always: lazy");
    return Start::Lazy;
  }
  if (isOrDerivesFrom(Awaiter, "std::suspend_never")) {
    Evidence.push_back("initial_suspend gives std::suspend_never: eager");
    return Start::Eager;
  }
  for (const NamedDecl *N : members(Ast, *Awaiter, "await_ready")) {
    const FunctionDecl *Ready = functionIn(N);
    const Expr *Value = Ready ? onlyReturn(Ready) : nullptr;
    if (const auto *Literal = dyn_cast_or_null<CXXBoolLiteralExpr>(
            Value ? Value->IgnoreParenImpCasts() : nullptr)) {
      if (!Literal->getValue() && HandsOn)
        return std::nullopt;
      Evidence.push_back(std::string("initial_suspend's await_ready returns ") +
                         (Literal->getValue() ? "true: eager" : "false: lazy"));
      return Literal->getValue() ? Start::Eager : Start::Lazy;
    }
  }
  return std::nullopt;
}

//===--- objects that others make -----------------------------------------===//

static bool isConvertible(const CXXRecordDecl &From, const CXXRecordDecl &To) {
  if (const CXXRecordDecl *D = readable(&To))
    for (const CXXConstructorDecl *C : D->ctors())
      if (C->getNumParams() &&
          sameTemplate(recordOf(C->getParamDecl(0)->getType()), &From))
        return true;
  const CXXRecordDecl *D = readable(&From);
  return D && llvm::any_of(D->methods(), [&](const CXXMethodDecl *M) {
           const auto *C = dyn_cast<CXXConversionDecl>(M);
           return C && sameTemplate(recordOf(C->getConversionType()), &To);
         });
}

const CXXRecordDecl *returnedInsteadOf(ASTContext &Ast,
                                       const CXXRecordDecl &Class,
                                       const CXXRecordDecl &Promise) {
  for (const NamedDecl *N : members(Ast, Promise, "get_return_object")) {
    const FunctionDecl *F = functionIn(N);
    const CXXRecordDecl *R = F ? recordOf(F->getReturnType()) : nullptr;
    if (!R || sameTemplate(R, &Class) || isConvertible(*R, Class) ||
        isOrDerivesFrom(&Class, qualifiedName(*R)))
      return nullptr;
    for (const NamedDecl *Type : members(Ast, *R, "promise_type"))
      if (const auto *T = dyn_cast<TypeDecl>(Type);
          T && sameTemplate(recordOf(Ast.getTypeDeclType(T)), &Promise))
        return R;
  }
  return nullptr;
}

/// Does the body give the coroutine to somebody, or go on with it itself?
static bool handsOn(const FunctionDecl &Body) {
  return hasAny(Body.getBody(), [&](const Expr &E) {
    const auto *Call = dyn_cast<CallExpr>(&E);
    if (!Call)
      return false;
    const Expr *Callee = Call->getCallee()->IgnoreParenImpCasts();
    llvm::StringRef Member;
    if (const auto *M = dyn_cast<MemberExpr>(Callee);
        M && M->getMemberDecl()->getDeclName().isIdentifier())
      Member = M->getMemberDecl()->getName();
    else if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(Callee);
             M && M->getMember().isIdentifier())
      Member = M->getMember().getAsIdentifierInfo()->getName();
    if (!Member.empty())
      return Member == "resume" || Call->getNumArgs() > 0;
    const FunctionDecl *F = Call->getDirectCallee();
    return Call->getNumArgs() > 0 && !isa<CXXOperatorCallExpr>(Call) &&
           !(F && F->isInStdNamespace()) &&
           !isa<CXXUnresolvedConstructExpr>(&E) &&
           !(isa<UnresolvedLookupExpr>(Callee) &&
             llvm::all_of(
                 cast<UnresolvedLookupExpr>(Callee)->decls(),
                 [](const NamedDecl *D) { return D->isInStdNamespace(); }) &&
             cast<UnresolvedLookupExpr>(Callee)->getNumDecls());
  });
}

std::optional<Start> startOfHandle(ASTContext &Ast, const CXXRecordDecl &Class,
                                   const CXXRecordDecl &First,
                                   std::vector<std::string> &Evidence) {
  const CXXRecordDecl *D = readable(&First);
  if (!D)
    return std::nullopt;
  std::optional<Start> Found;
  for (const Decl *Member : D->decls()) {
    const auto *Named = dyn_cast<NamedDecl>(Member);
    const FunctionDecl *F = Named ? functionIn(Named) : nullptr;
    if (!F || !sameTemplate(recordOf(F->getReturnType()), &Class))
      continue;
    const FunctionDecl *Body = withBody(F);
    if (!Body)
      return std::nullopt;
    Start By = handsOn(*Body) ? Start::Eager : Start::Lazy;
    if (Found && *Found != By)
      return std::nullopt;
    Found = By;
    if (By == Start::Eager)
      Evidence.push_back("'" + shortName(*F) + "' of '" +
                         First.getNameAsString() +
                         "' makes it when it has begun: it runs already");
  }
  return Found;
}

//===--- values on the way ------------------------------------------------===//

bool isPulled(ASTContext &Ast, const CXXRecordDecl &Class) {
  return has(Ast, Class, "begin") || has(Ast, Class, "next");
}

/// Says something, but carries no value: std::monostate, a tag.
static bool isASign(QualType T) {
  const CXXRecordDecl *R = recordOf(T);
  return R && R->hasDefinition() && R->isEmpty();
}

bool yieldsValues(ASTContext &Ast, const CXXRecordDecl &Promise) {
  return llvm::any_of(
      members(Ast, Promise, "yield_value"), [](const NamedDecl *N) {
        const FunctionDecl *F = functionIn(N);
        if (!F || !F->getNumParams())
          return true;
        QualType T = F->getParamDecl(0)->getType();
        const CXXRecordDecl *Given = recordOf(T);
        return !isASign(T) && (!Given || Given->getName() != "with_error");
      });
}

bool handsOnWhatItReturns(const FunctionDecl &F, const CXXRecordDecl &Task) {
  const FunctionDecl *Shown = withBody(&F);
  if (!Shown)
    return false;
  // The parameter, and what is made of it.
  llvm::SmallPtrSet<const ValueDecl *, 4> Of;
  for (const ParmVarDecl *P : Shown->parameters())
    if (const CXXRecordDecl *R = recordOf(P->getType());
        R && R->getCanonicalDecl() == Task.getCanonicalDecl())
      Of.insert(P);
  if (Of.empty())
    return false;
  auto Mentions = [&](const Stmt *S) {
    bool Does = false;
    forEachIn(S, [&](const Stmt &In) {
      const auto *Ref = dyn_cast<DeclRefExpr>(&In);
      Does |= Ref && Of.contains(Ref->getDecl());
    });
    return Does;
  };
  bool Returns = false, HandsOn = false;
  forEachIn(Shown->getBody(), [&](const Stmt &S) {
    if (const auto *R = dyn_cast<ReturnStmt>(&S)) {
      const auto *Ref = dyn_cast_or_null<DeclRefExpr>(
          R->getRetValue() ? valueOf(R->getRetValue()) : nullptr);
      Returns |= Ref && isa<ParmVarDecl>(Ref->getDecl()) &&
                 Of.contains(Ref->getDecl());
    } else if (const auto *D = dyn_cast<DeclStmt>(&S)) {
      for (const Decl *One : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(One);
            V && V->hasInit() && Mentions(V->getInit()))
          Of.insert(V);
    } else if (const auto *C = dyn_cast<CallExpr>(&S);
               C && !isa<CXXOperatorCallExpr>(C)) {
      const FunctionDecl *To = C->getDirectCallee();
      HandsOn |= !(To && To->isInStdNamespace()) &&
                 llvm::any_of(C->arguments(), Mentions);
    }
  });
  return Returns && HandsOn;
}

} // namespace corolint

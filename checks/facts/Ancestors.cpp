#include "checks/facts/Ancestors.h"
#include "checks/facts/Expressions.h"
#include "checks/facts/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Builtins.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace corolint {

/// `std::move(x)`, `std::forward<T>(x)`: the value itself.
static bool isCast(const CallExpr &C) {
  switch (C.getBuiltinCallee()) {
  case Builtin::BImove:
  case Builtin::BIforward:
  case Builtin::BIforward_like:
    return true;
  default:
    return false;
  }
}

/// `std::make_pair(x, y)` and its kind: an object that holds its arguments.
static bool makesAHolder(const CallExpr &C) {
  const FunctionDecl *F = C.getDirectCallee();
  const IdentifierInfo *Name = F ? F->getIdentifier() : nullptr;
  return Name && Name->getName().starts_with("make_") && F->isInStdNamespace();
}

using Words = std::initializer_list<StringRef>;

/// Puts its argument into the container.
static bool puts(StringRef Method) {
  return llvm::is_contained(Words{"push_back", "emplace_back", "push",
                                  "emplace", "insert", "push_front",
                                  "emplace_front", "append", "prepend",
                                  "insert_or_assign", "try_emplace"},
                            Method);
}

/// Asks about a container, or throws away what is in it.
static bool onlyAsks(StringRef Method) {
  return llvm::is_contained(Words{"size", "empty", "length", "isEmpty", "count",
                                  "capacity", "reserve", "resize",
                                  "shrink_to_fit", "clear", "reset",
                                  "has_value"},
                            Method);
}

static StringRef methodOf(const CXXMemberCallExpr &C) {
  const CXXMethodDecl *M = C.getMethodDecl();
  const IdentifierInfo *Name = M ? M->getIdentifier() : nullptr;
  return Name ? Name->getName() : StringRef();
}

/// `x` or `x[i]`: the expression that names the variable or field.
static const Expr *named(const Expr *E) {
  E = E->IgnoreParenImpCasts();
  if (const auto *O = dyn_cast<CXXOperatorCallExpr>(E);
      O && O->getOperator() == OO_Subscript)
    E = O->getArg(0)->IgnoreParenImpCasts();
  else if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
    E = S->getBase()->IgnoreParenImpCasts();
  return E;
}

/// What an assignment to, or a put into, the object that `To` names does.
Usage Ancestors::assigned(const Expr &To, const Stmt &By) const {
  const Expr *Name = named(&To);
  if (const auto *Ref = dyn_cast<DeclRefExpr>(Name))
    if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl());
        V && V->hasLocalStorage() && Types.heldBy(V->getType())) {
      if (!V->getType()->isReferenceType())
        return {Use::Local, &By, V};
      // The caller's.
      if (isa<ParmVarDecl>(V))
        return {Use::Stored, &By, V};
    }
  if (const auto *M = dyn_cast<MemberExpr>(Name))
    if (const auto *F = dyn_cast<FieldDecl>(M->getMemberDecl());
        F && Types.heldBy(F->getType()))
      return {Use::Member, &By, nullptr, F};
  return {Use::Argument, &By};
}

Usage Ancestors::usage(const Expr &E, size_t Below) const {
  const Stmt *Child = &E;
  bool Held = false; // Something around it holds it.
  for (size_t I = Below; I-- > 0;) {
    const Step &Up = Steps[I];
    if (Up.Var) {
      const CXXRecordDecl *Kept = recordOf(Up.Var->getType());
      bool Follows =
          Held ? (Kept && Kept->isLambda()) || Types.heldBy(Up.Var->getType())
               : sameTemplate(Kept, recordOf(E.getType()));
      if (Up.Var->isLocalVarDecl() && !Up.Var->isStaticLocal() && Follows)
        return {Use::Local, nullptr, Up.Var};
      return {Use::Stored, nullptr, Up.Var};
    }
    if (Up.Field)
      return {Types.heldBy(Up.Field->getType()) ? Use::Member : Use::Stored,
              nullptr, nullptr, Up.Field};
    const Stmt *S = Up.S;
    if (!S) // The body's edge.
      return {isa<CompoundStmt>(Child) ? Use::Other : Use::Stored, nullptr};
    if (isa<ParenExpr, FullExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr,
            ImplicitCastExpr>(S)) {
      Child = S;
      continue;
    }
    // A list, a pair, a container of its elements; a closure of its captures.
    if (isa<LambdaExpr, CXXStdInitializerListExpr>(S) ||
        (isa<InitListExpr, CXXConstructExpr, CXXFunctionalCastExpr>(S) &&
         !Types.of(cast<Expr>(S)->getType()) &&
         Types.heldBy(cast<Expr>(S)->getType()))) {
      Held = true;
      Child = S;
      continue;
    }
    // `Operation(argument)` is its construction.
    if (const auto *C = dyn_cast<CXXFunctionalCastExpr>(S);
        C && C->getCastKind() == CK_ConstructorConversion) {
      Child = S;
      continue;
    }
    if (const auto *C = dyn_cast<ExplicitCastExpr>(S)) {
      if (C->getType()->isVoidType())
        return {Use::Voided, S};
      return {Use::Stored, S};
    }
    if (const auto *C = dyn_cast<CXXConstructExpr>(S)) {
      if (C->getConstructor()->isCopyOrMoveConstructor()) {
        Child = S;
        continue;
      }
      return {Use::Argument, S};
    }
    if (const auto *B = dyn_cast<BinaryOperator>(S)) {
      if (B->getOpcode() != BO_Comma)
        return {Use::Other, S};
      if (B->getLHS() == Child)
        return {Use::Discarded, S};
      Child = S;
      continue;
    }
    if (const auto *C = dyn_cast<AbstractConditionalOperator>(S)) {
      if (C->getCond() == Child)
        return {Use::Other, S};
      Child = S;
      continue;
    }
    if (isa<CoawaitExpr>(S))
      return {Use::Awaited, S};
    if (isa<ReturnStmt, CoreturnStmt, CoyieldExpr>(S))
      return {Use::Returned, S};
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S);
        O && O->getOperator() == OO_Equal && O->getNumArgs() == 2 &&
        O->getArg(0) != Child) {
      if (const auto *To =
              dyn_cast<DeclRefExpr>(O->getArg(0)->IgnoreParenImpCasts()))
        if (qualifiedName(*To->getDecl()) == "std::ignore")
          return {Use::Voided, S};
      if (isDropped(S, I))
        return assigned(*O->getArg(0), *S);
      return {Use::Argument, S};
    }
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(S);
        C && C->getCallee() != Child && puts(methodOf(*C)) && isDropped(S, I))
      return assigned(*C->getImplicitObjectArgument(), *S);
    if (const auto *C = dyn_cast<CallExpr>(S)) {
      if (C->getCallee() == Child)
        return {Use::Object, S};
      if (isCast(*C) || (makesAHolder(*C) && Types.heldBy(C->getType()))) {
        Held |= !isCast(*C);
        Child = S;
        continue;
      }
      return {Use::Argument, S};
    }
    if (const auto *M = dyn_cast<MemberExpr>(S)) {
      // `if (save())`: whether there is a task, and no more.
      const auto *To = dyn_cast<CXXConversionDecl>(M->getMemberDecl());
      if (To && To->getConversionType()->isBooleanType() && !Held)
        return {Use::Discarded, I ? Steps[I - 1].S : nullptr};
      return {Use::Object, I ? Steps[I - 1].S : nullptr};
    }
    if (isa<Expr>(S))
      return {Use::Stored, S};
    return {isStatementOf(*S, Child, I) ? Use::Discarded : Use::Other, S};
  }
  return {};
}

/// Does nobody look at the result of the call that is step number `At`?
bool Ancestors::isDropped(const Stmt *Call, size_t At) const {
  while (At-- > 0) {
    const Stmt *Up = Steps[At].S;
    if (!Up)
      return false;
    if (!isa<Expr>(Up))
      return isStatementOf(*Up, Call, At);
    if (!isa<ParenExpr, FullExpr, CXXBindTemporaryExpr>(Up))
      return false;
    Call = Up;
  }
  return false;
}

bool Ancestors::isALook(const Expr &Mention, const Awaitable &Type) const {
  const Stmt *Child = &Mention;
  for (size_t I = Steps.size(); I-- > 0;) {
    const Stmt *S = Steps[I].S;
    if (!S)
      return false;
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(S))
      return Cast->getType()->isVoidType() ? Type.isLazy()
                                           : Cast->getType()->isBooleanType();
    if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S)) {
      if (Call->getCallee() != Child)
        return false;
      if (const auto *To =
              dyn_cast_or_null<CXXConversionDecl>(Call->getMethodDecl()))
        return To->getConversionType()->isBooleanType();
      // A container's questions, and what is put into it.
      if (!sameTemplate(recordOf(Mention.getType()), Type.Class))
        return onlyAsks(methodOf(*Call)) ||
               (puts(methodOf(*Call)) && isDropped(S, I));
      // Work that did not begin does not end by asking for it.
      const CXXMethodDecl *Method = Call->getMethodDecl();
      return Type.isLazy() && Method && Method->isConst() &&
             Method->getReturnType()->isBooleanType() &&
             Call->getNumArgs() == 0;
    }
    if (const auto *O = dyn_cast<CXXOperatorCallExpr>(S)) {
      if (O->getOperator() == OO_Subscript && O->getArg(0) == Child && I) {
        const auto *Up = dyn_cast_or_null<CXXOperatorCallExpr>(Steps[I - 1].S);
        return Up && Up->getOperator() == OO_Equal && Up->getArg(0) == S &&
               isDropped(Up, I - 1);
      }
      return O->isComparisonOp() || O->getOperator() == OO_Exclaim;
    }
    // `t;`
    if (!isa<Expr>(S))
      return isStatementOf(*S, Child, I);
    if (!isa<ParenExpr, ImplicitCastExpr, MemberExpr>(S))
      return false;
    Child = S;
  }
  return false;
}

/// Does it come out of a macro of such a name, or stand in its arguments?
static bool isInAMacro(const Expr &E, const ASTContext &Ast,
                       llvm::function_ref<bool(StringRef)> IsSuch) {
  const SourceManager &Sources = Ast.getSourceManager();
  for (SourceLocation L = E.getBeginLoc(); L.isMacroID();
       L = Sources.getImmediateMacroCallerLoc(L))
    if (IsSuch(Lexer::getImmediateMacroName(L, Sources, Ast.getLangOpts())))
      return true;
  return false;
}

bool Ancestors::isAsserted(const Expr &Mention) const {
  auto SpeaksOfIt = [](StringRef Name) {
    return llvm::any_of(
        Words{"assert", "expect", "require", "check", "verify"},
        [&](StringRef Word) { return Name.contains_insensitive(Word); });
  };
  if (isInAMacro(Mention, Ast, SpeaksOfIt))
    return true;
  for (const Step &Up : llvm::reverse(Steps)) {
    if (!isa_and_nonnull<Expr>(Up.S))
      return false;
    if (const auto *C = dyn_cast<CallExpr>(Up.S))
      if (const FunctionDecl *F = C->getDirectCallee();
          F && F->getIdentifier() && SpeaksOfIt(F->getName()))
        return true;
  }
  return false;
}

bool Ancestors::isInABareBlock() const {
  size_t N = Steps.size();
  return N >= 3 && isa_and_nonnull<DeclStmt>(Steps[N - 1].S) &&
         isa_and_nonnull<CompoundStmt>(Steps[N - 2].S) &&
         isa_and_nonnull<CompoundStmt>(Steps[N - 3].S);
}

bool Ancestors::isOverwritten(const Expr &Mention) const {
  const size_t Last = Steps.size() - 1;
  const Expr *Left = nullptr, *Right = nullptr;
  if (const auto *O = dyn_cast_or_null<CXXOperatorCallExpr>(Steps[Last].S);
      O && O->getOperator() == OO_Equal && O->getNumArgs() == 2) {
    Left = O->getArg(0);
    Right = O->getArg(1);
  }
  // In a template, where nobody knows yet which operator it is.
  if (const auto *O = dyn_cast_or_null<BinaryOperator>(Steps[Last].S);
      O && O->getOpcode() == BO_Assign) {
    Left = O->getLHS();
    Right = O->getRHS();
  }
  if (Left != &Mention || !isDropped(cast<Expr>(Steps[Last].S), Last))
    return false;
  const auto *To = dyn_cast<DeclRefExpr>(&Mention);
  const auto *From = dyn_cast<DeclRefExpr>(valueOf(Right));
  return !To || !From || To->getDecl() != From->getDecl();
}

bool Ancestors::expectsThrow(const Expr &E) const {
  auto SpeaksOfIt = [](StringRef Name) {
    return (Name.contains_insensitive("throw") &&
            !Name.contains_insensitive("nothrow") &&
            !Name.contains_insensitive("no_throw")) ||
           Name.contains_insensitive("death");
  };
  if (isInAMacro(E, Ast, SpeaksOfIt))
    return true;
  const Stmt *Child = &E;
  bool InLambda = false;
  for (size_t I = Steps.size(); I-- > 0;) {
    const Stmt *S = Steps[I].S;
    if (!S) { // A body's edge: a lambda may be what is passed on.
      if (InLambda || I == 0 || !isa_and_nonnull<LambdaExpr>(Steps[I - 1].S))
        return false;
      InLambda = true;
      continue;
    }
    if (InLambda) {
      if (const auto *C = dyn_cast<CallExpr>(S))
        if (const auto *Callee =
                dyn_cast_or_null<NamedDecl>(C->getCalleeDecl()))
          return SpeaksOfIt(Callee->getNameAsString());
      if (!isa<Expr>(S))
        return false;
    } else if (const auto *Block = dyn_cast<CompoundStmt>(S)) {
      if (I && isa_and_nonnull<CXXTryStmt>(Steps[I - 1].S)) {
        const auto *At = llvm::find(Block->body(), Child);
        if (At == Block->body_end() || At + 1 == Block->body_end())
          return false;
        const auto *Next = dyn_cast<Expr>(*(At + 1));
        const auto *Call = dyn_cast_or_null<CallExpr>(
            Next ? Next->IgnoreUnlessSpelledInSource() : nullptr);
        const FunctionDecl *Fails = Call ? Call->getDirectCallee() : nullptr;
        return isa_and_nonnull<CXXThrowExpr>(Next) ||
               (Fails && Fails->isNoReturn());
      }
    } else if (!isa<Expr, CoroutineBodyStmt>(S)) {
      return false;
    }
    Child = S;
  }
  return false;
}

/// Is `Child` a statement of `S` rather than its condition or range?
bool Ancestors::isStatementOf(const Stmt &S, const Stmt *Child,
                              size_t Index) const {
  if (const auto *Block = dyn_cast<CompoundStmt>(&S))
    // The last statement of ({ … }) is its value.
    return !(Index && isa_and_nonnull<StmtExpr>(Steps[Index - 1].S) &&
             Block->body_back() == Child);
  if (const auto *If = dyn_cast<IfStmt>(&S))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *While = dyn_cast<WhileStmt>(&S))
    return Child == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(&S))
    return Child == Do->getBody();
  if (const auto *For = dyn_cast<ForStmt>(&S))
    return Child == For->getBody() || Child == For->getInc() ||
           Child == For->getInit();
  if (const auto *For = dyn_cast<CXXForRangeStmt>(&S))
    return Child == For->getBody();
  return isa<LabelStmt, SwitchCase, AttributedStmt>(&S);
}

} // namespace corolint

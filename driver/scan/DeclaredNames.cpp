#include "driver/scan/DeclaredNames.h"
#include "clang/Basic/IdentifierTable.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include <vector>

using namespace corolint;
using namespace clang;

namespace {

LangOptions newest() {
  LangOptions Options;
  Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus14 = true;
  Options.CPlusPlus17 = Options.CPlusPlus20 = Options.Coroutines = true;
  Options.Bool = Options.WChar = Options.Char8 = Options.CXXOperatorNames =
      Options.GNUKeywords = Options.RawStringLiterals = Options.LineComment =
          true;
  return Options;
}

class Reader {
public:
  explicit Reader(llvm::StringRef Text) : Options(newest()), Keywords(Options) {
    Lexer Lex(SourceLocation(), Options, Text.begin(), Text.begin(),
              Text.end());
    bool IsDirective = false;
    for (Token T; !Lex.LexFromRawLexer(T) || T.isNot(tok::eof);) {
      if (T.isAtStartOfLine())
        IsDirective = T.is(tok::hash);
      (IsDirective ? Directives : Tokens).push_back(T);
    }
  }

  DeclaredNames read() {
    for (size_t I = 2; I < Directives.size(); ++I)
      if (Directives[I - 2].is(tok::hash) &&
          (wordAt(Directives, I - 1) == "define" ||
           wordAt(Directives, I - 1) == "undef"))
        add(wordAt(Directives, I));
    mention(Directives);
    mention(Tokens);
    for (size_t I = 0; I < Tokens.size();)
      I = readDeclaration(I);
    Found.MayBeAnything |= Depth != 0;
    return std::move(Found);
  }

private:
  static llvm::StringRef wordAt(llvm::ArrayRef<Token> In, size_t I) {
    return I < In.size() && In[I].is(tok::raw_identifier)
               ? In[I].getRawIdentifier()
               : "";
  }
  llvm::StringRef word(size_t I) const { return wordAt(Tokens, I); }
  bool is(size_t I, tok::TokenKind Kind) const {
    return I < Tokens.size() && Tokens[I].is(Kind);
  }
  bool isKeyword(llvm::StringRef Word) {
    return Word == "final" || Keywords.get(Word).isKeyword(Options);
  }
  void add(llvm::StringRef Name) { Found.Names.insert(identifierHash(Name)); }

  void mention(llvm::ArrayRef<Token> In) {
    bool IsInclude = false; // What it leads to is looked at itself.
    for (size_t I = 0; I != In.size(); ++I) {
      if (In[I].isAtStartOfLine())
        IsInclude = In[I].is(tok::hash) && wordAt(In, I + 1) == "include";
      if (In[I].is(tok::raw_identifier) && !IsInclude &&
          !(I > 1 && In[I - 1].is(tok::coloncolon) &&
            wordAt(In, I - 2) == "std"))
        Found.Mentions.insert(identifierHash(In[I].getRawIdentifier()));
    }
  }

  /// Behind the bracket that matches the one at `I`.
  size_t skip(size_t I, tok::TokenKind Opens, tok::TokenKind Closes) {
    for (int Open = 0; I < Tokens.size(); ++I) {
      Open += is(I, Opens) - is(I, Closes);
      if (Open == 0)
        return I + 1;
    }
    Found.MayBeAnything = true;
    return I;
  }

  /// Behind the template parameters that begin there.
  size_t skipParameters(size_t I) {
    for (int Open = 0; I < Tokens.size(); ++I) {
      if (is(I, tok::l_paren)) {
        I = skip(I, tok::l_paren, tok::r_paren) - 1;
        continue;
      }
      Open += is(I, tok::less) - is(I, tok::greater) -
              2 * is(I, tok::greatergreater);
      if (Open <= 0)
        return I + 1;
    }
    return I;
  }

  /// One outside of classes and functions. Where the next begins.
  size_t readDeclaration(size_t I) {
    if (is(I, tok::r_brace)) {
      --Depth;
      return I + 1;
    }
    const size_t First = I;
    bool IsNamespace = false, IsEnum = false, IsClass = false,
         IsSpecialization = false, IsGiven = false, HasConcept = false;
    for (; I < Tokens.size(); ++I) {
      llvm::StringRef Word = word(I);
      if (Word == "template" && is(I + 1, tok::less)) {
        IsSpecialization |= is(I + 2, tok::greater);
        I = skipParameters(I + 1) - 1;
        continue;
      }
      if (is(I, tok::semi))
        return I + 1;
      // Behind it stand the names of others.
      IsGiven |= is(I, tok::colon) ||
                 (is(I, tok::equal) && (word(First) == "using" || HasConcept));
      // Arguments of a template, or less.
      if (is(I, tok::less) && I > First && !word(I - 1).empty()) {
        size_t End = skipParameters(I);
        if (End < Tokens.size() && std::none_of(
                                       Tokens.begin() + I, Tokens.begin() + End,
                                       [](const Token &T) {
                                         return T.isOneOf(tok::semi,
                                                          tok::l_brace);
                                       }))
          I = End - 1;
        continue;
      }
      if (is(I, tok::l_square)) {
        I = skip(I, tok::l_square, tok::r_square) - 1;
        continue;
      }
      if (is(I, tok::l_paren)) {
        I = skip(I, tok::l_paren, tok::r_paren) - 1;
        // MACRO(…), with or without a semicolon.
        if (isMacroCall(First, I))
          Found.MayBeAnything = true;
        continue;
      }
      if (is(I, tok::l_brace)) {
        bool IsExternC = word(First) == "extern" &&
                         is(First + 1, tok::string_literal) && I == First + 2;
        if (IsNamespace || IsExternC) {
          ++Depth;
          return I + 1;
        }
        size_t End = skip(I, tok::l_brace, tok::r_brace);
        if (IsEnum && !IsClass)
          for (size_t K = I; K < End; ++K)
            if (!word(K).empty())
              add(word(K));
        if (!is(End, tok::semi) && !is(End, tok::comma))
          return End;
        I = End - 1;
        continue;
      }
      if (Word.empty())
        continue;
      IsNamespace |=
          Word == "namespace" && (I == First || word(I - 1) == "inline");
      Found.MayBeAnything |= Word == "namespace" && I && word(I - 1) == "using";
      IsEnum |= Word == "enum";
      HasConcept |= Word == "concept";
      IsClass |= Word == "class" || Word == "struct" || Word == "union";
      if (isKeyword(Word) || IsGiven)
        continue;
      // One of a class that is defined elsewhere changes nothing.
      if (IsClass && !IsEnum && is(I + 1, tok::semi) && I == First + 1)
        continue;
      bool IsQualified = I && is(I - 1, tok::coloncolon);
      if (is(I + 1, tok::coloncolon) ||
          (IsQualified && !IsSpecialization && word(First) != "using"))
        continue;
      if (IsNamespace ? is(I + 1, tok::equal) : endsADeclarator(I + 1, IsClass))
        add(Word);
    }
    return I;
  }

  bool endsADeclarator(size_t I, bool IsClass) const {
    if (I >= Tokens.size())
      return true;
    switch (Tokens[I].getKind()) {
    case tok::l_paren:
    case tok::r_paren:
    case tok::semi:
    case tok::equal:
    case tok::l_brace:
    case tok::l_square:
    case tok::comma:
    case tok::colon:
      return true;
    case tok::less:
      return IsClass;
    default:
      return word(I) == "final";
    }
  }

  /// A lone word and its parenthesis, then neither a body nor the rest of a
  /// function's head.
  bool isMacroCall(size_t First, size_t Close) {
    return !isKeyword(word(First)) && is(First + 1, tok::l_paren) &&
           !is(Close + 1, tok::arrow) && !is(Close + 1, tok::colon);
  }

  const LangOptions Options;
  IdentifierTable Keywords;
  std::vector<Token> Tokens, Directives;
  int Depth = 0; ///< Of namespaces.
  DeclaredNames Found;
};

} // namespace

DeclaredNames corolint::declaredNamesIn(llvm::StringRef Text) {
  // The lexer looks at the end of what it reads.
  return Text.empty() ? DeclaredNames() : Reader(Text).read();
}

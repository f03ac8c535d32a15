#include "driver/scan/Identifiers.h"
#include "driver/input/CarriedHeaders.h"
#include "fixes/Shown.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/xxhash.h"
#include <vector>

using namespace corolint;
using namespace clang;

IdentifierHash corolint::identifierHash(llvm::StringRef Identifier) {
  return llvm::xxh3_64bits(Identifier) >> 1; // two values are DenseSet's own
}

namespace {

struct Piece {
  tok::TokenKind Kind = tok::eof;
  llvm::StringRef Text;
  bool StartsLine = false;
  bool IsApart = false; ///< From what stands before it.

  bool isName() const { return Kind == tok::raw_identifier; }
};

class Reader {
public:
  explicit Reader(llvm::StringRef Text) {
    LangOptions Options;
    Options.CPlusPlus = Options.CPlusPlus11 = Options.CPlusPlus20 = true;
    Options.RawStringLiterals = Options.LineComment = true;
    Lexer Lex(SourceLocation(), Options, Text.begin(), Text.begin(),
              Text.end());
    for (Token T; !Lex.LexFromRawLexer(T) || T.isNot(tok::eof);)
      All.push_back(
          {T.getKind(),
           T.is(tok::raw_identifier)
               ? T.getRawIdentifier()
               : llvm::StringRef(Lex.getBufferLocation() - T.getLength(),
                                 T.getLength()),
           T.isAtStartOfLine(), T.hasLeadingSpace()});
  }

  Identifiers read() {
    for (const Piece &P : All)
      if (P.isName())
        Found.All.insert(identifierHash(P.Text));
    for (size_t I = 0; I < All.size();)
      if (All[I].Kind == tok::hash && All[I].StartsLine)
        I = readDirective(I);
      else
        readToken(I++);
    return std::move(Found);
  }

private:
  const Piece &at(size_t I) const {
    static const Piece End;
    return I < All.size() ? All[I] : End;
  }

  /// May the parenthesis that ends there be that of a function with a body?
  bool goesOnAsABody(size_t I) const {
    switch (at(I + 1).Kind) {
    case tok::l_brace:
    case tok::colon:
    case tok::arrow:
    case tok::amp:
    case tok::ampamp:
    case tok::l_square:
    case tok::raw_identifier: // const, noexcept, a macro, …
      return true;
    case tok::equal:
      return at(I + 2).Text == "default";
    default:
      return false;
    }
  }

  void readToken(size_t I) {
    const Piece &P = All[I];
    if (P.Kind == tok::l_paren) {
      // operator()(…)
      bool IsName = I && All[I - 1].Text == "operator";
      Open.push_back(IsName ? "" : nameBefore(I));
    } else if (P.Kind == tok::r_paren && !Open.empty()) {
      llvm::StringRef Name = Open.pop_back_val();
      if (!Name.empty() && goesOnAsABody(I))
        Found.Defines.insert(identifierHash(Name));
    } else if ((P.isName() || P.Kind == tok::numeric_constant) && I &&
               !Open.empty() && !Open.back().empty()) {
      tok::TokenKind Before = All[I - 1].Kind, After = at(I + 1).Kind;
      if ((Before == tok::l_paren || Before == tok::comma) &&
          (After == tok::r_paren || After == tok::comma))
        Found.Given.insert(
            {identifierHash(Open.back()), identifierHash(P.Text)});
    }
  }

  /// What the parenthesis belongs to; or "".
  llvm::StringRef nameBefore(size_t I) const {
    for (size_t Back = 1; Back <= 4 && Back <= I; ++Back)
      if (All[I - Back].Text == "operator")
        return "operator";
    if (!I--)
      return "";
    // load<std::pair<int, int>>(…)
    for (int Depth = 0; All[I].Kind == tok::greater ||
                        All[I].Kind == tok::greatergreater || Depth > 0;
         --I) {
      Depth += All[I].Kind == tok::greater          ? 1
               : All[I].Kind == tok::greatergreater ? 2
               : All[I].Kind == tok::less           ? -1
                                                    : 0;
      if (!I || All[I].Kind == tok::semi || All[I].Kind == tok::l_brace)
        return "";
    }
    return All[I].isName() ? All[I].Text : "";
  }

  /// The index behind it.
  size_t readDirective(size_t I) {
    size_t End = I + 1;
    while (End < All.size() && !All[End].StartsLine)
      ++End;
    if (at(I + 1).Text != "define" || End < I + 3)
      return End;
    size_t Body = I + 3;
    if (Body < End && All[Body].Kind == tok::l_paren && !All[Body].IsApart) {
      Found.Macros.insert(identifierHash(All[I + 2].Text));
      while (Body < End && All[Body].Kind != tok::r_paren)
        ++Body;
      ++Body;
    }
    auto Around = std::exchange(Open, {});
    for (size_t K = Body; K < End; ++K) {
      readToken(K);
      if (!All[K].isName())
        continue;
      tok::TokenKind Before = K > Body ? All[K - 1].Kind : tok::eof,
                     After = K + 1 < End ? All[K + 1].Kind : tok::eof;
      if (Before == tok::hashhash || After == tok::hashhash)
        Found.Pasted.insert(identifierHash(All[K].Text));
      // Alone, or with a type or a scope in front: a head without its body.
      if (Before == tok::eof
              ? After == tok::eof
              : llvm::is_contained({tok::raw_identifier, tok::coloncolon,
                                    tok::greater, tok::star, tok::amp,
                                    tok::tilde},
                                   Before))
        Found.Defines.insert(identifierHash(All[K].Text));
    }
    Open = std::move(Around);
    return End;
  }

  std::vector<Piece> All;
  llvm::SmallVector<llvm::StringRef, 16> Open;
  Identifiers Found;
};

} // namespace

Identifiers corolint::identifiersIn(llvm::StringRef Text) {
  // The lexer looks at the end of what it reads.
  return Text.empty() ? Identifiers() : Reader(Text).read();
}

std::string corolint::textOf(llvm::StringRef File) {
  if (auto Text = carriedHeader(File))
    return Text->str();
  if (!llvm::sys::fs::is_regular_file(File))
    return "";
  auto Text = shownText(File);
  return Text ? (*Text)->getBuffer().str() : "";
}

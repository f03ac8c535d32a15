#include "driver/KnownBodies.h"
#include "checks/analysis/Share.h"
#include "checks/base/Sources.h"
#include "driver/scan/Identifiers.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/Support/xxhash.h"
#include <map>

using namespace corolint;

/// Of each file of the project's but the main one.
class HeaderWatch::Listener : public clang::PPCallbacks {
public:
  Listener(clang::Preprocessor &P, const Libraries &Others,
           llvm::StringMap<std::uint64_t> &Tokens)
      : P(P), Sources(P.getSourceManager()), Others(Others), Tokens(Tokens) {
    P.setTokenWatcher([this](const clang::Token &T) {
      if (Current && !T.isAnnotation())
        add(T);
    });
  }

  void FileChanged(clang::SourceLocation At, FileChangeReason,
                   clang::SrcMgr::CharacteristicKind Kind,
                   clang::FileID) override {
    Current = nullptr;
    clang::FileID In = Sources.getFileID(At);
    auto File = Sources.getFileEntryRefForID(In);
    if (Kind != clang::SrcMgr::C_User || !File || In == Sources.getMainFileID())
      return;
    auto [It, New] = Known.try_emplace(In);
    if (New) {
      llvm::SmallString<256> Path(File->getName());
      It->second.Name =
          "\"" + clang::Lexer::Stringify(std::string(Path)) + "\"";
      Sources.getFileManager().makeAbsolutePath(Path);
      std::string Real = realPath(Path);
      if (!Others.holdFile(Real))
        It->second.Tokens = &Tokens[Real];
      // Places are told in bytes: somebody may be editing a comment.
      if (auto Text = Sources.getBufferDataOrNone(In);
          Text && It->second.Tokens)
        mix(*It->second.Tokens, llvm::xxh3_64bits(*Text));
    }
    if (It->second.Tokens)
      Current = &It->second;
  }

private:
  struct Header {
    std::string Name; ///< What __FILE__ is in it.
    std::uint64_t *Tokens = nullptr;
  };

  void add(const clang::Token &T) {
    std::uint64_t Word = T.getKind();
    if (const clang::IdentifierInfo *Name = T.getIdentifierInfo())
      Word = llvm::xxh3_64bits(Name->getName());
    else if (T.isLiteral())
      // A token of a precompiled macro does not know its text. By which way a
      // header was found makes no difference.
      if (llvm::StringRef Text = P.getSpelling(T, Buffer);
          Text != Current->Name)
        Word = llvm::xxh3_64bits(Text);
    mix(*Current->Tokens, Word);
  }

  static void mix(std::uint64_t &Hash, std::uint64_t Word) {
    Hash = (Hash ^ Word) * 0x9E3779B97F4A7C15;
    Hash ^= Hash >> 32;
  }

  clang::Preprocessor &P;
  clang::SourceManager &Sources;
  const Libraries &Others;
  llvm::StringMap<std::uint64_t> &Tokens;
  std::map<clang::FileID, Header> Known;
  Header *Current = nullptr; ///< Null: nobody's concern.
  llvm::SmallString<64> Buffer;
};

void HeaderWatch::watch(clang::Preprocessor &P, const Libraries &Others) {
  P.addPPCallbacks(std::make_unique<Listener>(P, Others, Tokens));
}

std::vector<Digest::Reading> HeaderWatch::read() const {
  std::vector<Digest::Reading> All;
  for (const auto &File : Tokens)
    All.push_back({File.first().str(), File.second});
  llvm::sort(All, [](const auto &A, const auto &B) { return A.File < B.File; });
  return All;
}

KnownBodies::KnownBodies(llvm::ArrayRef<const Digest *> From,
                         llvm::StringRef Main)
    : From(From) {
  const Words Text = From.empty() ? Words() : wordsIn(Main);
  for (const Digest *D : From)
    for (const SharedBody &B : D->Shared.Bodies)
      if (llvm::none_of(B.Unseen, [&](const auto &F) {
            return Text.Defines.contains(wordOf(F.second));
          }))
        ByFile[B.File][B.Offset].push_back({&B, &D->Shared});
}

bool KnownBodies::has(const clang::FunctionDecl &F) {
  if (ByFile.empty())
    return false;
  clang::ASTContext &Ast = F.getASTContext();
  if (!Where)
    Where.emplace(Ast);
  const clang::SourceManager &Sources = Ast.getSourceManager();
  auto [File, Offset] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(F.getLocation()));
  auto In = ByFile.find(Where->fileOf(File));
  if (In == ByFile.end() || !In->second.contains(Offset))
    return false;
  std::optional<SharedBody> Same = identityOf(F, *Where);
  for (const LeftOutBody &Body : In->second[Offset])
    if (Same && Same->Name == Body.Is->Name) {
      Found.insert({&F, Body});
      return true;
    }
  return false;
}

bool KnownBodies::holdFor(llvm::ArrayRef<Digest::Reading> Read) const {
  using Readings = llvm::StringMap<std::uint64_t>;
  auto ByName = [](llvm::ArrayRef<Digest::Reading> All) {
    Readings Tokens;
    for (const Digest::Reading &R : All)
      Tokens[R.File] = R.Tokens;
    return Tokens;
  };
  const Readings Here = ByName(Read);
  for (const Digest *D : From) {
    llvm::BitVector Asked(D->Shared.Files.size());
    for (const auto &[F, Body] : Found)
      if (Body.From == &D->Shared)
        for (unsigned File : Body.Is->StandsIn)
          Asked.set(File);
    const Readings There = Asked.any() ? ByName(D->Read) : Readings();
    for (unsigned File : Asked.set_bits()) {
      auto One = Here.find(D->Shared.Files[File]),
           Other = There.find(D->Shared.Files[File]);
      if (One == Here.end() || Other == There.end() ||
          One->second != Other->second)
        return false;
    }
  }
  return true;
}

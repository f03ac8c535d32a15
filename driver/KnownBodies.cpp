#include "driver/KnownBodies.h"
#include "checks/Analyze.h"
#include "checks/base/Sources.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
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
    std::uint64_t &Hash = *Current->Tokens;
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

KnownBodies::KnownBodies(llvm::ArrayRef<const Digest *> From) : From(From) {
  for (const Digest *D : From)
    for (const PlainBody &B : D->Plain.Bodies) {
      auto [It, New] = ByFile[B.File].try_emplace(B.Offset, &B);
      // The header makes several of one text.
      if (!New && *It->second != B)
        It->second = nullptr;
    }
}

bool KnownBodies::has(const clang::FunctionDecl &F) {
  clang::ASTContext &Ast = F.getASTContext();
  clang::SourceLocation At = F.getLocation();
  if (ByFile.empty() || !At.isFileID())
    return false;
  if (!Where)
    Where.emplace(Ast);
  auto [File, Offset] = Ast.getSourceManager().getDecomposedLoc(At);
  auto In = ByFile.find(Where->fileOf(File));
  const PlainBody *Body =
      In == ByFile.end() ? nullptr : In->second.lookup(Offset);
  std::optional<PlainBody> Same = Body ? identityOf(F, *Where) : std::nullopt;
  if (!Same || Same->Name != Body->Name)
    return false;
  Found[&F] = Body;
  return true;
}

bool KnownBodies::holdFor(llvm::ArrayRef<Digest::Reading> Read,
                          Analysis &Unit) const {
  if (Found.empty())
    return true;
  llvm::StringMap<std::uint64_t> Here;
  for (const Digest::Reading &R : Read)
    Here[R.File] = R.Tokens;
  // The files of what was left out, and of all that it calls.
  llvm::StringSet<> Asked;
  llvm::StringMap<std::vector<llvm::StringRef>> Called;
  std::vector<llvm::StringRef> Queue;
  for (const Digest *D : From)
    for (const auto &[File, Other] : D->Plain.Calls)
      Called[File].push_back(Other);
  for (const auto &[F, Body] : Found)
    Queue.push_back(Body->File);
  while (!Queue.empty()) {
    llvm::StringRef File = Queue.back();
    Queue.pop_back();
    if (Asked.insert(File).second)
      llvm::append_range(Queue, Called.lookup(File));
  }
  auto IsRead = [&](const Digest::Reading &There) {
    auto It = Here.find(There.File);
    return It == Here.end() || It->second == There.Tokens ||
           !Asked.contains(There.File);
  };
  return llvm::all_of(From, [&](const Digest *D) {
    return llvm::all_of(D->Read, IsRead) &&
           !Unit.isATaskAmong(D->Plain.Classes);
  });
}

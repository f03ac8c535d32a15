#include "driver/report/Fingerprint.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/xxhash.h"
#include <array>
#include <unordered_map>

using namespace corolint;

/// Bytes that are no UTF-8 become U+FFFD, as they do when a script reads them.
static std::vector<llvm::UTF16> utf16Of(llvm::StringRef Text) {
  std::vector<llvm::UTF32> Points(Text.size());
  const auto *Utf8 = reinterpret_cast<const llvm::UTF8 *>(Text.begin());
  const auto *End = reinterpret_cast<const llvm::UTF8 *>(Text.end());
  llvm::UTF32 *To = Points.data();
  // The direct way to UTF-16 stops at the first bad byte.
  llvm::ConvertUTF8toUTF32(&Utf8, End, &To, To + Points.size(),
                           llvm::lenientConversion);

  std::vector<llvm::UTF16> Units(Text.size());
  const llvm::UTF32 *Point = Points.data();
  llvm::UTF16 *Unit = Units.data();
  llvm::ConvertUTF32toUTF16(&Point, To, &Unit, Unit + Units.size(),
                            llvm::lenientConversion);
  Units.resize(Unit - Units.data());
  return Units;
}

namespace {

class LineHasher {
public:
  std::vector<std::string> hashes(llvm::StringRef Text) {
    for (llvm::UTF16 Unit : utf16Of(Text))
      feed(Unit);
    feed(EndOfFile);
    for (size_t I = 0; I < Window; ++I) {
      emit();
      push(0);
    }
    return std::move(Hashes);
  }

private:
  static constexpr size_t Window = 100;
  static constexpr uint64_t Base = 37;
  static constexpr llvm::UTF16 EndOfFile = 0xFFFF;

  static constexpr uint64_t firstFactor() {
    uint64_t Factor = 1;
    for (size_t I = 0; I < Window; ++I)
      Factor *= Base;
    return Factor;
  }

  void feed(llvm::UTF16 Unit) {
    bool AfterCr = PreviousWasCr;
    PreviousWasCr = false;
    if (Unit == ' ' || Unit == '\t' || (AfterCr && Unit == '\n'))
      return;
    if (Unit == '\r') {
      Unit = '\n';
      PreviousWasCr = true;
    }
    emit();
    if (AtLineStart)
      LineAt[At] = ++Line;
    AtLineStart = Unit == '\n';
    push(Unit);
  }

  /// A line's hash is known once the window has gone round.
  void emit() {
    if (!LineAt[At])
      return;
    std::string Digits = llvm::utohexstr(Hash, /*LowerCase=*/true);
    Hashes.resize(std::max<size_t>(Hashes.size(), LineAt[At] + 1));
    Hashes[LineAt[At]] = Digits + ":" + std::to_string(++Seen[Hash]);
    LineAt[At] = 0;
  }

  void push(llvm::UTF16 Unit) {
    Hash = Base * Hash + Unit - firstFactor() * Units[At];
    Units[At] = Unit;
    At = (At + 1) % Window;
  }

  std::array<llvm::UTF16, Window> Units = {};
  std::array<unsigned, Window> LineAt = {}; ///< 0: no line starts there.
  std::unordered_map<uint64_t, unsigned> Seen;
  std::vector<std::string> Hashes;
  uint64_t Hash = 0;
  size_t At = 0;
  unsigned Line = 0;
  bool AtLineStart = true;
  bool PreviousWasCr = false;
};

} // namespace

std::vector<std::string> corolint::lineHashes(llvm::StringRef Text) {
  return LineHasher().hashes(Text);
}

std::string Fingerprints::of(const Finding &F, llvm::StringRef RelativePath,
                             llvm::StringRef SourceLine) {
  // No part can hold the separator and pass for its neighbour.
  std::string Parts = llvm::join_items('\0', F.Check, RelativePath, F.Function,
                                       F.Message, SourceLine.trim());
  std::string Digits =
      llvm::utohexstr(llvm::xxh3_64bits(llvm::StringRef(Parts)),
                      /*LowerCase=*/true, /*Width=*/16);
  return Digits + ":" + std::to_string(++Seen[Digits]);
}

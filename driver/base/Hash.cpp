#include "driver/base/Hash.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/xxhash.h"

using namespace corolint;

std::string corolint::contentHash(llvm::StringRef Text) {
  llvm::XXH128_hash_t H = llvm::xxh3_128bits(llvm::arrayRefFromStringRef(Text));
  return llvm::utohexstr(H.high64, true, 16) +
         llvm::utohexstr(H.low64, true, 16);
}

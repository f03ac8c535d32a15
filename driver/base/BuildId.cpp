#include "driver/base/BuildId.h"
#include "llvm/ADT/StringExtras.h"

#ifdef __linux__
#include <elf.h>
#include <link.h>

/// In the notes of one segment.
static llvm::ArrayRef<uint8_t> buildIdIn(const char *Notes, size_t Size) {
  auto Padded = [](size_t Bytes) { return (Bytes + 3) & ~size_t(3); };
  while (Size >= sizeof(ElfW(Nhdr))) {
    const auto &Note = *reinterpret_cast<const ElfW(Nhdr) *>(Notes);
    const char *Name = Notes + sizeof(Note);
    const char *Text = Name + Padded(Note.n_namesz);
    if (Note.n_type == NT_GNU_BUILD_ID &&
        llvm::StringRef(Name, Note.n_namesz) == llvm::StringRef("GNU\0", 4))
      return {reinterpret_cast<const uint8_t *>(Text), Note.n_descsz};
    size_t Whole = sizeof(Note) + Padded(Note.n_namesz) + Padded(Note.n_descsz);
    if (Whole > Size)
      break;
    Notes += Whole;
    Size -= Whole;
  }
  return {};
}

std::string corolint::buildId() {
  std::string Id;
  dl_iterate_phdr(
      [](dl_phdr_info *Object, size_t, void *To) {
        for (unsigned I = 0; I != Object->dlpi_phnum; ++I) {
          const ElfW(Phdr) &Segment = Object->dlpi_phdr[I];
          if (Segment.p_type != PT_NOTE)
            continue;
          auto Bytes = buildIdIn(reinterpret_cast<const char *>(
                                     Object->dlpi_addr + Segment.p_vaddr),
                                 Segment.p_memsz);
          if (!Bytes.empty())
            *static_cast<std::string *>(To) =
                llvm::toHex(Bytes, /*LowerCase=*/true);
        }
        return 1; // The first object is the program itself.
      },
      &Id);
  return Id;
}
#else
std::string corolint::buildId() { return ""; }
#endif

#include "driver/report/Hunk.h"
#include "checks/base/Sources.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

using namespace corolint;

bool Hunk::addsIncludes() const {
  return Old.empty() && llvm::all_of(New, [](llvm::StringRef Line) {
           return Line.empty() || Line.starts_with("#include");
         });
}

static std::vector<std::string> linesOf(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Parts;
  Text.split(Parts, '\n');
  std::vector<std::string> Lines;
  for (llvm::StringRef Part : Parts)
    Lines.push_back(Part.rtrim("\r").str());
  return Lines;
}

/// Without the lines that are the same before and after.
static void trim(Hunk &H) {
  while (!H.Old.empty() && !H.New.empty() && H.Old.back() == H.New.back()) {
    H.Old.pop_back();
    H.New.pop_back();
  }
  size_t Same = 0;
  while (Same < H.Old.size() && Same < H.New.size() &&
         H.Old[Same] == H.New[Same])
    ++Same;
  H.Old.erase(H.Old.begin(), H.Old.begin() + Same);
  H.New.erase(H.New.begin(), H.New.begin() + Same);
  H.First += Same;
}

std::vector<Hunk> corolint::hunksOf(const Fix &X, Sources &Texts) {
  std::vector<Edit> Edits = X.Edits;
  llvm::sort(Edits);
  std::vector<Hunk> Hunks;
  for (size_t I = 0; I != Edits.size();) {
    const std::string &File = Edits[I].File;
    llvm::StringRef Text = Texts.text(File);
    auto [FirstLine, Before] = Texts.before(File, Edits[I].Offset);
    size_t Begin = Edits[I].Offset - Before.size(), At = Begin;
    unsigned LastLine = FirstLine;
    std::string New;
    size_t End = Begin;
    for (; I != Edits.size() && Edits[I].File == File; ++I) {
      const Edit &E = Edits[I];
      if (E.Offset + E.Length > Text.size() || E.Offset < At)
        return {};
      if (Texts.before(File, E.Offset).first > LastLine + 1)
        break;
      New += Text.slice(At, E.Offset);
      New += E.Text;
      At = E.Offset + E.Length;
      LastLine = Texts.before(File, At).first;
      End = std::min(Text.find('\n', At), Text.size());
    }
    New += Text.slice(At, End);
    Hunk H{File, FirstLine, linesOf(Text.slice(Begin, End)), linesOf(New)};
    trim(H);
    if (!H.Old.empty() || !H.New.empty())
      Hunks.push_back(std::move(H));
  }
  return Hunks;
}

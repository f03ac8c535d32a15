#include "driver/report/Markdown.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace corolint;

/// The page line by line, but what is between fences, which stays.
static std::string
eachLine(llvm::StringRef Page, bool KeepsFences,
         llvm::function_ref<std::string(llvm::StringRef)> Of) {
  std::string Out;
  bool InCode = false;
  for (llvm::StringRef Line : llvm::split(Page.rtrim('\n'), '\n')) {
    bool IsFence = Line.starts_with("```");
    InCode ^= IsFence;
    if (IsFence && !KeepsFences)
      continue;
    Out += InCode || IsFence ? Line.str() : Of(Line);
    Out += '\n';
  }
  return Out;
}

/// The line with something else for each of its links that is in no code.
static std::string eachLink(
    llvm::StringRef Line,
    llvm::function_ref<std::string(llvm::StringRef Words, llvm::StringRef To)>
        Link) {
  std::string Out;
  bool InCode = false;
  while (!Line.empty()) {
    InCode ^= Line.front() == '`';
    size_t Middle = Line.find("](");
    size_t End = Line.find(')', Middle);
    if (InCode || Line.front() != '[' || Middle == Line.npos ||
        End == Line.npos) {
      Out += Line.front();
      Line = Line.drop_front();
      continue;
    }
    Out += Link(Line.slice(1, Middle), Line.slice(Middle + 2, End));
    Line = Line.drop_front(End + 1);
  }
  return Out;
}

std::string corolint::plainText(llvm::StringRef Page) {
  return eachLine(Page, /*KeepsFences=*/false, [](llvm::StringRef Line) {
    bool IsHeading = Line.starts_with("#");
    if (IsHeading)
      Line = Line.ltrim('#').ltrim();
    // The rule below the heads of a table.
    if (!Line.empty() && Line.find_first_not_of("|-: ") == Line.npos)
      return std::string();
    std::string Text =
        eachLink(Line, [](llvm::StringRef Words, llvm::StringRef) {
          return Words.str();
        });
    llvm::erase(Text, '`');
    for (size_t At; (At = Text.find("**")) != std::string::npos;)
      Text.erase(At, 2);
    return Text;
  });
}

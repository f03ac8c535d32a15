#include "driver/report/Xml.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace corolint;

std::string corolint::xmlAttribute(llvm::StringRef Words) {
  std::string Text = llvm::json::fixUTF8(Words), Out;
  for (char &C : Text)
    if (static_cast<unsigned char>(C) < 0x20)
      C = ' ';
  // U+FFFE and U+FFFF, the only characters above those that XML 1.0 forbids.
  for (const char *None : {"\xef\xbf\xbe", "\xef\xbf\xbf"})
    for (size_t At = 0; (At = Text.find(None, At)) != std::string::npos;)
      Text.replace(At, 3, "\xef\xbf\xbd");
  llvm::raw_string_ostream To(Out);
  llvm::printHTMLEscaped(Text, To);
  return Out;
}

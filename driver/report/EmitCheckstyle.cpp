#include "checks/base/Sources.h"
#include "driver/report/Emit.h"
#include "driver/report/Troubles.h"
#include "driver/report/Xml.h"
#include <map>

using namespace corolint;

void corolint::emitCheckstyle(const Outcome &O, Sources &,
                              llvm::raw_ostream &Out) {
  std::map<std::string, std::string> ByFile;
  auto Say = [&](const Place &At, llvm::StringRef Severity,
                 llvm::StringRef Check, llvm::StringRef Words) {
    llvm::raw_string_ostream To(ByFile[pathBelow(O.Root, At.File)]);
    To << "    <error line=\"" << std::max(At.Line, 1u) << "\" column=\""
       << std::max(At.Column, 1u) << "\" severity=\"" << Severity
       << "\" message=\"" << xmlAttribute(Words) << "\" source=\""
       << xmlAttribute(Check) << "\"/>\n";
  };
  for (const TuReport &R : O.Units)
    if (std::string Words = troubleOf(R); !Words.empty())
      Say(placeOfTrouble(R), "error", "corolint", Words);
  for (const Finding *F : unfixedFindings(O))
    Say(F->At,
        F->Severity == Level::Error     ? "error"
        : F->Severity == Level::Warning ? "warning"
                                        : "info",
        F->Check, F->Message);
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<checkstyle version=\"4.3\">\n";
  for (const auto &[File, Lines] : ByFile)
    Out << "  <file name=\"" << xmlAttribute(File) << "\">\n"
        << Lines << "  </file>\n";
  Out << "</checkstyle>\n";
}
